"""The actions of listeners and of their rules."""

from collections.abc import Iterator

from localaws.links.constraints import Violation
from localaws.rules.health_checks import PORT
from localaws.rules.kinds import Given, Rule, choice, matching, refuse, within

ROUTING = {
    "fixed-response": ("fixedResponse",),
    "forward": ("forward", "targetGroupArn"),
    "redirect": ("redirect",),
}
"""What belongs to each type of action that ends a list of actions."""
MOST_GROUPS = 5
HEAVIEST = 999
LONGEST_STICKINESS = 604800
CHANGED_PARTS = ("host", "path", "port", "protocol")
"""The parts of an address of which a redirect changes one; a changed query alone leads back."""
CONTENT_TYPES = (
    "text/plain",
    "text/css",
    "text/html",
    "application/javascript",
    "application/json",
)


def action_rules(resource: str, path: str) -> tuple[Rule, ...]:
    """The rules of a list of actions."""
    return (
        Rule(f"{resource}.routing", "Action", lambda given: _not_one_at_the_end(given, path)),
        *within(
            f"{path}[]",
            Rule(f"{resource}.content", "Action", _wrong_content),
            refuse(
                f"{resource}.group",
                "targetGroupArn",
                "is another group than the one of forward",
                "Action, TargetGroupArn",
                _two_groups,
            ),
        ),
        *within(f"{path}[].forward", *_forward_rules(resource)),
        *within(f"{path}[].redirect", *_redirect_rules(resource)),
        *within(
            f"{path}[].fixedResponse",
            choice(
                f"{resource}.contentType",
                "contentType",
                "FixedResponseActionConfig",
                *CONTENT_TYPES,
            ),
        ),
    )


def _forward_rules(resource: str) -> tuple[Rule, ...]:
    return (
        refuse(
            f"{resource}.groups",
            "targetGroups",
            f"holds 1 to {MOST_GROUPS} target groups",
            "ForwardActionConfig; Quotas for your Application Load Balancers",
            lambda forward: (
                isinstance(forward["targetGroups"], list)
                and not 1 <= len(forward["targetGroups"]) <= MOST_GROUPS
            ),
        ),
        Rule(f"{resource}.weight", "TargetGroupTuple, Weight", _wrong_weights),
        refuse(
            f"{resource}.stickiness",
            "stickiness.duration",
            f"is 1 to {LONGEST_STICKINESS} seconds",
            "TargetGroupStickinessConfig, DurationSeconds",
            lambda forward: not 1 <= _duration(forward) <= LONGEST_STICKINESS,
        ),
    )


def _redirect_rules(resource: str) -> tuple[Rule, ...]:
    return (
        refuse(
            f"{resource}.redirect",
            "statusCode",
            "the redirect leads back: it changes neither host, path, port nor protocol",
            "RedirectActionConfig",
            _leads_back,
        ),
        matching(
            f"{resource}.redirect.path",
            "path",
            "/.*",
            "a path begins with a slash",
            "RedirectActionConfig, Path",
        ),
        matching(
            f"{resource}.redirect.port",
            "port",
            rf"#\{{port\}}|{PORT}",
            "is a port from 1 to 65535, or #{port}",
            "RedirectActionConfig, Port",
        ),
    )


def _not_one_at_the_end(given: Given, path: str) -> Iterator[Violation]:
    actions = given.items(path)
    orders = [action.number("order") for action in actions]
    if any(order is None for order in orders):
        ordered = list(range(len(actions)))
    else:
        ordered = sorted(range(len(actions)), key=lambda index: orders[index] or 0)
    for place, index in enumerate(ordered):
        kind = actions[index].text("type")
        if kind and (kind in ROUTING) != (place == len(ordered) - 1):
            message = f"one of {', '.join(ROUTING)} is the last action, and only there"
            yield Violation(f"{path}[{index}].type", message)


def _wrong_content(action: Given) -> Iterator[Violation]:
    kind = action.text("type")
    if kind in ROUTING and not any(action.has(name) for name in ROUTING[kind]):
        yield Violation(ROUTING[kind][0], f"is required for an action of type {kind}")
    for other, names in ROUTING.items():
        for name in names if kind and other != kind else ():
            if action.has(name):
                yield Violation(name, f"is for actions of type {other}")


def _two_groups(action: Given) -> bool:
    forward, alone = action.part("forward"), action["targetGroupArn"]
    arns = [group["arn"] for group in forward.items("targetGroups")]
    return alone is not None and bool(arns) and None not in arns and arns != [alone]


def _wrong_weights(forward: Given) -> Iterator[Violation]:
    for index, group in enumerate(forward.items("targetGroups")):
        weight = group.number("weight")
        if weight is not None and not 0 <= weight <= HEAVIEST:
            message = f"{weight:g} is not between 0 and {HEAVIEST}"
            yield Violation(f"targetGroups[{index}].weight", message)


def _duration(forward: Given) -> float:
    """The duration of a stickiness; one second, which is fine, where it is not known."""
    duration = forward.part("stickiness").number("duration")
    return 1 if duration is None else duration


def _leads_back(redirect: Given) -> bool:
    kept = {"host": "#{host}", "path": "/#{path}", "port": "#{port}", "protocol": "#{protocol}"}
    return all(not redirect.has(part) or redirect[part] == kept[part] for part in CHANGED_PARTS)
