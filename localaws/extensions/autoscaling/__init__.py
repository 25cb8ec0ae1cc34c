"""Auto Scaling: groups that behave as on AWS.

moto's own groups lose most of their settings, launch one kind of instance from a template's default version, and know
no refresh, no waiting for lifecycle hooks, no warm instances and no activities. Here an operation only says what is
wanted; what runs is brought in line with it before and after every operation, as AWS's own control loop does: timeouts,
health, capacity, the warm pool, refreshes. Nothing runs in between, since no time passes.

Of moto's Auto Scaling the launch configurations and the tags are left.
"""

import threading
from collections.abc import Callable
from typing import Any

from moto.autoscaling.models import AutoScalingBackend, autoscaling_backends
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ec2.responses import EC2Response

from localaws.extensions.autoscaling import (
    activities,
    capacity,
    groups,
    instances,
    launches,
    lifecycle,
    notifications,
    policies,
    processes,
    refresh,
    schedules,
    traffic,
    warm_pool,
)
from localaws.extensions.autoscaling.group import Answer, Request

_FAMILIES = (
    groups,
    processes,
    instances,
    traffic,
    lifecycle,
    refresh,
    warm_pool,
    policies,
    schedules,
    notifications,
    activities,
)

_one_at_a_time = threading.RLock()
"""Operations on a group read and change the same lists; EC2 reports from inside of them."""


def install() -> None:
    """Replaces the operations, and listens to what EC2 terminates and stops."""
    for family in _FAMILIES:
        for operation in family.OPERATIONS:
            setattr(AutoScalingResponse, operation.__name__, _answering(operation))
    AutoScalingBackend.notify_terminate_instances = lambda backend, _: _settle(backend)
    stop_instances = EC2Response.stop_instances

    def stop_and_tell(self: Any) -> Any:
        answer = stop_instances(self)
        _settle(autoscaling_backends[self.current_account][self.region])
        return answer

    EC2Response.stop_instances = stop_and_tell


def _answering(
    operation: Callable[[AutoScalingBackend, Request], Answer],
) -> Callable[[Any], ActionResult]:
    reads = operation.__name__.startswith("describe_")

    def answer(self: Any) -> ActionResult:
        backend = self.autoscaling_backend
        with _one_at_a_time:
            _settle(backend, again=not reads)
            answered = operation(backend, self._get_params())
            if not reads:
                _settle(backend)
        return ActionResult(answered or {})

    return answer


def _settle(backend: AutoScalingBackend, *, again: bool = True) -> None:
    """Brings what runs in line with what is wanted.

    Args:
        backend: of the account and region.
        again: whether to launch even where a launch failed before, since something changes.
    """
    with _one_at_a_time:
        for group in backend.autoscaling_groups.values():
            group.launch_failed = group.launch_failed and not again
            try:
                lifecycle.expire(group)
                instances.replace_unhealthy(group)
                capacity.reach(group)
                refresh.advance(group)
            except (
                ServiceException
            ) as error:  # such as a template that is gone: of this group alone
                if not group.launch_failed:
                    launches.fail(group, error)
