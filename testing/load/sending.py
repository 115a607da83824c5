"""Sends odd requests to the application, as the server calls it, and looks at every answer.

What must hold of each, whatever was asked: it is no failure, it comes soon, it sets no cookie, it leads nowhere else,
a page has its policies and no token in its title, what was posted is answered with nothing that may be stored, and
nothing was logged as a failure.
"""

from __future__ import annotations

import gc
import gzip
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
from flask import Flask, Response, request, request_finished
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app

from guide.municipality import Guide
from guide.rules.answers import Answers
from guide.rules.interview import Interview
from guide.web.http.prefixes import _url_of
from testing.load.good_requests import asking_methods
from testing.load.odd_requests import OddRequests

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

SLOWEST = 1.0
"""Seconds of work that no answer may take."""

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_UNPACKED: Mapping[str | None, Callable[[bytes], bytes]] = {
    None: bytes,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
_POLICIES = {
    *("Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"),
    *("Referrer-Policy", "X-Content-Type-Options"),
}


class OddAnswer(AssertionError):
    """An answer that must not be; the message says to what, without its body."""


@dataclass(slots=True)
class Figures:
    """What came of many requests; ``unanswered`` are the routes of which no request was answered well, with method;
    ``remembered`` is how many part-answered persons the interviews remember at the end, which is bounded.
    """

    unanswered: set[tuple[str, str]]
    routes: int = field(init=False)
    statuses: Counter[int] = field(default_factory=Counter)
    slowest: float = 0.0
    kilobytes_warm: int = 0
    kilobytes_at_end: int = 0
    objects_warm: int = 0
    objects_at_end: int = 0
    remembered: int = 0

    def __post_init__(self) -> None:
        self.routes = len(self.unanswered)

    @property
    def count(self) -> int:
        return self.statuses.total()

    @property
    def failures(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500)

    def __str__(self) -> str:
        grown = self.kilobytes_at_end - self.kilobytes_warm
        return (
            f"{self.count} requests, {self.failures} with 5xx, slowest {self.slowest * 1000:.0f} ms; "
            f"{self.routes - len(self.unanswered)} of {self.routes} routes answered well; "
            f"memory {self.kilobytes_warm / 1024:.1f} MB after a quarter and {grown / 1024:+.1f} MB at the end, when "
            f"the interviews remember {self.remembered} ways of answering (bounded); "
            f"objects beside bounded memories {self.objects_warm} and {self.objects_at_end - self.objects_warm:+d}; "
            f"{dict(sorted(self.statuses.items()))}"
        )


def send(app: Flask, guide: Guide, count: int, seed: int = 1) -> Figures:
    """Send so many requests; the figures.

    Raises:
        OddAnswer: one was answered as none may be.
    """
    routes = {(method, rule.rule) for rule in app.url_map.iter_rules() for method in asking_methods(rule)}
    figures, requests = Figures(routes), OddRequests(app, guide, seed)

    def note_route(_app: Flask, response: Response) -> None:
        if request.url_rule and response.status_code < 400:
            figures.unanswered.discard((request.method, request.url_rule.rule))

    failures = _Failures()
    logging.getLogger().addHandler(failures)
    try:
        warm_up(app)
        with request_finished.connected_to(note_route, app):
            for number in range(count):
                if number == count // 4:
                    figures.kilobytes_warm, figures.objects_warm = _memory(app)
                    warm_up(app)
                _send(app.wsgi_app, requests.next(), figures)
    finally:
        logging.getLogger().removeHandler(failures)
    figures.remembered = sum(each._deciding.cache_info().currsize for each in _interviews(app))
    figures.kilobytes_at_end, figures.objects_at_end = _memory(app)
    if failures.told:
        raise OddAnswer(f"{len(failures.told)} failures were logged, the first one: {failures.told[0]}")
    return figures


def warm_up(app: Flask) -> None:
    """Compute what the server computes before it answers anybody."""
    for interview in _interviews(app):
        interview.open_questions(Answers())


def _memory(app: Flask) -> tuple[int, int]:
    """The kilobytes of this process, and its objects but those of its bounded memories.

    These are of interviews, translated texts and addresses.
    """
    kilobytes = resident_kilobytes()
    app.extensions["tables"].cache_clear()
    _url_of.cache_clear()
    for interview in _interviews(app):
        interview._deciding.cache_clear()
    gc.collect()
    return kilobytes, len(gc.get_objects())


def _interviews(app: Flask) -> list[Interview]:
    return list(app.extensions["site"].interviews.values())


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
    if fault := fault_of(headers, body, stored=environ["REQUEST_METHOD"] != "POST" or code == 308):
        raise OddAnswer(f"{asked} {fault}")


def fault_of(headers: Headers, body: bytes, *, stored: bool) -> str:
    """What no answer may be; empty where all is well. ``stored`` says whether a browser may keep this one."""
    if "Set-Cookie" in headers:
        return "set a cookie"
    if re.match(r"//|[^/]|.*[?#](?!emne=)", headers.get("Location", "/")):
        return f"led elsewhere: {headers['Location'][:80]!r}"
    if not stored and "no-store" not in headers.get("Cache-Control", ""):
        return "was answered with what may be stored"
    # The answer to HEAD is named as packed, and has nothing in it.
    body = _UNPACKED[headers.get("Content-Encoding")](body) if body else b""
    if (title := _TITLE.search(body)) and (b"gAAAA" in title[1] or not _POLICIES.issubset(headers.keys())):
        return "has a token in its title, or a policy too few"
    return ""


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
        self.told.append(record.getMessage())
