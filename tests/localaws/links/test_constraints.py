"""What the API models have against values: at, below and above each edge."""

import pytest

from localaws.links.constraints import bound_violations, constraint_violations
from localaws.session import service_model


def messages(service: str, operation: str, member: str, value: object) -> list[str]:
    shape = service_model(service).operation_model(operation).input_shape.members[member]
    return [v.message for v in constraint_violations(shape, value, "at")]


@pytest.mark.parametrize(
    ("service", "operation", "member", "value"),
    [
        ("iam", "CreateRole", "RoleName", "r" * 64),
        ("iam", "CreateRole", "RoleName", "r"),
        ("iam", "CreateRole", "RoleName", "a+b=c,d.e@f-g_h"),
        ("iam", "CreatePolicy", "PolicyName", "p" * 128),
        ("iam", "CreateInstanceProfile", "InstanceProfileName", "p" * 128),
        ("iam", "CreateRole", "MaxSessionDuration", 3600),
        ("iam", "CreateRole", "MaxSessionDuration", 43200),
        ("iam", "CreateRole", "Path", "/"),
        ("iam", "CreateRole", "Path", "/a/b/"),
        ("iam", "CreateRole", "Description", "Grüße"),
        ("kms", "EnableKeyRotation", "RotationPeriodInDays", 90),
        ("kms", "EnableKeyRotation", "RotationPeriodInDays", 2560),
        ("logs", "CreateLogGroup", "logGroupName", "g" * 512),
        ("ec2", "CreateVpc", "InstanceTenancy", "dedicated"),
        ("ec2", "AllocateAddress", "Domain", "vpc"),
        ("s3", "CreateBucket", "Bucket", "anything goes here: the model is silent"),
    ],
)
def test_a_value_within_the_bounds_of_the_model_is_fine(service, operation, member, value):
    assert messages(service, operation, member, value) == []


@pytest.mark.parametrize(
    ("service", "operation", "member", "value", "problem"),
    [
        ("iam", "CreateRole", "RoleName", "r" * 65, "the length 65 is above the maximum of 64"),
        ("iam", "CreateRole", "RoleName", "", "the length 0 is below the minimum of 1"),
        ("iam", "CreateRole", "RoleName", "a b", "'a b' does not match [\\w+=,.@-]+"),
        ("iam", "CreatePolicy", "PolicyName", "p" * 129, "the length 129 is above the maximum of 128"),
        ("iam", "CreateInstanceProfile", "InstanceProfileName", "p" * 129, "above the maximum of 128"),
        ("iam", "CreateRole", "MaxSessionDuration", 3599, "the value 3599 is below the minimum of 3600"),
        ("iam", "CreateRole", "MaxSessionDuration", 43201, "the value 43201 is above the maximum of 43200"),
        ("kms", "EnableKeyRotation", "RotationPeriodInDays", 89, "the value 89 is below the minimum of 90"),
        ("kms", "EnableKeyRotation", "RotationPeriodInDays", 2561, "the value 2561 is above the maximum of 2560"),
        ("logs", "CreateLogGroup", "logGroupName", "g" * 513, "the length 513 is above the maximum of 512"),
        ("ec2", "CreateVpc", "InstanceTenancy", "shared", "'shared' is not one of default, dedicated, host"),
    ],
)  # fmt: skip
def test_a_value_outside_them_is_told_with_the_bound(service, operation, member, value, problem):
    assert any(problem in message for message in messages(service, operation, member, value))


def test_a_long_list_of_choices_is_cut():
    (message,) = messages("ec2", "RunInstances", "InstanceType", "t0.none")
    assert message.startswith("'t0.none' is not one of ")
    assert message.endswith(", …")
    assert message.count(",") == 12


def test_a_path_of_iam_begins_and_ends_with_a_slash():
    (message,) = messages("iam", "CreateRole", "Path", "/a/b")
    assert message.startswith("'/a/b' does not match (\\u002F)|")


def test_a_pattern_in_the_words_of_java_is_understood():
    tag = service_model("rds").operation_model("AddTagsToResource").input_shape
    described = {"pattern": r"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$", "max": 256}

    class Shape:
        metadata = described
        enum = ()

    assert tag.members["Tags"].member.members
    assert list(constraint_violations(Shape, "Größe 7: a/b", "tag")) == []
    (violation,) = constraint_violations(Shape, "a|b", "tag")
    assert violation.path == "tag"
    assert violation.message.startswith("'a|b' does not match")


def test_a_pattern_that_python_cannot_read_is_left_to_aws():
    class Shape:
        metadata = {"pattern": r"(?U)[a-z&&[^b]]+(?<broken"}  # noqa: RUF012
        enum = ()

    assert list(constraint_violations(Shape, "anything", "at")) == []


@pytest.mark.parametrize(("number", "problems"), [(0, 1), (1, 0), (3, 0), (4, 1)])
def test_bounds_include_their_edges(number, problems):
    assert len(list(bound_violations({"min": 1, "max": 3}, number, "the count", "at"))) == problems


def test_a_boolean_is_no_number():
    class Shape:
        metadata = {"min": 5}  # noqa: RUF012
        enum = ()

    assert list(constraint_violations(Shape, True, "at")) == []
