"""Hands a WSGI application whole requests only.

Granian's own bridge to WSGI begins when the head of a request has come, and has the application wait for the body. One
body that never ends then stops a worker for good. Here bodies are collected in the event loop, thousands at a time if
need be, each for as long and of as many bytes as is allowed; the application sees only what has come whole.
"""

from __future__ import annotations

import asyncio
import io
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from functools import lru_cache
from http import HTTPStatus
from time import perf_counter
from typing import TYPE_CHECKING, Protocol

from guide.web import LARGEST_BODY, log_answer

if TYPE_CHECKING:
    from types import TracebackType

    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

SECONDS = 10.0
"""How long a body may take."""

ROOM = 64 * 1024 * 1024
"""Bytes of bodies that have not come whole; above it, only small ones are taken."""

_Headers = list[tuple[str, str]]

_SERVER = ("Server", "")
"""Without it, granian would tell its own name with every answer."""


class _SentHeaders(Protocol):
    def items(self) -> Iterable[tuple[str, str]]: ...


class Scope(Protocol):
    """The head of a request, as RSGI has it."""

    http_version: str
    server: str
    scheme: str
    method: str
    path: str
    query_string: str

    @property
    def headers(self) -> _SentHeaders:
        """The headers; those that are no text are left out."""


class RsgiProtocol(Protocol):
    """A request's body in pieces, and the way to answer."""

    def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces."""

    def response_bytes(self, status: int, headers: _Headers, body: bytes) -> None:
        """Answer."""


class BufferedWsgi:
    """The application as granian's interface RSGI calls it.

    Args:
        application: what answers.
        largest: bytes of a body; of a longer one the application sees the announced length, and no body.
        bare: the headers of answers that are not the application's.
        seconds: how long a body may take.
        room: bytes of all bodies on their way, above which larger ones than an answer are refused.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        largest: int,
        bare: _Headers,
        seconds: float = SECONDS,
        room: int = ROOM,
    ) -> None:
        self._application = application
        self._largest = largest
        self._bare = bare
        self._seconds = seconds
        self._room = room
        self._held = 0

    async def __call__(self, scope: Scope, exchange: RsgiProtocol) -> None:
        """Answer one request."""
        began = perf_counter()
        environ = _environment(scope)
        refusal = None
        if "CONTENT_LENGTH" in environ or "HTTP_TRANSFER_ENCODING" in environ:
            try:
                async with asyncio.timeout(self._seconds):
                    refusal = await self._read(environ, exchange)
            except TimeoutError:
                refusal = HTTPStatus.REQUEST_TIMEOUT
        if refusal:
            self._refuse(refusal, scope, exchange, began)
        else:
            status, headers, body = _answer(self._application, environ, self._bare)
            exchange.response_bytes(status, [*headers, _SERVER], body)

    def _refuse(self, status: HTTPStatus, scope: Scope, exchange: RsgiProtocol, began: float) -> None:
        """Answer without a page.

        Thousands may be too slow at the same moment, and a page for each would take seconds.

        The browser says by itself what 408 means, and offers to try again.
        """
        # What is left of the body is not waited for, so the connection can carry nothing more.
        exchange.response_bytes(status, [*self._bare, ("Connection", "close"), _SERVER], b"")
        log_answer(scope.method, None, status, began)

    async def _read(self, environ: WSGIEnvironment, exchange: RsgiProtocol) -> HTTPStatus | None:
        """Read the body; why it is refused, if it is.

        Of one that is too large, the application tells.
        """
        announced = environ.get("CONTENT_LENGTH")
        if announced is not None and int(announced) > self._largest:
            return None
        body = bytearray()
        try:
            async for piece in exchange:
                body += piece
                self._held += len(piece)
                if len(body) > self._largest:
                    break
                if len(body) > LARGEST_BODY and self._held > self._room:
                    return HTTPStatus.SERVICE_UNAVAILABLE
        finally:
            self._held -= len(body)
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(len(body))
        if len(body) <= self._largest:
            environ["wsgi.input"] = io.BytesIO(body)
        return None if announced is None or int(announced) == len(body) else HTTPStatus.BAD_REQUEST


def _environment(scope: Scope) -> WSGIEnvironment:
    """A request's head for WSGI, without the reader's address."""
    name, _, port = scope.server.rpartition(":")
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": name,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope.headers.items():
        # With an underscore, a header would pass for another one, such as X_Forwarded_Proto.
        if "_" not in name:
            key = _key(name)
            environ[key] = f"{environ[key]},{value}" if key in environ else value
    for key in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        if f"HTTP_{key}" in environ:
            environ[key] = environ.pop(f"HTTP_{key}")
    return environ


@lru_cache(maxsize=256)
def _key(header: str) -> str:
    return "HTTP_" + header.upper().replace("-", "_")


def _answer(application: WSGIApplication, environ: WSGIEnvironment, bare: _Headers) -> tuple[int, _Headers, bytes]:
    """What the application answers: status, headers and body."""
    begun: list[tuple[int, _Headers]] = []

    def start(
        status: str,
        headers: _Headers,
        _failure: tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None] | None = None,
        /,
    ) -> Callable[[bytes], object]:
        begun.append((int(status[:3]), headers))
        return _write_nothing

    try:
        body = b"".join(_pieces(application(environ, start)))
    except Exception:  # noqa: BLE001  # Flask has logged it; what granian would log is the message, which may tell answers
        return 500, [*bare, ("Content-Type", "text/plain; charset=utf-8")], b"500\n"
    status, headers = begun[-1]
    return status, headers, body


def _write_nothing(_piece: bytes) -> object:
    raise NotImplementedError("WSGI's old way to write is not offered: Flask does not use it.")


def _pieces(body: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from body
    finally:
        if hasattr(body, "close"):
            body.close()
