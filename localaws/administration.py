"""What the command line asks the running process: what stands, and to take back what an interrupted run left behind."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from localaws.ledger import Entry, Ledger
from localaws.session import Session
from localaws.standing import delete_entry, stands
from localaws.wsgi import ADMINISTRATION_PATH, ChangeGate


@dataclass(frozen=True)
class Administration:
    """The WSGI application of the administration paths."""

    ledger: Ledger
    session_of: Callable[[Entry], Session]
    """The session that speaks for an entry's account and region."""
    operations: ChangeGate
    """Open while no operation of a provider runs."""

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answers `status` (GET) and `take-back` (POST, see there)."""
        path = environ["PATH_INFO"].removeprefix(ADMINISTRATION_PATH)
        if path == "status":
            answer: Any = [self._status(entry) for entry in self.ledger.entries()]
        elif path == "take-back" and environ["REQUEST_METHOD"] == "POST":
            request = json.loads(
                environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            )
            answer = self._take_back(**request)
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

    def _take_back(self, stack: str, position: int, known: list[tuple[str, str]]) -> list[str]:
        """Deletes what a killed update of a stack made and its engine did not note."""
        kept = {(urn, resource_id) for urn, resource_id in known}
        taken = []
        # What the killed engine had asked for may still be under way: it is waited for.
        with self.operations.alone():
            since = {entry.key for _, entry in self.ledger.since(position) if entry.stack == stack}
            # The youngest first: what was made later may depend on what was made before it.
            for entry in reversed(self.ledger.entries()):
                if entry.key in since - kept:
                    delete_entry(self.session_of(entry), entry)
                    self.ledger.remove(*entry.key)
                    taken.append(entry.urn)
        return taken
