"""CloudWatch: the state of alarms, and composite alarms."""

import pytest
from botocore.exceptions import ClientError

from localaws.extensions.alarm_rules import RuleError, parsed_rule
from tests.localaws.world import REGION, WORKLOAD, Aws, scene


def arn(name: str) -> str:
    return f"arn:aws:cloudwatch:{REGION}:{WORKLOAD}:alarm:{name}"


def put(aws: Aws, name: str, **more: object) -> str:
    wanted = {
        "ComparisonOperator": "GreaterThanThreshold",
        "EvaluationPeriods": 1,
        "MetricName": "CPUUtilization",
        "Namespace": "AWS/EC2",
        "Period": 60,
        "Statistic": "Average",
        "Threshold": 80,
        **more,
    }
    aws.cloudwatch.put_metric_alarm(AlarmName=name, **wanted)
    return name


def composite(aws: Aws, rule: str, **more: object) -> str:
    name = f"{scene().name}-composite"
    aws.cloudwatch.put_composite_alarm(AlarmName=name, AlarmRule=rule, **more)
    return name


def told(aws: Aws, name: str) -> dict:
    types = ["MetricAlarm", "CompositeAlarm"]
    found = aws.cloudwatch.describe_alarms(AlarmNames=[name], AlarmTypes=types)
    (alarm,) = found["MetricAlarms"] + found["CompositeAlarms"]
    return alarm


def bring(aws: Aws, name: str, state: str) -> None:
    aws.cloudwatch.set_alarm_state(AlarmName=name, StateValue=state, StateReason="a test")


@pytest.fixture
def pair(aws: Aws) -> tuple[str, str]:
    """Two alarms."""
    name = scene().name
    return put(aws, f"{name}-one"), put(aws, f"{name}-two")


def test_a_new_alarm_has_no_data_and_a_changed_one_keeps_its_state(aws: Aws):
    name = put(aws, scene().name)
    assert told(aws, name)["StateValue"] == "INSUFFICIENT_DATA"
    bring(aws, name, "ALARM")
    put(aws, name, Threshold=90)
    found = told(aws, name)
    assert (found["StateValue"], found["StateReason"]) == ("ALARM", "a test")
    assert found["Threshold"] == 90


def test_tags_come_with_the_creation_and_go_with_the_deletion(aws: Aws):
    def tags() -> list[dict[str, str]]:
        return aws.cloudwatch.list_tags_for_resource(ResourceARN=arn(name))["Tags"]

    first, second = [{"Key": "team", "Value": "a"}], [{"Key": "team", "Value": "b"}]
    name = put(aws, scene().name, Tags=first)
    put(aws, name, Tags=second)
    assert tags() == first
    aws.cloudwatch.delete_alarms(AlarmNames=[name, "none"])
    put(aws, name)
    assert tags() == []


@pytest.mark.parametrize("statistic", ["p99.9", "tm90", "IQM", "PR(1:2)"])
def test_every_extended_statistic_is_kept(statistic, aws: Aws):
    name = scene().name
    aws.cloudwatch.put_metric_alarm(
        AlarmName=name,
        ComparisonOperator="GreaterThanThreshold",
        EvaluationPeriods=1,
        ExtendedStatistic=statistic,
        MetricName="Latency",
        Namespace="Own",
        Period=60,
        Threshold=1,
    )
    assert told(aws, name)["ExtendedStatistic"] == statistic


def test_alarms_are_told_by_type(aws: Aws, pair):
    one, _ = pair
    name = composite(aws, f"ALARM({one})")
    asked = {"AlarmNames": [one, name]}

    def names(**more: object) -> tuple[list[str], list[str]]:
        found = aws.cloudwatch.describe_alarms(**asked, **more)
        return tuple(
            [alarm["AlarmName"] for alarm in found.get(kind, [])]
            for kind in ("MetricAlarms", "CompositeAlarms")
        )

    assert names() == ([one], [])
    assert names(AlarmTypes=["CompositeAlarm"]) == ([], [name])
    assert names(AlarmTypes=["MetricAlarm", "CompositeAlarm"]) == ([one], [name])


def test_a_composite_alarm_follows_those_that_it_asks_for(aws: Aws, pair):
    one, two = pair
    name = composite(aws, f'ALARM({one}) AND NOT ALARM("{arn(two)}")')
    assert told(aws, name)["StateValue"] == "OK"
    bring(aws, one, "ALARM")
    assert told(aws, name)["StateValue"] == "ALARM"
    bring(aws, two, "ALARM")
    assert told(aws, name)["StateValue"] == "OK"


def test_a_composite_alarm_that_is_set_by_hand_stays_so_until_its_rule_says_otherwise(
    aws: Aws, pair
):
    one, _ = pair
    name = composite(aws, f"ALARM({one})")
    bring(aws, name, "ALARM")
    bring(aws, one, "INSUFFICIENT_DATA")
    assert told(aws, name)["StateValue"] == "ALARM"
    bring(aws, one, "ALARM")
    bring(aws, one, "OK")
    assert told(aws, name)["StateValue"] == "OK"


def test_composite_alarms_can_ask_for_each_other_even_in_a_circle(aws: Aws, pair):
    one, _ = pair
    inner = composite(aws, f"ALARM({one})")
    outer = composite(aws, f"ALARM({inner})")
    bring(aws, one, "ALARM")
    assert told(aws, outer)["StateValue"] == "ALARM"
    aws.cloudwatch.put_composite_alarm(AlarmName=inner, AlarmRule=f"NOT ALARM({outer})")
    assert told(aws, inner)["StateValue"] in ("ALARM", "OK")
    aws.cloudwatch.put_composite_alarm(AlarmName=inner, AlarmRule="FALSE")
    assert told(aws, outer)["StateValue"] == "OK"


@pytest.mark.parametrize(
    ("rule", "more", "problem"),
    [
        ("ALARM(none) OR OK(nobody)", {}, r"as alarms \[nobody, none\] in the alarm rule do not"),
        (" TRUE", {}, "leading or trailing whitespace"),
        ("ALARM(", {}, "Invalid AlarmRule"),
        ("TRUE", {"ActionsSuppressor": "none"}, "ActionsSuppressor none does not exist"),
    ],
)
def test_a_composite_alarm_that_cannot_be_is_refused(rule, more, problem, aws: Aws):
    with pytest.raises(ClientError, match=f"ValidationError.*{problem}"):
        composite(aws, rule, **more)


def test_an_alarm_that_a_composite_one_asks_for_is_not_deleted(aws: Aws, pair):
    one, two = pair
    name = composite(aws, f"ALARM({one}) OR OK({two})")
    delete = aws.cloudwatch.delete_alarms
    with pytest.raises(ClientError, match=f"Cannot delete {one} as there .* depending on it"):
        delete(AlarmNames=[one])
    with pytest.raises(ClientError, match=f"Cannot delete {one},{two} as .* depending on them"):
        delete(AlarmNames=[one, two])
    delete(AlarmNames=[one, name])
    delete(AlarmNames=[two])
    assert aws.cloudwatch.describe_alarms(AlarmNames=[one, two])["MetricAlarms"] == []


STATES = {"up": "OK", "down": "ALARM", "new one": "INSUFFICIENT_DATA", "a(b)": "ALARM"}


@pytest.mark.parametrize(
    ("text", "holds", "alarms"),
    [
        ("TRUE", True, set()),
        ("FALSE", False, set()),
        ("ALARM(down)", True, {"down"}),
        ("ALARM(up)", False, {"up"}),
        ('OK("up")', True, {"up"}),
        ("INSUFFICIENT_DATA(new one)", True, {"new one"}),
        ('ALARM("a(b)")', True, {"a(b)"}),
        ("ALARM( down )", True, {"down"}),
        (f"ALARM({arn('down')})", True, {"down"}),
        ("NOT ALARM(down)", False, {"down"}),
        ("NOT NOT TRUE", True, set()),
        ("TRUE OR FALSE AND FALSE", True, set()),
        ("(TRUE OR FALSE) AND FALSE", False, set()),
        ("NOT FALSE OR TRUE", True, set()),
        ("NOT (FALSE OR TRUE)", False, set()),
        ("ALARM(up) OR (ALARM(down)\n AND OK(up))", True, {"up", "down"}),
    ],
)
def test_a_rule_is_read_and_evaluated(text, holds, alarms):
    rule = parsed_rule(text)
    assert rule.holds(STATES.__getitem__) == holds
    assert rule.alarms == alarms


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ALARM",
        "ALARM()",
        "ALARM(a",
        "alarm(a)",
        "TRUE TRUE",
        "TRUE AND",
        "AND TRUE",
        "NOT",
        "(TRUE",
        "TRUE)",
        "TRUEST",
        "ALARM(a) XOR ALARM(b)",
    ],
)
def test_what_is_no_rule_is_an_error(text):
    with pytest.raises(RuleError):
        parsed_rule(text)
