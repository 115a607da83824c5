"""What the real server says to heads that are not as they should be."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from guide.settings import variable
from guide.web.http.door import LONGEST_HEAD
from testing.changed_content import LILLEBY
from testing.server import Server, serving, wait_until


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A guide that runs."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt", environ={variable("content"): str(LILLEBY)}) as running:
        yield running


def answer(server: Server, *lines: str, path: str = "/lilleby/") -> bytes:
    """The head of the answer to a GET with these headers."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall("\r\n".join((f"GET {path} HTTP/1.1", *lines, "Connection: close", "", "")).encode())
        return connection.makefile("rb").read().partition(b"\r\n\r\n")[0]


def status(server: Server, *lines: str) -> int:
    return int(answer(server, *lines).split()[1])


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("Host: a.example", "Host: b.example"),
        ("Host: a.example", "Host: a.example"),
        ("Host: a..b",),
        (f"Host: {'a' * 64}.example",),
    ],
    ids=["none", "two", "one twice", "dots", "long"],
)
def test_a_request_for_no_host_or_several_is_refused(server: Server, lines: tuple[str, ...]) -> None:
    assert status(server, *lines) == 400
    assert status(server, "Host: a.example") == 200
    assert "ERROR" not in server.logged()
    assert "Traceback" not in server.logged()


def test_a_head_is_taken_up_to_its_limit_and_refused_beyond(server: Server) -> None:
    for size, found in ((LONGEST_HEAD - 999, 200), (LONGEST_HEAD + 1, 431), (2 * LONGEST_HEAD + 999, 431)):
        assert status(server, "Host: a.example", f"X: {'a' * size}") == found, size
    wait_until(lambda: " 431 " in server.logged())  # a thread of its own writes the log


def test_an_address_in_an_older_alphabet_leads_on(server: Server) -> None:
    assert b"location: /tilgaengelighed" in answer(server, "Host: a.example", path="/tilg%E6ngelighed")
