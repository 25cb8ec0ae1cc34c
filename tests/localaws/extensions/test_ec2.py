"""EC2: the settings of an account, NAT gateways and security group rules."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.rows.places import in_subnet, in_vpc
from tests.localaws.world import MANAGEMENT, Aws, scene


def launched(aws: Aws, **asked: object) -> list[str]:
    image = aws.ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    made = aws.ec2.run_instances(
        ImageId=image, InstanceType="t3.micro", MinCount=1, MaxCount=1, **asked
    )
    return [instance["InstanceId"] for instance in made["Instances"]]


@pytest.fixture
def elsewhere(aws: Aws) -> Aws:
    """A region in which nothing was set."""
    return Aws(aws.session.in_region("eu-west-3"))


def test_sharing_of_snapshots_is_blocked_and_opened_again(elsewhere: Aws):
    ec2 = elsewhere.ec2
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    for state in ("block-all-sharing", "block-new-sharing"):
        assert ec2.enable_snapshot_block_public_access(State=state)["State"] == state
        assert ec2.get_snapshot_block_public_access_state()["State"] == state
    assert ec2.disable_snapshot_block_public_access()["State"] == "unblocked"
    assert ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"


def test_defaults_of_instance_metadata_stay_until_they_are_given_again(elsewhere: Aws):
    ec2 = elsewhere.ec2
    nothing = {
        "HttpEndpoint": "no-preference",
        "HttpPutResponseHopLimit": -1,
        "HttpTokens": "no-preference",
        "InstanceMetadataTags": "no-preference",
    }
    assert ec2.get_instance_metadata_defaults()["AccountLevel"] == nothing
    assert ec2.modify_instance_metadata_defaults(HttpTokens="required")["Return"] is True
    ec2.modify_instance_metadata_defaults(HttpPutResponseHopLimit=2)
    expected = {**nothing, "HttpTokens": "required", "HttpPutResponseHopLimit": 2}
    assert ec2.get_instance_metadata_defaults()["AccountLevel"] == expected


def test_the_default_key_of_ebs_is_the_one_of_aws_until_it_is_changed_and_after_a_reset(
    elsewhere: Aws,
):
    key = elsewhere.kms.create_key()["KeyMetadata"]["Arn"]
    ec2 = elsewhere.ec2
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
    assert ec2.modify_ebs_default_kms_key_id(KmsKeyId=key)["KmsKeyId"] == key
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == key
    assert ec2.reset_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"


def test_the_settings_of_an_account_and_region_are_its_own(aws: Aws, elsewhere: Aws, emulator):
    region = elsewhere.region
    elsewhere.ec2.enable_snapshot_block_public_access(State="block-all-sharing")
    for other in (
        Aws(aws.session.in_region("eu-north-1")),
        Aws(emulator.session(MANAGEMENT, region)),
    ):
        assert other.ec2.get_snapshot_block_public_access_state()["State"] == "unblocked"
    elsewhere.ec2.disable_snapshot_block_public_access()


def test_a_deleted_nat_gateway_takes_its_interface_along(aws: Aws):
    s = in_subnet(aws)
    created = aws.ec2.create_nat_gateway(SubnetId=s.subnet, ConnectivityType="private")
    gateway = created["NatGateway"]
    interface = gateway["NatGatewayAddresses"][0]["NetworkInterfaceId"]
    assert aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])
    aws.ec2.delete_nat_gateway(NatGatewayId=gateway["NatGatewayId"])
    with pytest.raises(ClientError, match="InvalidNetworkInterfaceID"):
        aws.ec2.describe_network_interfaces(NetworkInterfaceIds=[interface])
    aws.ec2.delete_subnet(SubnetId=s.subnet)


def test_a_subnet_made_by_the_id_of_its_zone_is_no_default_one(aws: Aws):
    s = in_vpc(aws)
    made = aws.ec2.create_subnet(
        VpcId=s.vpc, CidrBlock="10.7.1.0/24", AvailabilityZoneId="euc1-az2"
    )["Subnet"]
    told = aws.ec2.describe_subnets(SubnetIds=[made["SubnetId"]])["Subnets"][0]
    zone = told["AvailabilityZone"], told["AvailabilityZoneId"]
    assert zone == ("eu-central-1b", "euc1-az2")
    assert (told["DefaultForAz"], told["MapPublicIpOnLaunch"]) == (False, False)
    with pytest.raises(ClientError, match="InvalidParameterValue"):
        aws.ec2.create_subnet(VpcId=s.vpc, CidrBlock="10.7.2.0/24", AvailabilityZoneId="none")


class Rules:
    """The rules of a new group."""

    def __init__(self, aws: Aws) -> None:
        s = in_vpc(aws)
        self.ec2 = aws.ec2
        self.group, self.peer, self.other = (
            self.ec2.create_security_group(GroupName=n, Description="-", VpcId=s.vpc)["GroupId"]
            for n in ("own", "peer", "other")
        )
        self.prefixes, self.more = (
            self.ec2.create_managed_prefix_list(
                PrefixListName=scene().name, MaxEntries=1, AddressFamily="IPv4"
            )["PrefixList"]["PrefixListId"]
            for _ in range(2)
        )

    def add(self, **sources: object) -> str:
        permission = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, **sources}
        added = self.ec2.authorize_security_group_ingress(
            GroupId=self.group, IpPermissions=[permission]
        )
        return added["SecurityGroupRules"][0]["SecurityGroupRuleId"]

    def change(self, rule: str, **wanted: object) -> None:
        changed = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, **wanted}
        change = [{"SecurityGroupRuleId": rule, "SecurityGroupRule": changed}]
        self.ec2.modify_security_group_rules(GroupId=self.group, SecurityGroupRules=change)

    def told(self, rule: str) -> dict:
        found = self.ec2.describe_security_group_rules(SecurityGroupRuleIds=[rule])
        return found["SecurityGroupRules"][0]


@pytest.fixture
def rules(aws: Aws) -> Rules:
    return Rules(aws)


def test_a_rule_for_a_group_keeps_its_description_and_changes_its_group(rules: Rules):
    rule = rules.add(UserIdGroupPairs=[{"GroupId": rules.peer, "Description": "peers"}])
    told = rules.told(rule)
    assert (told["Description"], told["ReferencedGroupInfo"]["GroupId"]) == ("peers", rules.peer)
    rules.change(rule, ReferencedGroupId=rules.other, Description="others")
    told = rules.told(rule)
    assert (told["Description"], told["ReferencedGroupInfo"]["GroupId"]) == ("others", rules.other)
    (permission,) = rules.ec2.describe_security_groups(GroupIds=[rules.group])["SecurityGroups"][0][
        "IpPermissions"
    ]
    (pair,) = permission["UserIdGroupPairs"]
    assert (pair["GroupId"], pair["Description"]) == (rules.other, "others")


def test_a_rule_for_prefixes_keeps_its_description_and_changes_its_list(rules: Rules):
    rule = rules.add(PrefixListIds=[{"PrefixListId": rules.prefixes, "Description": "known"}])
    told = rules.told(rule)
    assert (told["Description"], told["PrefixListId"]) == ("known", rules.prefixes)
    rules.change(rule, PrefixListId=rules.more)
    told = rules.told(rule)
    assert (told["Description"], told["PrefixListId"]) == ("known", rules.more)


def test_a_rule_for_ipv6_changes_its_block(rules: Rules):
    rule = rules.add(Ipv6Ranges=[{"CidrIpv6": "2001:db8::/32"}])
    rules.change(rule, CidrIpv6="2001:db9::/32")
    assert rules.told(rule)["CidrIpv6"] == "2001:db9::/32"


def test_a_rule_for_ipv4_changes_as_before(rules: Rules):
    rule = rules.add(IpRanges=[{"CidrIp": "10.0.0.0/8", "Description": "near"}])
    rules.change(rule, CidrIpv4="10.1.0.0/16", Description="nearer", FromPort=81, ToPort=82)
    told = rules.told(rule)
    changed = (told["CidrIpv4"], told["Description"], told["FromPort"], told["ToPort"])
    assert changed == ("10.1.0.0/16", "nearer", 81, 82)


def test_a_rule_for_all_protocols_needs_no_ports_to_be_changed(rules: Rules):
    permission = {"IpProtocol": "-1", "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    added = rules.ec2.authorize_security_group_ingress(
        GroupId=rules.group, IpPermissions=[permission]
    )
    rule = added["SecurityGroupRules"][0]["SecurityGroupRuleId"]
    wanted = {"IpProtocol": "-1", "CidrIpv4": "10.1.0.0/16"}
    change = [{"SecurityGroupRuleId": rule, "SecurityGroupRule": wanted}]
    rules.ec2.modify_security_group_rules(GroupId=rules.group, SecurityGroupRules=change)
    told = rules.told(rule)
    assert (told["CidrIpv4"], told["FromPort"], told["ToPort"]) == ("10.1.0.0/16", -1, -1)


def test_a_rule_that_does_not_exist_is_still_an_error(rules: Rules):
    with pytest.raises(ClientError, match="InvalidSecurityGroupRuleId"):
        rules.change("sgr-0123456789abcdef0", CidrIpv4="10.0.0.0/8")


def test_a_security_group_is_not_deleted_while_an_instance_or_a_rule_has_it(aws: Aws):
    s = in_subnet(aws)
    used, named = (
        aws.ec2.create_security_group(GroupName=name, Description="d", VpcId=s.vpc)["GroupId"]
        for name in ("used", "named")
    )
    (instance,) = launched(aws, SubnetId=s.subnet, SecurityGroupIds=[used])
    rule = {
        "IpProtocol": "tcp",
        "FromPort": 1,
        "ToPort": 1,
        "UserIdGroupPairs": [{"GroupId": named}],
    }
    aws.ec2.authorize_security_group_ingress(GroupId=used, IpPermissions=[rule])
    for group in (used, named):
        with pytest.raises(ClientError, match=f"DependencyViolation.*resource {group} has a"):
            aws.ec2.delete_security_group(GroupId=group)
    aws.ec2.terminate_instances(InstanceIds=[instance])
    aws.ec2.delete_security_group(GroupId=used)
    aws.ec2.delete_security_group(GroupId=named)


def test_a_security_group_that_names_itself_is_deleted(aws: Aws):
    s = in_vpc(aws)
    group = aws.ec2.create_security_group(GroupName="own", Description="d", VpcId=s.vpc)["GroupId"]
    rule = {
        "IpProtocol": "tcp",
        "FromPort": 1,
        "ToPort": 1,
        "UserIdGroupPairs": [{"GroupId": group}],
    }
    aws.ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[rule])
    aws.ec2.delete_security_group(GroupId=group)


def test_a_subnet_is_not_deleted_while_an_instance_stands_in_it(aws: Aws):
    s = in_subnet(aws)
    (instance,) = launched(aws, SubnetId=s.subnet)
    with pytest.raises(ClientError, match=f"DependencyViolation.*The subnet '{s.subnet}' has"):
        aws.ec2.delete_subnet(SubnetId=s.subnet)
    aws.ec2.terminate_instances(InstanceIds=[instance])
    aws.ec2.delete_subnet(SubnetId=s.subnet)


def test_an_address_is_not_released_while_an_instance_has_it(aws: Aws):
    s = in_subnet(aws)
    (instance,) = launched(aws, SubnetId=s.subnet)
    address = aws.ec2.allocate_address(Domain="vpc")["AllocationId"]
    association = aws.ec2.associate_address(AllocationId=address, InstanceId=instance)
    with pytest.raises(ClientError, match=r"InvalidIPAddress\.InUse"):
        aws.ec2.release_address(AllocationId=address)
    aws.ec2.disassociate_address(AssociationId=association["AssociationId"])
    aws.ec2.release_address(AllocationId=address)
