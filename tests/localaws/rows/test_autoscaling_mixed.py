"""Auto Scaling groups of several instance types and two architectures, weighed and not."""

import pytest

from tests.localaws.lives import Case, Life, Scene, Values, each_life, live
from tests.localaws.rows.fleets import describe_group, filled, with_templates

ROLLED_BACK = {"strategy": "Rolling", "preferences": {"autoRollback": True}}


def fleet(s: Scene, policy: Values, **more: object) -> Values:
    return {
        "maxSize": 8,
        "minSize": 0,
        "mixedInstancesPolicy": policy,
        "vpcZoneIdentifiers": [s.subnet, s.other_subnet],
        **more,
    }


def told_template(s: Scene, version: str, name: str = "") -> Values:
    of_arm = name == "arm"
    return {
        "LaunchTemplateId": s.arm if of_arm else s.template,
        "LaunchTemplateName": s.arm_name if of_arm else s.template_name,
        "Version": version,
    }


def weighed(s: Scene, version: str, distribution: Values, weights: tuple[str, str]) -> Values:
    """Types of two architectures, each with a weight, and with a template of its own where it needs one."""
    return {
        "instancesDistribution": distribution,
        "launchTemplate": {
            "launchTemplateSpecification": {"launchTemplateId": s.template, "version": version},
            "overrides": [
                {"instanceType": "t3.large", "weightedCapacity": weights[0]},
                {
                    "instanceType": "t4g.large",
                    "launchTemplateSpecification": {"launchTemplateId": s.arm, "version": version},
                    "weightedCapacity": weights[1],
                },
            ],
        },
    }


def told_weighed(s: Scene, version: str, distribution: Values, weights: tuple[str, str]) -> Values:
    return {
        "InstancesDistribution": distribution,
        "LaunchTemplate": {
            "LaunchTemplateSpecification": told_template(s, version),
            "Overrides": [
                {"InstanceType": "t3.large", "WeightedCapacity": weights[0]},
                {
                    "InstanceType": "t4g.large",
                    "LaunchTemplateSpecification": told_template(s, version, "arm"),
                    "WeightedCapacity": weights[1],
                },
            ],
        },
    }


SETTLED = {
    "OnDemandAllocationStrategy": "prioritized",
    "OnDemandBaseCapacity": 2,
    "OnDemandPercentageAboveBaseCapacity": 100,
    "SpotAllocationStrategy": "lowest-price",
    "SpotInstancePools": 4,
    "SpotMaxPrice": "0.07",
}


def by_name(s: Scene, version: str, kind: str, **distribution: object) -> Values:
    return {
        "instancesDistribution": distribution,
        "launchTemplate": {
            "launchTemplateSpecification": {
                "launchTemplateName": s.template_name,
                "version": version,
            },
            "overrides": [
                {"instanceType": kind},
                {
                    "instanceType": "t4g.large",
                    "launchTemplateSpecification": {
                        "launchTemplateName": s.arm_name,
                        "version": version,
                    },
                },
            ],
        },
    }


def told_by_name(s: Scene, version: str, kind: str, strategy: str) -> Values:
    return {
        "InstancesDistribution": {
            "OnDemandAllocationStrategy": "prioritized",
            "OnDemandBaseCapacity": 0,
            "OnDemandPercentageAboveBaseCapacity": 100,
            "SpotAllocationStrategy": strategy,
        },
        "LaunchTemplate": {
            "LaunchTemplateSpecification": told_template(s, version),
            "Overrides": [
                {"InstanceType": kind},
                {
                    "InstanceType": "t4g.large",
                    "LaunchTemplateSpecification": told_template(s, version, "arm"),
                },
            ],
        },
    }


def weighed_life(name: str, *, refreshed: bool, **more: object) -> Life:
    """A group whose weights and purchases change, with a refresh that could be rolled back, or without."""
    return Life(
        name=name,
        inputs=lambda s: fleet(
            s,
            weighed(
                s,
                "1",
                {
                    "onDemandAllocationStrategy": "lowest-price",
                    "onDemandBaseCapacity": 1,
                    "onDemandPercentageAboveBaseCapacity": 50,
                    "spotAllocationStrategy": "lowest-price",
                    "spotInstancePools": 3,
                    "spotMaxPrice": "0.05",
                },
                ("2", "4"),
            ),
            minSize=4,
            **more,
        ),
        told=lambda s: {
            "MixedInstancesPolicy": told_weighed(
                s,
                "1",
                {
                    "OnDemandAllocationStrategy": "lowest-price",
                    "OnDemandBaseCapacity": 1,
                    "OnDemandPercentageAboveBaseCapacity": 50,
                    "SpotAllocationStrategy": "lowest-price",
                    "SpotInstancePools": 3,
                    "SpotMaxPrice": "0.05",
                },
                ("2", "4"),
            ),
            "Refreshes": [],
        },
        changed=lambda s: {
            "mixedInstancesPolicy": weighed(
                s,
                "2",
                {
                    "onDemandAllocationStrategy": "prioritized",
                    "onDemandBaseCapacity": 2,
                    "onDemandPercentageAboveBaseCapacity": 100,
                    "spotAllocationStrategy": "lowest-price",
                    "spotInstancePools": 4,
                    "spotMaxPrice": "0.07",
                },
                ("1", "2"),
            )
        },
        told_changed=lambda s: {
            "Desired": {"MixedInstancesPolicy": told_weighed(s, "2", SETTLED, ("1", "2"))}
            if refreshed
            else None,
            "MixedInstancesPolicy": told_weighed(s, "2", SETTLED, ("1", "2")),
            "Refreshes": ["Successful"] if refreshed else [],
            "Types": ["t3.large", "t3.large", "t3.large", "t3.large"],
        },
    )


def named_life(name: str, *, refreshed: bool, **more: object) -> Life:
    """A group whose templates are named, with a refresh that could be rolled back, or without."""
    return Life(
        name=name,
        inputs=lambda s: fleet(
            s, by_name(s, "1", "t3.large", spotAllocationStrategy="capacity-optimized")
        ),
        told=lambda s: {
            "MixedInstancesPolicy": told_by_name(s, "1", "t3.large", "capacity-optimized")
        },
        changed=lambda s: {
            "mixedInstancesPolicy": by_name(
                s, "2", "t3.medium", spotAllocationStrategy="price-capacity-optimized"
            ),
            **more,
        },
        told_changed=lambda s: {
            "Desired": {
                "MixedInstancesPolicy": told_by_name(
                    s, "2", "t3.medium", "price-capacity-optimized"
                )
            }
            if refreshed
            else None,
            "MixedInstancesPolicy": told_by_name(s, "2", "t3.medium", "price-capacity-optimized"),
        },
        outside=lambda aws, s: aws.autoscaling.update_auto_scaling_group(
            AutoScalingGroupName=s.id, MaxSize=9
        ),
        found=lambda _: {"maxSize": 9},
        imported_otherwise=("mixedInstancesPolicy",),  # by the ids of the templates
    )


MIXED = Case(
    token="aws:autoscaling/group:Group",
    prepare=with_templates,
    describe=describe_group,
    filled=filled,
    lives=(
        weighed_life("weighed", refreshed=False),
        weighed_life("weighed with a way back", refreshed=True, instanceRefresh=ROLLED_BACK),
        named_life("with templates by name", refreshed=False),
        named_life("by name with a way back", refreshed=True, instanceRefresh=ROLLED_BACK),
        Life(
            name="back to one template",
            inputs=lambda s: fleet(s, by_name(s, "1", "t3.large", onDemandBaseCapacity=0)),
            changed=lambda s: {
                "launchTemplate": {"id": s.template, "version": "1"},
                "mixedInstancesPolicy": None,
            },
            told_changed=lambda s: {
                "LaunchTemplate": told_template(s, "1"),
                "MixedInstancesPolicy": None,
            },
            imported_otherwise=("mixedInstancesPolicy",),  # by the ids of the templates
        ),
    ),
)


@pytest.mark.parametrize(("case", "life"), each_life(MIXED))
def test_mixed_groups_are_what_auto_scaling_tells(case, life, aws, ledger):
    live(case, life, aws, ledger)
