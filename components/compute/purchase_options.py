"""How the instances of a workload are best bought. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from .workload import Workload

_MONTHS_OF_THE_LONGEST = 36
_MONTHS_OF_THE_SHORTEST = 12


class PurchaseOption(StrEnum):
    """How instances are paid for."""

    ON_DEMAND = "on_demand"
    """By the second, without a commitment."""
    SPOT = "spot"
    """Spare capacity, which AWS takes back when it needs it."""
    COMPUTE_SAVINGS_PLAN = "compute_savings_plan"
    """So much money an hour for one or three years, for any family and region."""
    EC2_INSTANCE_SAVINGS_PLAN = "ec2_instance_savings_plan"
    """The same for one family in one region, and cheaper."""
    RESERVED_INSTANCES = "reserved_instances"
    """So many instances of one type for one or three years; in one zone they keep their capacity."""


@dataclass(frozen=True, kw_only=True)
class Purchase:
    """What to buy."""

    option: PurchaseOption
    years: int | None = None
    """How long the commitment lasts: 1 or 3; None without one."""
    capacity_reservation: bool = False
    """Whether an On-Demand Capacity Reservation is made besides."""
    reasons: list[str]
    """Why, one sentence for each decision."""


def purchase(workload: Workload) -> Purchase:
    """How to buy the instances of a workload without problems."""
    months = workload.term_months
    if workload.interruptible:
        return Purchase(option=PurchaseOption.SPOT, reasons=[_SPOT])
    if months is None or months < _MONTHS_OF_THE_SHORTEST or workload.bursty:
        return _with_capacity(workload, PurchaseOption.ON_DEMAND, None, _on_demand(workload))
    return _commitment(workload, months)


def _commitment(workload: Workload, months: int) -> Purchase:
    """A commitment for a constant load of a year or more."""
    years = 3 if months >= _MONTHS_OF_THE_LONGEST else 1
    span = f"{years} year{'s' * (years > 1)}"
    constant = f"the load is constant for {months} months"
    if not workload.settled:
        reason = (
            f"Compute Savings Plan of {span}: {constant}; up to 66 per cent less than on-demand, in "
            "any family and region, and on Fargate and Lambda too."
        )
        return _with_capacity(workload, PurchaseOption.COMPUTE_SAVINGS_PLAN, years, reason)
    if workload.capacity_guaranteed:
        reason = (
            f"Reserved Instances of {span} in one zone: {constant}, and they keep the capacity, which "
            "a savings plan does not; up to 72 per cent less than on-demand, for one type."
        )
        return Purchase(option=PurchaseOption.RESERVED_INSTANCES, years=years, reasons=[reason])
    reason = (
        f"EC2 Instance Savings Plan of {span}: {constant}, in one family and region; up to 72 per cent "
        "less than on-demand, for that family only."
    )
    option = PurchaseOption.EC2_INSTANCE_SAVINGS_PLAN
    return Purchase(option=option, years=years, reasons=[reason])


_SPOT = (
    "Spot: it may be interrupted, with a notice of two minutes, and costs up to 90 per cent less than "
    "on-demand."
)
_CAPACITY_RESERVATION = (
    "On-Demand Capacity Reservation: it keeps the capacity in its zone, and is paid for while it "
    "exists, used or not; savings plans make it cheaper too."
)


def _with_capacity(
    workload: Workload, option: PurchaseOption, years: int | None, reason: str
) -> Purchase:
    reserves = bool(workload.capacity_guaranteed)
    return Purchase(
        option=option,
        years=years,
        capacity_reservation=reserves,
        reasons=[reason, *([_CAPACITY_RESERVATION] if reserves else [])],
    )


def _on_demand(workload: Workload) -> str:
    months = workload.term_months
    if months is None:
        return "On-demand: how long it will run is not known, and a savings plan lasts one or three years."
    if months < _MONTHS_OF_THE_SHORTEST:
        span = f"{months} month{'s' * (months > 1)}"
        return f"On-demand: it runs for {span}, and the shortest savings plan lasts a year."
    return (
        "On-demand: a savings plan is paid for every hour, used or not; measure, and commit to what "
        "of the bursty load always runs."
    )
