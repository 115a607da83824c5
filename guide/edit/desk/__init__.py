"""The editor in the browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, Response, abort, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import HTTPException

from guide.edit.desk import moving, review, translations, views
from guide.edit.desk.at_hand import PLACE, Desk, FileName
from guide.edit.desk.beside import id_of, in_form
from guide.edit.forms.differences import label, title
from guide.edit.open_file import HEADINGS, form_value, without_row
from guide.edit.trial import STATES

LARGEST = 4_000_000
"""Bytes of a form: it holds the text of the file and every field of it."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_WORDS = {
    400: "Formularen kom ikke helt frem. Gå tilbage, og prøv igen.",
    403: "Formularen blev sendt fra et andet sted og er afvist.",
    404: "Den fil eller side findes ikke.",
    413: "Teksten er for lang.",
}
_FAILED = "Noget gik galt. Åbn filen igen, og se, om det, du skrev, ligger som kladde."
_TO_TRY_AGAIN = (409, 500)
"""What may be over soon; what somebody typed is kept until then."""
_FILES = {"redigering.css": "text/css", "redigering.js": "text/javascript"}


def create_desk(desk: Desk) -> Flask:
    """The application of the pages below ``/_redigering/``."""
    app = Flask(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST, MAX_FORM_MEMORY_SIZE=LARGEST)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters |= {"within": _within, "id": id_of, "in_form": in_form}
    app.jinja_env.globals |= {"states": STATES, "headings": HEADINGS, "has_history": desk.repository.is_there}
    app.jinja_env.globals |= {"form_value": form_value, "without_row": without_row, "title": title, "label": label}
    app.extensions["desk"] = desk
    app.url_map.converters["file"] = FileName
    app.register_error_handler(HTTPException, _refused)
    app.before_request(_refuse_other_sites)
    app.after_request(_headers)
    for pages in (views, review, moving, translations):
        app.register_blueprint(pages.blueprint)
    app.add_url_rule(f"{PLACE}<any('redigering.css','redigering.js'):name>", "file", _file)
    return app


def _within(path: str) -> str:
    """“krav 1, et af 2” of ``krav.0.et af.1.svar``."""
    parts = re.findall(r"([^.]+)\.(\d+)\.", path)
    return ", ".join(f"{key} {int(number) + 1}" for key, number in parts)


def _refused(error: HTTPException) -> tuple[str, int]:
    """An error page, in words for an editor."""
    code, said = error.code or 500, error.description or ""
    words = said if said.startswith("Filen") else _WORDS.get(code, _FAILED)
    # A form of another site was refused with another code.
    sent = list(request.form.items(multi=True)) if code in _TO_TRY_AGAIN else []
    return render_template("refused.html", words=words, sent=sent), code


def _file(name: str) -> Response:
    return Response((Path(__file__).parent / name).read_bytes(), mimetype=_FILES[name])


def _refuse_other_sites() -> None:
    """Refuse forms that another site sends."""
    if request.method in ("GET", "HEAD"):
        return
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    is_own = site == "same-origin" if site else bool(origin) and urlsplit(str(origin)).netloc == request.host
    if not is_own:
        abort(403)


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers["Cache-Control"] = "no-store"
    # A form that says nothing of where it comes from would be refused.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
