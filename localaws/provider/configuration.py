"""The configuration of one provider instance: who it is, once its roles are assumed, and the tags it adds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from botocore.exceptions import ClientError, ParamValidationError

from localaws.organization import access_key
from localaws.session import Credentials, Session
from localaws.values import parsed

DEFAULT_SESSION_NAME = "pulumi"

HONOURED = frozenset(
    {
        "accessKey",
        "allowedAccountIds",
        "assumeRoles",
        "defaultTags",
        "forbiddenAccountIds",
        "maxRetries",
        "region",
        "secretKey",
        "skipCredentialsValidation",
        "skipMetadataApiCheck",
        "skipRegionValidation",
        "token",
    }
)
"""Arguments of `aws.Provider` that the local AWS acts on or that make no difference to it."""


class ConfigurationError(ValueError):
    """A provider that cannot work as it is configured, in the words of the official provider where it has some."""


@dataclass(frozen=True)
class Configuration:
    """A provider instance at work."""

    session: Session
    default_tags: Mapping[str, str]


def configure(arguments: Mapping[str, Any], ambient: Session) -> Configuration:
    """Assumes the roles, and refuses a wrong account before anything is done.

    Args:
        arguments: the inputs of `aws.Provider`.
        ambient: who calls when the arguments hold no access key.

    Raises:
        ConfigurationError: unknown arguments, refused roles, a wrong account.
    """
    values = {key: parsed(value) for key, value in arguments.items() if value is not None}
    unknown = sorted(set(values) - HONOURED - {"version", "pluginDownloadURL"})
    if unknown:
        raise ConfigurationError(
            f"the local AWS does not act on {', '.join(unknown)}, and would lose it in silence"
        )
    region = values.get("region")
    if not region:
        raise ConfigurationError("Missing region configuration: set the provider's region")
    session = _caller(values, ambient, str(region))
    for role in values.get("assumeRoles") or []:
        session = _assume(session, role)
    _verify_account(session.account, values)
    tags = (values.get("defaultTags") or {}).get("tags") or {}
    return Configuration(session, tags)


def _caller(values: Mapping[str, Any], ambient: Session, region: str) -> Session:
    if not values.get("accessKey"):
        return ambient.in_region(region)
    credentials = Credentials(
        values["accessKey"], values.get("secretKey") or "", values.get("token")
    )
    session = Session(ambient.endpoint, "", region, credentials)
    return replace(session, account=_account(session))


def _assume(session: Session, role: Mapping[str, Any]) -> Session:
    if "roleArn" not in role:
        given = ", ".join(sorted(role)) or "nothing"
        raise ConfigurationError(
            f"assumeRoles needs roleArn, and was given {given} (a plain dict keeps its snake_case)"
        )
    request = {
        "RoleArn": role["roleArn"],
        "RoleSessionName": role.get("sessionName") or DEFAULT_SESSION_NAME,
    }
    if role.get("externalId"):
        request["ExternalId"] = role["externalId"]
    try:
        given = session.as_assumed().call("sts", "AssumeRole", request)["Credentials"]
    except ClientError as error:
        raise ConfigurationError(
            f"Cannot assume IAM Role {role['roleArn']}: {error.response['Error']['Message']}"
        ) from error
    except ParamValidationError as error:
        raise ConfigurationError(f"Cannot assume IAM Role {role['roleArn']}: {error}") from error
    assumed = Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])
    account = _account(replace(session, credentials=assumed))
    own = Credentials(access_key(account), session.credentials.secret_key)
    return Session(session.endpoint, account, session.region, own, assumed)


def _account(session: Session) -> str:
    try:
        return str(session.call("sts", "GetCallerIdentity", {})["Account"])
    except ClientError as error:
        message = error.response["Error"]["Message"]
        raise ConfigurationError(f"validating provider credentials: {message}") from error


def _verify_account(account: str, values: Mapping[str, Any]) -> None:
    allowed, forbidden = values.get("allowedAccountIds"), values.get("forbiddenAccountIds") or []
    if (allowed and account not in allowed) or account in forbidden:
        raise ConfigurationError(f"AWS account ID not allowed: {account}")
