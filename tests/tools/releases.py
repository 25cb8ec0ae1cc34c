"""A place on this machine that serves releases of the Pulumi CLI, as the official one does."""

import hashlib
import io
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.tools.machine import PINNED, pretended_pulumi
from tools.checkout import architecture, operating_system
from tools.engine_cache import PROGRAMS

ARCHIVE = f"pulumi-v{PINNED}-{operating_system()}-{architecture()}.tar.gz"
CHECKSUMS = f"pulumi-{PINNED}-checksums.txt"


class Releases:
    """A folder of releases and the URL that it is served at; empty at first."""

    def __init__(self, folder: Path, url: str) -> None:
        """Serve what `publish` puts into a folder."""
        self.folder = folder
        self.url = url

    def publish(self, *, version: str = PINNED, extra: dict[str, str] | None = None) -> None:
        """Publish the pinned release, with extra members by their paths in the archive."""
        members = {f"pulumi/{name}": pretended_pulumi(version) for name in PROGRAMS}
        with tarfile.open(self.folder / ARCHIVE, "w:gz") as archive:
            for path, text in {**members, **(extra or {})}.items():
                member = tarfile.TarInfo(path)
                member.size = len(text.encode())
                archive.addfile(member, io.BytesIO(text.encode()))
        checksum = hashlib.sha256((self.folder / ARCHIVE).read_bytes()).hexdigest()
        self.state_checksums(f"{'0' * 64}  another-file.tar.gz\n{checksum}  {ARCHIVE}\n")

    def state_checksums(self, text: str) -> None:
        """Publish a file of checksums."""
        (self.folder / CHECKSUMS).write_text(text, encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base names it so
        """Keep requests out of the tests' output."""


@contextmanager
def served(folder: Path) -> Iterator[Releases]:
    """Serve a folder until the test ends."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Releases(folder, f"http://127.0.0.1:{server.server_address[1]}")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
