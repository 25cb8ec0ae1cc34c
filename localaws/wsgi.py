"""What stands before the emulator on its port: who may call, which calls change something, and how a gap is answered.

moto answers an operation that it lacks with an HTML page and a 5xx status, which every AWS SDK retries for minutes.
Here such a call gets one AWS-shaped 400 at once.
"""

import io
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from xml.sax.saxutils import escape

ADMINISTRATION_PATH = "/_localaws/"
"""Below this path the port answers the command line instead of an AWS SDK; no AWS path begins so."""

NOT_IMPLEMENTED = "NotImplementedException"

_ACCESS_KEY = re.compile(r"Credential=([^/,\s]+)/")
_SERVICE = re.compile(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/")
_OPERATION = re.compile(r"/service/\w+/operation/(\w+)$")  # the newest protocol, RPC in CBOR
_REST_XML = frozenset({"cloudfront", "route53", "s3"})
"""Services, as requests are signed for them, that answer in XML although nothing in a request says so."""
_LINKED = frozenset({"autoscaling", "ec2", "elasticloadbalancing", "monitoring"})
"""Services, as requests are signed for them, whose calls change what the others have: one launches, another registers
what was launched. moto locks nothing."""
_READS = re.compile(
    r"(?i)^(Describe|Get|List|Head|Lookup|Search|Select|Query|Scan|BatchGet|AssumeRole|Decode|Validate)"
)
_FORM = "application/x-www-form-urlencoded"


class ChangeGate:
    """Lets calls run side by side, and a snapshot only when none of them is running."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._running = 0
        self._closed = False

    @contextmanager
    def call(self) -> Iterator[None]:
        """One call to the emulator."""
        with self._condition:
            self._condition.wait_for(lambda: not self._closed)
            self._running += 1
        try:
            yield
        finally:
            with self._condition:
                self._running -= 1
                self._condition.notify_all()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No call runs meanwhile."""
        with self._condition:
            self._condition.wait_for(lambda: not self._closed)
            self._closed = True
            self._condition.wait_for(lambda: self._running == 0)
        try:
            yield
        finally:
            with self._condition:
                self._closed = False
                self._condition.notify_all()


class Frontend:
    """The WSGI application on the port."""

    def __init__(
        self,
        application: WSGIApplication,
        *,
        knows_key: Callable[[str], bool],
        on_change: Callable[[], None],
        gate: ChangeGate,
        administration: WSGIApplication | None = None,
    ) -> None:
        """Serves `application`.

        Args:
            application: the emulator.
            knows_key: whether an access key belongs to an account of the organisation.
            on_change: called before a call that may change something is handed on.
            gate: shared with the snapshots.
            administration: answers below ADMINISTRATION_PATH, outside the gate.
        """
        self._application = application
        self._knows_key = knows_key
        self._on_change = on_change
        self._gate = gate
        self._administration = administration
        self._linked = threading.Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers one request."""
        if self._administration and environ["PATH_INFO"].startswith(ADMINISTRATION_PATH):
            return self._administration(environ, start_response)
        key = _ACCESS_KEY.search(environ.get("HTTP_AUTHORIZATION", ""))
        if key and not self._knows_key(key[1]):
            message = "The security token included in the request is invalid."
            return _reply(environ, start_response, "403 Forbidden", "InvalidClientTokenId", message)
        with self._gate.call():
            if not _is_read(environ):
                self._on_change()
            with self._linked if _service(environ) in _LINKED else nullcontext():
                return self._forward(environ, start_response)

    def _forward(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        head: dict[str, Any] = {}

        def keep_head(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            head.update(status=status, headers=headers, exc_info=exc_info)
            return lambda _: None

        try:
            answer = self._application(environ, keep_head)
            body = b"".join(answer)
        except NotImplementedError as error:
            return _not_implemented(environ, start_response, str(error))
        except Exception as error:  # noqa: BLE001 -- whatever the emulator stumbles over, an SDK must not retry it
            message = f"the local AWS failed: {type(error).__name__}: {error}"
            return _reply(environ, start_response, "400 Bad Request", "InternalFailure", message)
        if hasattr(answer, "close"):
            answer.close()
        if _is_error_page(head["status"], head["headers"], body):
            return _not_implemented(
                environ, start_response, f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
            )
        start_response(head["status"], head["headers"])
        return [body]


def _service(environ: WSGIEnvironment) -> str:
    found = _SERVICE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return found[1] if found else ""


def _is_read(environ: WSGIEnvironment) -> bool:
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return _READS.match(target.rsplit(".", 1)[-1]) is not None
    operation = _OPERATION.search(environ["PATH_INFO"])
    if operation:
        return _READS.match(operation[1]) is not None
    if environ.get("CONTENT_TYPE", "").startswith(_FORM):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        action = re.search(rb"(?:^|&)Action=(\w+)", body)
        return action is not None and _READS.match(action[1].decode()) is not None
    return environ["REQUEST_METHOD"] in ("GET", "HEAD", "OPTIONS")


def _is_error_page(status: str, headers: list[tuple[str, str]], body: bytes) -> bool:
    kind = {name.lower(): value for name, value in headers}.get("content-type", "")
    return (
        status[:3] in ("404", "405", "500")
        and kind.startswith("text/html")
        and b"<!doctype html" in body[:100].lower()
    )


def _not_implemented(
    environ: WSGIEnvironment, start_response: StartResponse, what: str
) -> Iterable[bytes]:
    message = f"the local AWS does not implement this operation: {what or environ['PATH_INFO']}"
    # 400 and not 501: every AWS SDK retries a 5xx answer.
    return _reply(environ, start_response, "400 Bad Request", NOT_IMPLEMENTED, message)


def _reply(
    environ: WSGIEnvironment, start_response: StartResponse, status: str, code: str, message: str
) -> Iterable[bytes]:
    if _service(environ) in _REST_XML or environ.get("CONTENT_TYPE", "").startswith(_FORM):
        error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
        # EC2 alone wraps its errors in Errors; botocore reads whichever it finds.
        text = f"<ErrorResponse><Errors>{error}</Errors>{error}<RequestId>0</RequestId></ErrorResponse>"
        kind = "text/xml"
    else:
        text = json.dumps({"__type": code, "message": message, "Code": code, "Message": message})
        kind = "application/json"
    body = text.encode()
    headers = [
        ("content-type", kind),
        ("content-length", str(len(body))),
        ("x-amzn-errortype", code),
    ]
    start_response(status, headers)
    return [body]
