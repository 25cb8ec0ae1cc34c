"""The AWS services a network reaches through endpoints. Pure."""

import re

from ..problems import Problem

GATEWAY_SERVICES = ("s3", "dynamodb")
"""The two services with gateway endpoints: routes instead of network interfaces, free of charge,
always created."""
_FULL_NAME = re.compile(r"(com|aws)\.[a-z]+\.[a-z0-9-]+\.(?P<service>.+)")
_SERVICE = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
_SOURCE = "AWS PrivateLink Guide, AWS services that integrate with AWS PrivateLink"


def service_name(region: str, service: str) -> str:
    """The name under which a region offers a service: `com.amazonaws.eu-central-1.ssm`."""
    return f"com.amazonaws.{region}.{service}"


def endpoint_problems(path: str, services: list[str]) -> list[Problem]:
    """Whether these can be interface endpoints, each named once."""
    problems = []
    for index, service in enumerate(services):
        limit, nearest = None, None
        if service in GATEWAY_SERVICES:
            limit = "every network has a gateway endpoint for it, which costs nothing"
        elif full_name := _FULL_NAME.fullmatch(service.lower()):
            limit = "a service is named by what follows com.amazonaws.<region>."
            nearest = full_name.group("service")
        elif not _SERVICE.fullmatch(service):
            limit = "a service is named in small letters, as in ssm or ecr.api"
        elif service in services[:index]:
            limit = "each service is listed once"
        if limit:
            problems.append(
                Problem(
                    path=f"{path}[{index}]",
                    value=service,
                    limit=limit,
                    source=_SOURCE,
                    nearest=nearest,
                )
            )
    return problems
