"""The languages that a page is offered in."""

from __future__ import annotations

from functools import cache

from babel import Locale
from flask import Flask, g, request
from flask_babel import force_locale
from flask_babel import gettext as _

from guide.municipality import Municipality
from guide.translation import SHARED, Translation
from guide.web.http.prefixes import DANISH, chosen_language, easy_chosen, this_page
from guide.web.site import site


def register(app: Flask) -> None:
    """Give the templates what they say of languages."""
    app.jinja_env.globals.update(
        language=chosen_language,
        text_direction=lambda: direction_of(chosen_language()),
        is_offered=is_offered,
        offered_languages=offered_languages,
        other_addresses=other_addresses,
        language_offers=language_offers,
        translation_here=translation_here,
    )


def is_offered(language: str, municipality: Municipality | None) -> bool:
    """Whether readers there are led to a language."""
    translation = site().guide.translations.get(language)
    slug = municipality.slug if municipality else SHARED
    return language == DANISH or (translation is not None and translation.is_offered(slug))


def offered_languages(municipality: Municipality | None) -> list[tuple[str, str]]:
    """Code and name of each offered language, and this page's."""
    known = site().languages.names()
    return [(code, name) for code, name in known if code == chosen_language() or is_offered(code, municipality)]


def other_addresses(municipality: Municipality | None) -> list[tuple[str, str]]:
    """Each language's code and this page's whole address in it.

    None where there is only one, and none of a page that search engines are to leave out.
    """
    if g.get("unlisted") or request.method == "POST":
        return []
    languages = [code for code, _name in offered_languages(municipality)]
    if len(languages) == 1:
        return []
    host = site().address or request.host_url.rstrip("/")
    return [(code, host + this_page(code, easy=easy_chosen())) for code in languages]


def language_offers(municipality: Municipality | None) -> list[tuple[str, str, str]]:
    """Of each other language: code, an offer in it, direction."""
    offers = []
    for code, name in offered_languages(municipality):
        if code != chosen_language():
            with force_locale(code):
                offer = str(_("%(language)s: read the guide in this language", language=name))
            offers.append((code, offer, direction_of(code)))
    return offers


def translation_here() -> Translation:
    """That of the request's language, perhaps of nothing yet."""
    language = chosen_language()
    return site().guide.translations.get(language, Translation(language))


@cache
def direction_of(language: str) -> str:
    """`ltr` or `rtl`, by the language's script."""
    return Locale.parse(language).text_direction
