"""Logs method, route, status and milliseconds of each answer.

Never a path, a query, a body or an address.

The route is the pattern, as in ``/<municipality>/resultat/<token>``: it tells which page was asked for, and nothing of
who asked or what was answered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import NamedTuple

from flask import Flask, Response, g, request

ACCESS_LOGGER = "stoetteguiden.access"

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_log = logging.getLogger(ACCESS_LOGGER)


class Progress(NamedTuple):
    """What one answer means for an interview, without the answer."""

    begun: bool = False
    questions: int = 0
    """Answered in all, where nothing is left to ask; else 0."""


class Answered(NamedTuple):
    """What may be counted of a request."""

    endpoint: str
    """As in ``interview.result``; the same for all municipalities."""
    status: int
    seconds: float
    progress: Progress


counters: list[Callable[[Answered], None]] = []
"""Who is told of each answer; nobody, unless ``guide/serve`` has been asked to count."""


def register(app: Flask) -> None:
    """Log the answers of this application."""
    app.before_request(_begin)
    app.after_request(_end)


def route() -> str | None:
    """The pattern of the request's address, where there is one."""
    return request.url_rule.rule if request.url_rule else None


def note_interview(*, begun: bool, questions: int = 0) -> None:
    """Have it counted with the answer to this request."""
    g.progress = Progress(begun, questions)


def log_answer(
    method: str,
    pattern: str | None,
    status: int,
    began: float,
    endpoint: str = "none",
    progress: Progress = Progress(),  # noqa: B008  # immutable
) -> None:
    """Log one answer; ``began`` is its start by ``perf_counter``."""
    seconds = perf_counter() - began
    for count in counters:
        count(Answered(endpoint, status, seconds, progress))
    # A method is a word of the sender's own choice, and could be a whole sentence.
    known = method if method in _METHODS else "other"
    _log.info("%s %s %d %.0f ms", known, pattern or "no route", status, seconds * 1000)


def _begin() -> None:
    g.began = perf_counter()


def _end(response: Response) -> Response:
    progress = g.get("progress", Progress())
    log_answer(request.method, route(), response.status_code, g.began, request.endpoint or "none", progress)
    return response
