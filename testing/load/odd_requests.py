"""Requests that nobody meant: good ones, good ones with a fault, and chance itself, each from a seed."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask

from guide.municipality import Guide
from testing.load.good_requests import FORM, GoodRequests, request

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "MED MELLEMRUM")
_TYPES = (
    FORM,
    "application/json",
    "text/plain",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
    "",
    "\xff/x;=",
)
_HEADERS = (
    "ACCEPT_ENCODING",
    "ACCEPT_LANGUAGE",
    "ACCEPT",
    "COOKIE",
    "HOST",
    "IF_NONE_MATCH",
    "ORIGIN",
    "RANGE",
    "REFERER",
    "TRANSFER_ENCODING",
    "X_FORWARDED_FOR",
    "X_FORWARDED_HOST",
    "X_FORWARDED_PROTO",
)
_HOSTS = ("a..b", ".a", "a." * 130, "a" * 64, "[::1]:80", "[", "guide.example, a", "æ.example", "a_b.", "-:0", "", " ")
"""Names that no machine can have, and some that it can."""

_QUERIES = ("", "emne=", "emne=%00%0a", "emne=%ff%c3", "emne=" + "ledsagelse" * 500, "emne[]=", "&" * 50)
_VISIBLE = tuple(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x100))))
_PIECES = (
    "..",
    "%2e%2e",
    "\x00",
    "\n",
    "ny",
    "let",
    "en",
    "api",
    "v1",
    "'",
    '"',
    "<script>",
    "{{7*7}}",
    "%",
    "æøå",
    "☃",
    "",
)


class OddRequests:
    """An endless row of requests to an application; the same seed gives the same kinds of faults."""

    def __init__(self, app: Flask, guide: Guide, seed: int) -> None:
        self._chance = random.Random(seed)
        self._good = GoodRequests(app, guide, self._chance)
        self._places = tuple(guide.municipalities)
        self._tokens = [*self._good.expired, *(token for some in self._good.tokens.values() for token in some[:3])]

    def next(self) -> WSGIEnvironment:
        kind = self._chance.choices((self._good.next, self._faulty, self._by_chance), (3, 5, 2))[0]
        return kind()

    def _faulty(self) -> WSGIEnvironment:
        environ = self._good.next()
        for _time in range(self._chance.choice((1, 1, 2, 3))):
            self._chance.choice((self._bend_path, self._bend_body, self._bend_head, self._bend_method))(environ)
        return environ

    def _bend_path(self, environ: WSGIEnvironment) -> None:
        parts = environ["PATH_INFO"].split("/")
        place = self._chance.randrange(len(parts))
        bends: Sequence[Callable[[str], str]] = (
            lambda part: _bent(part.encode("latin-1"), self._chance).decode("latin-1"),
            lambda part: self._chance.choice(_PIECES).encode().decode("latin-1"),
            lambda part: part[: self._chance.randrange(len(part) + 1)],
            lambda part: part * self._chance.choice((2, 50)),
            lambda part: quote(part, safe=""),
            lambda _part: self._chance.choice(self._tokens),
        )
        parts[place] = self._chance.choice(bends)(parts[place])
        environ["PATH_INFO"] = ("/" + "/".join(parts).lstrip("/"))[:30_000]

    def _bend_body(self, environ: WSGIEnvironment) -> None:
        body = _bent(environ["wsgi.input"].getvalue(), self._chance)
        environ["wsgi.input"] = io.BytesIO(body)
        environ["CONTENT_LENGTH"] = self._chance.choice((str(len(body)),) * 8 + ("0", "-1", "9" * 20, "x", ""))

    def _bend_head(self, environ: WSGIEnvironment) -> None:
        if self._chance.random() < 0.3:
            environ["CONTENT_TYPE"] = self._chance.choice(_TYPES)
        elif self._chance.random() < 0.2:
            environ["QUERY_STRING"] = self._chance.choice(_QUERIES) + self._some_letters(self._chance.randrange(40))
        elif self._chance.random() < 0.2:
            environ["HTTP_HOST"] = self._chance.choice(_HOSTS)
        else:
            words = (
                "gzip;q=0",
                "gzip, br;q=0",
                "https",
                "da,en;q=0.9",
                "chunked",
                "bytes=0-1",
                "http://andet.example",
                "a=b; c=d",
                "*",
                "",
            )
            chance = self._some_letters(self._chance.randrange(60))
            environ[f"HTTP_{self._chance.choice(_HEADERS)}"] = self._chance.choice((*words, chance))

    def _some_letters(self, count: int) -> str:
        """Any but control characters: the server refuses those in a head, so they never come as far."""
        return "".join(self._chance.choices(_VISIBLE, k=count))

    def _bend_method(self, environ: WSGIEnvironment) -> None:
        environ["REQUEST_METHOD"] = self._chance.choice(_METHODS)

    def _by_chance(self) -> WSGIEnvironment:
        path = "/" + self._chance.randbytes(self._chance.choice((3, 30, 300))).decode("latin-1")
        if self._chance.random() < 0.5:
            path = f"/{self._chance.choice(self._places)}{path}"
        body = self._chance.randbytes(self._chance.choice((0, 10, 200, 20_000)))
        environ = request(self._chance.choice(_METHODS), path, body, self._chance.choice(_TYPES))
        self._bend_head(environ)
        return environ


def _bent(given: bytes, chance: random.Random) -> bytes:
    """The bytes with one fault: one changed, one more, one less, a piece twice, or cut off."""
    bent, at = bytearray(given), chance.randrange(len(given) + 1)
    match chance.randrange(5):
        case 0 if at < len(bent):
            bent[at] = chance.randrange(256)
        case 1:
            bent.insert(at, chance.randrange(256))
        case 2:
            del bent[at : at + chance.choice((1, 1, 5))]
        case 3:
            bent[at:at] = bent[at : at + 40] * chance.choice((1, 10))
        case _:
            del bent[at:]
    return bytes(bent)
