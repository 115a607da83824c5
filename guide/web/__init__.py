"""The web: a thin shell around the core."""

from __future__ import annotations

import urllib.parse
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from string import punctuation
from types import TracebackType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Flask
from flask_babel import Babel
from jinja2 import BytecodeCache, StrictUndefined, Template
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from werkzeug.middleware.proxy_fix import ProxyFix

from guide import ROOT
from guide.municipality import Guide, Municipality, Term
from guide.result.receipt import rules_version
from guide.rules.interview import Interview
from guide.rules.standards import Standard
from guide.search import Glossary, SearchIndex
from guide.settings import Settings, danish_today
from guide.translation import SHARED
from guide.web import api, desk, embedding, errors, interview, next_steps, pages, receipts, templating
from guide.web.http import access_log, headers
from guide.web.http.access_log import ACCESS_LOGGER, Answered, Progress, counters, log_answer
from guide.web.http.assets import read_assets
from guide.web.http.compression import compress_response
from guide.web.http.door import KnownHosts, bare_headers
from guide.web.http.kept import Kept
from guide.web.http.locale import Languages
from guide.web.http.prefixes import DANISH, PathPrefixes, chosen_language
from guide.web.sealed.tokens import Seals
from guide.web.site import Site
from guide.web.site import register as register_municipality
from guide.web.translated import offered, texts
from guide.web.typed_text.text import LARGEST_BODY, LARGEST_LETTER, TypedRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

__all__ = [
    "ACCESS_LOGGER",
    "LARGEST_BODY",
    "LARGEST_LETTER",
    "Answered",
    "Progress",
    "bare_headers",
    "counters",
    "create_app",
    "log_answer",
]

_READY = 16
"""Municipalities whose glossary and search index a worker keeps; each takes a megabyte, and 50 ms to make again."""


def create_app(
    guide: Guide, settings: Settings, *, root: Path = ROOT, today: Callable[[], date] = danish_today
) -> Flask:
    """The application of one guide.

    Args:
        guide: content without problems.
        settings: what the operator has set; its keys are shared by all workers.
        root: the folder with ``static/`` and ``translations/``.
        today: the clock, for dates that are shown.
    """
    app = _Application(__name__, static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_BODY, MAX_FORM_PARTS=100, MAX_FORM_MEMORY_SIZE=LARGEST_BODY)
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the default provider has it
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.template_class = _Template
    app.jinja_env.cache = {}  # all templates are read at start, and Jinja's bounded memory searches a list at each use
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages = Languages(root / "translations")
    babel = Babel(app, default_locale="da", locale_selector=chosen_language)
    babel.domain_instance = languages
    interviews = {
        slug: Interview(municipality.questions, municipality.with_outcome)
        for slug, municipality in guide.municipalities.items()
    }
    app.extensions["site"] = Site(
        guide=guide,
        interviews=interviews,
        seals=Seals(settings.keys, settings.link_lifetime),
        languages=languages,
        assets=read_assets(root / "static", guide.municipalities.values()),
        today=today,
        terms=_terms(),
        search=_search(),
        kept=Kept(settings.kept_pages),
        rules={slug: rules_version(place) for slug, place in guide.municipalities.items()},
        address=settings.address,
        security_txt=pages.security_txt(settings, today()),
    )
    templating.register(app)
    receipts.register(app)
    errors.register(app)
    for subject in (pages, interview, desk, next_steps, api):
        for blueprint in subject.blueprints:
            app.register_blueprint(blueprint)
    # The last one that is named runs first: what is logged and packed is an answer as it will be sent.
    access_log.register(app)
    register_municipality(app)
    texts.register(app)
    offered.register(app)
    app.after_request(compress_response)
    app.after_request(headers.set_headers)
    led_to = [code for code, translation in guide.translations.items() if translation.is_offered(SHARED)]
    embedding.register(app, root / "static", {DANISH, *led_to}.intersection(languages))
    _read_templates(app)
    app.wsgi_app = PathPrefixes(app.wsgi_app, languages.catalogues)  # type: ignore[method-assign]
    app.wsgi_app = KnownHosts(app.wsgi_app, settings.address)  # type: ignore[method-assign]
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=0, x_proto=settings.proxies, x_host=0)  # type: ignore[method-assign]
    return app


def _terms() -> Callable[[Municipality, Standard], tuple[Term, ...]]:
    """The glossary's words on a page, found when first needed."""
    glossary = lru_cache(_READY)(lambda place: Glossary(place.glossary))
    return cache(lambda place, standard: glossary(place).of_page(standard))


def _search() -> Callable[[Municipality], SearchIndex]:
    """Each municipality's index, made when first searched."""
    stems: dict[str, str] = {}
    return lru_cache(_READY)(lambda place: SearchIndex(place, place.questions, stems))


class _Template(Template):
    """A template whose imports see what all templates see.

    Jinja compares the names that a page was given with those of the environment, at every import.
    """

    def _get_default_module(self, _ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class _Compiled(BytecodeCache):
    """Compiled templates, kept between applications.

    With each save, an editor gets a new application.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what the same text was compiled to."""
        if kept := self._kept.get((bucket.key, bucket.checksum)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what it was compiled to now."""
        self._kept[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def _read_templates(app: Flask) -> None:
    """Read every template now, not when first used."""
    app.jinja_env.bytecode_cache = _COMPILED
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


class _Application(Flask):
    """Flask that logs a failure's route, never its path.

    Paths carry the sealed answers.
    """

    request_class = TypedRequest

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The same: nothing here is a coroutine.

        Flask would look at each function, for each answer.
        """
        return func

    def wsgi_app(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer, and keep nothing of it.

        A query that is not ASCII, as no address may have it, is first quoted: Werkzeug fails on it. Python remembers
        the addresses that it has taken apart last, and those of an interview hold the sealed answers.
        """
        query = environ.get("QUERY_STRING", "").encode("latin-1", errors="replace")
        environ["QUERY_STRING"] = quote(query, safe=punctuation)
        try:
            return super().wsgi_app(environ, start_response)
        finally:
            urllib.parse.clear_cache()  # type: ignore[attr-defined]  # its types do not know it

    def log_exception(
        self, exc_info: tuple[type, BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> None:
        errors.log_failure(exc_info[1])
