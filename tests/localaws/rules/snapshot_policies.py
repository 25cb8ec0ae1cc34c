"""Cases for policies of Amazon Data Lifecycle Manager."""

from tests.localaws.rules.cases import UNKNOWN, Case, Inputs

POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
SCHEDULE = "policyDetails.schedules[1]"
CUSTOM = {
    "resourceTypes": ["VOLUME"],
    "targetTags": {"backup": "daily"},
    "schedules": [{"name": "daily"}],
}
EVENTS = {"policyType": "EVENT_BASED_POLICY", "eventSource": {"type": "a"}, "action": {"name": "b"}}


def policy(**details: object) -> Inputs:
    return {"policyDetails": details}


def default(**details: object) -> Inputs:
    return {"defaultPolicy": "VOLUME", **policy(**details)}


def scheduled(**schedule: object) -> Inputs:
    """The second of two schedules."""
    good = {"createRule": {"interval": 24}, "retainRule": {"count": 7}}
    return policy(schedules=[good, schedule])


def created(**rule: object) -> Inputs:
    return scheduled(createRule=rule)


def retained(**rule: object) -> Inputs:
    return scheduled(retainRule=rule)


CASES = [
    Case(
        POLICY,
        "lifecyclePolicy.parts",
        fine=(
            policy(**CUSTOM),
            policy(**CUSTOM, policyType="IMAGE_MANAGEMENT"),
            policy(**EVENTS),
            policy(policyType=UNKNOWN),
            {"policyDetails": UNKNOWN},
            default(createInterval=2),
            default(policyType="EBS_SNAPSHOT_MANAGEMENT"),
        ),
        broken=(
            (policy(**{**CUSTOM, "schedules": []}), "policyDetails.schedules"),
            (policy(**{**CUSTOM, "targetTags": None}), "policyDetails.targetTags"),
            (policy(**{**EVENTS, "action": None}), "policyDetails.action"),
            (default(schedules=[{"name": "daily"}]), "policyDetails.schedules"),
            (default(eventSource=UNKNOWN), "policyDetails.eventSource"),
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.rhythm",
        fine=(created(interval=24), created(cronExpression="cron(0 3 ? * SUN *)")),
        broken=(
            (created(location="CLOUD"), f"{SCHEDULE}.createRule.interval"),
            (
                created(interval=24, cronExpression=UNKNOWN),
                f"{SCHEDULE}.createRule.cronExpression",
            ),
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.hours",
        fine=tuple(created(interval=hours) for hours in (1, 2, 3, 4, 6, 8, 12, 24, UNKNOWN)),
        broken=tuple(
            (created(interval=hours), f"{SCHEDULE}.createRule.interval") for hours in (0, 5, 23, 25)
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.time",
        fine=tuple(created(times=time) for time in ("00:00", "09:05", "23:59", UNKNOWN)),
        broken=tuple(
            (created(times=time), f"{SCHEDULE}.createRule.times")
            for time in ("24:00", "9:05", "09:60", "noon")
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.retained",
        fine=(retained(count=7), retained(interval=7, intervalUnit="DAYS")),
        broken=(
            (retained(intervalUnit="DAYS"), f"{SCHEDULE}.retainRule.count"),
            (retained(count=UNKNOWN, interval=7), f"{SCHEDULE}.retainRule.interval"),
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.createInterval",
        fine=tuple(default(createInterval=days) for days in (1, 7, UNKNOWN)),
        broken=tuple(
            (default(createInterval=days), "policyDetails.createInterval") for days in (0, 8)
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.retainInterval",
        fine=tuple(default(retainInterval=days) for days in (2, 14, UNKNOWN)),
        broken=tuple(
            (default(retainInterval=days), "policyDetails.retainInterval") for days in (1, 15)
        ),
    ),
    Case(
        POLICY,
        "lifecyclePolicy.overlap",
        fine=(
            default(createInterval=6),
            default(createInterval=2, retainInterval=3),
            default(createInterval=UNKNOWN, retainInterval=2),
            default(createInterval=7, retainInterval=UNKNOWN),
            default(retainInterval=2),
            policy(**CUSTOM),
        ),
        broken=(
            (default(createInterval=7), "policyDetails.retainInterval"),
            (default(createInterval=3, retainInterval=3), "policyDetails.retainInterval"),
        ),
    ),
]
