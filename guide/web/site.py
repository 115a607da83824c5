"""What a running guide and a request consist of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, abort, current_app, g, request
from werkzeug.routing import RequestRedirect

from guide.municipality import Guide, Municipality, Term
from guide.rules.interview import Interview
from guide.rules.standards import Standard
from guide.search import SearchIndex
from guide.web.http.assets import Assets
from guide.web.http.kept import Kept
from guide.web.http.locale import Languages
from guide.web.sealed.lifetime import Kind
from guide.web.sealed.tokens import OpenedToken, Seals


@dataclass(frozen=True, slots=True)
class Site:
    """Everything a running guide needs, built once at start."""

    guide: Guide
    interviews: Mapping[str, Interview]
    seals: Seals
    languages: Languages
    assets: Assets
    today: Callable[[], date]
    terms: Callable[[Municipality, Standard], tuple[Term, ...]]
    """The glossary's words on a standard's page."""
    search: Callable[[Municipality], SearchIndex]
    kept: Kept
    """Pages that were rendered before."""
    rules: Mapping[str, str]
    """The version of each municipality's rules."""
    address: str = ""
    """As seen from outside (``https://guide.example``), if it is set."""
    security_txt: str = ""

    @property
    def interview(self) -> Interview:
        return self.interviews[here().slug]


def site() -> Site:
    running: Site = current_app.extensions["site"]
    return running


def register(app: Flask) -> None:
    """Read the municipality from addresses, and put it there."""
    app.url_value_preprocessor(_read_municipality)
    app.before_request(_require_municipality)
    app.url_defaults(_add_municipality)
    app.context_processor(lambda: {"municipality": g.get("municipality")})


def here() -> Municipality:
    municipality: Municipality = g.municipality
    return municipality


def _read_municipality(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values is None or "municipality" not in values:
        return
    g.municipality = site().guide.municipalities.get(values["municipality"])
    # The API says in JSON which municipalities there are.
    if not (endpoint or "").startswith("api."):
        del values["municipality"]


def _require_municipality() -> None:
    if g.get("municipality", default=True) is None and request.blueprint != "api":
        abort(404)
    # The router's own redirects are permanent, and lead to whatever there may be: ``errors.py`` knows what is meant.
    if isinstance(request.routing_exception, RequestRedirect):
        abort(404)


def _add_municipality(endpoint: str, values: dict[str, Any]) -> None:
    municipality = g.get("municipality")
    expects = current_app.url_map.is_endpoint_expecting
    if municipality and "municipality" not in values and expects(endpoint, "municipality"):
        values["municipality"] = municipality.slug


def standard_or_404(slug: str) -> Standard:
    return here().standard(slug) or abort(404)


class KeptLink(Exception):
    """A link to keep, whose button nobody has pressed yet."""

    def __init__(self, token: str, until: datetime | None) -> None:
        super().__init__("a page with answers is shown to a reader only")
        self.token = token
        self.until = until


def open_token(token: str) -> OpenedToken:
    """The token's content; raises ``KeptLink`` where it stays closed."""
    opened = site().seals.open(here(), token)
    if opened.lifetime.kind is Kind.CHOSEN and request.method in ("GET", "HEAD"):
        raise KeptLink(token, opened.until)
    return opened
