"""Properties linked to members by name, by the row's own links, and not at all."""

import pytest

from localaws.links.codecs import ListOf, OnlyItem, Pairs, Scalar, StringMap, Wrapped
from localaws.links.conversions import JSON_TEXT, Converted
from localaws.links.match import ITSELF, LinkError, Matcher, reaches
from localaws.links.structures import Structure
from localaws.schema import Property
from localaws.session import service_model


def request(service: str, operation: str):
    return service_model(service).operation_model(operation).input_shape


def of(*properties: Property) -> dict[str, Property]:
    return {described.name: described for described in properties}


def linked(structure: Structure) -> dict[str, str]:
    """Property → member path."""
    return {link.name: ".".join(link.path) for link in structure.links}


def test_a_property_is_linked_by_its_exact_name_and_then_behind_the_noun():
    fields = of(Property("cidrBlock", "string"), Property("id", "string"))
    structure = Matcher({}).structure(fields, request("ec2", "CreateSubnet"), ("vpc",))
    assert linked(structure) == {"cidrBlock": "CidrBlock", "id": "VpcId"}


def test_an_exact_name_wins_over_one_behind_the_noun():
    fields = of(Property("name", "string"), Property("groupName", "string"))
    structure = Matcher({}).structure(fields, request("ec2", "CreateSecurityGroup"), ("group",))
    assert linked(structure) == {"groupName": "GroupName"}
    assert structure.unlinked == ("name",)


def test_a_property_that_no_member_takes_stays_unlinked():
    fields = of(Property("color", "string"))
    structure = Matcher({}).structure(fields, request("ec2", "CreateVpc"), ("vpc",))
    assert (structure.links, structure.unlinked) == ((), ("color",))


def test_a_property_that_two_members_could_take_is_linked_to_neither():
    fields = of(Property("id", "string"))
    structure = Matcher({}).structure(
        fields, request("ec2", "CreateSubnet"), ("vpc", "availabilityzone")
    )
    assert structure.unlinked == ("id",)


def test_a_row_says_where_an_irregular_property_goes():
    fields = of(Property("policy", "string"), Property("vpcId", "string"))
    matcher = Matcher({"policy": ("PolicyDocument", JSON_TEXT)})
    structure = matcher.structure(fields, request("ec2", "CreateVpcEndpoint"), ())
    assert linked(structure) == {"policy": "PolicyDocument", "vpcId": "VpcId"}
    assert structure.links[0].codec is JSON_TEXT


def test_a_row_can_link_a_property_to_nowhere():
    fields = of(Property("cidrBlock", "string"))
    structure = Matcher({"cidrBlock": None}).structure(fields, request("ec2", "CreateVpc"), ())
    assert (structure.links, structure.unlinked) == ((), ())


def test_a_refused_property_stays_unlinked_although_a_member_fits():
    fields = of(Property("cidrBlock", "string"), Property("instanceTenancy", "string"))
    matcher = Matcher({}, refused={"cidrBlock": "for a reason"})
    structure = matcher.structure(fields, request("ec2", "CreateVpc"), ())
    assert linked(structure) == {"instanceTenancy": "InstanceTenancy"}
    assert structure.unlinked == ("cidrBlock",)


def test_a_refused_property_in_an_object_stays_unlinked_too():
    inner = of(Property("fileFormat", "string"), Property("perHourPartition", "bool"))
    fields = of(Property("destinationOptions", "object", fields=inner))
    matcher = Matcher({}, refused={"destinationOptions.fileFormat": "for a reason"})
    structure = matcher.structure(fields, request("ec2", "CreateFlowLogs"), ())
    codec = structure.links[0].codec
    assert isinstance(codec, Structure)
    assert (linked(codec), codec.unlinked) == (
        {"perHourPartition": "PerHourPartition"},
        ("fileFormat",),
    )


@pytest.mark.parametrize(
    ("links", "described", "problem"),
    [
        ({"a": "Color"}, Property("a", "string"), "Color: the API model has no member Color there"),
        (
            {"a": "CidrBlock.Size"},
            Property("a", "string"),
            "CidrBlock.Size: the API model has no member Size there",
        ),
        (
            {"a": "TagSpecifications"},
            Property("a", "string"),
            "a -> TagSpecifications: string does not fit list",
        ),
    ],
)
def test_an_impossible_link_of_a_row_is_an_error_that_names_it(links, described, problem):
    with pytest.raises(LinkError, match=problem):
        Matcher(links).structure(of(described), request("ec2", "CreateVpc"), ())


def test_a_dotted_link_goes_through_lists_maps_and_structures():
    fields = of(
        Property("from", "int"), Property("delaySeconds", "int"), Property("boundary", "string")
    )
    rule = Matcher({"from": "IpPermissions[].FromPort"})
    structure = rule.structure(
        of(Property("from", "int")), request("ec2", "AuthorizeSecurityGroupIngress"), ()
    )
    assert linked(structure) == {"from": "IpPermissions[].FromPort"}
    queue = Matcher({"delaySeconds": "Attributes.DelaySeconds", "from": None, "boundary": None})
    structure = queue.structure(fields, request("sqs", "CreateQueue"), ())
    assert linked(structure) == {"delaySeconds": "Attributes.DelaySeconds"}


def test_members_of_a_flattened_structure_count_as_the_tops_own():
    fields = of(Property("blockPublicAcls", "bool"))
    shape = request("s3", "PutPublicAccessBlock")
    plain = Matcher({}).structure(fields, shape, ())
    assert plain.unlinked == ("blockPublicAcls",)
    flat = Matcher({}, ("PublicAccessBlockConfiguration",)).structure(fields, shape, ())
    assert linked(flat) == {"blockPublicAcls": "PublicAccessBlockConfiguration.BlockPublicAcls"}


def test_required_members_of_nested_objects_are_required_and_those_of_the_top_are_the_sdks_business():
    inner = of(Property("status", "string"), Property("id", "string"))
    fields = of(Property("rules", "list", item=Property("rules", "object", fields=inner)))
    matcher = Matcher({"rules": "LifecycleConfiguration.Rules", "rules.id": "ID"})
    structure = matcher.structure(fields, request("s3", "PutBucketLifecycleConfiguration"), ())
    assert structure.required == ()
    problems = list(structure.violations({"rules": [{"id": "a"}]}, ""))
    assert problems == [("rules[0].status", "is required by AWS")]


@pytest.mark.parametrize(
    ("described", "service", "operation", "kind"),
    [
        (Property("cidrBlock", "string"), "ec2", "CreateVpc", Scalar),
        (Property("enableDnsSupport", "bool"), "ec2", "ModifyVpcAttribute", Wrapped),
        (Property("tags", "map"), "iam", "CreateRole", Pairs),
        (Property("tags", "map"), "logs", "CreateLogGroup", StringMap),
        (
            Property("subnetIds", "list", item=Property("subnetIds", "string")),
            "ec2",
            "CreateVpcEndpoint",
            ListOf,
        ),
        (
            Property("dnsOptions", "object", fields=of(Property("dnsRecordIpType", "string"))),
            "ec2",
            "CreateVpcEndpoint",
            Structure,
        ),
        (
            Property("subnetConfigurations", "object", fields=of(Property("ipv4", "string"))),
            "ec2",
            "CreateVpcEndpoint",
            OnlyItem,
        ),
        (
            Property(
                "dnsOptions",
                "list",
                item=Property("dnsOptions", "object", fields=of(Property("dnsRecordIpType"))),
            ),
            "ec2",
            "CreateVpcEndpoint",
            OnlyItem,
        ),
    ],
)
def test_the_forms_on_both_sides_choose_the_codec(described, service, operation, kind):
    structure = Matcher({}).structure(of(described), request(service, operation), ())
    assert [type(link.codec) for link in structure.links] == [kind]


@pytest.mark.parametrize(
    "described",
    [
        Property("cidrBlock", "list", item=Property("cidrBlock", "string")),
        Property("cidrBlock", "object", fields=of(Property("a", "string"))),
        Property("tagSpecifications", "string"),
        Property("tagSpecifications", "map"),
    ],
)
def test_a_form_that_does_not_fit_is_not_linked(described):
    structure = Matcher({}).structure(of(described), request("ec2", "CreateVpc"), ())
    assert structure.unlinked == (described.name,)


def test_a_structure_leaves_out_what_is_not_set_and_puts_siblings_together():
    fields = of(Property("cidr", "string"), Property("text", "string"), Property("to", "int"))
    matcher = Matcher(
        {
            "cidr": "IpPermissions[].IpRanges[].CidrIp",
            "text": "IpPermissions[].IpRanges[].Description",
            "to": "IpPermissions[].ToPort",
        }
    )
    structure = matcher.structure(fields, request("ec2", "AuthorizeSecurityGroupIngress"), ())
    assert structure.encode({"cidr": "10.0.0.0/8", "to": 5}) == {
        "IpPermissions": [{"IpRanges": [{"CidrIp": "10.0.0.0/8"}], "ToPort": 5}]
    }
    told = {"IpPermissions": [{"IpRanges": [{"CidrIp": "::"}], "ToPort": 6}]}
    assert structure.decode(told) == {"cidr": "::", "to": 6}
    assert structure.decode({"IpPermissions": []}) == {}
    assert structure.decode({"IpPermissions": None}) == {}


CHECK = Property(
    "healthCheck",
    "object",
    fields=of(Property("path", "string"), Property("interval", "int"), Property("color", "string")),
)
CHECK_LINKS = {
    "healthCheck": ITSELF,
    "healthCheck.interval": "HealthCheckIntervalSeconds",
    "healthCheck.path": "HealthCheckPath",
}


def test_an_object_that_the_api_does_not_know_as_one_lies_in_the_structure_around_it():
    shape = request("elbv2", "CreateTargetGroup")
    structure = Matcher(CHECK_LINKS).structure(of(Property("name", "string"), CHECK), shape, ())
    value = {"name": "a", "healthCheck": {"path": "/", "interval": 10}}
    sent = {"Name": "a", "HealthCheckPath": "/", "HealthCheckIntervalSeconds": 10}
    assert structure.encode(value) == sent
    assert structure.decode(sent) == value
    assert structure.decode({"Name": "a"}) == {"name": "a"}
    told = [
        v.path for v in structure.violations({"healthCheck": {"interval": 4, "color": "red"}}, "")
    ]
    assert told == ["healthCheck.interval", "healthCheck.color"]
    assert list(structure.leaves((), ())) == [
        "healthCheck.path <-> HealthCheckPath",
        "healthCheck.interval <-> HealthCheckIntervalSeconds",
        "name <-> Name",
    ]
    assert reaches(shape, ITSELF)


def test_two_properties_can_share_a_list():
    fields = of(Property("first", "string"), Property("second", "string"))
    links = {name: ("Attributes", Converted(name, lambda v: [v], list)) for name in fields}
    shape = request("elbv2", "ModifyTargetGroupAttributes")
    structure = Matcher(links).structure(fields, shape, ())
    assert structure.encode({"first": "a", "second": "b"}) == {"Attributes": ["a", "b"]}
    assert structure.encode({"second": "b"}) == {"Attributes": ["b"]}


def test_whether_a_target_exists_is_judged_by_its_first_member():
    shape = request("ec2", "CreateFlowLogs")
    assert reaches(shape, "DestinationOptions.FileFormat")
    assert reaches(shape, ("TagFieldSpecifications[].TagKeys", JSON_TEXT))
    assert not reaches(shape, "Attributes.Policy")
