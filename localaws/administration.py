"""What the command line asks the running process: what stands, and to take back what an interrupted run left behind."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from localaws.ledger import Entry, Ledger
from localaws.session import Session
from localaws.standing import delete_entry, stands
from localaws.wsgi import ADMINISTRATION_PATH


@dataclass(frozen=True)
class Administration:
    """The WSGI application of the administration paths."""

    ledger: Ledger
    session_of: Callable[[Entry], Session]
    """The session that speaks for an entry's account and region."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers `status` (GET) and `take-back` (POST, a list of [urn, id])."""
        path = environ["PATH_INFO"].removeprefix(ADMINISTRATION_PATH)
        if path == "status":
            answer: Any = [self._status(entry) for entry in self.ledger.entries()]
        elif path == "take-back" and environ["REQUEST_METHOD"] == "POST":
            keys = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
            answer = self._take_back([(urn, resource_id) for urn, resource_id in keys])
        else:
            start_response("404 Not Found", [("content-type", "text/plain")])
            return [b"unknown path\n"]
        body = json.dumps(answer).encode()
        start_response(
            "200 OK", [("content-type", "application/json"), ("content-length", str(len(body)))]
        )
        return [body]

    def _status(self, entry: Entry) -> dict[str, Any]:
        return {
            "urn": entry.urn,
            "id": entry.id,
            "type": entry.token,
            "account": entry.account,
            "region": entry.region,
            "backed": entry.backed,
            "stands": stands(self.session_of(entry), entry),
        }

    def _take_back(self, keys: list[tuple[str, str]]) -> list[str]:
        taken = []
        # The youngest first: what was made later may depend on what was made before it.
        for entry in reversed(self.ledger.entries()):
            if entry.key in keys:
                delete_entry(self.session_of(entry), entry)
                self.ledger.remove(*entry.key)
                taken.append(entry.urn)
        return taken
