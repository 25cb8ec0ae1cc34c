"""The data source `aws.iam.get_policy_document`, rendered as the official provider does."""

import json

import pytest

from localaws.policy_documents import policy_document
from localaws.session import Credentials, Session

NOBODY = Session("http://nowhere", "", "", Credentials("", ""))


def rendered(**arguments):
    return json.loads(policy_document(arguments, NOBODY)["json"])


def test_a_statement_is_rendered_with_its_defaults():
    document = rendered(statements=[{"actions": ["s3:GetObject"], "resources": ["*"]}])
    assert document == {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}],
    }


@pytest.mark.parametrize(
    ("given", "statement"),
    [
        ({"sid": "One", "effect": "Deny"}, {"Sid": "One", "Effect": "Deny"}),
        ({"actions": ["a", "c", "b"]}, {"Effect": "Allow", "Action": ["c", "b", "a"]}),
        ({"notActions": ["a"]}, {"Effect": "Allow", "NotAction": "a"}),
        ({"notResources": ["a"]}, {"Effect": "Allow", "NotResource": "a"}),
        (
            {"principals": [{"type": "AWS", "identifiers": ["a", "b"]},
                            {"type": "Service", "identifiers": ["s"]}]},
            {"Effect": "Allow", "Principal": {"AWS": ["b", "a"], "Service": "s"}},
        ),
        ({"principals": [{"type": "*", "identifiers": ["*"]}]}, {"Effect": "Allow", "Principal": "*"}),
        ({"notPrincipals": [{"type": "AWS", "identifiers": ["a"]}]}, {"Effect": "Allow", "NotPrincipal": {"AWS": "a"}}),
        (
            {"conditions": [
                {"test": "StringEquals", "variable": "aws:x", "values": ["1"]},
                {"test": "StringEquals", "variable": "aws:y", "values": ["2", "3"]},
                {"test": "Bool", "variable": "aws:z", "values": ["true"]},
            ]},
            {"Effect": "Allow", "Condition": {
                "StringEquals": {"aws:x": "1", "aws:y": ["3", "2"]}, "Bool": {"aws:z": "true"}}},
        ),
    ],
)  # fmt: skip
def test_every_element_of_a_statement_is_rendered(given, statement):
    assert rendered(statements=[given])["Statement"] == [statement]


def test_source_documents_come_first_and_id_and_version_are_kept():
    source = json.dumps({"Version": "2012-10-17", "Statement": [{"Sid": "source"}]})
    document = rendered(
        sourcePolicyDocuments=[source],
        statements=[{"sid": "own"}],
        policyId="p",
        version="2008-10-17",
    )
    assert [s["Sid"] for s in document["Statement"]] == ["source", "own"]
    assert (document["Id"], document["Version"]) == ("p", "2008-10-17")


def test_principals_of_one_type_stand_together():
    principals = [{"type": "AWS", "identifiers": ["a"]}, {"type": "AWS", "identifiers": ["b"]}]
    (statement,) = rendered(statements=[{"principals": principals}])["Statement"]
    assert statement["Principal"] == {"AWS": ["b", "a"]}


def test_a_source_document_with_one_bare_statement_is_read():
    source = json.dumps({"Statement": {"Sid": "alone"}})
    assert rendered(sourcePolicyDocuments=[source])["Statement"] == [{"Sid": "alone"}]


def test_an_override_replaces_the_statement_of_its_sid():
    override = json.dumps({"Statement": [{"Sid": "a", "Effect": "Deny"}, {"Sid": "c"}]})
    document = rendered(statements=[{"sid": "a"}, {"sid": "b"}], overridePolicyDocuments=[override])
    assert document["Statement"] == [
        {"Effect": "Deny", "Sid": "a"},
        {"Effect": "Allow", "Sid": "b"},
        {"Sid": "c"},
    ]


def test_the_small_form_says_the_same():
    answer = policy_document({"statements": [{"actions": ["a"]}]}, NOBODY)
    assert json.loads(answer["minifiedJson"]) == json.loads(answer["json"])
    assert "\n" in answer["json"]
    assert " " not in answer["minifiedJson"]
