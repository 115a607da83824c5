"""Requests that nobody meant: valid ones, valid ones with a fault, and chance itself, each from a seed.

The application is called as the server calls it. What must hold of every answer, whatever was asked: it is no failure,
it comes soon, it sets no cookie, it leads nowhere else, its title tells no token, and nothing was logged as a failure.
"""

from __future__ import annotations

import gc
import io
import json
import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask
from werkzeug.test import run_wsgi_app

from guide.answers import Answers
from guide.municipality import Guide
from guide.web.site import Site

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

SLOWEST = 1.0
"""Seconds of work that no answer may take."""

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_FORM = "application/x-www-form-urlencoded"
_METHODS = ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "MED MELLEMRUM")
_TYPES = (
    _FORM,
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


class OddAnswer(AssertionError):
    """An answer that must not be; the message says to what, without its body."""


@dataclass(slots=True)
class Figures:
    """What came of many requests."""

    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    kilobytes_warm: int = 0
    kilobytes_at_end: int = 0
    objects_warm: int = 0
    objects_at_end: int = 0

    @property
    def count(self) -> int:
        """How many were sent."""
        return self.statuses.total()

    @property
    def failures(self) -> int:
        """How many were answered with a failure of the guide."""
        return sum(count for status, count in self.statuses.items() if status >= 500)

    def __str__(self) -> str:
        grown = self.kilobytes_at_end - self.kilobytes_warm
        return (
            f"{self.count} requests, {self.failures} with 5xx, slowest {self.slowest * 1000:.0f} ms; "
            f"memory {self.kilobytes_warm / 1024:.1f} MB after a quarter and {grown / 1024:+.1f} MB at the end; "
            f"objects beside bounded memories {self.objects_warm} and {self.objects_at_end - self.objects_warm:+d}; "
            f"{dict(sorted(self.statuses.items()))}"
        )


class OddRequests:
    """An endless row of requests to an application; the same seed gives the same kinds of faults."""

    def __init__(self, app: Flask, guide: Guide, seed: int) -> None:
        self._site: Site = app.extensions["site"]
        self._guide = guide
        self._chance = random.Random(seed)
        self._places = tuple(guide.municipalities)
        self._paths = tuple(_calm_paths(guide))
        self._tokens = [self._token() for _ in range(60)]

    def next(self) -> WSGIEnvironment:
        """The environment of the next request."""
        kind = self._chance.choices((self._valid, self._faulty, self._by_chance), (3, 5, 2))[0]
        return kind()

    def _token(self) -> tuple[str, str]:
        place = self._chance.choice(self._places)
        told = self._some_answers(self._chance.randrange(len(self._guide.questions)))
        return place, self._site.seals.seal(place, Answers(told))

    def _some_answers(self, count: int) -> dict[str, list[str]]:
        asked = self._chance.sample(self._guide.questions, count)
        return {question.id: [self._chance.choice(question.option_ids)] for question in asked}

    def _valid(self) -> WSGIEnvironment:
        place, token = self._chance.choice(self._tokens)
        question = self._chance.choice(self._guide.questions)
        what = self._chance.randrange(5)
        if what == 0:
            return _request("GET", self._chance.choice(self._paths))
        if what == 1:
            return _request("GET", f"/{place}/{self._chance.choice(('svar', 'resultat', 'spoergsmaal'))}/{token}")
        if what == 2:
            return _request("GET", f"/{place}/spoergsmaal/{token}/{question.id}")
        if what == 3:
            body = f"svar={self._chance.choice(question.option_ids)}".encode()
            return _request("POST", f"/{place}/spoergsmaal/{token}/{question.id}", body, _FORM)
        body = json.dumps({"answers": self._some_answers(self._chance.randrange(6))}).encode()
        return _request("POST", f"/api/v1/{place}/outcomes", body, "application/json")

    def _faulty(self) -> WSGIEnvironment:
        environ = self._valid()
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
            environ["QUERY_STRING"] = self._some_letters(40)
        else:
            words = (
                "gzip;q=0",
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
        environ = _request(self._chance.choice(_METHODS), path, body, self._chance.choice(_TYPES))
        self._bend_head(environ)
        return environ


def send(app: Flask, guide: Guide, count: int, seed: int = 1) -> Figures:
    """Send so many requests; the figures.

    Raises:
        OddAnswer: one was answered as none may be.
    """
    figures, requests = Figures(), OddRequests(app, guide, seed)
    failures = _Failures()
    logging.getLogger().addHandler(failures)
    try:
        warm_up(app)
        for number in range(count):
            if number == count // 4:
                figures.kilobytes_warm, figures.objects_warm = _memory(app)
                warm_up(app)
            _send(app.wsgi_app, requests.next(), figures)
    finally:
        logging.getLogger().removeHandler(failures)
    figures.kilobytes_at_end, figures.objects_at_end = _memory(app)
    if failures.told:
        raise OddAnswer(f"{len(failures.told)} failures were logged, the first one: {failures.told[0]}")
    return figures


def warm_up(app: Flask) -> None:
    """Compute what the server computes before it answers anybody."""
    for interview in app.extensions["site"].interviews.values():
        interview.open_questions(Answers())


def _memory(app: Flask) -> tuple[int, int]:
    """The kilobytes of this process, and its objects but those of the interviews' memories, which are bounded."""
    kilobytes = resident_kilobytes()
    for interview in app.extensions["site"].interviews.values():
        for inquiry in interview.inquiries:
            inquiry._remembered.cache_clear()
            inquiry._deciding.clear()
    gc.collect()
    return kilobytes, len(gc.get_objects())


def _send(application: WSGIApplication, environ: WSGIEnvironment, figures: Figures) -> None:
    asked = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO'][:80]!r}"
    began = time.thread_time()
    pieces, status, headers = run_wsgi_app(application, environ)
    body = b"".join(pieces)
    taken = time.thread_time() - began
    code = int(status[:3])
    figures.statuses[code] += 1
    figures.slowest = max(figures.slowest, taken)
    if code >= 500:
        raise OddAnswer(f"{asked} was answered with {code}")
    if taken > SLOWEST:
        raise OddAnswer(f"{asked} took {taken:.1f} seconds")
    if "Set-Cookie" in headers:
        raise OddAnswer(f"{asked} set a cookie")
    if re.match(r"//|[^/]|.*[?#]", headers.get("Location", "/")):
        raise OddAnswer(f"{asked} led elsewhere: {headers['Location'][:80]!r}")
    if (title := _TITLE.search(body)) and b"gAAAA" in title[1]:
        raise OddAnswer(f"{asked} has a token in its title")


def resident_kilobytes() -> int:
    """The memory that this process holds, in kilobytes (on Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1])  # type: ignore[index]  # Linux always says it


class _Failures(logging.Handler):
    """Keeps what is logged as a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.told.append(record.getMessage())


def _calm_paths(guide: Guide) -> list[str]:
    own = [
        f"/{slug}/{rest}"
        for slug, one in guide.municipalities.items()
        for rest in (
            *("", "standarder", "klage", "slut", "spoergsmaal/ny", "resultat/ny", "svar/ny"),
            *(f"standarder/{standard.slug}" for standard in one.standards),
            *(f"sider/{page.slug}" for page in one.pages),
        )
    ]
    shared = ["/", "/om", "/privatliv", "/tilgaengelighed", "/ordbog", "/healthz", "/was", "/favicon.ico"]
    api = ["/api/v1/municipalities", *(f"/api/v1/{slug}/questions" for slug in guide.municipalities)]
    return [*shared, *own, *api, *(f"/let{path}" for path in own)]


def _request(method: str, path: str, body: bytes = b"", type_: str = "") -> WSGIEnvironment:
    return {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT_ENCODING": "gzip",
        "CONTENT_TYPE": type_,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.input_terminated": True,
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


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
