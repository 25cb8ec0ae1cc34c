"""Calls to the emulator in the name of one account, in one region, through botocore as any AWS SDK would make them."""

import functools
import re
import threading
from dataclasses import dataclass, replace
from typing import Any

import botocore.session
from botocore import xform_name
from botocore.config import Config

# No retries: the emulator is this process, so an error stays one.
_CONFIG = Config(retries={"max_attempts": 0}, s3={"addressing_style": "path"})
_ACCOUNT_IN_HOST = re.compile(r"//\d{12}\.")

_lock = threading.RLock()


@functools.cache
def _botocore_session() -> botocore.session.Session:
    return botocore.session.Session()


@functools.cache
def service_model(service: str) -> Any:
    """The API model of a service."""
    with _lock:
        return _botocore_session().get_service_model(service)


@dataclass(frozen=True)
class Credentials:
    """An access key; the emulator reads the account off it."""

    access_key: str
    secret_key: str
    token: str | None = None


@functools.cache
def _client(endpoint: str, service: str, region: str, credentials: Credentials) -> Any:
    with _lock:
        client = _botocore_session().create_client(
            service,
            region_name=region,
            endpoint_url=endpoint,
            aws_access_key_id=credentials.access_key,
            aws_secret_access_key=credentials.secret_key,
            aws_session_token=credentials.token,
            config=_CONFIG,
        )
        client.meta.events.register("before-call.s3-control", _without_account_in_host)
        return client


def _without_account_in_host(params: dict[str, Any], **_: Any) -> None:
    """s3control puts the account id before the host name, where a loopback address resolves no more."""
    params["url"] = _ACCOUNT_IN_HOST.sub("//", params["url"])


@dataclass(frozen=True)
class Session:
    """Who calls, where."""

    endpoint: str
    account: str
    region: str
    credentials: Credentials
    assumed: Credentials | None = None
    """What an assumed role gave. The calls are made with the account's own key all the same: the
    emulator asks for no permissions, and so all sessions of an account share their clients."""

    def as_assumed(self) -> "Session":
        """The session under which AWS knows the caller."""
        return replace(self, credentials=self.assumed) if self.assumed else self

    def client(self, service: str) -> Any:
        """The botocore client of a service, made once."""
        with _lock:
            return _client(self.endpoint, service, self.region, self.credentials)

    def call(self, service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        """Calls one operation by its API name.

        Raises:
            ClientError: the emulator refused it, in AWS's words.
            ParamValidationError: the request does not fit the API model.
        """
        answer: dict[str, Any] = getattr(self.client(service), xform_name(operation))(**parameters)
        answer.pop("ResponseMetadata", None)
        return answer

    def in_region(self, region: str | None) -> "Session":
        """The same caller in another region; the same region when None."""
        return self if region in (None, self.region) else replace(self, region=str(region))
