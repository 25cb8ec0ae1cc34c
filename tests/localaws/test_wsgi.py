"""What stands before the emulator: who may call, which calls change something, how a gap is answered."""

import json
import threading
from collections.abc import Callable
from io import BytesIO

import pytest
from botocore.exceptions import ClientError

from localaws.session import Credentials, Session
from localaws.wsgi import ADMINISTRATION_PATH, ChangeGate, Frontend
from tests.localaws.world import REGION, WORKLOAD, Aws

FORM = "application/x-www-form-urlencoded; charset=utf-8"
SIGNED = "AWS4-HMAC-SHA256 Credential={key}/20300101/eu-central-1/{service}/aws4_request, Signed"
PAGE = b"<!doctype html>\n<title>404 Not Found</title>"


def request(method: str = "POST", path: str = "/", body: bytes = b"", **headers: str) -> dict:
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    return environ | headers


class Port:
    """A frontend before an application of the test's own."""

    def __init__(self, application: Callable, known_key: str = "key") -> None:
        self.changes = 0
        self.gate = ChangeGate()
        self.frontend = Frontend(
            application,
            knows_key=lambda key: key == known_key,
            on_change=self.count,
            gate=self.gate,
            administration=administration,
        )

    def count(self) -> None:
        self.changes += 1

    def answer(self, environ: dict) -> tuple[str, dict[str, str], bytes]:
        head: list = []
        body = b"".join(self.frontend(environ, lambda *told: head.extend(told)))
        return head[0], dict(head[1]), body


def administration(environ, start_response):
    start_response("200 OK", [])
    return [b"administration"]


def fine(environ, start_response):
    start_response("200 OK", [("content-type", "text/plain")])
    return [b"fine: " + environ["wsgi.input"].read()]


def page(environ, start_response):
    start_response("404 Not Found", [("Content-Type", "text/html; charset=utf-8")])
    return [PAGE]


def lacking(environ, start_response):
    raise NotImplementedError("the tell_fortune action")


def broken(environ, start_response):
    raise KeyError("oops")


@pytest.mark.parametrize(
    ("environ", "changes"),
    [
        (request(HTTP_X_AMZ_TARGET="TrentService.DescribeKey"), 0),
        (request(HTTP_X_AMZ_TARGET="AmazonSSM.GetParameter"), 0),
        (request(HTTP_X_AMZ_TARGET="TrentService.CreateKey"), 1),
        (request(HTTP_X_AMZ_TARGET="Logs_20140328.PutRetentionPolicy"), 1),
        (request(body=b"Action=DescribeVpcs&Version=1", CONTENT_TYPE=FORM), 0),
        (request(body=b"Version=1&Action=ListRoles", CONTENT_TYPE=FORM), 0),
        (request(body=b"Action=AssumeRole", CONTENT_TYPE=FORM), 0),
        (request(body=b"Action=CreateVpc&Note=DescribeVpcs", CONTENT_TYPE=FORM), 1),
        (request(body=b"NoAction=DescribeVpcs", CONTENT_TYPE=FORM), 1),
        (request("GET", "/bucket"), 0),
        (request("HEAD", "/bucket"), 0),
        (request("PUT", "/bucket"), 1),
        (request("DELETE", "/bucket"), 1),
        (request(path="/service/Cloud/operation/ListMetrics"), 0),
        (request(path="/service/Cloud/operation/PutMetricData"), 1),
    ],
    ids=lambda value: str(value)[:90],
)
def test_calls_that_may_change_something_are_counted_in_every_protocol(environ, changes):
    port = Port(fine)
    assert port.answer(environ)[0] == "200 OK"
    assert port.changes == changes


def test_a_form_that_was_looked_into_is_handed_on_whole():
    body = b"Action=CreateVpc&CidrBlock=10.0.0.0%2F16"
    assert Port(fine).answer(request(body=body, CONTENT_TYPE=FORM))[2] == b"fine: " + body


def test_a_change_is_counted_before_it_is_made():
    seen = []
    port = Port(lambda *_: seen.append(port.changes) or fine(*_))
    port.answer(request("PUT"))
    assert seen == [1]


@pytest.mark.parametrize(
    ("key", "status"), [("key", "200 OK"), ("stranger", "403 Forbidden"), (None, "200 OK")]
)
def test_only_keys_of_the_organisation_are_served(key, status):
    signed = {} if key is None else {"HTTP_AUTHORIZATION": SIGNED.format(key=key, service="sqs")}
    told, headers, body = Port(fine).answer(request("GET", **signed))
    assert told == status
    if key == "stranger":
        assert headers["x-amzn-errortype"] == "InvalidClientTokenId"
        assert json.loads(body)["__type"] == "InvalidClientTokenId"


def test_the_administration_is_asked_without_a_key_and_outside_the_gate():
    port = Port(broken)
    with port.gate.alone():
        status = port.answer(request("GET", ADMINISTRATION_PATH + "status"))
    assert status[2] == b"administration"


@pytest.mark.parametrize(
    ("application", "code", "message"),
    [
        (page, "NotImplementedException", "GET /clusters/x/addons"),
        (lacking, "NotImplementedException", "the tell_fortune action"),
        (broken, "InternalFailure", "the local AWS failed: KeyError: 'oops'"),
    ],
)
def test_a_gap_is_one_answer_of_400_in_the_protocol_of_json(application, code, message):
    status, headers, body = Port(application).answer(request("GET", "/clusters/x/addons"))
    told = json.loads(body)
    assert (status, headers["x-amzn-errortype"], told["__type"]) == ("400 Bad Request", code, code)
    assert told["message"].endswith(message)
    assert int(headers["content-length"]) == len(body)


@pytest.mark.parametrize(
    "headers",
    [
        {"CONTENT_TYPE": FORM},
        {"HTTP_AUTHORIZATION": SIGNED.format(key="key", service="route53")},
    ],
)
def test_a_gap_is_told_in_xml_to_those_who_speak_it(headers):
    status, told, body = Port(page).answer(request(path="/a<b", **headers))
    assert (status, told["content-type"]) == ("400 Bad Request", "text/xml")
    assert b"<Code>NotImplementedException</Code>" in body
    assert b"POST /a&lt;b</Message>" in body


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        ("200 OK", "text/html", PAGE),
        ("404 Not Found", "application/xml", b"<Error/>"),
        ("404 Not Found", "text/html", b"an object that happens to be a page"),
        ("403 Forbidden", "text/html", PAGE),
    ],
)
def test_an_answer_of_aws_itself_passes(status, kind, body):
    def application(environ, start_response):
        start_response(status, [("Content-Type", kind)])
        return [body]

    assert Port(application).answer(request("GET")) == (status, {"Content-Type": kind}, body)


@pytest.mark.parametrize(
    ("services", "together"),
    [
        (("autoscaling", "ec2"), False),
        (("elasticloadbalancing", "autoscaling"), False),
        (("monitoring", "autoscaling"), False),
        (("sqs", "ec2"), True),
        (("sqs", "sqs"), True),
    ],
)
def test_calls_to_services_that_change_each_other_run_one_at_a_time(services, together):
    meeting, met = threading.Barrier(2), []

    def meet(environ, start_response):
        try:
            meeting.wait(5 if together else 0.1)
            met.append(True)
        except threading.BrokenBarrierError:
            met.append(False)
        return fine(environ, start_response)

    port = Port(meet)
    calls = [
        threading.Thread(
            target=port.answer,
            args=[request(HTTP_AUTHORIZATION=SIGNED.format(key="key", service=service))],
        )
        for service in services
    ]
    for call in calls:
        call.start()
    for call in calls:
        call.join(5)
    assert met == [together, together]


def test_a_snapshot_waits_for_the_calls_and_calls_wait_for_the_snapshot():
    gate, order = ChangeGate(), []
    in_call, leave_call, in_snapshot = threading.Event(), threading.Event(), threading.Event()

    def call(name: str) -> None:
        with gate.call():
            order.append(name)
            in_call.set()
            leave_call.wait(5)

    def snapshot() -> None:
        with gate.alone():
            order.append("snapshot")
            in_snapshot.set()

    first = threading.Thread(target=call, args=("first",))
    first.start()
    assert in_call.wait(5)
    saving = threading.Thread(target=snapshot)
    saving.start()
    assert not in_snapshot.is_set()
    leave_call.set()
    assert in_snapshot.wait(5)
    for thread in (first, saving):
        thread.join(5)
    with gate.call():
        order.append("second")
    assert order == ["first", "snapshot", "second"]


def test_the_gate_opens_again_when_a_call_or_a_snapshot_fails():
    gate = ChangeGate()
    for context in (gate.call, gate.alone):
        with pytest.raises(KeyError), context():
            raise KeyError
    with gate.alone():
        pass


@pytest.mark.parametrize(
    ("service", "operation", "parameters"),
    [
        ("ec2", "describe_aws_network_performance_metric_subscriptions", {}),
        ("sns", "list_sms_sandbox_phone_numbers", {}),
        ("kms", "describe_custom_key_stores", {}),
        ("eks", "list_addons", {"clusterName": "x"}),
        ("route53", "list_cidr_collections", {}),
        ("s3control", "list_access_grants", {"AccountId": WORKLOAD}),
        ("apprunner", "list_services", {}),
        ("cloudwatch", "describe_anomaly_detectors", {}),
    ],
)
def test_boto3_reads_a_gap_in_every_protocol(service, operation, parameters, aws: Aws):
    with pytest.raises(ClientError, match="the local AWS does not implement") as raised:
        getattr(getattr(aws, service), operation)(**parameters)
    assert raised.value.response["Error"]["Code"] == "NotImplementedException"
    assert raised.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400


def test_boto3_with_the_key_of_a_stranger_is_refused(aws: Aws):
    stranger = Credentials("LOCALAWS999999999999", "any")
    outside = Session(aws.session.endpoint, "999999999999", REGION, stranger)
    with pytest.raises(ClientError, match="InvalidClientTokenId"):
        outside.call("sts", "GetCallerIdentity", {})
