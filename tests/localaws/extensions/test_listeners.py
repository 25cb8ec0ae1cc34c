"""Elastic Load Balancing: listeners, rules, target groups and the health of targets; certificates in use."""

import pytest
from botocore.exceptions import ClientError

from tests.localaws.lives import Scene
from tests.localaws.rows.balancers import in_zones, with_balancer
from tests.localaws.rows.certificates import imported, self_signed
from tests.localaws.rows.machines import running_instance
from tests.localaws.world import REGION, WORKLOAD, Aws, scene

TLS_1_3 = "ELBSecurityPolicy-TLS13-1-2-2021-06"


@pytest.fixture
def s(aws: Aws) -> Scene:
    return with_balancer(aws)


def listen(aws: Aws, s: Scene, **asked: object) -> dict:
    wanted = {
        "LoadBalancerArn": s.balancer,
        "Protocol": "HTTP",
        "Port": 80,
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": s.targets}],
        **asked,
    }
    return aws.elbv2.create_listener(**wanted)["Listeners"][0]


def listen_securely(aws: Aws, s: Scene, certificate: str, **asked: object) -> dict:
    secure = {"Protocol": "HTTPS", "Certificates": [{"CertificateArn": certificate}], "Port": 443}
    return listen(aws, s, **{**secure, **asked})


def told(aws: Aws, listener: dict) -> dict:
    arn = listener["ListenerArn"]
    return aws.elbv2.describe_listeners(ListenerArns=[arn])["Listeners"][0]


def new_group(aws: Aws, s: Scene, **asked: object) -> str:
    wanted = {"Name": scene().name, "Protocol": "HTTP", "Port": 80, "VpcId": s.vpc, **asked}
    return aws.elbv2.create_target_group(**wanted)["TargetGroups"][0]["TargetGroupArn"]


def attributes(aws: Aws, group: str) -> dict[str, str]:
    listed = aws.elbv2.describe_target_group_attributes(TargetGroupArn=group)["Attributes"]
    return {attribute["Key"]: attribute["Value"] for attribute in listed}


def health(aws: Aws, group: str, target: str) -> tuple[str, str | None]:
    (found,) = aws.elbv2.describe_target_health(TargetGroupArn=group, Targets=[{"Id": target}])[
        "TargetHealthDescriptions"
    ]
    return found["TargetHealth"]["State"], found["TargetHealth"].get("Reason")


def test_a_port_has_one_listener(aws: Aws, s: Scene):
    listen(aws, s)
    with pytest.raises(ClientError, match="DuplicateListener"):
        listen(aws, s)
    other = listen(aws, s, Port=81)
    with pytest.raises(ClientError, match="DuplicateListener"):
        aws.elbv2.modify_listener(ListenerArn=other["ListenerArn"], Port=80)
    aws.elbv2.modify_listener(ListenerArn=other["ListenerArn"], Port=81)


def test_a_secure_listener_needs_a_certificate(aws: Aws, s: Scene):
    with pytest.raises(ClientError, match="A certificate must be specified for HTTPS listeners"):
        listen(aws, s, Protocol="HTTPS")
    plain = listen(aws, s)
    with pytest.raises(ClientError, match="A certificate must be specified for HTTPS listeners"):
        aws.elbv2.modify_listener(ListenerArn=plain["ListenerArn"], Protocol="HTTPS")


@pytest.mark.parametrize(
    "more", [{"Certificates": [{"CertificateArn": "arn"}]}, {"SslPolicy": TLS_1_3}]
)
def test_a_plain_listener_has_none_and_no_policy(more, aws: Aws, s: Scene):
    with pytest.raises(ClientError, match="cannot be specified for HTTP listeners"):
        listen(aws, s, **more)
    assert "SslPolicy" not in told(aws, listen(aws, s))


def test_a_certificate_must_exist_and_be_issued(aws: Aws, s: Scene):
    missing = f"arn:aws:acm:{REGION}:{WORKLOAD}:certificate/none"
    with pytest.raises(ClientError, match=f"CertificateNotFound.*'{missing}' not found"):
        listen_securely(aws, s, missing)
    server = f"arn:aws:iam::{WORKLOAD}:server-certificate/none"
    with pytest.raises(ClientError, match="CertificateNotFound"):
        listen_securely(aws, s, server)
    pending = aws.acm.request_certificate(DomainName="a.example.com", ValidationMethod="EMAIL")
    with pytest.raises(ClientError, match=r"UnsupportedCertificate.*must have a fully-qualified"):
        listen_securely(aws, s, pending["CertificateArn"])
    listener = listen_securely(aws, s, imported(aws, "a.example.com"))
    for further, problem in (
        (missing, "CertificateNotFound"),
        (pending["CertificateArn"], "UnsupportedCertificate"),
    ):
        with pytest.raises(ClientError, match=problem):
            aws.elbv2.add_listener_certificates(
                ListenerArn=listener["ListenerArn"], Certificates=[{"CertificateArn": further}]
            )


def test_a_certificate_can_be_requested_imported_or_of_iam(aws: Aws, s: Scene):
    requested = aws.acm.request_certificate(DomainName="a.example.com", ValidationMethod="DNS")
    body, key = self_signed("b.example.com")
    server = aws.iam.upload_server_certificate(
        ServerCertificateName=s.name, CertificateBody=body.decode(), PrivateKey=key.decode()
    )["ServerCertificateMetadata"]["Arn"]
    arns = (requested["CertificateArn"], imported(aws, "c.example.com"), server)
    for port, arn in enumerate(arns, 1000):
        listener = listen_securely(aws, s, arn, Port=port)
        assert listener["Certificates"] == [{"CertificateArn": arn}]
        assert listener["SslPolicy"] == "ELBSecurityPolicy-2016-08"
        assert listener["MutualAuthentication"] == {"Mode": "off"}


def test_a_policy_must_exist(aws: Aws, s: Scene):
    certificate = imported(aws, "a.example.com")
    with pytest.raises(ClientError, match="SSLPolicyNotFound"):
        listen_securely(aws, s, certificate, SslPolicy="ELBSecurityPolicy-None")
    two = [{"CertificateArn": certificate}, {"CertificateArn": certificate}]
    with pytest.raises(ClientError, match="exactly one certificate"):
        listen_securely(aws, s, certificate, Certificates=two)


def test_a_change_of_the_default_certificate_keeps_the_further_ones(aws: Aws, s: Scene):
    first, second, third = (imported(aws, f"{name}.example.com") for name in "abc")
    arn = listen_securely(aws, s, first, SslPolicy=TLS_1_3)["ListenerArn"]

    def certificates() -> list[tuple[str, bool]]:
        listed = aws.elbv2.describe_listener_certificates(ListenerArn=arn)["Certificates"]
        return [(one["CertificateArn"], one["IsDefault"]) for one in listed]

    for _ in range(2):
        aws.elbv2.add_listener_certificates(
            ListenerArn=arn, Certificates=[{"CertificateArn": second}]
        )
    assert certificates() == [(first, True), (second, False)]
    aws.elbv2.modify_listener(ListenerArn=arn, Certificates=[{"CertificateArn": third}])
    assert certificates() == [(third, True), (second, False)]
    (found,) = aws.elbv2.describe_listeners(ListenerArns=[arn])["Listeners"]
    assert found["Certificates"] == [{"CertificateArn": third}]
    assert found["SslPolicy"] == TLS_1_3


def test_the_default_certificate_of_a_listener_is_not_removed(aws: Aws, s: Scene):
    certificate = imported(aws, "a.example.com")
    arn = listen_securely(aws, s, certificate)["ListenerArn"]
    with pytest.raises(ClientError, match="OperationNotPermitted"):
        aws.elbv2.remove_listener_certificates(
            ListenerArn=arn, Certificates=[{"CertificateArn": certificate}]
        )
    (found,) = aws.elbv2.describe_listeners(ListenerArns=[arn])["Listeners"]
    assert found["Certificates"] == [{"CertificateArn": certificate}]


def test_a_listener_takes_25_certificates_besides_its_default_one(aws: Aws, s: Scene):
    first, *further = (imported(aws, f"{number}.example.com") for number in range(27))
    arn = listen_securely(aws, s, first)["ListenerArn"]
    for certificate in further[:25]:
        aws.elbv2.add_listener_certificates(
            ListenerArn=arn, Certificates=[{"CertificateArn": certificate}]
        )
    with pytest.raises(ClientError, match="TooManyCertificates"):
        aws.elbv2.add_listener_certificates(
            ListenerArn=arn, Certificates=[{"CertificateArn": further[25]}]
        )


def test_a_target_group_of_addresses_takes_addresses_alone(aws: Aws, s: Scene):
    arn = new_group(aws, s, TargetType="ip")
    aws.elbv2.register_targets(TargetGroupArn=arn, Targets=[{"Id": "10.7.1.9"}])
    with pytest.raises(ClientError, match="'i-1234' is not a valid IP address"):
        aws.elbv2.register_targets(TargetGroupArn=arn, Targets=[{"Id": "i-1234"}])


def test_a_listener_that_gives_encryption_up_loses_what_belongs_to_it(aws: Aws, s: Scene):
    listener = listen_securely(aws, s, imported(aws, "a.example.com"), SslPolicy=TLS_1_3)
    aws.elbv2.modify_listener(ListenerArn=listener["ListenerArn"], Protocol="HTTP")
    found = told(aws, listener)
    assert {"Certificates", "MutualAuthentication", "SslPolicy"} & set(found) == set()
    certificate = [{"CertificateArn": imported(aws, "b.example.com")}]
    aws.elbv2.modify_listener(
        ListenerArn=listener["ListenerArn"], Protocol="HTTPS", Certificates=certificate
    )
    found = told(aws, listener)
    assert (found["Certificates"], found["SslPolicy"]) == (
        certificate,
        "ELBSecurityPolicy-2016-08",
    )


def test_mutual_authentication_stays_until_it_is_given_again(aws: Aws, s: Scene):
    listener = listen_securely(
        aws, s, imported(aws, "a.example.com"), MutualAuthentication={"Mode": "passthrough"}
    )
    arn = listener["ListenerArn"]
    aws.elbv2.modify_listener(ListenerArn=arn, SslPolicy=TLS_1_3)
    assert told(aws, listener)["MutualAuthentication"] == {"Mode": "passthrough"}
    aws.elbv2.modify_listener(ListenerArn=arn, MutualAuthentication={"Mode": "off"})
    assert told(aws, listener)["MutualAuthentication"] == {"Mode": "off"}


def test_what_a_change_of_a_listener_does_not_tell_stays(aws: Aws, s: Scene):
    listener = listen(aws, s)
    aws.elbv2.modify_listener(ListenerArn=listener["ListenerArn"], Port=8080)
    assert told(aws, listener) == {**listener, "Port": 8080}


def test_a_forward_to_one_group_is_told_in_both_forms(aws: Aws, s: Scene):
    one = {
        "TargetGroups": [{"TargetGroupArn": s.targets, "Weight": 1}],
        "TargetGroupStickinessConfig": {"Enabled": False},
    }
    expected = [{"Type": "forward", "TargetGroupArn": s.targets, "ForwardConfig": one}]
    assert listen(aws, s)["DefaultActions"] == expected
    in_full = [
        {"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": s.targets}]}}
    ]
    assert listen(aws, s, Port=81, DefaultActions=in_full)["DefaultActions"] == expected


def test_a_forward_to_several_groups_is_told_in_the_one_form(aws: Aws, s: Scene):
    two = [
        {"TargetGroupArn": s.targets, "Weight": 3},
        {"TargetGroupArn": s.other_targets, "Weight": 0},
    ]
    split = [{"Type": "forward", "ForwardConfig": {"TargetGroups": two}}]
    (action,) = listen(aws, s, DefaultActions=split)["DefaultActions"]
    assert action["ForwardConfig"]["TargetGroups"] == two
    assert "TargetGroupArn" not in action


def test_a_group_is_told_with_the_load_balancer_that_uses_it_and_is_not_deleted_meanwhile(
    aws: Aws, s: Scene
):
    def users() -> list[str]:
        (group,) = aws.elbv2.describe_target_groups(TargetGroupArns=[s.targets])["TargetGroups"]
        return group["LoadBalancerArns"]

    assert users() == []
    listener = listen(aws, s)["ListenerArn"]
    aws.elbv2.create_rule(
        ListenerArn=listener,
        Priority=1,
        Conditions=[{"Field": "path-pattern", "Values": ["/a"]}],
        Actions=[{"Type": "forward", "TargetGroupArn": s.targets}],
    )
    assert users() == [s.balancer]
    with pytest.raises(ClientError, match="ResourceInUse"):
        aws.elbv2.delete_target_group(TargetGroupArn=s.targets)
    aws.elbv2.delete_listener(ListenerArn=listener)
    assert users() == []
    aws.elbv2.delete_target_group(TargetGroupArn=s.targets)


def refused(aws: Aws, s: Scene, group: str, problem: str) -> None:
    """A group that neither a listener nor a rule may forward to."""
    action = [{"Type": "forward", "TargetGroupArn": group}]
    with pytest.raises(ClientError, match=problem):
        listen(aws, s, DefaultActions=action)
    listener = listen(aws, s)["ListenerArn"]
    with pytest.raises(ClientError, match=problem):
        aws.elbv2.modify_listener(ListenerArn=listener, DefaultActions=action)
    condition = [{"Field": "path-pattern", "Values": ["/a"]}]
    with pytest.raises(ClientError, match=problem):
        aws.elbv2.create_rule(
            ListenerArn=listener, Priority=1, Conditions=condition, Actions=action
        )
    rule = aws.elbv2.create_rule(
        ListenerArn=listener,
        Priority=1,
        Conditions=condition,
        Actions=[{"Type": "forward", "TargetGroupArn": s.targets}],
    )["Rules"][0]
    with pytest.raises(ClientError, match=problem):
        aws.elbv2.modify_rule(RuleArn=rule["RuleArn"], Actions=action)
    aws.elbv2.delete_listener(ListenerArn=listener)


def test_a_group_suits_its_load_balancer(aws: Aws, s: Scene):
    refused(aws, s, new_group(aws, s, Protocol="TCP"), "IncompatibleProtocols")
    refused(aws, s, new_group(aws, in_zones(aws)), "is not in the VPC of the load balancer")
    network = aws.elbv2.create_load_balancer(
        Name=f"{s.name}-net", Type="network", Subnets=[s.subnet]
    )["LoadBalancers"][0]["LoadBalancerArn"]
    with pytest.raises(ClientError, match="IncompatibleProtocols"):
        listen(aws, s, LoadBalancerArn=network, Protocol="TCP")


def test_a_group_belongs_to_one_load_balancer(aws: Aws, s: Scene):
    other = aws.elbv2.create_load_balancer(Name=f"{s.name}-two", Subnets=[s.subnet, s.subnet_b])[
        "LoadBalancers"
    ][0]["LoadBalancerArn"]
    group = new_group(aws, s)
    action = [{"Type": "forward", "TargetGroupArn": group}]
    listen(aws, s, LoadBalancerArn=other, DefaultActions=action)
    refused(aws, s, group, "TargetGroupAssociationLimit")
    aws.elbv2.delete_load_balancer(LoadBalancerArn=other)
    assert listen(aws, s, DefaultActions=action)["Port"] == 80


def test_attributes_of_a_listener_are_those_of_its_load_balancer(aws: Aws, s: Scene):
    arn = listen(aws, s)["ListenerArn"]

    def told_attributes() -> dict[str, str]:
        listed = aws.elbv2.describe_listener_attributes(ListenerArn=arn)["Attributes"]
        return {attribute["Key"]: attribute["Value"] for attribute in listed}

    before = told_attributes()
    assert before["routing.http.response.server.enabled"] == "true"
    assert before["routing.http.response.x_frame_options.header_value"] == ""
    with pytest.raises(ClientError, match=r"'tcp\.idle_timeout\.seconds' is not recognized"):
        aws.elbv2.modify_listener_attributes(
            ListenerArn=arn,
            Attributes=[
                {"Key": "routing.http.response.server.enabled", "Value": "false"},
                {"Key": "tcp.idle_timeout.seconds", "Value": "60"},
            ],
        )
    assert told_attributes() == before


def test_a_target_group_has_all_attributes_with_the_defaults_of_aws(aws: Aws, s: Scene):
    assert attributes(aws, s.targets) == {
        "deregistration_delay.timeout_seconds": "300",
        "load_balancing.algorithm.anomaly_mitigation": "off",
        "load_balancing.algorithm.type": "round_robin",
        "load_balancing.cross_zone.enabled": "use_load_balancer_configuration",
        "slow_start.duration_seconds": "0",
        "stickiness.app_cookie.cookie_name": "",
        "stickiness.app_cookie.duration_seconds": "86400",
        "stickiness.enabled": "false",
        "stickiness.lb_cookie.duration_seconds": "86400",
        "stickiness.type": "lb_cookie",
        "target_group_health.dns_failover.minimum_healthy_targets.count": "1",
        "target_group_health.dns_failover.minimum_healthy_targets.percentage": "off",
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count": "1",
        "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage": "off",
    }


@pytest.mark.parametrize(
    ("protocol", "target_type", "ends", "kept"),
    [
        ("TCP", "instance", "false", "true"),
        ("TCP", "ip", "false", "false"),
        ("TLS", "ip", "false", "false"),
        ("UDP", "instance", "true", "true"),
        ("TCP_UDP", "ip", "true", "true"),
    ],
)
def test_what_a_target_group_of_a_network_load_balancer_has_depends_on_its_protocol(
    protocol, target_type, ends, kept, aws: Aws, s: Scene
):
    found = attributes(aws, new_group(aws, s, Protocol=protocol, TargetType=target_type))
    assert found["deregistration_delay.connection_termination.enabled"] == ends
    assert found["preserve_client_ip.enabled"] == kept
    assert found["stickiness.type"] == "source_ip"
    assert "slow_start.duration_seconds" not in found


def test_attributes_of_a_target_group_change_together_or_not_at_all(aws: Aws, s: Scene):
    def modify(**wanted: str) -> None:
        pairs = [{"Key": k.replace("__", "."), "Value": v} for k, v in wanted.items()]
        aws.elbv2.modify_target_group_attributes(TargetGroupArn=s.targets, Attributes=pairs)

    modify(deregistration_delay__timeout_seconds="3600", slow_start__duration_seconds="30")
    before = attributes(aws, s.targets)
    assert before["deregistration_delay.timeout_seconds"] == "3600"
    for wrong, problem in (
        ({"deregistration_delay__timeout_seconds": "3601"}, "must be between '0-3600' inclusive"),
        ({"deregistration_delay__timeout_seconds": "-1"}, "must be between '0-3600' inclusive"),
        ({"proxy_protocol_v2__enabled": "true"}, "'proxy_protocol_v2.enabled' is not recognized"),
    ):
        with pytest.raises(ClientError, match=problem):
            modify(slow_start__duration_seconds="60", **wrong)
    assert attributes(aws, s.targets) == before


def test_a_group_of_grpc_has_checks_of_its_own(aws: Aws, s: Scene):
    group = new_group(aws, s, ProtocolVersion="GRPC")
    (found,) = aws.elbv2.describe_target_groups(TargetGroupArns=[group])["TargetGroups"]
    assert found["Matcher"] == {"GrpcCode": "12"}
    assert found["HealthCheckPath"] == "/AWS.ALB/healthcheck"
    aws.elbv2.modify_target_group(TargetGroupArn=group, Matcher={"GrpcCode": "0-5"})
    (found,) = aws.elbv2.describe_target_groups(TargetGroupArns=[group])["TargetGroups"]
    assert found["Matcher"] == {"GrpcCode": "0-5"}


def test_a_registered_instance_is_healthy_once_a_load_balancer_sends_to_it(aws: Aws, s: Scene):
    instance = running_instance(aws, s)
    aws.elbv2.register_targets(TargetGroupArn=s.targets, Targets=[{"Id": instance}])
    assert health(aws, s.targets, instance) == ("unused", "Target.NotInUse")
    listen(aws, s)
    assert health(aws, s.targets, instance) == ("healthy", None)
    aws.ec2.stop_instances(InstanceIds=[instance])
    assert health(aws, s.targets, instance) == ("unused", "Target.InvalidState")
    aws.ec2.start_instances(InstanceIds=[instance])
    aws.elbv2.deregister_targets(TargetGroupArn=s.targets, Targets=[{"Id": instance}])
    assert health(aws, s.targets, instance) == ("unused", "Target.NotRegistered")
    aws.elbv2.deregister_targets(TargetGroupArn=s.targets, Targets=[{"Id": instance}])


def test_an_instance_in_a_zone_without_the_load_balancer_is_not_used(aws: Aws, s: Scene):
    s.subnet = s.subnet_c
    instance = running_instance(aws, s)
    aws.elbv2.register_targets(TargetGroupArn=s.targets, Targets=[{"Id": instance}])
    listen(aws, s)
    assert health(aws, s.targets, instance) == ("unused", "Target.NotInUse")


def test_an_address_is_healthy_as_well(aws: Aws, s: Scene):
    group = new_group(aws, s, TargetType="ip")
    listen(aws, s, DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
    aws.elbv2.register_targets(TargetGroupArn=group, Targets=[{"Id": "10.7.1.9", "Port": 8080}])
    (found,) = aws.elbv2.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]
    assert found["Target"] == {"Id": "10.7.1.9", "Port": 8080}
    assert found["TargetHealth"]["State"] == "healthy"


def test_an_instance_is_registered_where_it_runs_in_the_vpc_and_at_one_port(aws: Aws, s: Scene):
    instance, stranger = running_instance(aws, s), running_instance(aws, in_zones(aws))

    def register(target: str, port: int) -> None:
        targets = [{"Id": target, "Port": port}]
        aws.elbv2.register_targets(TargetGroupArn=s.targets, Targets=targets)

    for other in ("i-0123456789abcdef0", stranger):
        with pytest.raises(ClientError, match="InvalidTarget"):
            register(other, 80)
    register(instance, 80)
    register(instance, 80)
    with pytest.raises(ClientError, match="at one port"):
        register(instance, 81)
    aws.ec2.stop_instances(InstanceIds=[instance])
    with pytest.raises(ClientError, match=r"InvalidTarget.*not in a running state"):
        register(instance, 80)


def test_conditions_can_be_regular_expressions(aws: Aws, s: Scene):
    listener = listen(aws, s)["ListenerArn"]
    conditions = [
        {"Field": "host-header", "HostHeaderConfig": {"RegexValues": ["^a"]}},
        {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/a"]}},
    ]
    action = [{"Type": "forward", "TargetGroupArn": s.targets}]
    made = aws.elbv2.create_rule(
        ListenerArn=listener, Priority=1, Conditions=conditions, Actions=action
    )
    assert made["Rules"][0]["Conditions"] == conditions
    with pytest.raises(ClientError, match="must be specified"):
        aws.elbv2.create_rule(
            ListenerArn=listener,
            Priority=2,
            Conditions=[{"Field": "path-pattern", "PathPatternConfig": {"Values": []}}],
            Actions=action,
        )


def test_a_certificate_tells_who_uses_it_and_is_not_deleted_meanwhile(aws: Aws, s: Scene):
    certificate = imported(aws, "a.example.com")

    def users() -> list[str]:
        return aws.acm.describe_certificate(CertificateArn=certificate)["Certificate"]["InUseBy"]

    assert users() == []
    listener = listen_securely(aws, s, certificate)["ListenerArn"]
    assert users() == [s.balancer]
    with pytest.raises(ClientError, match="ResourceInUseException"):
        aws.acm.delete_certificate(CertificateArn=certificate)
    aws.elbv2.delete_listener(ListenerArn=listener)
    aws.acm.delete_certificate(CertificateArn=certificate)
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        aws.acm.describe_certificate(CertificateArn=certificate)


def test_a_certificate_that_is_imported_again_keeps_its_tags(aws: Aws):
    certificate = imported(aws, "a.example.com")
    tags = [{"Key": "team", "Value": "a"}]
    aws.acm.add_tags_to_certificate(CertificateArn=certificate, Tags=tags)
    body, key = self_signed("b.example.com")
    aws.acm.import_certificate(CertificateArn=certificate, Certificate=body, PrivateKey=key)
    found = aws.acm.describe_certificate(CertificateArn=certificate)["Certificate"]
    assert found["DomainName"] == "b.example.com"
    assert aws.acm.list_tags_for_certificate(CertificateArn=certificate)["Tags"] == tags


def test_a_certificate_is_issued_at_once_by_dns_and_never_by_email(aws: Aws):
    def status(**asked: str) -> tuple[str, str]:
        arn = aws.acm.request_certificate(DomainName="a.example.com", **asked)["CertificateArn"]
        found = aws.acm.describe_certificate(CertificateArn=arn)["Certificate"]
        (option,) = found["DomainValidationOptions"]
        return found["Status"], option["ValidationMethod"]

    assert status(ValidationMethod="DNS") == ("ISSUED", "DNS")
    assert status(ValidationMethod="EMAIL") == ("PENDING_VALIDATION", "EMAIL")
    assert status() == ("PENDING_VALIDATION", "EMAIL")


def test_the_options_of_a_certificate_are_changed(aws: Aws):
    arn = aws.acm.request_certificate(DomainName="a.example.com")["CertificateArn"]
    wanted = {"CertificateTransparencyLoggingPreference": "DISABLED"}
    aws.acm.update_certificate_options(CertificateArn=arn, Options=wanted)
    found = aws.acm.describe_certificate(CertificateArn=arn)["Certificate"]["Options"]
    assert found == {**wanted, "Export": "DISABLED"}
