"""The guide, a site that may frame it, one that may not, and visitors of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from e2e.visitor.device import in_known_colours
from e2e.visitor.embedding_site import Guest, Places, element, hosting
from guide.municipality import Guide
from guide.settings import Settings
from guide.translation import SHARED, Coverage, Translation
from guide.web import create_app
from guide.web.sealed.tokens import new_key
from testing.server import answering


@pytest.fixture(scope="session")
def places(guide: Guide) -> Iterator[Places]:
    """All of them apart from each other; the guide offers a second language."""
    files = dict.fromkeys((SHARED, *guide.municipalities), (Coverage("", 1, 1, 0, 0),))
    offered = replace(guide, translations={"en": Translation("en", {}, files)})
    with hosting("localhost") as host, hosting("127.0.0.1") as stranger:
        sites = {"helsingoer": (host.origin,), "koebenhavn": (host.origin, stranger.origin)}
        may = {slug: replace(place, may_embed=sites[slug]) for slug, place in guide.municipalities.items()}
        with answering(create_app(replace(offered, municipalities=may), Settings(keys=(new_key(),)))) as origin:
            host.guide = stranger.guide = origin
            yield Places(origin, host, stranger)


@pytest.fixture
def visits(browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """Makes visitors of the sites; ends their visits after the test."""
    yield from visiting(browser, places)


@pytest.fixture
def visits_as_people_do(whole_browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """The same with the browser that people have, which blocks the cookies of other sites; the shell does not."""
    yield from visiting(whole_browser, places)


def visiting(browser: Browser, places: Places) -> Iterator[Callable[..., Guest]]:
    """Gives what makes visitors, and then ends their visits."""
    guests: list[Guest] = []

    def come(**device: object) -> Guest:
        allowed = (places.guide, places.host.origin, places.stranger.origin)
        guests.append(Guest(browser, in_known_colours(**device), allowed=allowed))  # type: ignore[arg-type]
        return guests[-1]

    yield come
    for guest in guests:
        guest.close()


@pytest.fixture
def line(places: Places) -> str:
    """The address of a page with one guide."""
    return places.host.page("/", element(places.guide, name="Støtteguiden for Helsingør"))
