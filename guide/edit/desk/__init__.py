"""The editor in the browser: lists, forms, and a page to approve."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from jinja2 import StrictUndefined

from guide.edit.desk import views
from guide.edit.desk.views import Desk

LARGEST = 4_000_000
"""Bytes of a form: it holds the text of the file and every field of it."""

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_FILES = {"redigering.css": "text/css", "redigering.js": "text/javascript"}


def create_desk(desk: Desk) -> Flask:
    """The application of the pages below ``/_redigering/``."""
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_PARTS=50_000, MAX_FORM_MEMORY_SIZE=LARGEST)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["id"] = lambda path: re.sub(r"[^\w-]+", "-", path)
    app.extensions["desk"] = desk
    app.before_request(_refuse_other_sites)
    app.after_request(_headers)
    app.register_blueprint(views.blueprint)
    app.add_url_rule("/_redigering/<any('redigering.css','redigering.js'):name>", "file", _file)
    return app


def _file(name: str) -> Response:
    return Response((Path(__file__).parent / name).read_bytes(), mimetype=_FILES[name])


def _refuse_other_sites() -> None:
    """Refuse a form that another site sends in the editor's name."""
    if request.method in ("GET", "HEAD"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_own = site == "same-origin" if site else bool(origin) and urlsplit(str(origin)).netloc == request.host
    if not is_own:
        abort(403)


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", _POLICY)
    response.headers["Cache-Control"] = "no-store"
    # A form that says nothing of where it comes from would be refused.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
