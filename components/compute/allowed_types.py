"""Which instance types an account may use. Pure.

A tier's families and sizes keep a mistyped or thoughtless type from costing much; the account's
entry in the organization's directory names others.
"""

from ..landing_zone.accounts import Account
from ..problems import Problem
from .instance_catalogue import size_of
from .instance_mix import InstanceMix
from .mix_limits import FAMILY_ALLOWED, SIZE_ALLOWED

VCPU_QUOTA = "instance-vcpus"
"""The key of `Account.quotas` that replaces the tier's largest size."""


def allowed_families(account: Account) -> list[str] | None:
    """The families that the account may use; None: all."""
    return account.instance_families or account.tier.defaults.instance_families


def largest_vcpus(account: Account) -> int | None:
    """The vCPUs of the largest instance that the account may use; None: any."""
    return (account.quotas or {}).get(VCPU_QUOTA, account.tier.defaults.largest_instance_vcpus)


def type_problems(path: str, instance_type: str, account: Account) -> list[Problem]:
    """Whether the account may use instances of this type."""
    name = instance_type.partition(".")[0]
    families, largest = allowed_families(account), largest_vcpus(account)
    if families is not None and name not in families:
        limit = f"account {account.name} may use the families {', '.join(families)}"
        return [FAMILY_ALLOWED.worded(limit).broken(path, instance_type)]
    size = size_of(instance_type)
    if largest is None or (size and size.vcpus <= largest):
        return []
    limit = f"account {account.name} may use instances of up to {largest} vCPUs"
    vcpus = f", and this one has {size.vcpus}" if size else ""
    return [SIZE_ALLOWED.worded(limit + vcpus).broken(path, instance_type)]


def mix_problems(path: str, mix: InstanceMix, account: Account) -> list[Problem]:
    """Whether the account may use all types of a mix."""
    problems = []
    for index, override in enumerate(mix.overrides or []):
        where = f"{path}.overrides[{index}].instance_type"
        problems += type_problems(where, override.instance_type, account)
    largest = largest_vcpus(account)
    for index, needed in enumerate(mix.requirements or []):
        if largest is not None and needed.vcpus_min > largest:
            limit = f"account {account.name} may use instances of up to {largest} vCPUs"
            where = f"{path}.requirements[{index}].vcpus_min"
            problems.append(
                SIZE_ALLOWED.worded(limit).broken(where, needed.vcpus_min, nearest=largest)
            )
    return problems
