"""A mix of instance types in the words of an Auto Scaling group."""

from collections.abc import Mapping
from typing import Any

from ..landing_zone.accounts import Account
from .allowed_types import family_patterns, largest_vcpus
from .instance_catalogue import Architecture
from .instance_mix import InstanceMix, SpotAllocation
from .instance_override import InstanceOverride
from .instance_requirements import InstanceRequirements
from .launch_kind import LaunchKind

Specification = Mapping[str, Any]
"""A launch template and its version, as the group names them."""

_MIB_PER_GIB = 1024
_MANUFACTURERS = {
    Architecture.ARM64: ["amazon-web-services"],
    Architecture.X86_64: ["intel", "amd"],
}


def mixed_instances_policy(
    mix: InstanceMix, account: Account, templates: Mapping[LaunchKind, Specification]
) -> dict[str, Any]:
    """The policy: types of the first kind use the group's template, others their own."""
    first = next(iter(templates))
    return {
        "instances_distribution": _distribution(mix, account),
        "launch_template": {
            "launch_template_specification": templates[first],
            "overrides": [
                *(_override(override, first, templates) for override in mix.overrides or []),
                *(
                    _requirements(needed, account, first, templates)
                    for needed in mix.requirements or []
                ),
            ],
        },
    }


def _distribution(mix: InstanceMix, account: Account) -> dict[str, Any]:
    base = mix.on_demand_base
    price = mix.spot_max_price_usd
    return {
        "on_demand_base_capacity": account.tier.defaults.on_demand_base if base is None else base,
        "on_demand_percentage_above_base_capacity": mix.on_demand_share(account.tier),
        "on_demand_allocation_strategy": mix.on_demand.value,
        "spot_allocation_strategy": mix.spot.value,
        "spot_instance_pools": (mix.spot_instance_pools or 2)
        if mix.spot is SpotAllocation.LOWEST_PRICE
        else None,
        "spot_max_price": None if price is None else str(price),
    }


def _own_template(
    kind: LaunchKind,
    first: LaunchKind,
    templates: Mapping[LaunchKind, Specification],
) -> dict[str, Any]:
    return {} if kind == first else {"launch_template_specification": templates[kind]}


def _override(
    override: InstanceOverride,
    first: LaunchKind,
    templates: Mapping[LaunchKind, Specification],
) -> dict[str, Any]:
    weight = {} if override.weight is None else {"weighted_capacity": str(override.weight)}
    own_template = _own_template(override.launched_as, first, templates)
    return {"instance_type": override.instance_type, **weight, **own_template}


def _requirements(
    needed: InstanceRequirements,
    account: Account,
    first: LaunchKind,
    templates: Mapping[LaunchKind, Specification],
) -> dict[str, Any]:
    most = needed.vcpus_max or largest_vcpus(account)
    return {
        "instance_requirements": {
            "vcpu_count": {"min": needed.vcpus_min, "max": most},
            "memory_mib": {
                "min": round(needed.memory_gib_min * _MIB_PER_GIB),
                "max": needed.memory_gib_max and round(needed.memory_gib_max * _MIB_PER_GIB),
            },
            "cpu_manufacturers": _MANUFACTURERS[needed.runs_on],
            "instance_generations": ["current"],
            "bare_metal": "excluded",
            "burstable_performance": "included" if needed.burstable else "excluded",
            "local_storage": "required" if needed.local_storage else "included",
            "accelerator_count": _accelerators(needed),
            # AWS takes one of the two lists; where the account has families, none are excluded.
            "allowed_instance_types": None
            if needed.excluded_instance_types
            else needed.allowed_instance_types or family_patterns(needed.runs_on, account),
            "excluded_instance_types": needed.excluded_instance_types or None,
            "max_spot_price_as_percentage_of_optimal_on_demand_price": (
                needed.max_spot_price_percentage
            ),
        },
        **_own_template(needed.launched_as, first, templates),
    }


def _accelerators(needed: InstanceRequirements) -> dict[str, int] | None:
    """None at all, unless it is listed which types there are to choose from."""
    return None if needed.allowed_instance_types else {"max": 0}
