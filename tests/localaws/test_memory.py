"""Types without a row are remembered."""

import re

import pytest

from localaws import schema
from localaws.ledger import Ledger
from localaws.memory import remembered_id, remembered_outputs
from localaws.provider.lifecycle import Resource
from localaws.session import Credentials, Session

ACL = "aws:ec2/networkAcl:NetworkAcl"
CLUSTER = "aws:ecs/cluster:Cluster"
URN = f"urn:pulumi:stack::project::{ACL}::closed"


@pytest.fixture
def session() -> Session:
    """A caller that never calls: what is remembered needs no emulator."""
    return Session("http://nowhere", "123456789012", "eu-central-1", Credentials("key", "secret"))


def test_the_id_is_the_name_where_there_is_one(session):
    assert remembered_id(URN, session, {"name": "web"}) == "web"


def test_the_id_is_invented_from_the_urn_the_account_and_the_region(session):
    first = remembered_id(URN, session, {})
    assert re.fullmatch(r"closed-[0-9a-f]{8}", first)
    assert remembered_id(URN, session, {}) == first
    assert remembered_id(URN, session.in_region("eu-west-1"), {}) != first


def test_outputs_are_the_inputs_and_something_of_the_right_form(session):
    outputs = remembered_outputs(
        schema.resource_type(CLUSTER), session, "web", {"tags": {"a": "b"}}
    )
    assert outputs["tags"] == {"a": "b"}
    assert outputs["arn"] == "arn:aws:ecs:eu-central-1:123456789012:cluster/web"


def test_ids_addresses_and_other_arns_are_invented_and_stay_the_same(session):
    described = schema.resource_type("aws:ec2/vpnConnection:VpnConnection")
    outputs = remembered_outputs(described, session, "vpn-1", {"type": "ipsec.1"})
    assert outputs == remembered_outputs(described, session, "vpn-1", {"type": "ipsec.1"})
    assert outputs["coreNetworkArn"].startswith("arn:aws:ec2:eu-central-1:123456789012:vpnconnec")
    assert re.fullmatch(
        r"core-network-attachment-arn-\w+|arn:.+", outputs["coreNetworkAttachmentArn"]
    )
    balancer = remembered_outputs(
        schema.resource_type("aws:lb/loadBalancer:LoadBalancer"), session, "web", {}
    )
    assert re.fullmatch(r"dns-name-[0-9a-f]{8}", balancer["dnsName"])
    assert re.fullmatch(r"zone-id-[0-9a-f]{8}", balancer["zoneId"])


def test_inputs_that_were_not_given_are_not_invented(session):
    outputs = remembered_outputs(schema.resource_type(ACL), session, "acl-1", {})
    assert "vpcId" not in outputs


def test_a_remembered_resource_lives_in_the_ledger_alone(session, ledger: Ledger):
    resource = Resource(URN, ACL, session, ledger)
    inputs = {"vpcId": "vpc-1", "tags": {"a": "b"}}
    resource_id, outputs = resource.create(inputs, secret=["tags"])
    assert outputs["tagsAll"] == {"a": "b"}
    entry = ledger.find(URN, resource_id)
    assert entry
    assert (entry.backed, entry.known.get("tags"), entry.known["vpcId"]) == (False, None, "vpc-1")
    assert resource.read(resource_id, inputs, outputs) == (outputs, inputs)
    new = {"vpcId": "vpc-1", "tags": {"c": "d"}}
    updated = resource.update(resource_id, inputs, new, outputs, ())
    assert (updated["tagsAll"], updated["arn"]) == ({"c": "d"}, outputs["arn"])
    resource.delete(resource_id, updated)
    assert resource.read(resource_id, new, updated) is None
    assert ledger.entries() == []
