"""What must stay in sight does, in a frame as high as its page, with the guide's script around it and without."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Locator, expect

from e2e.visitor.device import in_known_colours
from e2e.visitor.embedding_site import Guest, Places, element, iframe

PLACE = "helsingoer"
HIGH = 6000
WINDOW = 600


@pytest.fixture(params=["with the script", "without it"])
def guest(request: pytest.FixtureRequest, visits: Callable[..., Guest], places: Places) -> Guest:
    """A visitor of a page whose frame does not scroll, below some text of the site's own."""
    comes = visits(width=320, height=WINDOW)
    if request.param == "with the script":
        return comes.open(places.host.page("/high", element(places.guide), above="Her står meget. " * 200))
    frame = iframe(f"{places.guide}/ramme/{PLACE}/").replace("600", str(HIGH))
    return comes.bare(places.host.page("/high", frame, script="", above="Her står meget. " * 200))


def in_sight(found: Locator) -> bool:
    """Whether all of it is in the window, whatever scrolls around it."""
    box = found.bounding_box()
    return box is not None and box["y"] >= -1 and box["y"] + box["height"] <= WINDOW + 1


def scroll(guest: Guest, top: int) -> None:
    """Scrolls the site's page so far below the top of the frame."""
    frame = "document.querySelector('stoette-guide, iframe').getBoundingClientRect()"
    guest.page.evaluate(f"top => scrollTo(0, scrollY + {frame}.top + top)", top)


def go_to(guest: Guest, path: str) -> None:
    """Another page in the frame, as if a link led there."""
    leave(guest, lambda: guest.frame().evaluate("path => { location = path; }", path))


def leave(guest: Guest, step: Callable[[], object]) -> None:
    """Does what leads to another page in the frame, and waits for it."""
    guest.frame().evaluate("() => { window.left = true; }")
    step()
    guest.wait(lambda: not guest.frame().evaluate("() => window.left || document.readyState !== 'complete'"))


def test_the_quick_exit_follows_the_reader(guest: Guest) -> None:
    go_to(guest, f"/ramme/{PLACE}/standarder/boformer-hjemloese")
    for top in (0, 700, 1500, 300, -200):
        scroll(guest, top)
        guest.wait(lambda: in_sight(guest.find(".quick-exit a")))
    assert not {name for _origin, told in guest.heard for name in told} - {"stoetteguide", "height"}


def test_the_quick_exit_keeps_below_a_bar_of_the_site(visits: Callable[..., Guest], places: Places) -> None:
    """The site says how high its bar is in its stylesheet, as it must for its own links too."""
    guest = visits(width=320, height=WINDOW).open(places.host.page("/bar", element(places.guide)))
    guest.page.locator("stoette-guide").evaluate("element => { element.style.scrollMarginTop = '80px' }")
    go_to(guest, f"/ramme/{PLACE}/standarder/boformer-hjemloese")
    for top in (700, 1500):
        scroll(guest, top)
        guest.wait(lambda: 79 < (guest.find(".quick-exit").bounding_box() or {"y": 0})["y"] < 82)


def test_an_error_is_seen_wherever_the_button_was(guest: Guest) -> None:
    go_to(guest, f"/ramme/{PLACE}/spoergsmaal/ny/behov")
    for _ in range(3):
        scroll(guest, 900)
        leave(guest, guest.find("form[data-question] button").click)
        expect(guest.find("#error-summary")).to_be_focused()
        guest.wait(lambda: in_sight(guest.find("#error-summary h2")))


def test_a_new_page_is_seen_from_its_heading(guest: Guest) -> None:
    assert guest.scrolled == 0  # the first one moves nothing
    scroll(guest, 900)
    go_to(guest, f"/ramme/{PLACE}/standarder/boformer-hjemloese")
    guest.wait(lambda: in_sight(guest.find("h1")))


def test_a_link_within_the_page_works_each_time(guest: Guest) -> None:
    go_to(guest, f"/ramme/{PLACE}/spoergsmaal/ny/behov")
    leave(guest, guest.find("form[data-question] button").click)
    for link in (guest.find("#error-summary a"), guest.find(".skipnav")):
        target = guest.find(link.get_attribute("href") or "")
        for top in (-700, 900, -700):
            scroll(guest, top)
            assert not seen_from_top(target)
            link.evaluate("link => link.click()")
            guest.wait(lambda target=target: seen_from_top(target))  # type: ignore[misc]
        assert link.get_attribute("href") == "#main-content" or guest.focused().startswith("input#")


def seen_from_top(found: Locator) -> bool:
    """Whether it begins in the window."""
    box = found.bounding_box()
    return box is not None and -1 <= box["y"] <= WINDOW - 20


@pytest.mark.full
def test_in_firefox_the_quick_exit_follows_too(firefox: Browser, places: Places) -> None:
    allowed = (places.guide, places.host.origin)
    with closing(Guest(firefox, in_known_colours(width=320, height=WINDOW), allowed=allowed)) as guest:
        guest.open(places.host.page("/high", element(places.guide)))
        go_to(guest, f"/ramme/{PLACE}/standarder/boformer-hjemloese")
        place = "() => Math.round(document.querySelector('.quick-exit').getBoundingClientRect().top)"
        for top in (700, 1500, 300):
            scroll(guest, top)
            guest.wait(lambda top=top: abs(guest.frame().evaluate(place) - top) < 2)  # type: ignore[misc]
