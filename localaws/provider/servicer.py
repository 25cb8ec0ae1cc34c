"""The Pulumi provider protocol for resources and data sources.

It translates between the engine's messages and `lifecycle.py`, and does no more.
"""

import concurrent.futures
import logging
import re
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

import grpc
from botocore.exceptions import ClientError, ParamValidationError
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc

from localaws import functions, schema
from localaws.check import check
from localaws.emulator import HOST, Emulator
from localaws.ledger import Ledger
from localaws.provider.connections import Connections
from localaws.provider.diffs import compare
from localaws.provider.inputs import with_defaults
from localaws.provider.lifecycle import Resource
from localaws.values import dump, load, secret_properties
from localaws.wsgi import ChangeGate

MAXIMUM_MESSAGE_BYTES = 400 * 1024 * 1024
"""The engine's own limit."""
THREADS = 32

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")


class AwsProvider(Connections):
    """The local `aws` provider, for callers whose ambient credentials are those of one account."""

    def __init__(
        self, emulator: Emulator, ledger: Ledger, gate: ChangeGate, account: str | None = None
    ) -> None:
        """Serves callers of `account` (the management account by default); `gate` is shared with the snapshots."""
        super().__init__(emulator.session(account))
        self._ledger = ledger
        self._gate = gate

    # Resources

    def Check(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._require_known(request.type, context)
        news = with_defaults(
            request.type,
            {name: value for name, value in load(request.news).items() if value is not None},
            load(request.olds),
            tags=self.configuration(context).default_tags,
            seed=request.randomSeed,
            logical_name=request.name,
            proposed_name=request.autonaming.proposed_name,
        )
        failures = [
            provider_pb2.CheckFailure(property=v.path, reason=v.message)
            for v in check(request.type, news)
        ]
        return provider_pb2.CheckResponse(
            inputs=dump(news, secret_properties(request.news)), failures=failures
        )

    def Diff(self, request: Any, context: grpc.ServicerContext) -> Any:
        region = self.configuration(context).session.region
        difference = compare(request.type, load(request.old_inputs), load(request.news), region)
        kinds = provider_pb2.PropertyDiff
        detailed = {
            change.path: kinds(
                kind=getattr(kinds, change.kind + ("_REPLACE" if change.replaces else "")),
                inputDiff=True,
            )
            for change in difference.changes
        }
        some = (
            provider_pb2.DiffResponse.DIFF_SOME if detailed else provider_pb2.DiffResponse.DIFF_NONE
        )
        return provider_pb2.DiffResponse(
            changes=some,
            replaces=[change.path for change in difference.changes if change.replaces],
            diffs=sorted({re.split(r"[.\[]", path)[0] for path in detailed}),
            detailedDiff=detailed,
            hasDetailedDiff=True,
            deleteBeforeReplace=difference.delete_first,
        )

    def Create(self, request: Any, context: grpc.ServicerContext) -> Any:
        inputs, secret = load(request.properties), secret_properties(request.properties)
        resource = self._resource(request.urn, request.type, inputs, context)
        if request.preview:
            return provider_pb2.CreateResponse(properties=dump(resource.planned(inputs), secret))
        resource_id, outputs = self._attempt(
            context, "creating", resource, lambda: resource.create(inputs, secret)
        )
        if resource.operations is None:
            self.say(
                request.urn,
                f"{request.type} is only remembered by the local AWS: nothing stands in the emulator",
            )
        return provider_pb2.CreateResponse(id=resource_id, properties=dump(outputs, secret))

    def Read(self, request: Any, context: grpc.ServicerContext) -> Any:
        inputs, state = load(request.inputs), load(request.properties)
        secret = secret_properties(request.properties, request.inputs)
        resource = self._resource(request.urn, request.type, state, context)
        found = self._attempt(
            context, "reading", resource, lambda: resource.read(request.id, inputs, state)
        )
        if found is None:
            return provider_pb2.ReadResponse(id="")
        outputs, refreshed = found
        return provider_pb2.ReadResponse(
            id=request.id, properties=dump(outputs, secret), inputs=dump(refreshed, secret)
        )

    def Update(self, request: Any, context: grpc.ServicerContext) -> Any:
        old, new, state = load(request.old_inputs), load(request.news), load(request.olds)
        secret = secret_properties(request.news)
        resource = self._resource(request.urn, request.type, new, context)
        impossible = resource.operations.impossible_changes(old, new) if resource.operations else []
        if impossible:
            why = "; ".join(f"{v.path} {v.message}" for v in impossible)
            self._refuse(context, "updating", resource, why)
        if request.preview:
            planned = resource.planned_update(old, new, state)
            return provider_pb2.UpdateResponse(properties=dump(planned, secret))
        outputs = self._attempt(
            context,
            "updating",
            resource,
            lambda: resource.update(request.id, old, new, state, secret),
        )
        return provider_pb2.UpdateResponse(properties=dump(outputs, secret))

    def Delete(self, request: Any, context: grpc.ServicerContext) -> Any:
        state = load(request.properties)
        resource = self._resource(request.urn, request.type, state, context)
        self._attempt(context, "deleting", resource, lambda: resource.delete(request.id, state))
        return empty_pb2.Empty()

    def Invoke(self, request: Any, context: grpc.ServicerContext) -> Any:
        session = self.configuration(context).session
        try:
            answer = functions.answer(request.tok, load(request.args), session)
        except functions.FunctionError as error:
            context.abort(grpc.StatusCode.UNKNOWN, f"{request.tok}: {error}")
        except ClientError as error:
            context.abort(grpc.StatusCode.UNKNOWN, f"{request.tok}: {_told(error)}")
        return provider_pb2.InvokeResponse(**{"return": dump(answer)})

    # What they share

    def _require_known(self, token: str, context: grpc.ServicerContext) -> None:
        try:
            schema.resource_type(token)
        except schema.UnknownTypeError as error:
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, str(error))

    def _resource(
        self, urn: str, token: str, properties: dict[str, Any], context: grpc.ServicerContext
    ) -> Resource:
        session = self.configuration(context).session.in_region(properties.get("region"))
        return Resource(urn, token, session, self._ledger)

    def _attempt(
        self,
        context: grpc.ServicerContext,
        doing: str,
        resource: Resource,
        action: Callable[[], _Answer],
    ) -> _Answer:
        try:
            with self._gate.call():
                return action()
        except ClientError as error:
            self._refuse(context, doing, resource, _told(error))
        except (ParamValidationError, LookupError, RuntimeError, TypeError, ValueError) as error:
            _log.exception("%s %s", doing, resource.urn)
            self._refuse(context, doing, resource, str(error))

    def _refuse(
        self, context: grpc.ServicerContext, doing: str, resource: Resource, why: str
    ) -> NoReturn:
        context.abort(grpc.StatusCode.UNKNOWN, f"{doing} {resource.described.class_name}: {why}")
        raise AssertionError("unreachable: abort raises")


def _told(error: ClientError) -> str:
    told = error.response["Error"]
    return f"{error.operation_name}: {told['Code']}: {told['Message']}"


def serve(provider: AwsProvider, port: int = 0) -> tuple[grpc.Server, int]:
    """Serves the provider on a loopback port; 0 takes any free one."""
    options = [
        ("grpc.max_receive_message_length", MAXIMUM_MESSAGE_BYTES),
        ("grpc.max_send_message_length", MAXIMUM_MESSAGE_BYTES),
        ("grpc.so_reuseport", 0),
    ]
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(THREADS), options=options)
    provider_pb2_grpc.add_ResourceProviderServicer_to_server(provider, server)
    bound = server.add_insecure_port(f"{HOST}:{port}")
    server.start()
    return server, bound
