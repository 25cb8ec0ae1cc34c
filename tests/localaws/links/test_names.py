"""How names of the SDK and of the API models are compared."""

import pytest

from localaws.links.names import normalized, same_name


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (("SecurityGroupIds", "securityGroupIds", "security_group_id"), "securitygroupid"),
        (("VPCEndpointId", "vpcEndpointId", "VpcEndpointID"), "vpcendpointid"),
        (("CidrIpv6", "cidrIpv6", "cidr_ipv6"), "cidripv6"),
        (("KMSMasterKeyID", "kmsMasterKeyId"), "kmsmasterkeyid"),
        (("ACLs", "acl", "acls"), "acl"),
        (("BlockPublicAcls", "blockPublicAcls"), "blockpublicacl"),
        (("EnableResourceNameDnsAAAARecord", "enableResourceNameDnsAaaaRecord"),
         "enableresourcenamednsaaaarecord"),
        (("Policies", "policy"), "policy"),
        (("Addresses", "address"), "address"),
        (("Classes", "class"), "class"),
        (("Aliases", "alias"), "alias"),
        (("Statuses", "status"), "status"),
        (("Batches", "batch"), "batch"),
        (("Boxes", "box"), "box"),
        (("Tags", "tag"), "tag"),
        (("Rules", "rule"), "rule"),
    ],
)  # fmt: skip
def test_a_name_is_the_same_however_it_is_written(spellings, expected):
    assert {normalized(spelling) for spelling in spellings} == {expected}


@pytest.mark.parametrize(
    "word", ["status", "alias", "dns", "kms", "sns", "ecs", "iops", "basis", "https", "access"]
)
def test_a_word_that_only_looks_like_a_plural_keeps_its_s(word):
    assert normalized(word) == word


@pytest.mark.parametrize(("word", "expected"), [("ties", "tie"), ("as", "as"), ("is", "is")])
def test_a_short_word_does_not_lose_what_makes_it_one(word, expected):
    assert normalized(word) == expected


@pytest.mark.parametrize(
    ("first", "second", "nouns", "same"),
    [
        ("id", "VpcId", ("vpc",), True),
        ("VpcId", "id", ("vpc",), True),
        ("name", "GroupName", ("securitygroup", "group"), True),
        ("arn", "PolicyArn", ("policy",), True),
        ("cidrBlock", "CidrBlock", (), True),
        ("id", "SubnetId", ("vpc",), False),
        ("name", "VpcNames", ("subnet",), False),
        ("type", "InstanceType", (), False),
        ("policy", "PolicyDocument", ("policy",), False),
    ],
)
def test_names_match_exactly_or_behind_the_noun_and_never_by_likeness(first, second, nouns, same):
    assert same_name(first, second, nouns) is same
