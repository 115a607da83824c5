"""Only whole requests come to the application; who sends slowly, too much or not to the end is answered without it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from flask import Flask, request

from guide.serve.buffering import BufferedWsgi
from guide.web import LARGEST_BODY, bare_headers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LARGEST = 100
BARE = bare_headers(secure=True)


class Headers:
    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._pairs = tuple(pairs)

    def items(self) -> Iterable[tuple[str, str]]:
        return self._pairs


@dataclass
class Head:
    """The head of a request, as the server has it."""

    method: str = "POST"
    path: str = "/"
    query_string: str = ""
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    scheme: str = "http"
    headers: Headers = field(default_factory=lambda: Headers(()))


class Sender:
    """Sends a body in pieces, with a pause before each or the rest held back, and keeps the answer."""

    def __init__(self, *pieces: bytes, pause: float = 0, rest: asyncio.Event | None = None) -> None:
        self._pieces = pieces
        self._pause = pause
        self._rest = rest
        self.is_held = asyncio.Event()
        self.taken = 0
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            await asyncio.sleep(self._pause)
            if self.taken and self._rest:
                self.is_held.set()
                await self._rest.wait()
            self.taken += 1
            yield piece

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        assert not self.status, "answered twice"
        self.status, self.headers, self.body = status, dict(headers), body


@pytest.fixture
def seen() -> list[str]:
    """What the application was given, a line for each request."""
    return []


@pytest.fixture
def whole(seen: list[str]) -> BufferedWsgi:
    """An application that tells what it was given, behind whole requests."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST

    @app.route("/", defaults={"path": ""}, methods=["GET", "POST"])
    @app.route("/<path:path>", methods=["GET", "POST"])
    def tell(path: str) -> str:
        if path == "fejl":
            raise RuntimeError("the answer was misbrug")
        seen.append(f"{path} {request.get_data(as_text=True)}")
        return " ".join(sorted(request.environ))

    return BufferedWsgi(app.wsgi_app, largest=LARGEST, bare=BARE, seconds=60)


def ask(whole: BufferedWsgi, head: Head, sender: Sender) -> Sender:
    asyncio.run(whole(head, sender))
    return sender


def of_length(length: int, type_: str = "text/plain") -> Head:
    return Head(headers=Headers([("content-length", str(length)), ("content-type", type_)]))


def test_a_body_in_pieces_is_whole_for_the_application(whole: BufferedWsgi, seen: list[str]) -> None:
    sender = ask(whole, of_length(8, "application/x-www-form-urlencoded"), Sender(b"svar", b"=ja", b"1"))
    assert sender.status == 200
    assert seen == [" svar=ja1"]


def test_a_body_without_an_announced_length_is_taken_too(whole: BufferedWsgi, seen: list[str]) -> None:
    head = Head(headers=Headers([("transfer-encoding", "chunked"), ("content-type", "text/plain")]))
    assert ask(whole, head, Sender(b"en", b"to")).status == 200
    assert seen == [" ento"]


def test_a_late_body_never_reaches_the_application(
    whole: BufferedWsgi, seen: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "_seconds", 0.3)
    sender = ask(whole, of_length(50), Sender(b"a", pause=60))
    assert (sender.status, sender.headers["Connection"], seen) == (408, "close", [])
    assert set(BARE) <= {*sender.headers.items()}


def test_thousands_who_send_slowly_hold_nobody_up(whole: BufferedWsgi, seen: list[str]) -> None:
    async def waiting_when_another_is_served() -> int:
        slow = [asyncio.create_task(whole(of_length(50), Sender(b"a", b"a", pause=60))) for _number in range(3_000)]
        await asyncio.sleep(0)
        await whole(Head(path="/hurtig"), Sender())
        waiting = sum(not task.done() for task in slow)
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        return waiting

    assert asyncio.run(waiting_when_another_is_served()) == 3_000
    assert seen == ["hurtig "]


def test_a_body_that_is_announced_as_too_long_is_not_waited_for(whole: BufferedWsgi, seen: list[str]) -> None:
    sender = ask(whole, of_length(LARGEST + 1), Sender(b"a" * LARGEST, b"a"))
    assert (sender.status, sender.taken, seen) == (413, 0, [])


def test_a_body_that_turns_out_too_long_is_read_no_further(whole: BufferedWsgi, seen: list[str]) -> None:
    head = Head(headers=Headers([("transfer-encoding", "chunked")]))
    sender = ask(whole, head, Sender(*([b"a" * 60] * 9)))
    assert (sender.status, sender.taken, seen) == (413, 2, [])


def test_long_letters_have_room_for_so_many_at_once_and_answers_always(seen: list[str]) -> None:
    """Who sends many long ones slowly fills no memory, and keeps nobody from answering; the room is free afterwards."""

    def tell(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        seen.append(environ["CONTENT_LENGTH"])
        start("200 OK", [])
        return []

    large = LARGEST_BODY + 1
    whole = BufferedWsgi(tell, largest=2 * large, bare=BARE, room=4 * large - 1)

    async def while_three_wait() -> tuple[int, int]:
        rest = asyncio.Event()
        waiting = [Sender(b"a" * large, b"a" * 9, rest=rest) for _number in range(3)]
        slow = [asyncio.create_task(whole(of_length(large + 9), each)) for each in waiting]
        for each in waiting:
            await each.is_held.wait()
        letter, answer = Sender(b"a" * large), Sender(b"svar=ja1")
        await whole(of_length(large), letter)
        await whole(of_length(8), answer)
        rest.set()
        await asyncio.gather(*slow)
        return letter.status, answer.status

    assert asyncio.run(while_three_wait()) == (503, 200)
    assert seen == ["8", *[str(large + 9)] * 3]
    assert ask(whole, of_length(large), Sender(b"a" * large)).status == 200


def test_a_body_that_ends_early_is_not_taken_for_whole(whole: BufferedWsgi, seen: list[str]) -> None:
    sender = ask(whole, of_length(20), Sender(b"svar=fys"))
    assert (sender.status, seen) == (400, [])


def test_the_application_never_learns_the_address_of_a_reader(whole: BufferedWsgi) -> None:
    told = ask(whole, Head(method="GET"), Sender()).body.decode()
    assert "PATH_INFO" in told
    assert "REMOTE" not in told


def test_a_header_with_an_underscore_does_not_pass_for_another_one(whole: BufferedWsgi) -> None:
    head = Head(method="GET", headers=Headers([("x_forwarded_proto", "https"), ("x-other", "1"), ("x-other", "2")]))
    told = ask(whole, head, Sender()).body.decode()
    assert "HTTP_X_OTHER" in told
    assert "HTTP_X_FORWARDED_PROTO" not in told


def test_the_path_comes_as_wsgi_wants_it(whole: BufferedWsgi, seen: list[str]) -> None:
    assert ask(whole, Head(method="GET", path="/æ/☃"), Sender()).status == 200
    assert seen == ["æ/☃ "]


def test_an_application_that_fails_is_answered_for(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(_environ: object, _start: object) -> list[bytes]:
        raise RuntimeError("the answer was misbrug")

    caplog.set_level(logging.DEBUG)
    sender = ask(BufferedWsgi(fail, largest=LARGEST, bare=BARE), Head(method="GET"), Sender())
    assert sender.status == 500
    assert set(BARE) <= {*sender.headers.items()}
    assert "misbrug" not in caplog.text + "".join(capfd.readouterr())
    assert b"misbrug" not in sender.body


def test_refusals_are_logged_like_any_other_answer(whole: BufferedWsgi, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    head = Head(method="SVAR=JA", path="/hemmelig", headers=Headers([("content-length", "5")]))
    ask(whole, head, Sender(b"abc"))
    (line,) = [record.getMessage() for record in caplog.records if record.name == "stoetteguiden.access"]
    assert line.startswith("other no route 400 ")
