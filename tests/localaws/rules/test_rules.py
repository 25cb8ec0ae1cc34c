"""Every rule lets pass what AWS takes, and refuses at the right property what AWS refuses."""

from collections import Counter

import pytest

from localaws import schema
from localaws.check import check
from localaws.rules import RULES
from tests.localaws.rules import (
    account,
    actions,
    alarms,
    autoscaling,
    compute,
    group_attachments,
    identity,
    instance_replacement,
    listeners,
    load_balancing,
    messaging,
    mixed_instances,
    network,
    scaling_metrics,
    scaling_policies,
    security_groups,
    snapshot_policies,
    storage,
    target_groups,
    volumes,
)
from tests.localaws.rules.cases import Case, broken, fine, judge

CASES: list[Case] = [
    case
    for module in (
        account,
        actions,
        alarms,
        autoscaling,
        compute,
        group_attachments,
        identity,
        instance_replacement,
        listeners,
        load_balancing,
        messaging,
        mixed_instances,
        network,
        scaling_metrics,
        scaling_policies,
        security_groups,
        snapshot_policies,
        storage,
        target_groups,
        volumes,
    )
    for case in module.CASES
]


@pytest.mark.parametrize(("case", "inputs"), fine(CASES))
def test_what_aws_takes_passes(case, inputs):
    assert judge(case.token, case.rule, inputs) == []


@pytest.mark.parametrize(("case", "inputs", "path"), broken(CASES))
def test_what_aws_refuses_is_refused_at_its_property(case, inputs, path):
    assert judge(case.token, case.rule, inputs) == [path]


def test_every_rule_is_tried_once_on_both_sides():
    rules = Counter((token, rule.name) for token, found in RULES.items() for rule in found)
    assert Counter((case.token, case.rule) for case in CASES) == rules
    assert max(rules.values()) == 1
    assert [case.rule for case in CASES if not case.fine or not case.broken] == []


@pytest.mark.parametrize("token", sorted(RULES))
def test_every_rule_is_about_a_type_that_exists_and_names_its_source(token):
    assert schema.resource_type(token).token == token
    assert [rule.name for rule in RULES[token] if not rule.source] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.broken], ids=lambda c: c.rule)
def test_every_path_at_which_a_rule_refuses_is_a_property(case):
    inputs = schema.resource_type(case.token).inputs
    assert {path.split("[")[0].split(".")[0] for _, path in case.broken} <= set(inputs)


def test_a_broken_rule_is_told_by_check_with_its_source():
    told = check("aws:ec2/eip:Eip", {"domain": "standard"})
    message = "must be vpc: EC2-Classic, the other domain, is retired (AllocateAddress)"
    assert told == [("domain", message)]
