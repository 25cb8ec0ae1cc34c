"""No component uses what the provider has deprecated (notices of pulumi_aws 7.51.1)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = sorted((ROOT / "components").rglob("*.py"))

# reference: provider's own deprecation notices in 7.51.1. Attributes by module, and arguments by class.
DEPRECATED_ATTRIBUTES = {
    "ec2": {"EncryptionControl", "LaunchConfiguration", "SecurityGroupRule"},
    "s3": {
        "BucketAclV2",
        "BucketCorsConfigurationV2",
        "BucketLifecycleConfigurationV2",
        "BucketLoggingV2",
        "BucketObject",
        "BucketServerSideEncryptionConfigurationV2",
        "BucketV2",
        "BucketVersioningV2",
        "BucketWebsiteConfigurationV2",
    },
    "eks": {"NodeGroupV1"},
}
DEPRECATED_ARGUMENTS = {
    "Bucket": {
        "acl",
        "cors_rules",
        "lifecycle_rules",
        "logging",
        "loggings",
        "policy",
        "replication_configuration",
        "server_side_encryption_configuration",
        "versioning",
        "website",
    },
    "SecurityGroup": {"ingress", "egress"},
    "Role": {"inline_policies", "managed_policy_arns"},
    "Eip": {"vpc"},
    "FlowLog": {"log_group_name"},
    "Instance": {"network_interfaces", "security_groups"},
    "EventRule": {"is_enabled"},
    "Cluster": {"default_addons_to_removes"},
}
DEPRECATED_EVERYWHERE = {"expected_bucket_owner"}


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


@pytest.mark.parametrize("path", COMPONENTS, ids=ids(COMPONENTS))
def test_nothing_deprecated_is_used(path: Path) -> None:
    used = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.attr in DEPRECATED_ATTRIBUTES.get(node.value.id, ()):
                used.append(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            refused = DEPRECATED_ARGUMENTS.get(called, set()) | DEPRECATED_EVERYWHERE
            used += [f"{called}({word.arg})" for word in node.keywords if word.arg in refused]
    assert used == []
