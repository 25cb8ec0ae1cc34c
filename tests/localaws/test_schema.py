"""What the installed SDK says about resource types."""

import pytest

from localaws import schema
from localaws.check import type_violations


def test_a_type_is_described_by_its_inputs_and_outputs():
    vpc = schema.resource_type("aws:ec2/vpc:Vpc")
    assert (vpc.class_name, vpc.module) == ("Vpc", "ec2")
    kinds = {
        "cidrBlock": "string",
        "enableDnsSupport": "bool",
        "ipv4NetmaskLength": "int",
        "tags": "map",
    }
    assert {name: vpc.inputs[name].kind for name in kinds} == kinds
    assert {"arn", "mainRouteTableId", "tagsAll"} <= set(vpc.outputs)
    assert "arn" not in vpc.inputs


def test_nested_objects_and_lists_of_them_are_described_to_the_leaf():
    lifecycle = schema.resource_type(
        "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
    )
    rules = lifecycle.inputs["rules"]
    assert (rules.kind, rules.required) == ("list", False)
    rule = rules.item
    assert rule
    assert (rule.kind, rule.fields["status"].required, rule.fields["prefix"].required) == (
        "object",
        True,
        False,
    )
    assert rule.fields["filter"].fields["and"].fields["tags"].kind == "map"
    assert rule.fields["transitions"].item == rule.fields["transitions"].item
    assert rule.fields["expiration"].fields["days"].kind == "int"


def test_required_inputs_are_told():
    alias = schema.resource_type("aws:kms/alias:Alias")
    assert {name for name, p in alias.inputs.items() if p.required} == {"targetKeyId"}


def test_a_union_that_allows_text_is_text_and_a_number_a_number():
    budget = schema.resource_type("aws:budgets/budget:Budget")
    notification = budget.inputs["notifications"].item
    assert notification
    assert notification.fields["threshold"].kind == "float"
    role = schema.resource_type("aws:iam/role:Role")
    assert role.inputs["assumeRolePolicy"].kind == "string"
    assert role.inputs["managedPolicyArns"].item == schema.Property(
        "managedPolicyArns", "string", required=True
    )


def test_scalar_outputs_have_their_kind():
    subscription = schema.resource_type("aws:sns/topicSubscription:TopicSubscription")
    assert subscription.outputs["pendingConfirmation"].kind == "bool"
    assert subscription.outputs["arn"].kind == "string"
    assert schema.resource_type("aws:iam/policy:Policy").outputs["attachmentCount"].kind == "int"
    endpoint = schema.resource_type("aws:ec2/vpcEndpoint:VpcEndpoint")
    assert endpoint.outputs["dnsEntries"].kind == "any"


def test_an_asset_is_an_asset():
    code = schema.resource_type("aws:lambda/function:Function").inputs["code"]
    assert code.kind == "asset"
    assert list(type_violations(code, {"any": "form"}, "code")) == []


def test_a_recursive_type_ends():
    statement = schema.resource_type("aws:wafv2/webAcl:WebAcl").inputs["rules"].item
    assert statement
    assert "statement" in statement.fields


def test_a_type_that_the_sdk_lacks_is_an_error_that_names_it():
    with pytest.raises(schema.UnknownTypeError, match="no resource type aws:ec2/castle:Castle"):
        schema.resource_type("aws:ec2/castle:Castle")


def test_every_token_belongs_to_the_sdk():
    assert "aws:ec2/vpc:Vpc" in schema.tokens()
    assert len(schema.tokens()) > 1000
