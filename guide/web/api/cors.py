"""Which other sites' scripts may use the API (CORS): for a municipality, the hosts that may also embed its guide."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, g, request

_AN_HOUR = "3600"
"""Seconds for which a browser need not ask again whether it may."""


def let_hosts_read(response: Response) -> Response:
    """The answer, for scripts of a host that the municipality allows to read; and for those alone."""
    municipality = g.get("municipality")
    origin = request.headers.get("Origin", "")
    if request.method == "OPTIONS":
        # Flask answers it with the methods, as a page without a word in it: that is no page.
        response.status_code = HTTPStatus.NO_CONTENT
        del response.headers["Content-Type"]
    if municipality is None:
        return response
    response.vary.add("Origin")
    if origin in municipality.may_embed:
        response.headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers["Allow"]
            response.headers["Access-Control-Allow-Headers"] = "Content-Type"
            response.headers["Access-Control-Max-Age"] = _AN_HOUR
    return response
