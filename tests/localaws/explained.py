"""Mutants that no case can notice, each with the reason."""

LEFT_OUT = (
    "what an import tells does not need it; that leaving it out changes nothing is in test_diffs.py"
)
_REPLACED_WHEN = "what user data replaces is in test_instances.py"
UNTOLD = "the emulator never tells it, AWS does"

_EMPTY_HEADERS = (
    *(
        f"routingHttpResponse{name}HeaderValue"
        for name in (
            "AccessControlAllowCredentials",
            "AccessControlAllowHeaders",
            "AccessControlAllowMethods",
            "AccessControlAllowOrigin",
            "AccessControlExposeHeaders",
            "AccessControlMaxAge",
            "ContentSecurityPolicy",
            "StrictTransportSecurity",
            "XContentTypeOptions",
            "XFrameOptions",
        )
    ),
    *(
        f"routingHttpRequestXAmzn{name}HeaderName"
        for name in (
            "MtlsClientcert",
            "MtlsClientcertIssuer",
            "MtlsClientcertLeaf",
            "MtlsClientcertSerialNumber",
            "MtlsClientcertSubject",
            "MtlsClientcertValidity",
            "TlsCipherSuite",
            "TlsVersion",
        )
    ),
)

_POLICY = "mixedInstancesPolicy.launchTemplate"

EXPLAINED: dict[str, dict[str, str]] = {
    "aws:autoscaling/group:Group": {
        "after_create require_launches": "a launch that fails is in test_autoscaling_behaviour.py",
        "after_update require_capacity": "a launch that fails is in test_autoscaling_behaviour.py",
        "computed availabilityZones": LEFT_OUT,
        "computed launchTemplate.version": LEFT_OUT,
        "computed vpcZoneIdentifiers": LEFT_OUT,
        f"computed {_POLICY}.launchTemplateSpecification.version": LEFT_OUT,
        f"computed {_POLICY}.overrides.launchTemplateSpecification.version": LEFT_OUT,
        "read predictedCapacity": UNTOLD,
    },
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment": {
        "gone_message": "what goes with its group is in test_autoscaling_behaviour.py"
    },
    "aws:acm/certificate:Certificate": {"computed subjectAlternativeNames": LEFT_OUT},
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": {
        "update policyDetails.policyLanguage": "it follows from the kind of the policy",
        "update policyDetails.resourceType": "it follows from defaultPolicy",
    },
    "aws:ebs/volume:Volume": {
        "computed snapshotId": LEFT_OUT,
        "computed volumeInitializationRate": LEFT_OUT,
    },
    "aws:ec2/eip:Eip": {"read carrierIp": UNTOLD, "read customerOwnedIp": UNTOLD},
    "aws:ec2/eipAssociation:EipAssociation": {
        "computed networkInterfaceId": LEFT_OUT,
        "computed publicIp": LEFT_OUT,
    },
    "aws:ec2/instance:Instance": {
        "read outpostArn": UNTOLD,
        "read spotInstanceRequestId": UNTOLD,
        "replaced_when userData": _REPLACED_WHEN,
        "replaced_when userDataBase64": _REPLACED_WHEN,
        **{
            f"computed {name}": LEFT_OUT
            for name in (
                "cpuOptions.coreCount",
                "cpuOptions.threadsPerCore",
                "iamInstanceProfile",
                "keyName",
                "launchTemplate",
                "metadataOptions.httpPutResponseHopLimit",
                "metadataOptions.httpTokens",
                "placementPartitionNumber",
                "privateDnsNameOptions.enableResourceNameDnsARecord",
                "privateDnsNameOptions.enableResourceNameDnsAaaaRecord",
                "privateDnsNameOptions.hostnameType",
                "rootBlockDevice.kmsKeyId",
                "rootBlockDevice.volumeSize",
                "userData",
                "userDataBase64",
            )
        },
    },
    "aws:ec2/launchTemplate:LaunchTemplate": {
        "read blockDeviceMappings.noDevice": "an empty text, as good as none, is all that it says"
    },
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
    "aws:lb/listener:Listener": {f"computed {name}": LEFT_OUT for name in _EMPTY_HEADERS},
    "aws:kms/key:Key": {"computed multiRegion": LEFT_OUT},
    "aws:ec2/vpcEndpoint:VpcEndpoint": {"read requesterManaged": UNTOLD},
    "aws:iam/policy:Policy": {
        "before_delete _delete_old_versions": "AWS deletes no policy with old versions, the emulator does"
    },
}
