from components.network import LoadBalancerAlarms, LoadBalancerLayout, TargetGroup
from tests.accounts import HOME
from tests.components.network.balancing import ALARM, balanced, laid_out

TOPIC = "arn:aws:sns:eu-central-1:444444444444:alarms"
BALANCER = {"LoadBalancer": "app/web-alb/0"}
TARGETS = {**BALANCER, "TargetGroup": "targetgroup/web-app/0"}


def test_each_alarm_looks_at_the_load_balancer_or_at_one_target_group() -> None:
    found = {
        alarm.name: (
            alarm.inputs["metricName"],
            alarm.inputs["dimensions"],
            alarm.inputs["threshold"],
            alarm.inputs["period"] * alarm.inputs["evaluationPeriods"],
        )
        for alarm in balanced().created(ALARM)
    }
    assert found == {
        "web-own-failures": ("HTTPCode_ELB_5XX_Count", BALANCER, 10, 300),
        "web-rejected-connections": ("RejectedConnectionCount", BALANCER, 0, 300),
        "web-app-unhealthy": ("UnHealthyHostCount", TARGETS, 0, 300),
        "web-app-errors": ("HTTPCode_Target_5XX_Count", TARGETS, 10, 300),
        "web-app-slow": ("TargetResponseTime", TARGETS, 2, 900),
    }


def test_an_alarm_on_a_sum_is_exactly_this() -> None:
    assert balanced(alarm_topic_arn=TOPIC).only(ALARM, "web-app-errors").inputs == {
        "alarmDescription": "Load balancer web: "
        "more than 10 answers of targets in five minutes were errors (5xx)",
        "namespace": "AWS/ApplicationELB",
        "metricName": "HTTPCode_Target_5XX_Count",
        "dimensions": TARGETS,
        "statistic": "Sum",
        "period": 300,
        "evaluationPeriods": 1,
        "threshold": 10,
        "comparisonOperator": "GreaterThanThreshold",
        "treatMissingData": "notBreaching",
        "alarmActions": [TOPIC],
        "okActions": [TOPIC],
        "region": HOME,
        "tags": {"Name": "web-app-errors"},
    }


def test_an_alarm_on_a_percentile_needs_enough_answers() -> None:
    slow = balanced().only(ALARM, "web-app-slow").inputs
    assert slow["extendedStatistic"] == "p99"
    assert slow["evaluateLowSampleCountPercentiles"] == "ignore"
    assert "statistic" not in slow


def test_without_a_topic_alarms_tell_nobody() -> None:
    for alarm in balanced().created(ALARM):
        assert not {"alarmActions", "okActions"} & alarm.inputs.keys()


def test_thresholds_are_arguments() -> None:
    recording = laid_out(
        alarms=LoadBalancerAlarms(target_errors=0, own_errors=1, response_seconds=0.25)
    )
    thresholds = {alarm.name: alarm.inputs["threshold"] for alarm in recording.created(ALARM)}
    assert thresholds == {
        "web-own-failures": 1,
        "web-rejected-connections": 0,
        "web-app-unhealthy": 0,
        "web-app-errors": 0,
        "web-app-slow": 0.25,
    }
    assert recording.only(ALARM, "web-app-slow").inputs["alarmDescription"] == (
        "Load balancer web: one of 100 answers of targets took more than 0.25 seconds"
    )


def test_a_load_balancer_without_target_groups_has_its_own_alarms_only() -> None:
    assert balanced(layout=LoadBalancerLayout()).names(ALARM) == [
        "web-own-failures",
        "web-rejected-connections",
    ]


def test_no_name_of_a_target_group_makes_two_alarms_one() -> None:
    names = ["own", "own-failures", "rejected", "rejected-connections", "app", "app-errors", "slow"]
    groups = [TargetGroup(name=name, port=80) for name in names]
    alarms = balanced(name="w", layout=LoadBalancerLayout(target_groups=groups)).names(ALARM)
    assert len(alarms) == len(set(alarms)) == 2 + 3 * len(names)
