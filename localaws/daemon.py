"""The process of the local AWS: the emulator, the providers, and the snapshots that let a restart keep everything."""

import functools
import json
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

import grpc

from localaws import snapshot
from localaws.administration import Administration
from localaws.changes import ChangeCounter
from localaws.emulator import Emulator
from localaws.ledger import Entry, Ledger, logical_name
from localaws.organization import read_organization
from localaws.provider.servicer import AwsProvider, serve
from localaws.session import Session
from localaws.standing import delete_entry, stands
from localaws.world import PROJECT, Process, World
from localaws.wsgi import ChangeGate

QUIET_SECONDS = 1.0
"""A snapshot is taken once nothing changed for so long,"""
LONGEST_SECONDS = 15.0
"""or once the last one is so old while changes go on."""

Started = TypeVar("Started")


@dataclass
class Daemon:
    """The local AWS of one world."""

    world: World

    def __post_init__(self) -> None:
        """Opens the world's files."""
        self.world.home.mkdir(parents=True, exist_ok=True)
        self._stop = threading.Event()
        self._operations = ChangeGate()
        self._changes = ChangeCounter(self.world.changes)
        self._ledger = Ledger(self.world.ledger)
        self._emulator = Emulator(read_organization(PROJECT), on_change=self._changes.add)
        self._servers: list[grpc.Server] = []
        self._saved_changes = -1
        self._saved_at = time.monotonic()

    def run(self) -> None:
        """Serves until SIGTERM."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._on_signal)
        self._emulator.prepare()
        restored = snapshot.restore(self.world.snapshot)
        self._start_serving()
        self._settle_losses(restored)
        self.world.note_process(Process(os.getpid(), self._emulator.endpoint, self._ports))
        while not self._stop.wait(QUIET_SECONDS / 2):
            self._save_when_due()
        self._save()
        for server in self._servers:
            server.stop(grace=1)
        self._emulator.stop()
        self.world.process_file.unlink(missing_ok=True)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stop.set()

    def _start_serving(self) -> None:
        wished = _wished_ports(self.world)
        self._emulator.administration = Administration(
            self._ledger, self._session_of, self._operations
        )
        _at_port(wished.get("emulator", 0), self._emulator.start)
        self._ports = {}
        for name, account in self._emulator.organization.accounts.items():
            provider = AwsProvider(self._emulator, self._ledger, self._operations, account)
            server, self._ports[name] = _at_port(
                wished.get(name, 0), functools.partial(serve, provider)
            )
            self._servers.append(server)
        ports = {**self._ports, "emulator": int(self._emulator.endpoint.rsplit(":", 1)[1])}
        self.world.ports_file.write_text(json.dumps(ports), encoding="utf-8")

    def _session_of(self, entry: Entry) -> Session:
        return self._emulator.session(entry.account, entry.region)

    def _settle_losses(self, restored: snapshot.Restored | None) -> None:
        """After a kill: deletes again what had been deleted since the last snapshot, and notes what is lost."""
        known = restored.changes if restored else 0
        self._saved_changes = known
        lost = self._changes.count - known
        if lost <= 0:
            return
        for did, entry in self._ledger.since(restored.ledger_position if restored else 0):
            if did == "remove" and self._ledger.find(*entry.key) is None:
                delete_entry(self._session_of(entry), entry)
        gone = [
            entry for entry in self._ledger.entries() if not stands(self._session_of(entry), entry)
        ]
        for entry in gone:
            self._ledger.remove(*entry.key)
        self.world.mark_stale()
        lines = [f"{lost} changes made after the last snapshot are lost"]
        lines += [f"  {entry.token} {logical_name(entry.urn)} ({entry.id})" for entry in gone]
        self.world.losses.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _save_when_due(self) -> None:
        changed = self._changes.count != self._saved_changes
        quiet = time.monotonic() - self._changes.last_change > QUIET_SECONDS
        overdue = time.monotonic() - self._saved_at > LONGEST_SECONDS
        if changed and (quiet or overdue):
            self._save()

    def _save(self) -> None:
        with self._operations.alone(), self._emulator.gate.alone():
            count = self._changes.count
            snapshot.save(self.world.snapshot, count, self._ledger.position)
        self._saved_changes, self._saved_at = count, time.monotonic()


def _wished_ports(world: World) -> dict[str, int]:
    try:
        ports: dict[str, int] = json.loads(world.ports_file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return ports


def _at_port(port: int, start: Callable[[int], Started]) -> Started:
    """Starts a server at the port of last time, or at any other when that is taken."""
    try:
        return start(port)
    except (OSError, RuntimeError):
        return start(0)
