"""CloudWatch: alarms begin without data, keep their state at a change, and composite alarms exist.

moto calls a new alarm fine, begins anew at every change, lets the tags of a deleted alarm come back with its name, and
knows percentiles alone of the extended statistics, and no composite alarms.
"""

from typing import Any

from moto.cloudwatch.exceptions import ValidationError
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult, EmptyResult

from localaws.extensions.alarm_rules import RuleError, alarm_name, parsed_rule

METRIC, COMPOSITE = "MetricAlarm", "CompositeAlarm"
_STATE = (
    "history",
    "state_reason",
    "state_reason_data",
    "state_updated_timestamp",
    "state_value",
)
_COMMON = {
    "AlarmDescription": "description",
    "AlarmName": "name",
    "AlarmRule": "rule",
    "Tags": "tags",
}
_ACTIONS = {
    "AlarmActions": "alarm_actions",
    "InsufficientDataActions": "insufficient_data_actions",
    "OKActions": "ok_actions",
}
_OF_METRICS = (
    "comparison_operator",
    "evaluation_periods",
    "metric_name",
    "namespace",
    "period",
    "statistic",
    "threshold",
)


def install() -> None:
    """Completes the operations."""
    _keep_state()
    _guard_deletion()
    _describe_by_type()
    _evaluate_at_changes()
    CloudWatchResponse.put_composite_alarm = put_composite_alarm


def _keep_state() -> None:
    put = CloudWatchBackend.put_metric_alarm

    def put_metric_alarm(self: Any, *, name: str, tags: Any = None, **asked: Any) -> Any:
        present = self.alarms.get(name)
        extended = asked.pop("extended_statistic", None)
        alarm = put(self, name=name, tags=None if present else tags, **asked)
        alarm.extended_statistic = extended
        alarm.state_value = "INSUFFICIENT_DATA"
        for member in _STATE if present else ():
            setattr(alarm, member, getattr(present, member))
        return alarm

    CloudWatchBackend.put_metric_alarm = put_metric_alarm


def _guard_deletion() -> None:
    delete = CloudWatchBackend.delete_alarms

    def delete_alarms(self: Any, alarm_names: list[str]) -> None:
        asking = {
            name: parsed_rule(alarm.rule).alarms
            for name, alarm in self.alarms.items()
            if alarm.rule and name not in alarm_names
        }
        needed = [n for n in alarm_names if any(n in alarms for alarms in asking.values())]
        if needed:
            them = "it" if len(needed) == 1 else "them"
            message = (
                f"Cannot delete {','.join(needed)} as there are "
                f"composite alarm(s) depending on {them}."
            )
            raise ValidationError(message)
        for name in alarm_names:
            if name in self.alarms:
                self.tagger.delete_all_tags_for_resource(self.alarms[name].alarm_arn)
        delete(self, alarm_names)

    CloudWatchBackend.delete_alarms = delete_alarms


def _describe_by_type() -> None:
    describe = CloudWatchResponse.describe_alarms

    def describe_alarms(self: Any) -> ActionResult:
        told = describe(self).result
        types = self._get_param("AlarmTypes") or [METRIC]
        return ActionResult(
            {f"{kind}s": told[f"{kind}s"] for kind in (METRIC, COMPOSITE) if kind in types}
        )

    CloudWatchResponse.describe_alarms = describe_alarms


def _evaluate_at_changes() -> None:
    set_state = CloudWatchBackend.set_alarm_state

    def set_alarm_state(self: Any, *args: Any, **kwargs: Any) -> None:
        set_state(self, *args, **kwargs)
        evaluate(self)

    CloudWatchBackend.set_alarm_state = set_alarm_state


def put_composite_alarm(self: Any) -> EmptyResult:
    """PutCompositeAlarm."""
    asked, backend = self._get_params(), self.cloudwatch_backend
    rule = asked["AlarmRule"]
    if rule != rule.strip():
        message = "AlarmRule must not contain leading or trailing whitespace or be null"
        raise ValidationError(message)
    try:
        alarms = parsed_rule(rule).alarms
    except RuleError as error:
        raise ValidationError(f"Invalid AlarmRule: {error}") from error
    missing = sorted(alarms - backend.alarms.keys())
    if missing:
        message = (
            f"Could not save the composite alarm as alarms [{', '.join(missing)}] "
            "in the alarm rule do not exist"
        )
        raise ValidationError(message)
    suppressor = asked.get("ActionsSuppressor")
    if suppressor and alarm_name(suppressor) not in backend.alarms:
        raise ValidationError(f"ActionsSuppressor {suppressor} does not exist")
    alarm = backend.put_metric_alarm(
        **{name: asked.get(member) for member, name in _COMMON.items()},
        **{name: asked.get(member, []) for member, name in _ACTIONS.items()},
        **dict.fromkeys(_OF_METRICS),
        actions_enabled=self._get_bool_param("ActionsEnabled"),
        dimensions=[],
    )
    alarm.actions_suppressor = suppressor
    alarm.actions_suppressor_wait_period = asked.get("ActionsSuppressorWaitPeriod")
    alarm.actions_suppressor_extension_period = asked.get("ActionsSuppressorExtensionPeriod")
    evaluate(backend)
    return EmptyResult()


def evaluate(backend: Any) -> None:
    """Brings the composite alarms to the state that their rules now give.

    One that was set by hand stays so until its rule gives something else. Composite alarms can ask for each other, so
    this goes on until nothing changes, and stops where they ask in a circle, as CloudWatch does.
    """
    composites = [alarm for alarm in backend.alarms.values() if alarm.rule]
    for _ in composites:
        changed = [alarm for alarm in composites if _changes(backend, alarm)]
        if not changed:
            return


def _changes(backend: Any, alarm: Any) -> bool:
    truth = parsed_rule(alarm.rule).holds(lambda name: _state(backend, name))
    if truth == getattr(alarm, "localaws_truth", None):
        return False
    alarm.localaws_truth = truth
    alarm.update_state(f"{alarm.rule} is {str(truth).upper()}", "{}", "ALARM" if truth else "OK")
    return True


def _state(backend: Any, name: str) -> str:
    return backend.alarms[name].state_value if name in backend.alarms else "INSUFFICIENT_DATA"
