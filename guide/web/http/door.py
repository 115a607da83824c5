"""What is refused before the application sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from time import perf_counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from guide.settings import HOST
from guide.web.http.access_log import log_answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LONGEST_HEAD = 32 * 1024
"""Characters of a request's address and headers; further ones are refused with 431."""

HTTPS_ONLY = "Strict-Transport-Security", f"max-age={365 * 24 * 60 * 60}"

_BARE = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none';frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
)


def bare_headers(*, secure: bool) -> list[tuple[str, str]]:
    """The headers of an answer that is no page.

    Args:
        secure: whether it goes by HTTPS.
    """
    return [*_BARE, HTTPS_ONLY] if secure else [*_BARE]


class KnownHosts:
    """Hands on requests for one host, of a possible name.

    Other software takes the host for a name, or puts it in an address, and fails on it. A head that is too long is
    refused too.

    Args:
        application: what answers.
        address: of the guide, as in ``https://guide.example``; without it, the host stays as it was asked for.
    """

    def __init__(self, application: WSGIApplication, address: str) -> None:
        self._application = application
        self._host = urlsplit(address).netloc

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if refusal := _refusal(environ):
            log_answer(environ["REQUEST_METHOD"], None, refusal, perf_counter())
            headers = bare_headers(secure=environ["wsgi.url_scheme"] == "https")
            start_response(f"{refusal} {refusal.phrase}", [*headers, ("Content-Length", "0")])
            return []
        if self._host:
            environ["HTTP_HOST"] = self._host
        return self._application(environ, start_response)


def _refusal(environ: WSGIEnvironment) -> HTTPStatus | None:
    if not _is_possible(environ.get("HTTP_HOST"), environ.get("SERVER_PROTOCOL")):
        return HTTPStatus.BAD_REQUEST
    length = sum(len(name) + len(str(value)) for name, value in environ.items() if name.startswith("HTTP_"))
    if length + len(environ["PATH_INFO"]) + len(environ.get("QUERY_STRING", "")) > LONGEST_HEAD:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    return None


def _is_possible(host: str | None, protocol: str | None) -> bool:
    """Whether a machine can be called so.

    Only before HTTP/1.1 may a request name none. Two are joined by a comma.
    """
    return protocol != "HTTP/1.1" if host is None else bool(re.fullmatch(HOST, host, re.IGNORECASE | re.ASCII))
