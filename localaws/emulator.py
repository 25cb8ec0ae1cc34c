"""moto, served on a loopback port of this process, with the project's extensions and organisation."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from wsgiref.types import WSGIApplication

from werkzeug.serving import BaseWSGIServer, make_server

from localaws.extensions import install
from localaws.organization import SeededOrganization, access_key, account_of, seed
from localaws.session import Credentials, Session
from localaws.wsgi import ChangeGate, Frontend

HOST = "127.0.0.1"
DEFAULT_REGION = "us-east-1"
SECRET_KEY = "localaws"  # noqa: S105 -- the emulator checks no signatures


@dataclass
class Emulator:
    """The running emulator."""

    organization: SeededOrganization
    on_change: Callable[[], None] = lambda: None
    gate: ChangeGate = field(default_factory=ChangeGate)
    administration: WSGIApplication | None = None
    _server: BaseWSGIServer | None = None

    def prepare(self) -> None:
        """Installs the extensions; a snapshot is restored after this and before the start."""
        install()

    def start(self, port: int = 0) -> None:
        """Serves on `port` (0: any free one) and seeds the organisation.

        Raises:
            OSError: the port is taken.
        """
        from moto.moto_server.werkzeug_app import (
            DomainDispatcherApplication,
            MotoRequestHandler,
            create_backend_app,
        )

        class Dispatcher(DomainDispatcherApplication):
            def get_backend_for_host(self, host: str | None) -> object:
                backend = super().get_backend_for_host(host)
                if backend is None and host is not None:
                    raise NotImplementedError(f"the service of {host}")
                return backend

        class QuietHandler(MotoRequestHandler):
            protocol_version = "HTTP/1.1"  # keeps connections open between the many small calls

            def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 -- werkzeug's name
                pass

        self.prepare()
        frontend = Frontend(
            Dispatcher(create_backend_app),
            knows_key=self.knows_key,
            on_change=self.on_change,
            gate=self.gate,
            administration=self.administration,
        )
        self._server = make_server(
            HOST, port, frontend, threaded=True, request_handler=QuietHandler
        )
        threading.Thread(target=self._server.serve_forever, name="emulator", daemon=True).start()
        seed(self.organization)

    def stop(self) -> None:
        """Stops serving."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()

    @property
    def endpoint(self) -> str:
        """The URL that AWS SDKs are pointed to."""
        if self._server is None:
            raise RuntimeError("the emulator is not started")
        return f"http://{HOST}:{self._server.server_port}"

    def knows_key(self, key: str) -> bool:
        """Whether an access key speaks for an account of the organisation: one of ours, or a session's."""
        from moto.iam.models import iam_backends

        account = account_of(key)
        if account is not None:
            return account in self.organization.accounts.values()
        return any(key in backends["aws"].access_keys for backends in list(iam_backends.values()))

    def session(self, account: str | None = None, region: str = DEFAULT_REGION) -> Session:
        """Speaks for an account, the management account by default."""
        account = account or self.organization.management_id
        return Session(self.endpoint, account, region, Credentials(access_key(account), SECRET_KEY))
