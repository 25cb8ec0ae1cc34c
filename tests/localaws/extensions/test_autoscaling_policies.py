"""Auto Scaling policies: kept by group, with the alarms of target tracking, and executed by hand."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.extensions.fleets import Fleet

CPU = {"PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"}}
TRACKING = {
    "PolicyType": "TargetTrackingScaling",
    "TargetTrackingConfiguration": {**CPU, "TargetValue": 50.0},
}
STEPS = {
    "PolicyType": "StepScaling",
    "AdjustmentType": "ChangeInCapacity",
    "StepAdjustments": [
        {"MetricIntervalUpperBound": -10.0, "ScalingAdjustment": -2},
        {
            "MetricIntervalLowerBound": -10.0,
            "MetricIntervalUpperBound": 0.0,
            "ScalingAdjustment": -1,
        },
        {
            "MetricIntervalLowerBound": 0.0,
            "MetricIntervalUpperBound": 10.0,
            "ScalingAdjustment": 1,
        },
        {"MetricIntervalLowerBound": 10.0, "ScalingAdjustment": 2},
    ],
}


def put(fleet: Fleet, name: str = "policy", **more: object) -> dict:
    return fleet.asg.put_scaling_policy(AutoScalingGroupName=fleet.name, PolicyName=name, **more)


def execute(fleet: Fleet, **more: object) -> int:
    fleet.asg.execute_policy(AutoScalingGroupName=fleet.name, PolicyName="policy", **more)
    return fleet.told()["DesiredCapacity"]


def policies(fleet: Fleet) -> list[dict]:
    return fleet.asg.describe_policies(AutoScalingGroupName=fleet.name)["ScalingPolicies"]


def alarms(fleet: Fleet) -> list[dict]:
    """Those of the group, the high one first."""
    prefix = f"TargetTracking-{fleet.name}-Alarm"
    told = fleet.aws.cloudwatch.describe_alarms(AlarmNamePrefix=prefix)["MetricAlarms"]
    return sorted(told, key=lambda alarm: alarm["AlarmName"])


def test_a_tracking_policy_makes_two_alarms_which_go_with_it(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    answer = put(fleet, **TRACKING)
    high, low = alarms(fleet)
    assert high["AlarmName"].startswith(f"TargetTracking-{fleet.name}-AlarmHigh-")
    assert low["AlarmName"].startswith(f"TargetTracking-{fleet.name}-AlarmLow-")
    for alarm, operator, threshold in (
        (high, "GreaterThanThreshold", 50.0),
        (low, "LessThanThreshold", 35.0),
    ):
        assert (alarm["ComparisonOperator"], alarm["Threshold"]) == (operator, threshold)
        assert (alarm["Namespace"], alarm["MetricName"]) == ("AWS/EC2", "CPUUtilization")
        assert alarm["Dimensions"] == [{"Name": "AutoScalingGroupName", "Value": fleet.name}]
        assert alarm["AlarmActions"] == [answer["PolicyARN"]]
    named = [{"AlarmName": a["AlarmName"], "AlarmARN": a["AlarmArn"]} for a in (high, low)]
    assert answer["Alarms"] == named
    (policy,) = policies(fleet)
    assert (policy["Alarms"], policy["PolicyARN"]) == (named, answer["PolicyARN"])
    assert policy["TargetTrackingConfiguration"] == TRACKING["TargetTrackingConfiguration"]
    fleet.asg.delete_policy(AutoScalingGroupName=fleet.name, PolicyName="policy")
    assert (policies(fleet), alarms(fleet)) == ([], [])


def test_a_tracking_policy_that_changes_keeps_its_arn_and_gets_new_alarms(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    arn = put(fleet, **TRACKING)["PolicyARN"]
    changed = {**CPU, "TargetValue": 80.0}
    assert (
        put(fleet, PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=changed)[
            "PolicyARN"
        ]
        == arn
    )
    assert [alarm["Threshold"] for alarm in alarms(fleet)] == [80.0, 56.0]


def test_the_alarms_go_with_the_group(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    put(fleet, **TRACKING)
    fleet.remove()
    assert alarms(fleet) == []


def test_requests_per_target_are_measured_at_the_load_balancer(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    label = "app/own/50dc6c495c0c9188/targetgroup/own/943f017f100becff"
    specification = {"PredefinedMetricType": "ALBRequestCountPerTarget", "ResourceLabel": label}
    put(
        fleet,
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={
            "PredefinedMetricSpecification": specification,
            "TargetValue": 1000.0,
        },
    )
    high = alarms(fleet)[0]
    assert (high["Namespace"], high["Statistic"]) == ("AWS/ApplicationELB", "Sum")
    assert {d["Name"]: d["Value"] for d in high["Dimensions"]} == {
        "LoadBalancer": "app/own/50dc6c495c0c9188",
        "TargetGroup": "targetgroup/own/943f017f100becff",
    }


def test_metrics_of_one_s_own_are_measured_as_they_are_given(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    own = {
        "MetricName": "Backlog",
        "Namespace": "Own",
        "Dimensions": [{"Name": "Queue", "Value": "a"}],
        "Statistic": "Average",
    }
    configuration = {"CustomizedMetricSpecification": own, "TargetValue": 10.0}
    put(fleet, PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=configuration)
    high = alarms(fleet)[0]
    assert {name: high[name] for name in own} == own
    (policy,) = policies(fleet)
    assert policy["TargetTrackingConfiguration"] == configuration


def test_computed_metrics_are_measured_by_their_queries(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    metric = {"MetricName": "Messages", "Namespace": "AWS/SQS"}
    queries = [
        {"Id": "m", "MetricStat": {"Metric": metric, "Stat": "Sum"}, "ReturnData": False},
        {"Id": "e", "Expression": "m / 2", "ReturnData": True},
    ]
    configuration = {"CustomizedMetricSpecification": {"Metrics": queries}, "TargetValue": 10.0}
    put(fleet, PolicyType="TargetTrackingScaling", TargetTrackingConfiguration=configuration)
    told = alarms(fleet)[0]["Metrics"]
    assert [query["Id"] for query in told] == ["m", "e"]
    assert told[0]["MetricStat"]["Metric"]["MetricName"] == "Messages"
    assert told[1]["Expression"] == "m / 2"


def test_policies_of_one_name_belong_to_their_groups(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    other = f"{fleet.name}-other"
    fleet.asg.create_auto_scaling_group(
        AutoScalingGroupName=other,
        VPCZoneIdentifier=fleet.subnets[0],
        MinSize=0,
        MaxSize=0,
        **fleet.by_template(),
    )
    first = put(fleet, **TRACKING)["PolicyARN"]
    second = fleet.asg.put_scaling_policy(AutoScalingGroupName=other, PolicyName="policy", **STEPS)[
        "PolicyARN"
    ]
    assert first != second
    fleet.asg.delete_policy(PolicyName=second)
    assert [policy["PolicyARN"] for policy in policies(fleet)] == [first]
    fleet.asg.delete_auto_scaling_group(AutoScalingGroupName=other)


def test_policies_are_told_as_they_were_put_and_found_by_type(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    put(fleet, "steps", **STEPS, EstimatedInstanceWarmup=30)
    predictive = {
        "MetricSpecifications": [
            {
                "TargetValue": 40.0,
                "PredefinedMetricPairSpecification": {"PredefinedMetricType": "ASGCPUUtilization"},
            }
        ],
        "Mode": "ForecastOnly",
    }
    put(fleet, "ahead", PolicyType="PredictiveScaling", PredictiveScalingConfiguration=predictive)
    steps, ahead = policies(fleet)
    told = {**STEPS, "EstimatedInstanceWarmup": 30, "MetricAggregationType": "Average"}
    assert steps.items() >= told.items()
    assert steps["Enabled"] is True
    assert ahead["PredictiveScalingConfiguration"] == predictive
    found = fleet.asg.describe_policies(
        AutoScalingGroupName=fleet.name, PolicyTypes=["PredictiveScaling"]
    )["ScalingPolicies"]
    assert [policy["PolicyName"] for policy in found] == ["ahead"]


@pytest.mark.parametrize(
    ("metric", "after"), [(49.0, 3), (50.0, 5), (59.9, 5), (60.0, 6), (40.1, 3), (40.0, 2)]
)
def test_a_step_policy_takes_the_step_of_the_breach(fleet: Fleet, metric: float, after: int):
    fleet.create(DesiredCapacity=4)
    put(fleet, **STEPS)
    assert execute(fleet, MetricValue=metric, BreachThreshold=50.0) == after
    assert len(fleet.ids()) == after


@pytest.mark.parametrize(
    ("kind", "adjustment", "more", "after"),
    [
        ("ChangeInCapacity", 3, {}, 13),
        ("ChangeInCapacity", -3, {}, 7),
        ("ExactCapacity", 12, {}, 12),
        ("PercentChangeInCapacity", 25, {}, 12),  # 2.5 towards zero
        ("PercentChangeInCapacity", -25, {}, 8),
        ("PercentChangeInCapacity", 5, {}, 11),  # 0.5 is one at least
        ("PercentChangeInCapacity", -5, {}, 9),
        ("PercentChangeInCapacity", 0, {}, 10),  # nothing is not one at least
        ("PercentChangeInCapacity", 10, {"MinAdjustmentMagnitude": 3}, 13),
        ("ChangeInCapacity", 100, {}, 20),  # at most the maximum
        ("ChangeInCapacity", -100, {}, 5),  # at least the minimum
    ],
)
def test_a_simple_policy_adjusts_the_capacity_within_its_bounds(
    fleet: Fleet, kind: str, adjustment: int, more: dict, after: int
):
    fleet.create(MinSize=5, DesiredCapacity=10, MaxSize=20)
    put(fleet, AdjustmentType=kind, ScalingAdjustment=adjustment, **more)
    assert execute(fleet) == after


@pytest.mark.parametrize(
    ("policy", "request_", "message"),
    [
        (TRACKING, {}, "cannot be executed"),
        (STEPS, {}, "MetricValue and BreachThreshold are required"),
        (
            {"AdjustmentType": "ChangeInCapacity", "ScalingAdjustment": 1},
            {"MetricValue": 1.0, "BreachThreshold": 1.0},
            "supported for no other",
        ),
        (
            {**STEPS, "StepAdjustments": STEPS["StepAdjustments"][2:]},
            {"MetricValue": 49.0, "BreachThreshold": 50.0},
            "no step adjustment",
        ),
    ],
)
def test_an_execution_is_refused(fleet: Fleet, policy: dict, request_: dict, message: str):
    fleet.create(DesiredCapacity=0)
    put(fleet, **policy)
    with pytest.raises(ClientError, match=message):
        execute(fleet, **request_)
    assert fleet.told()["DesiredCapacity"] == 0


M = {"Id": "m", "Expression": "1", "ReturnData": True}


def tracking(**configuration: object) -> dict:
    return {
        "PolicyType": "TargetTrackingScaling",
        "TargetTrackingConfiguration": {**configuration, "TargetValue": 1.0},
    }


def predefined(kind: str, label: str | None = None) -> dict:
    named = {"ResourceLabel": label} if label else {}
    return tracking(PredefinedMetricSpecification={"PredefinedMetricType": kind, **named})


def step(low: float | None, high: float | None) -> dict:
    bounds = {"MetricIntervalLowerBound": low, "MetricIntervalUpperBound": high}
    return {"ScalingAdjustment": 1, **{k: v for k, v in bounds.items() if v is not None}}


@pytest.mark.parametrize(
    ("policy", "message"),
    [
        ({"AdjustmentType": "ChangeInCapacity"}, "must specify ScalingAdjustment"),
        ({"ScalingAdjustment": 1}, "must specify AdjustmentType"),
        ({"PolicyType": "TargetTrackingScaling"}, "must specify TargetTrackingConfiguration"),
        ({"PolicyType": "PredictiveScaling"}, "must specify PredictiveScalingConfiguration"),
        ({"PolicyType": "StepScaling", "AdjustmentType": "ChangeInCapacity"}, "StepAdjustments"),
        ({"PolicyType": "Guessing"}, "Unknown policy type"),
        ({"AdjustmentType": "Some", "ScalingAdjustment": 1}, "AdjustmentType must be one of"),
        ({**TRACKING, "Cooldown": 1}, "Cooldown is not supported"),
        (tracking(), "exactly one of"),
        (tracking(**CPU, CustomizedMetricSpecification={"Metrics": [M]}), "exactly one of"),
        (tracking(CustomizedMetricSpecification={"Namespace": "Own"}), "lacks MetricName, Stat"),
        (predefined("Unheard"), "Unknown PredefinedMetricType Unheard"),
        (predefined("ALBRequestCountPerTarget"), "requires a ResourceLabel"),
        (predefined("ALBRequestCountPerTarget", "app/own"), "requires a ResourceLabel"),
        ({**STEPS, "StepAdjustments": [step(None, None)]}, "must have bounds"),
        ({**STEPS, "StepAdjustments": [step(5, 5)]}, "must have bounds"),
        ({**STEPS, "StepAdjustments": [step(0, 10), step(11, None)]}, "nor have a gap"),
        ({**STEPS, "StepAdjustments": [step(0, 10), step(9, None)]}, "neither overlap"),
        ({**STEPS, "StepAdjustments": [step(0, 10)]}, "without that outer bound"),
        ({**STEPS, "StepAdjustments": [step(-10, 0)]}, "without that outer bound"),
    ],
)
def test_a_policy_is_refused(fleet: Fleet, policy: dict, message: str):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match=message) as refused:
        put(fleet, **policy)
    assert refused.value.response["Error"]["Code"] == "ValidationError"
    assert policies(fleet) == []


def test_the_name_of_a_policy_needs_its_group(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    put(fleet, **TRACKING)
    with pytest.raises(ClientError, match="AutoScalingGroupName is required"):
        fleet.asg.delete_policy(PolicyName="policy")


def test_a_policy_that_does_not_exist_is_refused_by_name(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    with pytest.raises(ClientError, match="PolicyName not found"):
        execute(fleet)


def test_a_refused_tracking_policy_leaves_the_one_before_it_and_its_alarms(fleet: Fleet):
    fleet.create(DesiredCapacity=0)
    put(fleet, **TRACKING)
    before = (policies(fleet), alarms(fleet))
    with pytest.raises(ClientError, match="Unknown PredefinedMetricType"):
        put(fleet, **predefined("Unheard"))
    assert (policies(fleet), alarms(fleet)) == before
