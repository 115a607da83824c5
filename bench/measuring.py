"""What a server costs, seen from outside: CPU and memory of its processes, and requests per second.

The sender is a loop over sockets with requests made beforehand, so that it takes little of the machine itself.
"""

from __future__ import annotations

import re
import selectors
import socket
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from guide.municipality import Municipality
from guide.result.receipt import receipt_of, rules_version
from guide.rules.answers import Answers
from guide.rules.outcome import evaluate
from guide.web.sealed.tokens import Seals
from testing.server import cpu

CONNECTIONS = 8

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEAD_ENDS, _CHUNKS_END = b"\r\n\r\n", b"\r\n0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server did in a while; ``microseconds`` of CPU for each request."""

    per_second: float
    microseconds: float


def request(path: str, body: str = "", kind: str = "application/x-www-form-urlencoded") -> bytes:
    """A request as a browser sends it; with a body it is a POST."""
    head = f"{'POST' if body else 'GET'} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    head += "Accept-Encoding: gzip, deflate, br, zstd\r\n"
    length = f"Content-Type: {kind}\r\nContent-Length: {len(body.encode())}\r\n" if body else ""
    return f"{head}{length}\r\n{body}".encode()


def megabytes(process: int) -> float:
    """A process's proportional share of memory (PSS): what it has alone, and its part of what others have too."""
    sums = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    return int(re.search(r"\nPss: +(\d+)", sums)[1]) / 1024  # type: ignore[index]  # Linux always says it


def answered(
    port: int, requests: Sequence[bytes], seconds: float, processes: Iterable[int], status: bytes = b"200"
) -> Answered:
    """Ask on all connections at once, again and again; every answer must have this status."""
    watched, count, each = tuple(processes), 0, cycle(requests)
    with selectors.DefaultSelector() as waiting:
        for _number in range(CONNECTIONS):
            waiting.register(socket.create_connection(("127.0.0.1", port)), selectors.EVENT_READ, _Exchange(status))
        before, began = cpu(watched), time.perf_counter()
        for key in waiting.get_map().values():
            key.data.ask(key.fileobj, next(each))
        while (now := time.perf_counter()) < began + seconds:
            for key, _events in waiting.select(seconds):
                if key.data.has_whole(key.fileobj):
                    count += 1
                    key.data.ask(key.fileobj, next(each))
        used, lasted = cpu(watched) - before, now - began
        for key in tuple(waiting.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]  # sockets are what was registered
    return Answered(count / lasted, used / count * 1e6)


class _Exchange:
    """One connection, and what has come of the answer."""

    def __init__(self, status: bytes) -> None:
        self._wanted = b"HTTP/1.1 " + status
        self._came = b""

    def ask(self, connection: socket.socket, asked: bytes) -> None:
        """Send a request."""
        self._came = b""
        connection.sendall(asked)

    def has_whole(self, connection: socket.socket) -> bool:
        """Take what has come; whether that is the whole answer."""
        piece = connection.recv(1 << 18)
        self._came += piece
        if not piece or not self._came.startswith(self._wanted[: len(self._came)]):
            raise AssertionError(f"answered with {self._came[:60]!r}, not {self._wanted!r}")
        head = self._came.find(_HEAD_ENDS)
        length = _LENGTH.search(self._came, 0, head + 2) if head >= 0 else None
        return len(self._came) == head + 4 + int(length[1]) if length else self._came.endswith(_CHUNKS_END)


def sealed(seals: Seals, municipality: Municipality, answers: Answers) -> str:
    """A token as readers have it, with a receipt."""
    outcomes = [evaluate(standard, answers) for standard in municipality.with_outcome]
    return seals.seal(municipality.slug, answers, receipt=receipt_of(rules_version(municipality), outcomes))
