"""What a running guide consists of, made once at start and never changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, current_app

from guide.municipality import Guide, Municipality, Term
from guide.rules.interview import Interview
from guide.rules.standards import Standard
from guide.search import SearchIndex
from guide.web.http.assets import Assets
from guide.web.http.locale import Languages
from guide.web.sealed.tokens import Opened, Seals


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


def site() -> Site:
    """The site of the running application."""
    found: Site = current_app.extensions["site"]
    return found


def municipality_or_404(slug: str) -> Municipality:
    """The municipality of this slug; a 404 page when there is none."""
    return site().guide.municipalities.get(slug) or abort(404)


def standard_or_404(municipality: Municipality, slug: str) -> Standard:
    """The standard of this slug; a 404 page when the municipality has none such."""
    return municipality.standard(slug) or abort(404)


def opened(municipality: Municipality, token: str) -> Opened:
    """What a token holds; ``Unreadable`` and ``Expired`` are turned into pages by the application."""
    return site().seals.open(municipality.slug, token, site().guide)
