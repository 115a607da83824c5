"""The web: a thin shell that reads what was sent, asks the core once, and shows the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_babel import Babel
from jinja2 import StrictUndefined

from guide.interview import Interview
from guide.municipality import Guide
from guide.web import api, api_page, embedding, errors, interview_views, links, openapi, pages, showing, topics
from guide.web.assets import read_assets
from guide.web.compression import pack
from guide.web.explained import Glossary
from guide.web.locale import Languages
from guide.web.prefixes import PathPrefixes, chosen_language
from guide.web.sealed import Seals
from guide.web.site import Site, site

LARGEST_BODY = 16 * 1024
"""Bytes of a posted body; a whole set of answers is under one kilobyte."""


def create_app(
    guide: Guide,
    *,
    keys: Iterable[str],
    root: Path,
    today: Callable[[], date] = date.today,
    life: timedelta = timedelta(hours=24),
    public_address: str | None = None,
) -> Flask:
    """The application of one guide.

    Args:
        guide: content without problems.
        keys: Fernet keys, the first one seals; shared by all workers.
        root: the folder with ``static/`` and ``translations/``.
        today: the clock, for dates that are shown.
        life: how long a link with answers lives.
        public_address: where the public finds the guide (``https://guide.example``); else the host that is asked.
    """
    app = _Application(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_PARTS=100, MAX_FORM_MEMORY_SIZE=LARGEST_BODY)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages = Languages(root / "translations")
    babel = Babel(app, default_locale="da", locale_selector=chosen_language)
    babel.domain_instance = languages
    glossary = Glossary(guide.glossary)
    app.extensions["site"] = Site(
        guide=guide,
        interviews={
            slug: Interview(guide.questions, municipality.with_outcome)
            for slug, municipality in guide.municipalities.items()
        },
        seals=Seals(keys, life),
        languages=languages,
        assets=read_assets(root / "static", guide.municipalities.values()),
        today=today,
        terms={
            standard: glossary.of_page(standard)
            for municipality in guide.municipalities.values()
            for standard in municipality.standards
        },
        public_address=public_address,
    )
    showing.register(app)
    errors.register(app)
    for part in (pages, interview_views, topics, links, api, openapi, api_page):
        app.register_blueprint(part.blueprint)
    # The last one that is named runs first: what is packed is an answer as it will be sent.
    app.after_request(pack)
    app.after_request(_guard)
    embedding.register(app, root / "static", languages)
    app.wsgi_app = PathPrefixes(app.wsgi_app, languages.catalogues)  # type: ignore[method-assign]
    return app


class _Application(Flask):
    """Flask logs the path of a failure, and paths carry the sealed answers: here only the route is logged."""

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> None:
        errors.log_failure(exc_info[1])


def _guard(response: Response) -> Response:
    """The headers of every answer: nothing from elsewhere, no referrer, and no framing but where it is allowed.

    An interview is made of many small answers, and headers make up a fourth of its weight: each answer has those that
    mean something for it.
    """
    if response.location:
        # Werkzeug's own redirects name the host that was asked for, and it is not known to be ours.
        response.location = urlsplit(response.location).path
        # Without their note, which browsers never show, there is nothing left that a policy could be for.
        response.set_data(b"")
        del response.headers["Content-Type"]
    else:
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Content-Type-Options"] = "nosniff"
        policy = _policy_of_pages() if response.mimetype == "text/html" else "default-src 'none'"
        response.headers.setdefault("Content-Security-Policy", policy)
    with_answers = (request.endpoint or "").startswith(("interview.", "api.outcomes"))
    if with_answers or response.status_code >= HTTPStatus.BAD_REQUEST:
        response.headers["Cache-Control"] = "no-store"
    return response


def _policy_of_pages() -> str:
    allowed = " ".join(_framers()) or "'none'"
    return (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
        f"form-action 'self'; base-uri 'none'; frame-ancestors {allowed}"
    )


def _framers() -> tuple[str, ...]:
    municipality = site().guide.municipalities.get((request.view_args or {}).get("municipality", ""))
    return municipality.may_embed if municipality else ()
