"""IAM roles, policies and instance profiles."""

from collections.abc import Mapping
from typing import Any

from localaws.links.conversions import JSON_TEXT
from localaws.rows import Aspect, Call, Row, Tagging, Values
from localaws.session import Session


def _tagging(noun: str, parameters: Mapping[str, Any]) -> Tagging:
    return Tagging(add=Call(f"Tag{noun}", parameters), remove=Call(f"Untag{noun}", parameters))


def _delete_old_versions(session: Session, values: Values) -> None:
    versions = session.call("iam", "ListPolicyVersions", {"PolicyArn": values["id"]})["Versions"]
    for version in versions:
        if not version["IsDefaultVersion"]:
            request = {"PolicyArn": values["id"], "VersionId": version["VersionId"]}
            session.call("iam", "DeletePolicyVersion", request)


def _detach_everything(session: Session, values: Values) -> None:
    """`forceDetachPolicies`: what was attached from outside does not stop the deletion."""
    if not values.get("forceDetachPolicies"):
        return
    role = {"RoleName": values["id"]}
    for attached in session.call("iam", "ListAttachedRolePolicies", role)["AttachedPolicies"]:
        session.call("iam", "DetachRolePolicy", {**role, "PolicyArn": attached["PolicyArn"]})
    for name in session.call("iam", "ListRolePolicies", role)["PolicyNames"]:
        session.call("iam", "DeleteRolePolicy", {**role, "PolicyName": name})


ROWS = (
    Row(
        token="aws:iam/role:Role",
        service="iam",
        create=Call("CreateRole"),
        read=Call("GetRole", {"RoleName": "{id}"}, "Role"),
        delete=Call("DeleteRole", {"RoleName": "{id}"}),
        id="Role.RoleName",
        update=Call("UpdateRole", {"RoleName": "{id}"}),
        tagging=_tagging("Role", {"RoleName": "{id}"}),
        autoname="name",
        defaults={"path": "/", "maxSessionDuration": 3600},
        links={"assumeRolePolicy": ("AssumeRolePolicyDocument", JSON_TEXT)},
        update_links={"name": None},
        read_links={"permissionsBoundary": "PermissionsBoundary.PermissionsBoundaryArn"},
        aspects=(
            Aspect(
                ("assumeRolePolicy",),
                put=Call("UpdateAssumeRolePolicy", {"RoleName": "{id}"}),
                links={"assumeRolePolicy": ("PolicyDocument", JSON_TEXT)},
                sent_by_create=True,
            ),
            Aspect(
                ("permissionsBoundary",),
                put=Call("PutRolePermissionsBoundary", {"RoleName": "{id}"}),
                remove=Call("DeleteRolePermissionsBoundary", {"RoleName": "{id}"}),
                sent_by_create=True,
            ),
        ),
        removal={"description": ""},
        outputs={"uniqueId": "{_RoleId}"},
        before_delete=(_detach_everything,),
        gone="NoSuchEntity",
    ),
    Row(
        token="aws:iam/rolePolicy:RolePolicy",
        service="iam",
        create=Call("PutRolePolicy"),
        read=Call("GetRolePolicy", {"RoleName": "{role}", "PolicyName": "{name}"}),
        delete=Call("DeleteRolePolicy", {"RoleName": "{role}", "PolicyName": "{name}"}),
        id="{role}:{name}",
        update=Call("PutRolePolicy"),
        autoname="name",
        links={"name": "PolicyName", "role": "RoleName", "policy": ("PolicyDocument", JSON_TEXT)},
        gone="NoSuchEntity",
        import_id=r"(?P<role>[^:]+):(?P<name>.+)",
    ),
    Row(
        token="aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        service="iam",
        create=Call("AttachRolePolicy"),
        read=Call(
            "ListAttachedRolePolicies",
            {"RoleName": "{role}"},
            "AttachedPolicies[?PolicyArn=='{policyArn}']|[0]",
        ),
        delete=Call("DetachRolePolicy", {"RoleName": "{role}", "PolicyArn": "{policyArn}"}),
        id="{role}/{policyArn}",
        links={"role": "RoleName"},
        read_links={"role": None},
        outputs={"role": "{role}"},
        gone="NoSuchEntity",
        import_id=r"(?P<role>[^/]+)/(?P<policyArn>.+)",
    ),
    Row(
        token="aws:iam/policy:Policy",
        service="iam",
        create=Call("CreatePolicy"),
        read=Call("GetPolicy", {"PolicyArn": "{id}"}, "Policy"),
        delete=Call("DeletePolicy", {"PolicyArn": "{id}"}),
        id="Policy.Arn",
        tagging=_tagging("Policy", {"PolicyArn": "{id}"}),
        autoname="name",
        defaults={"path": "/"},
        links={"policy": ("PolicyDocument", JSON_TEXT)},
        controls=("delayAfterPolicyCreationInMs",),
        aspects=(
            Aspect(
                ("policy",),
                put=Call("CreatePolicyVersion", {"PolicyArn": "{id}", "SetAsDefault": True}),
                get=Call(
                    "GetPolicyVersion",
                    {"PolicyArn": "{id}", "VersionId": "{_DefaultVersionId}"},
                    "{PolicyDocument: PolicyVersion.Document}",
                ),
                sent_by_create=True,
                before_put=_delete_old_versions,
            ),
        ),
        before_delete=(_delete_old_versions,),
        gone="NoSuchEntity",
    ),
    Row(
        token="aws:iam/instanceProfile:InstanceProfile",
        service="iam",
        create=Call("CreateInstanceProfile"),
        read=Call("GetInstanceProfile", {"InstanceProfileName": "{id}"}, "InstanceProfile"),
        delete=Call("DeleteInstanceProfile", {"InstanceProfileName": "{id}"}),
        id="InstanceProfile.InstanceProfileName",
        tagging=_tagging("InstanceProfile", {"InstanceProfileName": "{id}"}),
        autoname="name",
        defaults={"path": "/"},
        links={"role": "RoleName"},
        aspects=(
            Aspect(
                ("role",),
                put=Call("AddRoleToInstanceProfile", {"InstanceProfileName": "{id}"}),
                get=Call(
                    "GetInstanceProfile",
                    {"InstanceProfileName": "{id}"},
                    "InstanceProfile.Roles[0]",
                ),
                remove=Call(
                    "RemoveRoleFromInstanceProfile",
                    {"InstanceProfileName": "{id}", "RoleName": "{role}"},
                ),
                remove_first=True,
            ),
        ),
        outputs={"uniqueId": "{_InstanceProfileId}"},
        gone="NoSuchEntity",
    ),
)
