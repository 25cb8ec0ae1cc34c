"""Mutants that no case can notice, each with the reason."""

LEFT_OUT = (
    "what an import tells does not need it; that leaving it out changes nothing is in test_diffs.py"
)
UNTOLD = "the emulator never tells it, AWS does"

EXPLAINED: dict[str, dict[str, str]] = {
    "aws:ec2/eip:Eip": {"read carrierIp": UNTOLD, "read customerOwnedIp": UNTOLD},
    "aws:ec2/natGateway:NatGateway": {
        "read autoProvisionZones": UNTOLD,
        "read autoScalingIps": UNTOLD,
        "read routeTableId": UNTOLD,
    },
    "aws:ec2/route:Route": {
        "read instanceId": "only a route that was made outside points to an instance",
        "read instanceOwnerId": UNTOLD,
    },
    "aws:ec2/subnet:Subnet": {"computed availabilityZoneId": LEFT_OUT},
    "aws:kms/key:Key": {"computed multiRegion": LEFT_OUT},
    "aws:ec2/vpcEndpoint:VpcEndpoint": {"read requesterManaged": UNTOLD},
    "aws:iam/policy:Policy": {
        "before_delete _delete_old_versions": "AWS deletes no policy with old versions, the emulator does"
    },
}
