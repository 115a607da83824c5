"""What a running guide consists of, made once at start and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, abort, current_app, g, request

from guide.municipality import Guide, Municipality, Term
from guide.rules.interview import Interview
from guide.rules.standards import Standard
from guide.search import SearchIndex
from guide.web.http.assets import Assets
from guide.web.http.locale import Languages
from guide.web.sealed.tokens import OpenedToken, Seals


@dataclass(frozen=True, slots=True)
class Site:
    """The content, an interview and a search per municipality, the seals, the languages, the assets and the clock.

    ``terms`` are the glossary's words that a standard's page uses. ``address`` is where the guide is found from
    outside (``https://guide.example``), empty where nobody has said it.
    """

    guide: Guide
    interviews: Mapping[str, Interview]
    seals: Seals
    languages: Languages
    assets: Assets
    today: Callable[[], date]
    terms: Mapping[Standard, tuple[Term, ...]]
    searches: Mapping[str, SearchIndex]
    address: str = ""

    @property
    def interview(self) -> Interview:
        """The interview of this request's municipality."""
        return self.interviews[here().slug]


def site() -> Site:
    """The site of the running application."""
    found: Site = current_app.extensions["site"]
    return found


def register(app: Flask) -> None:
    """Read the municipality from the address once, and put it into every address that has one."""
    app.url_value_preprocessor(_read_municipality)
    app.before_request(_require_municipality)
    app.url_defaults(_add_municipality)
    app.context_processor(lambda: {"municipality": g.get("municipality")})


def here() -> Municipality:
    """The municipality of this request's address."""
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


def _add_municipality(endpoint: str, values: dict[str, Any]) -> None:
    municipality = g.get("municipality")
    if (
        municipality
        and "municipality" not in values
        and current_app.url_map.is_endpoint_expecting(endpoint, "municipality")
    ):
        values["municipality"] = municipality.slug


def standard_or_404(slug: str) -> Standard:
    """The municipality's standard of this slug, or a 404 page."""
    return here().standard(slug) or abort(404)


def opened(token: str) -> OpenedToken:
    """What a token holds; errors become pages of their own."""
    return site().seals.open(here(), token)
