"""Entries of the ledger held against the emulator."""

import contextlib

from botocore.exceptions import ClientError

from localaws.ledger import Entry
from localaws.registry import backed
from localaws.session import Session


def stands(session: Session, entry: Entry) -> bool:
    """Whether the resource of an entry exists now; one that is only remembered stands as long as its entry does."""
    operations = backed(entry.token)
    return operations is None or operations.read(session, entry.id, entry.known) is not None


def delete_entry(session: Session, entry: Entry) -> None:
    """Deletes the resource of an entry, or what there is of it to be deleted."""
    operations = backed(entry.token)
    kept = bool(entry.known.get("skipDestroy"))
    if operations and not kept:
        with contextlib.suppress(ClientError, RuntimeError):
            operations.delete(session, entry.id, entry.known, undoing=True)
