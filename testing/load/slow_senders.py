"""Senders who never finish: many sockets, each with one byte a second of a body that it has announced."""

from __future__ import annotations

import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

HEAD = (
    "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    "Content-Length: 1000\r\n\r\n"
)


@dataclass(frozen=True, slots=True)
class Served:
    """How others were served meanwhile: seconds of each request, and how many of the slow senders were sent away."""

    senders: int
    seconds: tuple[float, ...]
    sent_away: int

    def __str__(self) -> str:
        ordered = sorted(self.seconds)
        return (
            f"{self.senders} slow senders, {self.sent_away} of them sent away in time; meanwhile {len(ordered)} others "
            f"were served, half of them within {ordered[len(ordered) // 2] * 1000:.0f} ms, all within "
            f"{ordered[-1] * 1000:.0f} ms"
        )


@contextmanager
def _dripping(port: int, path: str, count: int) -> Iterator[list[socket.socket]]:
    sockets = []
    for _number in range(count):
        sockets.append(socket.create_connection(("127.0.0.1", port)))
        sockets[-1].sendall(HEAD.format(path=path).encode())
    enough = Event()

    def drip() -> None:
        while not enough.wait(1):
            for one in sockets:
                with suppress(OSError):
                    one.send(b"a")

    dripper = Thread(target=drip)
    dripper.start()
    try:
        yield sockets
    finally:
        enough.set()
        dripper.join()
        for one in sockets:
            one.close()


def slow_bodies(port: int, path: str, other: str, count: int, seconds: float) -> Served:
    """Ask for another page again and again while so many bodies never come.

    After more ``seconds`` than a body may take, the slow ones must have been sent away.
    """
    taken = []
    with _dripping(port, path, count) as sockets:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            began = time.monotonic()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", other)
            assert connection.getresponse().status == 200
            connection.close()
            taken.append(time.monotonic() - began)
            time.sleep(0.05)
        sent_away = sum(_answer(one).startswith(b"HTTP/1.1 408") for one in sockets)
    return Served(count, tuple(taken), sent_away)


def _answer(sender: socket.socket) -> bytes:
    try:
        return sender.recv(64, socket.MSG_DONTWAIT)
    except OSError:
        return b""
