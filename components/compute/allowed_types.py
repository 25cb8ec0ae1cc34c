"""Which instance types an account may use. Pure.

A tier's families and sizes keep a mistyped or thoughtless type from costing much; the account's
entry in the organization's directory names others.
"""

import re

from ..landing_zone.accounts import Account
from ..problems import GIVEN, Problem
from .instance_catalogue import CATALOGUE_DATE, Architecture, architecture_of, size_of
from .instance_mix import InstanceMix
from .instance_override import InstanceOverride
from .instance_requirements import InstanceRequirements
from .mix_limits import FAMILY_ALLOWED, NONE_EXCLUDED, SIZE_ALLOWED, SIZE_KNOWN

VCPU_QUOTA = "instance-vcpus"
"""The key of `Account.quotas` that replaces the tier's largest size."""
_VCPUS_OF_AN_XLARGE = 4
_MULTIPLE = re.compile(r"(\d+)xl(?:arge)?$")


def allowed_families(account: Account) -> list[str] | None:
    """The families that the account may use; None: all."""
    return account.instance_families or account.tier.defaults.instance_families


def largest_vcpus(account: Account) -> int | None:
    """The vCPUs of the largest instance that the account may use; None: any."""
    return (account.quotas or {}).get(VCPU_QUOTA, account.tier.defaults.largest_instance_vcpus)


def type_problems(path: str, override: InstanceOverride, account: Account) -> list[Problem]:
    """Whether the account may use instances of this type; a type of which nothing is known says so itself."""
    instance_type = override.instance_type
    families, largest = allowed_families(account), largest_vcpus(account)
    if families is not None and instance_type.partition(".")[0] not in families:
        return [FAMILY_ALLOWED.worded(_families_of(account)).broken(path, instance_type)]
    if largest is None:
        return []
    size = size_of(instance_type)
    if size is None:
        known = override.runs_on is not None
        return _unknown_size_problems(path, instance_type, account) if known else []
    limit = f"{_sizes_of(account)}, and this one has {size.vcpus}"
    return SIZE_ALLOWED.worded(limit).problems(path, instance_type, kept=size.vcpus <= largest)


def mix_problems(path: str, mix: InstanceMix, account: Account) -> list[Problem]:
    """Whether the account may use all types of a mix."""
    problems = []
    for index, override in enumerate(mix.overrides or []):
        where = f"{path}.overrides[{index}].instance_type"
        problems += type_problems(where, override, account)
    for index, needed in enumerate(mix.requirements or []):
        where = f"{path}.requirements[{index}]"
        problems += _vcpus_problems(where, needed, account)
        problems += _family_problems(where, needed, account)
    return problems


def family_patterns(architecture: Architecture, account: Account) -> list[str] | None:
    """The account's families as patterns; those of another architecture would match nothing."""
    families = allowed_families(account)
    if families is None:
        return None
    return [
        f"{family}.*"
        for family in families
        if architecture_of(f"{family}.large") in (None, architecture)
    ]


def _families_of(account: Account) -> str:
    families = allowed_families(account) or []
    return f"account {account.name} may use the families {', '.join(families)}"


def _sizes_of(account: Account) -> str:
    return f"account {account.name} may use instances of up to {largest_vcpus(account)} vCPUs"


def _unknown_size_problems(path: str, instance_type: str, account: Account) -> list[Problem]:
    """What is known of a size that the catalogue does not have; whether an account may use it.

    A quota of the account is somebody's decision, so the name of the size is believed then.
    """
    sizes = _sizes_of(account)
    if VCPU_QUOTA not in (account.quotas or {}):
        limit = (
            f"{sizes}, and the catalogue of {CATALOGUE_DATE} does not know how many this one has; "
            f"with quotas.{VCPU_QUOTA} of the account it is taken by its name"
        )
        return [SIZE_KNOWN.worded(limit).broken(path, instance_type)]
    multiple = _MULTIPLE.search(instance_type)
    vcpus = int(multiple[1]) * _VCPUS_OF_AN_XLARGE if multiple else 0
    limit = f"{sizes}, and this one has {vcpus} by its name"
    kept = vcpus <= (largest_vcpus(account) or 0)
    return SIZE_ALLOWED.worded(limit).problems(path, instance_type, kept=kept)


def _vcpus_problems(path: str, needed: InstanceRequirements, account: Account) -> list[Problem]:
    largest = largest_vcpus(account)
    problems = []
    for field, vcpus in (("vcpus_min", needed.vcpus_min), ("vcpus_max", needed.vcpus_max)):
        kept = largest is None or vcpus is None or vcpus <= largest
        problems += SIZE_ALLOWED.worded(_sizes_of(account)).problems(
            f"{path}.{field}", vcpus, kept=kept, nearest=largest
        )
    return problems


def _family_problems(path: str, needed: InstanceRequirements, account: Account) -> list[Problem]:
    families = allowed_families(account)
    if families is None:
        return []
    limit = f"{_families_of(account)}, and a pattern names one of them before its dot"
    problems = [
        FAMILY_ALLOWED.worded(limit).broken(f"{path}.allowed_instance_types[{index}]", pattern)
        for index, pattern in enumerate(needed.allowed_instance_types or [])
        if pattern.partition(".")[0] not in families
    ]
    if needed.excluded_instance_types:
        excluded = f"{path}.excluded_instance_types"
        limit = f"{_families_of(account)}; {NONE_EXCLUDED.limit}"
        problems.append(NONE_EXCLUDED.worded(limit).broken(excluded, GIVEN))
    if not family_patterns(needed.runs_on, account):
        limit = f"{_families_of(account)}, none of which is {needed.runs_on.value}"
        where = f"{path}.architecture"
        problems.append(FAMILY_ALLOWED.worded(limit).broken(where, needed.runs_on))
    return problems
