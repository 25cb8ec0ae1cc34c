"""Cases for maintenance policies and instance refreshes of Auto Scaling groups."""

from tests.localaws.rules.cases import UNKNOWN, Case

GROUP = "aws:autoscaling/group:Group"
PREFERENCES = "instanceRefresh.preferences"


def healthy(**more: object) -> dict:
    return {
        "instanceMaintenancePolicy": {f"{name}HealthyPercentage": v for name, v in more.items()}
    }


def refresh(**more: object) -> dict:
    return {"instanceRefresh": {"strategy": "Rolling", "preferences": more}}


def triggered(*names: str) -> dict:
    return {"instanceRefresh": {"strategy": "Rolling", "triggers": list(names)}}


def rolled_back(**more: object) -> dict:
    return {**refresh(autoRollback=True), **more}


def mixed(version: object, *versions: object) -> dict:
    overrides = [{"launchTemplateSpecification": {"version": one}} for one in versions]
    template = {"launchTemplateSpecification": {"version": version}, "overrides": overrides}
    return {"mixedInstancesPolicy": {"launchTemplate": template}}


MAXIMUM = "instanceMaintenancePolicy.maxHealthyPercentage"
ROLLBACK = f"{PREFERENCES}.autoRollback"

CASES = [
    Case(
        GROUP,
        "group.maintenance.max",
        fine=(
            healthy(min=90, max=100),
            healthy(min=100, max=200),
            healthy(min=-1, max=-1),
            healthy(min=90, max=UNKNOWN),
        ),
        broken=(
            (healthy(min=0, max=99), MAXIMUM),
            (healthy(min=0, max=0), MAXIMUM),
            (healthy(min=100, max=201), MAXIMUM),
        ),
    ),
    Case(
        GROUP,
        "group.maintenance.percentages",
        fine=(healthy(min=50, max=150), healthy(min=100, max=200), healthy(min=UNKNOWN, max=200)),
        broken=((healthy(min=49, max=150), MAXIMUM), (healthy(min="0", max="101"), MAXIMUM)),
    ),
    Case(
        GROUP,
        "group.maintenance.cleared",
        fine=(healthy(min=-1, max=-1), healthy(min=0, max=100), healthy(min=-1, max=UNKNOWN)),
        broken=((healthy(min=-1, max=100), MAXIMUM), (healthy(min=90, max=-1), MAXIMUM)),
    ),
    Case(
        GROUP,
        "group.refresh.percentages",
        fine=(
            refresh(minHealthyPercentage=0),
            refresh(maxHealthyPercentage=190),
            refresh(minHealthyPercentage=100, maxHealthyPercentage=200),
            refresh(minHealthyPercentage=UNKNOWN, maxHealthyPercentage=200),
            {"instanceRefresh": {"strategy": "Rolling"}},
        ),
        broken=(
            (refresh(maxHealthyPercentage=191), f"{PREFERENCES}.maxHealthyPercentage"),
            (
                refresh(minHealthyPercentage=99, maxHealthyPercentage=200),
                f"{PREFERENCES}.maxHealthyPercentage",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.refresh.checkpointDelay",
        fine=(
            refresh(checkpointDelay="60", checkpointPercentages=[50, 100]),
            refresh(checkpointDelay="60", checkpointPercentages=UNKNOWN),
            refresh(checkpointPercentages=[50]),
        ),
        broken=((refresh(checkpointDelay=UNKNOWN), f"{PREFERENCES}.checkpointDelay"),),
    ),
    Case(
        GROUP,
        "group.refresh.checkpointPercentages",
        fine=(
            refresh(checkpointPercentages=[1, 50, 100]),
            refresh(checkpointPercentages=[20]),
            refresh(checkpointPercentages=[50, UNKNOWN]),
            refresh(),
        ),
        broken=(
            (refresh(checkpointPercentages=[50, 20]), f"{PREFERENCES}.checkpointPercentages"),
            (refresh(checkpointPercentages=[50, 50]), f"{PREFERENCES}.checkpointPercentages"),
        ),
    ),
    Case(
        GROUP,
        "group.refresh.alarms",
        fine=(
            refresh(alarmSpecification={"alarms": [f"a{n}" for n in range(10)]}),
            refresh(alarmSpecification={"alarms": UNKNOWN}),
        ),
        broken=(
            (
                refresh(alarmSpecification={"alarms": [f"a{n}" for n in range(11)]}),
                f"{PREFERENCES}.alarmSpecification.alarms",
            ),
        ),
    ),
    Case(
        GROUP,
        "group.refresh.triggers",
        fine=(
            triggered("tag", "vpc_zone_identifier", "traffic_source", "initial_lifecycle_hook"),
            triggered("target_group_arns", "desired_capacity", UNKNOWN),
            {"instanceRefresh": {"strategy": "Rolling"}},
        ),
        broken=(
            (triggered("tag", "tags"), "instanceRefresh.triggers[1]"),
            (triggered("vpcZoneIdentifiers"), "instanceRefresh.triggers[0]"),
            (triggered("arn"), "instanceRefresh.triggers[0]"),
        ),
    ),
    Case(
        GROUP,
        "group.refresh.autoRollback",
        fine=(
            rolled_back(launchTemplate={"id": "lt-1", "version": "3"}),
            rolled_back(launchTemplate={"id": "lt-1", "version": UNKNOWN}),
            rolled_back(**mixed("3", "4")),
            rolled_back(mixedInstancesPolicy=UNKNOWN),
            {**refresh(autoRollback=False), "launchTemplate": {"version": "$Latest"}},
            {"launchTemplate": {"version": "$Latest"}},
        ),
        broken=(
            (rolled_back(launchTemplate={"id": "lt-1", "version": "$Latest"}), ROLLBACK),
            (rolled_back(launchTemplate={"id": "lt-1"}), ROLLBACK),
            (rolled_back(launchConfiguration="old"), ROLLBACK),
            (rolled_back(**mixed("$Default", "4")), ROLLBACK),
            (rolled_back(**mixed("3", "4", None)), ROLLBACK),
        ),
    ),
]  # fmt: skip
