"""The part of the provider protocol that is about the connection and the provider's own configuration.

One port serves every provider instance of the engine, and requests do not say whose they are. Each
instance keeps a connection of its own, so the configuration is kept by the peer's address.
"""

import json
from typing import Any

import grpc
from google.protobuf import empty_pb2
from pulumi.runtime.proto import (
    engine_pb2,
    engine_pb2_grpc,
    plugin_pb2,
    provider_pb2,
    provider_pb2_grpc,
)

from localaws.provider.configuration import (
    HONOURED,
    Configuration,
    ConfigurationError,
    configure,
)
from localaws.session import Session
from localaws.values import load, parsed

PROVIDER_VERSION = "7.51.1"

_ANY = {"$ref": "pulumi.json#/Any"}
PROVIDER_SCHEMA = {
    "name": "aws",
    "version": PROVIDER_VERSION,
    "provider": {"inputProperties": dict.fromkeys(sorted(HONOURED), _ANY)},
}


class Connections(provider_pb2_grpc.ResourceProviderServicer):
    """The engine's connections, each with the configuration of one provider instance."""

    def __init__(self, ambient: Session) -> None:
        """`ambient` calls where a configuration holds no access key."""
        self._ambient = ambient
        self._configurations: dict[str, Configuration] = {}
        self._engine: engine_pb2_grpc.EngineStub | None = None

    def Handshake(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._engine = engine_pb2_grpc.EngineStub(grpc.insecure_channel(request.engine_address))
        return provider_pb2.ProviderHandshakeResponse(
            accept_secrets=True, supports_autonaming_configuration=True
        )

    def Attach(self, request: Any, context: grpc.ServicerContext) -> Any:
        self._engine = engine_pb2_grpc.EngineStub(grpc.insecure_channel(request.address))
        return empty_pb2.Empty()

    def GetPluginInfo(self, request: Any, context: grpc.ServicerContext) -> Any:
        return plugin_pb2.PluginInfo(version=PROVIDER_VERSION)

    def GetMappings(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.GetMappingsResponse()

    def GetSchema(self, request: Any, context: grpc.ServicerContext) -> Any:
        """YAML programs and the code generators of packages ask; the resource types stay untold."""
        return provider_pb2.GetSchemaResponse(schema=json.dumps(PROVIDER_SCHEMA))

    def Cancel(self, request: Any, context: grpc.ServicerContext) -> Any:
        return empty_pb2.Empty()

    def CheckConfig(self, request: Any, context: grpc.ServicerContext) -> Any:
        return provider_pb2.CheckResponse(inputs=request.news)

    def DiffConfig(self, request: Any, context: grpc.ServicerContext) -> Any:
        old, new = load(request.old_inputs), load(request.news)
        changed = sorted(
            name for name in {*old, *new} if parsed(old.get(name)) != parsed(new.get(name))
        )
        some = (
            provider_pb2.DiffResponse.DIFF_SOME if changed else provider_pb2.DiffResponse.DIFF_NONE
        )
        return provider_pb2.DiffResponse(changes=some, diffs=changed)

    def Configure(self, request: Any, context: grpc.ServicerContext) -> Any:
        try:
            self._configurations[context.peer()] = configure(load(request.args), self._ambient)
        except ConfigurationError as error:
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, str(error))
        return provider_pb2.ConfigureResponse(
            acceptSecrets=True, supportsPreview=True, supports_autonaming_configuration=True
        )

    def configuration(self, context: grpc.ServicerContext) -> Configuration:
        """The configuration of the calling connection."""
        if context.peer() not in self._configurations:
            context.abort(
                grpc.StatusCode.FAILED_PRECONDITION, "this connection was never configured"
            )
        return self._configurations[context.peer()]

    def say(self, urn: str, message: str) -> None:
        """Shows a warning at a resource."""
        if self._engine:
            request = engine_pb2.LogRequest(severity=engine_pb2.WARNING, urn=urn, message=message)
            self._engine.Log(request)
