"""The operations of the service."""

from typing import Any

from moto.core.responses import ActionResult, BaseResponse, EmptyResult

from localaws.extensions.dlm.models import LifecycleBackend, LifecyclePolicy, dlm_backends


class LifecycleResponse(BaseResponse):
    """Reads the requests and writes the answers."""

    def __init__(self) -> None:
        """Requests and answers follow the API's model."""
        super().__init__(service_name="dlm")
        self.automated_parameter_parsing = True

    @property
    def backend(self) -> LifecycleBackend:
        """The caller's account, where it calls."""
        backend: LifecycleBackend = dlm_backends[self.current_account][self.region]
        return backend

    def create_lifecycle_policy(self) -> ActionResult:
        """CreateLifecyclePolicy."""
        tags = self._get_param("Tags", {})
        policy = self.backend.create(dict(self.params), self._get_param("DefaultPolicy"), tags)
        return ActionResult({"PolicyId": policy.policy_id})

    def get_lifecycle_policy(self) -> ActionResult:
        """GetLifecyclePolicy."""
        return ActionResult({"Policy": self.backend.get(self._get_param("PolicyId"))})

    def get_lifecycle_policies(self) -> ActionResult:
        """GetLifecyclePolicies: by id, state, type, target tags and tags of what they make."""
        wanted = self._get_param("PolicyIds", [])
        found = [self.backend.get(name) for name in wanted] or self.backend.policies.values()
        return ActionResult({"Policies": [policy for policy in found if self._is_wanted(policy)]})

    def _is_wanted(self, policy: LifecyclePolicy) -> bool:
        details = policy.policy_details
        kind, state = self._get_param("DefaultPolicyType"), self._get_param("State")
        types = self._get_param("ResourceTypes", [])
        schedules = details.get("Schedules") or []
        added = [tag for schedule in schedules for tag in schedule.get("TagsToAdd") or []]
        return (
            state in (None, policy.state)
            and (not types or bool({*types} & {*(details.get("ResourceTypes") or [])}))
            and _hold(details.get("TargetTags") or [], self._get_param("TargetTags", []))
            and _hold(added, self._get_param("TagsToAdd", []))
            and (kind in (None, "ALL") or details.get("ResourceType") == kind)
            and (kind is None or policy.default_policy)
        )

    def update_lifecycle_policy(self) -> ActionResult:
        """UpdateLifecyclePolicy."""
        self.backend.update(self._get_param("PolicyId"), dict(self.params))
        return EmptyResult()

    def delete_lifecycle_policy(self) -> ActionResult:
        """DeleteLifecyclePolicy."""
        del self.backend.policies[self.backend.get(self._get_param("PolicyId")).policy_id]
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        """ListTagsForResource."""
        return ActionResult({"Tags": self.backend.by_arn(self._get_param("ResourceArn")).tags})

    def tag_resource(self) -> ActionResult:
        """TagResource."""
        policy = self.backend.by_arn(self._get_param("ResourceArn"))
        policy.tags.update(self._get_param("Tags"))
        return EmptyResult()

    def untag_resource(self) -> ActionResult:
        """UntagResource."""
        policy = self.backend.by_arn(self._get_param("ResourceArn"))
        for key in self._get_param("TagKeys"):
            policy.tags.pop(key, None)
        return EmptyResult()


def _hold(tags: list[dict[str, Any]], wanted: list[str]) -> bool:
    """Whether one of the tags, written `key=value`, is among them; nothing wanted is always so."""
    written = {f"{tag['Key']}={tag.get('Value', '')}" for tag in tags}
    return not wanted or bool(written & {*wanted})
