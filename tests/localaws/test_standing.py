"""Entries of the ledger held against the emulator, as a start after a `kill -9` does."""

import pytest
from botocore.exceptions import ClientError

from localaws.ledger import Entry, Ledger
from localaws.provider.lifecycle import Resource
from localaws.standing import delete_entry, stands
from tests.localaws.lives import Specimen
from tests.localaws.rows.catalogue import cases
from tests.localaws.rows.places import in_vpc
from tests.localaws.world import Aws, scene

CASES = [(found[0], found[0].lives[0]) for found in cases().values()]


def made(token: str, inputs: dict, aws: Aws, ledger: Ledger, secret: tuple[str, ...] = ()) -> Entry:
    """The entry of a new resource."""
    resource = Resource(f"urn:pulumi:s::p::{token}::{scene().name}", token, aws.session, ledger)
    resource_id, _ = resource.create(inputs, secret)
    entry = ledger.find(resource.urn, resource_id)
    assert entry
    return entry


@pytest.mark.parametrize(("case", "life"), CASES, ids=lambda value: str(value)[:40])
def test_every_backed_resource_stands_until_its_entry_is_deleted(
    case, life, aws: Aws, ledger: Ledger
):
    specimen = Specimen(case, life, aws, ledger)
    specimen.create()
    entry = ledger.find(specimen.resource.urn, specimen.scene.id)
    assert entry
    assert stands(aws.session, entry)
    delete_entry(aws.session, entry)
    assert stands(aws.session, entry) is (case.left is not None)


def test_a_resource_whose_name_is_a_secret_is_found_by_its_id(aws: Aws, ledger: Ledger):
    bucket = scene().name
    where = {"LocationConstraint": aws.region}
    aws.s3.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    inputs = {"bucket": bucket, "rule": {"objectOwnership": "BucketOwnerEnforced"}}
    token = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
    entry = made(token, inputs, aws, ledger, secret=("bucket",))
    assert "bucket" not in entry.known
    assert stands(aws.session, entry)
    delete_entry(aws.session, entry)
    assert not stands(aws.session, entry)


def test_what_is_left_of_a_resource_is_deleted(aws: Aws, ledger: Ledger):
    s = in_vpc(aws)
    entry = made("aws:ec2/internetGateway:InternetGateway", {"vpcId": s.vpc}, aws, ledger)
    aws.ec2.detach_internet_gateway(InternetGatewayId=entry.id, VpcId=s.vpc)
    delete_entry(aws.session, entry)
    with pytest.raises(ClientError, match="InvalidInternetGatewayID"):
        aws.ec2.describe_internet_gateways(InternetGatewayIds=[entry.id])


def test_what_cannot_be_deleted_is_no_error(aws: Aws, ledger: Ledger):
    entry = made("aws:ec2/vpc:Vpc", {"cidrBlock": "10.120.0.0/16"}, aws, ledger)
    aws.ec2.create_subnet(VpcId=entry.id, CidrBlock="10.120.1.0/24")
    delete_entry(aws.session, entry)
    assert stands(aws.session, entry)


def test_what_was_to_stay_stays(aws: Aws, ledger: Ledger):
    inputs = {"name": scene().name, "skipDestroy": True}
    entry = made("aws:cloudwatch/logGroup:LogGroup", inputs, aws, ledger)
    delete_entry(aws.session, entry)
    assert stands(aws.session, entry)


def test_a_remembered_resource_stands_as_long_as_its_entry_does(aws: Aws, ledger: Ledger):
    entry = made("aws:ec2/networkAcl:NetworkAcl", {"vpcId": "vpc-0123456789abcdef0"}, aws, ledger)
    assert stands(aws.session, entry)
    delete_entry(aws.session, entry)
    assert stands(aws.session, entry)
