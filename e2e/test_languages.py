"""A language is offered once to a browser that asks for it, and fits where words are half as long again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from e2e.visitor.device import Device
from e2e.visitor.visit import Visit
from guide.municipality import Guide
from guide.settings import Settings
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.long_run import first_now
from testing.pseudo import pseudo_translation
from testing.server import answering

PLACE = "helsingoer"


@pytest.fixture(scope="module")
def origin(guide: Guide) -> Iterator[str]:
    """A guide in two pseudo-languages, one of them from the right."""
    shown = replace(guide, translations={code: pseudo_translation(guide, code) for code in ("en", "ar")})
    with answering(create_app(shown, Settings(keys=(new_key(),)))) as served:
        yield served


@pytest.mark.parametrize(
    ("locale", "offered"), first_now([("en-GB", "en"), ("da-DK", ""), ("ar", "ar"), ("de-DE", "")])
)
def test_a_start_page_offers_the_language_of_the_browser(
    browser: Browser, origin: str, locale: str, offered: str
) -> None:
    with closing(Visit(browser, origin, Device(locale=locale, contrast=False))) as visit:
        for path in ("/", f"/{PLACE}/"):
            visit.open(path)
            shown = visit.find(".offer:visible a").all()
            assert [link.get_attribute("hreflang") for link in shown] == [offered] * bool(offered)
        assert not visit.open(f"/{PLACE}/klage").find(".offer").count()
        if offered:
            visit.open(f"/{PLACE}/").press_on(".offer a >> visible=true")
            assert not visit.find(".offer:visible").count()


@pytest.mark.parametrize("width", first_now([320, 768, 1280]))
@pytest.mark.parametrize("code", ["en", "ar"])
def test_words_half_as_long_again_fit(browser: Browser, origin: str, code: str, width: int) -> None:
    """Each arrival is looked at: nothing is cut off, covered, or beyond the edge."""
    with closing(Visit(browser, origin, Device(width=width, contrast=False))) as visit:
        for path in ("", "standarder/ledsagelse", "spoergsmaal/ny/hvem", "frister/klage", "klage", "raadgiver"):
            visit.open(f"/{code}/{PLACE}/{path}")
