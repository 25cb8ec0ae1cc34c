"""What EC2 Auto Scaling allows of the mix of instance types in one group. Pure data."""

from ..limits import Limit, Range

_OVERRIDES = "Auto Scaling CreateAutoScalingGroup, LaunchTemplateOverrides"
_DISTRIBUTION = "Auto Scaling CreateAutoScalingGroup, InstancesDistribution"
_REQUIREMENTS = "Auto Scaling CreateAutoScalingGroup, InstanceRequirements"

ONE_KIND = Limit(
    id="instances.kind",
    limit="a mix names its types (overrides) or describes them (requirements), one of the two",
    source=_OVERRIDES,
)
OVERRIDES = Range(
    id="instances.overrides",
    limit="a fleet has up to {highest} types",
    source="Amazon EC2 Auto Scaling User Guide, Quotas: instance types for each mixed group",
    lowest=0,
    highest=40,
)
TYPE_ONCE = Limit(id="instances.type.once", limit="each type is listed once", source=_OVERRIDES)
ARCHITECTURE = Limit(
    id="instances.architecture",
    limit="a type has the architecture of its family",
    source="EC2 DescribeInstanceTypes, SupportedArchitectures",
)
WEIGHT = Range(
    id="instances.weight",
    limit="a type's weight is {lowest} to {highest}",
    source=f"{_OVERRIDES}.WeightedCapacity",
    lowest=1,
    highest=999,
)
WEIGHT_ALL = Limit(
    id="instances.weight.all",
    limit="where one type has a weight, all have",
    source=f"{_OVERRIDES}.WeightedCapacity",
)
REQUIREMENT_SETS = Range(
    id="instances.requirements",
    limit="a fleet has up to {highest} sets of requirements",
    source=_REQUIREMENTS,
    lowest=0,
    highest=4,
)
ALLOCATION_REQUIREMENTS = Limit(
    id="instances.allocation.requirements",
    limit="types that are described by requirements have no order to prefer",
    source=_DISTRIBUTION,
)
CAPACITY_UNIT = Limit(
    id="instances.capacity_unit",
    limit="capacity counts vCPUs or memory only where types are described by requirements",
    source="Auto Scaling CreateAutoScalingGroup, DesiredCapacityType",
)
BASE = Range(
    id="instances.on_demand_base",
    limit="the on-demand base is {lowest} or more",
    source=f"{_DISTRIBUTION}.OnDemandBaseCapacity",
    lowest=0,
    highest=float("inf"),
)
PERCENTAGE = Range(
    id="instances.on_demand_percentage",
    limit="a share is {lowest} to {highest} per cent",
    source=f"{_DISTRIBUTION}.OnDemandPercentageAboveBaseCapacity",
    lowest=0,
    highest=100,
)
POOLS = Range(
    id="instances.spot_pools",
    limit="spot capacity is spread over {lowest} to {highest} pools",
    source=f"{_DISTRIBUTION}.SpotInstancePools",
    lowest=1,
    highest=20,
)
POOLS_LOWEST_PRICE = Limit(
    id="instances.spot_pools.strategy",
    limit="the number of pools counts only for spot_allocation lowest-price",
    source=f"{_DISTRIBUTION}.SpotInstancePools",
)
MAX_PRICE = Limit(
    id="instances.spot_max_price",
    limit="a maximum price is 0.001 USD or more; none at all is left out",
    source=f"{_DISTRIBUTION}.SpotMaxPrice",
)
FAMILY_ALLOWED = Limit(
    id="instances.family", limit="the account may not use instances of this family"
)
NONE_EXCLUDED = Limit(
    id="instances.family.excluded",
    limit="types are chosen by allowed_instance_types, since AWS takes no list of excluded ones "
    "beside it",
    source=_REQUIREMENTS,
)
SIZE_ALLOWED = Limit(id="instances.size", limit="the account may not use instances of this size")
SIZE_KNOWN = Limit(
    id="instances.size.known", limit="the account may use sizes only that the catalogue knows"
)

LIMITS = (
    ONE_KIND,
    OVERRIDES,
    TYPE_ONCE,
    ARCHITECTURE,
    WEIGHT,
    WEIGHT_ALL,
    REQUIREMENT_SETS,
    ALLOCATION_REQUIREMENTS,
    CAPACITY_UNIT,
    BASE,
    PERCENTAGE,
    POOLS,
    POOLS_LOWEST_PRICE,
    MAX_PRICE,
    FAMILY_ALLOWED,
    NONE_EXCLUDED,
    SIZE_ALLOWED,
    SIZE_KNOWN,
)
