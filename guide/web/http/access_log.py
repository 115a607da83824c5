"""Logs method, route, status and milliseconds of each answer.

Never a path, a query, a body or an address.

The route is the pattern, as in ``/<municipality>/resultat/<token>``: it tells which page was asked for, and nothing of
who asked or what was answered.
"""

from __future__ import annotations

import logging
from time import perf_counter

from flask import Flask, Response, g, request

ACCESS_LOGGER = "stoetteguiden.access"

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_log = logging.getLogger(ACCESS_LOGGER)


def register(app: Flask) -> None:
    """Log the answers of this application."""
    app.before_request(_begin)
    app.after_request(_end)


def route() -> str | None:
    """The pattern of the request's address, where there is one."""
    return request.url_rule.rule if request.url_rule else None


def log_answer(method: str, pattern: str | None, status: int, began: float) -> None:
    """Log one answer; ``began`` is its start by ``perf_counter``."""
    # A method is a word of the sender's own choice, and could be a whole sentence.
    known = method if method in _METHODS else "other"
    _log.info("%s %s %d %.0f ms", known, pattern or "no route", status, (perf_counter() - began) * 1000)


def _begin() -> None:
    g.began = perf_counter()


def _end(response: Response) -> Response:
    log_answer(request.method, route(), response.status_code, g.began)
    return response
