"""The limits of listener rules, at their edges."""

from typing import Any

from components.network import ListenerRule, LoadBalancerLayout, TargetGroup
from tests.components.limits import Case

QUOTAS = "User Guide for Application Load Balancers, Quotas"


def rule(**changes: Any) -> ListenerRule:
    whole = {"name": "shop", "priority": 10, "target_group": "app", "hosts": ["shop.example.com"]}
    return ListenerRule(**{**whole, **changes})


def layout(*rules: ListenerRule) -> LoadBalancerLayout:
    return LoadBalancerLayout(target_groups=[TargetGroup(name="app", port=8080)], rules=list(rules))


def too_many_values(field: str, count: int) -> str:
    return (
        f"{field} is {count} entries; a rule has 1 to 5 hosts, paths, header values and addresses "
        f"together ({QUOTAS}: condition values per rule)."
    )


def too_many_wildcards(count: int) -> str:
    return (
        f"hosts is {count} entries; the values of a rule have up to 6 wildcards (* and ?) together "
        f"({QUOTAS}: condition wildcards per rule)."
    )


CASES = [
    Case(
        limit="listener_rule.name",
        build=lambda name: rule(name=name),
        accepted=["a", "Shop-1"],
        refused={
            name: f'name is "{name}"; a rule\'s name has letters, digits and hyphens, '
            "and no hyphen at its ends."
            for name in ("", "-shop", "shop-", "my shop")
        },
    ),
    Case(
        limit="listener_rule.name.once",
        build=lambda names: layout(
            *(rule(name=name, priority=index + 1) for index, name in enumerate(names))
        ),
        accepted=[("shop", "blog")],
        refused={("shop", "shop"): 'rules[1].name is "shop"; each rule has a name of its own.'},
    ),
    Case(
        limit="listener_rule.priority",
        build=lambda priority: rule(priority=priority),
        accepted=[1, 50000],
        refused={
            priority: f"priority is {priority}; a rule's priority is 1 to 50,000 "
            f"(Elastic Load Balancing CreateRule, Priority). Nearest: {nearest}."
            for priority, nearest in {0: 1, 50001: 50000}.items()
        },
    ),
    Case(
        limit="listener_rule.priority.once",
        build=lambda priorities: layout(
            *(rule(name=f"rule-{i}", priority=number) for i, number in enumerate(priorities))
        ),
        accepted=[(1, 2)],
        refused={
            (2, 1, 2): "rules[2].priority is 2; each rule has a priority of its own "
            "(Elastic Load Balancing CreateRule, Priority)."
        },
    ),
    Case(
        limit="listener_rule.target_group",
        build=lambda name: layout(rule(target_group=name)),
        accepted=["app"],
        refused={
            "apps": 'rules[0].target_group is "apps"; a rule sends its requests to one of the '
            'target groups. Nearest: "app".',
            "": 'rules[0].target_group is ""; a rule sends its requests to one of the target '
            "groups.",
        },
    ),
    Case(
        limit="listener_rule.values",
        build=lambda hosts: rule(hosts=list(hosts)),
        accepted=[("a.com",), ("a.com", "b.com", "c.com", "d.com", "e.com")],
        refused={
            (): too_many_values("hosts", 0),
            ("a.com", "b.com", "c.com", "d.com", "e.com", "f.com"): too_many_values("hosts", 6),
        },
    ),
    Case(
        limit="listener_rule.values",
        build=lambda paths: rule(
            hosts=None,
            paths=list(paths),
            headers={"X-Origin": ["edge", "core"]},
            source_cidr_blocks=["10.0.0.0/8"],
        ),
        accepted=[("/a", "/b")],
        refused={("/a", "/b", "/c"): too_many_values("paths", 6)},
    ),
    Case(
        limit="listener_rule.wildcards",
        build=lambda path: rule(hosts=["*.a.com", "?.b.com"], paths=[path]),
        accepted=["/*/*/*/?", "/"],
        refused={"/*/*/*/??": too_many_wildcards(7)},
    ),
    Case(
        limit="listener_rule.host",
        build=lambda host: rule(hosts=[host]),
        accepted=["a.b", "*.Example.com", "sh?p-1.example.com", "x" * 124 + ".com"],
        refused={
            host: f'hosts[0] is "{shown}"; a host has up to 128 letters, digits and -.*?, and only '
            "letters behind its last dot (Elastic Load Balancing HostHeaderConditionConfig, Values)."
            for host, shown in {
                "": "",
                "localhost": "localhost",
                "example.*": "example.*",
                "10.0.0.1": "10.0.0.1",
                "my_shop.example.com": "my_shop.example.com",
                "example.com:8080": "example.com:8080",
                "x" * 125 + ".com": "x" * 59 + " ... " + "x" * 55 + ".com",
            }.items()
        },
    ),
    Case(
        limit="listener_rule.path",
        build=lambda path: rule(paths=[path]),
        accepted=["/", "/img/*", "*.jpg", "/_-.$/~\"'@:+&?", "/" + "x" * 127],
        refused={
            path: f'paths[0] is "{shown}"; a path has up to 128 letters, digits and '
            "_-.$/~\"'@:+&*? (Elastic Load Balancing RuleCondition, Values)."
            for path, shown in {
                "": "",
                "/a b": "/a b",
                "/käse": "/käse",
                "/a=b": "/a=b",
                "/" + "x" * 128: "/" + "x" * 58 + " ... " + "x" * 59,
            }.items()
        },
    ),
    Case(
        limit="listener_rule.header.name",
        build=lambda name: rule(headers={name: ["edge"]}),
        accepted=["X", "x-origin_1", "x" * 40],
        refused={
            name: f'headers["{name}"] is "{name}"; a header\'s name has up to 40 of the characters '
            "that HTTP allows, and hosts are told by hosts "
            "(Elastic Load Balancing HttpHeaderConditionConfig, HttpHeaderName)."
            for name in ("", "X Origin", "X:", "x" * 41, "Host", "HOST")
        },
    ),
    Case(
        limit="listener_rule.header.value",
        build=lambda values: rule(headers={"X-Origin": list(values)}),
        accepted=[("e",), ("x" * 128,), ("edge", "core")],
        refused={
            values: f'headers["X-Origin"]{shown}; a header is compared with values of 1 to 128 '
            "characters (Elastic Load Balancing HttpHeaderConditionConfig, Values)."
            for values, shown in {
                (): " is missing",
                ("",): '[0] is ""',
                ("edge", "x" * 129): '[1] is "' + "x" * 59 + " ... " + "x" * 59 + '"',
            }.items()
        },
    ),
]
