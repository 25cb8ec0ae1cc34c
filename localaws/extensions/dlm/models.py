"""Lifecycle policies of an account and region."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.exceptions import ServiceException
from moto.core.utils import utcnow
from moto.iam.models import iam_backends
from moto.moto_api._internal import mock_random

Details = dict[str, Any]

SNAPSHOTS, IMAGES, EVENTS = "EBS_SNAPSHOT_MANAGEMENT", "IMAGE_MANAGEMENT", "EVENT_BASED_POLICY"
REQUIRED = {
    SNAPSHOTS: ("ResourceTypes", "TargetTags", "Schedules"),
    IMAGES: ("ResourceTypes", "TargetTags", "Schedules"),
    EVENTS: ("EventSource", "Actions"),
}
DEFAULT_POLICY = {
    "CreateInterval": 1,
    "RetainInterval": 7,
    "CopyTags": False,
    "ExtendDeletion": False,
}
"""What AWS fills into the details of a default policy."""


class InvalidRequestError(ServiceException):
    """What AWS refuses."""

    code = "InvalidRequestException"


class PolicyNotFoundError(ServiceException):
    """There is no such policy."""

    code = "ResourceNotFoundException"


@dataclass
class LifecyclePolicy:
    """One policy, in the names of the API's GetLifecyclePolicy."""

    policy_id: str
    policy_arn: str
    description: str
    state: str
    execution_role_arn: str
    policy_details: Details
    default_policy: bool
    tags: dict[str, str]
    date_created: datetime
    date_modified: datetime
    status_message: str = "ENABLED"

    @property
    def policy_type(self) -> str:
        """Snapshots, images or events."""
        return str(self.policy_details["PolicyType"])


class LifecycleBackend(BaseBackend):
    """The policies."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Starts without any."""
        super().__init__(region_name, account_id)
        self.policies: dict[str, LifecyclePolicy] = {}

    def create(self, given: Details, default: str | None, tags: dict[str, str]) -> LifecyclePolicy:
        """Makes a policy; `given` are the members of the request.

        Raises:
            InvalidRequestError: AWS refuses it.
        """
        self._require_role(given["ExecutionRoleArn"])
        details = _completed(given.get("PolicyDetails") or {}, default)
        now = utcnow()
        policy_id = f"policy-{mock_random.get_random_hex(17)}"
        arn = f"arn:{self.partition}:dlm:{self.region_name}:{self.account_id}:policy/{policy_id}"
        policy = LifecyclePolicy(
            policy_id,
            arn,
            given["Description"],
            given["State"],
            given["ExecutionRoleArn"],
            details,
            default is not None,
            dict(tags),
            now,
            now,
        )
        self.policies[policy_id] = policy
        return policy

    def get(self, policy_id: str) -> LifecyclePolicy:
        """The policy of an id.

        Raises:
            PolicyNotFoundError: there is none.
        """
        if policy_id not in self.policies:
            raise PolicyNotFoundError(f"Policy {policy_id} does not exist.")
        return self.policies[policy_id]

    def by_arn(self, arn: str) -> LifecyclePolicy:
        """The policy of an ARN."""
        return self.get(arn.rsplit("/", 1)[-1])

    def update(self, policy_id: str, given: Details) -> None:
        """Changes what is given; the details are taken whole."""
        policy = self.get(policy_id)
        if "ExecutionRoleArn" in given:
            self._require_role(given["ExecutionRoleArn"])
            policy.execution_role_arn = given["ExecutionRoleArn"]
        if "PolicyDetails" in given:
            before = policy.policy_details
            default = before["ResourceType"] if policy.default_policy else None
            details = _completed(given["PolicyDetails"], default)
            if details["PolicyType"] != before["PolicyType"]:
                raise InvalidRequestError("The type of a policy cannot be changed.")
            policy.policy_details = details
        policy.description = given.get("Description", policy.description)
        policy.state = given.get("State", policy.state)
        policy.date_modified = utcnow()

    def _require_role(self, arn: str) -> None:
        account, name = arn.split(":")[4], arn.rsplit("/", 1)[-1]
        known = account in iam_backends and iam_backends[account][self.partition].roles.values()
        if not any(role.name == name for role in known or ()):
            raise InvalidRequestError(f"The execution role {arn} does not exist.")


def _completed(given: Details, default: str | None) -> Details:
    """The details with what AWS fills in."""
    kind = given.get("PolicyType") or SNAPSHOTS
    if default is not None:
        custom = [name for name in (*REQUIRED[SNAPSHOTS], *REQUIRED[EVENTS]) if given.get(name)]
        if custom:
            raise InvalidRequestError(f"A default policy has no {', '.join(custom)}.")
        named = {"PolicyType": kind, "PolicyLanguage": "SIMPLIFIED", "ResourceType": default}
        return {**DEFAULT_POLICY, **given, **named}
    missing = [name for name in REQUIRED[kind] if not given.get(name)]
    if missing:
        raise InvalidRequestError(f"A policy of this type needs {', '.join(missing)}.")
    return {"PolicyLanguage": "STANDARD", **given, "PolicyType": kind}


dlm_backends = BackendDict(LifecycleBackend, "dlm")
