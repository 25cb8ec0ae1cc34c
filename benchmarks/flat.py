"""The same resources without components: a flat program of plain pulumi_aws classes, replayed from a deployed stack."""

import importlib
import json
from typing import Any

from localaws.schema import registered_class

References = dict[str, tuple[str, str]]
"""Id or ARN → (URN, name of the output)."""


def replay(resources: list[dict[str, Any]]) -> None:
    """Registers every resource of a state again, wired by outputs as a person would have written it."""
    import pulumi
    import pulumi_aws as aws

    made: dict[str, Any] = {}
    references: References = {}
    provider = None
    for resource in resources:
        inputs = {k: v for k, v in resource.get("inputs", {}).items() if not k.startswith("__")}
        name = resource["urn"].rsplit("::", 1)[1]
        if resource["type"] == "pulumi:providers:aws":
            roles = json.loads(inputs["assumeRoles"])
            arguments = [aws.ProviderAssumeRoleArgs(role_arn=role["roleArn"]) for role in roles]
            provider = aws.Provider(name, region=inputs["region"], assume_roles=arguments)
        elif resource["type"].startswith("aws:"):
            made[resource["urn"]] = _register(
                resource["type"], name, inputs, made, references, provider
            )
            references[resource["id"]] = (resource["urn"], "id")
            if resource["outputs"].get("arn"):
                references[resource["outputs"]["arn"]] = (resource["urn"], "arn")
    pulumi.export("count", len(made))


def _register(
    token: str,
    name: str,
    inputs: dict[str, Any],
    made: dict[str, Any],
    references: References,
    provider: Any,
) -> Any:
    import pulumi

    module, class_name = registered_class(token)
    resource_class = getattr(importlib.import_module(module), class_name)
    python_names = {
        getattr(attribute.fget, "_pulumi_name", key): key
        for key, attribute in vars(resource_class).items()
        if isinstance(attribute, property)
    }
    wired = {python_names[key]: _wired(value, made, references) for key, value in inputs.items()}
    return resource_class(name, opts=pulumi.ResourceOptions(provider=provider), **wired)


def _wired(value: Any, made: dict[str, Any], references: References) -> Any:
    if isinstance(value, dict):
        return {key: _wired(item, made, references) for key, item in value.items()}
    if isinstance(value, list):
        return [_wired(item, made, references) for item in value]
    if isinstance(value, str) and value in references and len(value) > len("eu-central-1"):
        urn, output = references[value]
        return getattr(made[urn], output)
    return value
