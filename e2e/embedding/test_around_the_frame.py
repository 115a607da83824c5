"""What the page around the guide hears and does: height, scrolling, focus, the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser, expect

from e2e.visitor.device import in_known_colours
from e2e.visitor.embedding_site import Guest, Places, element, iframe
from testing.people import WITHOUT_A_HOME

PLACE = "helsingoer"


def test_a_message_of_another_window_changes_nothing(visits: Callable[..., Guest], places: Places) -> None:
    guides = [element(places.guide, slug, name=slug) for slug in (PLACE, "koebenhavn")]
    guest = visits().open(places.host.page("/two", *guides), guides=2)
    before = heights(guest)
    forged = '{stoetteguide: "page", height: 77}'
    guest.page.evaluate(f"() => postMessage({forged}, '*')")
    guest.frame(1).evaluate(f"() => parent.postMessage({forged}, '*')")
    guest.wait(lambda: heights(guest)[1] == 77)
    assert heights(guest)[0] == before[0]


def test_only_the_page_around_it_makes_a_frame_take_focus(visits: Callable[..., Guest], places: Places) -> None:
    guest = visits().bare(places.host.page("/bare", *[iframe(f"{places.guide}/ramme/{PLACE}/")] * 2, script=""))
    tell = "() => (window === top ? window : parent).frames[0].postMessage({stoetteguide: 'focus'}, '*')"
    active = "() => document.activeElement.localName"
    guest.frame(1).evaluate(tell)
    guest.page.wait_for_timeout(200)
    assert guest.frame(0).evaluate(active) == "body"
    guest.page.evaluate(tell)
    guest.wait(lambda: guest.frame(0).evaluate(active) == "h1")


def heights(guest: Guest) -> list[float]:
    """How high the frames are, in pixels."""
    boxes = (frame.bounding_box() for frame in guest.page.locator("iframe").all())
    return [box["height"] for box in boxes if box]


def test_opened_details_are_not_cut_off(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320).open(line)
    before = guest.go(guest.find("a.button-primary")).evaluate("() => innerHeight")
    guest.find("summary").click()
    assert guest.shown().evaluate("() => innerHeight") > before
    guest.check()


def test_a_new_page_is_seen_from_its_top_and_heard_from_its_heading(
    visits: Callable[..., Guest], places: Places
) -> None:
    address = places.host.page("/far", element(places.guide), above="Her står meget. " * 200)
    guest = visits(width=320, height=600).open(address)
    assert guest.scrolled == 0
    assert guest.focused() == ""
    guest.scroll_to("a.button-primary").go(guest.find("a.button-primary"))
    guest.find("#svar-mig").check()
    scrolled = guest.scroll_to("form button").scrolled
    guest.go(guest.find("form button"))
    box = guest.page.locator("stoette-guide").bounding_box()
    assert box is not None
    assert abs(box["y"]) < 2
    assert guest.scrolled < scrolled
    expect(guest.find("h1")).to_be_focused()


def test_an_error_takes_focus_in_the_frame_too(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320).open(line)
    guest.go(guest.find("a.button-primary"))
    guest.go(guest.find("form button"))
    expect(guest.find("#error-summary")).to_be_focused()
    guest.find("#error-summary a").click()
    expect(guest.find("#svar-mig")).to_be_focused()
    guest.check()


def test_a_link_to_a_place_in_the_page_scrolls_the_site_there(visits: Callable[..., Guest], line: str) -> None:
    guest = visits(width=320, height=600).open(line)
    guest.walk(WITHOUT_A_HOME)
    guest.go(guest.find("a[href$='/det-hele']"))
    guest.find(".marks a").first.click()
    guest.wait(lambda: guest.scrolled > 300)
    target = guest.find(":target").bounding_box()
    assert target is not None
    assert -1 < target["y"] < 200


@pytest.mark.full
def test_in_firefox_the_frame_grows_and_takes_focus(firefox: Browser, places: Places, line: str) -> None:
    allowed, device = (places.guide, places.host.origin), in_known_colours(width=320, height=600)
    with closing(Guest(firefox, device, allowed=allowed)) as guest:
        guest.open(line)
        assert guest.page.locator("iframe").get_attribute("title") == "Støtteguiden for Helsingør"
        guest.page.locator("iframe").focus()
        guest.go(guest.find("a.button-primary"))
        expect(guest.find("h1")).to_be_focused()
        guest.go(guest.find("form button"))
        expect(guest.find("#error-summary")).to_be_focused()
        assert guest.find("form[data-question]").count()


def test_the_keyboard_gets_into_the_frame_and_out_again(visits: Callable[..., Guest], line: str) -> None:
    guest = visits().open(line)
    keys = guest.page.keyboard
    guest.page.locator("#before").focus()
    keys.press("Tab")
    expect(guest.find(".skipnav")).to_be_focused()
    for _ in range(60):
        if guest.page.locator("#after:focus").count():
            break
        keys.press("Tab")
    expect(guest.page.locator("#after")).to_be_focused()
    keys.press("Shift+Tab")
    expect(guest.find("footer a").last).to_be_focused()
    guest.page.locator("#before").focus()
    keys.press("Tab")
    keys.press("Shift+Tab")
    expect(guest.page.locator("#before")).to_be_focused()


def test_what_leaves_the_frame_opens_beside_it_as_the_whole_guide(visits: Callable[..., Guest], line: str) -> None:
    guest = visits().open(line)
    guest.go(guest.find("a.button-primary"))
    with guest.context.expect_page() as opened:
        guest.find("footer a").last.click()
    beside = opened.value
    expect(beside.locator("form[data-question]")).to_be_visible()
    expect(beside.locator(".authority-name")).to_be_visible()
    assert "/ramme" not in beside.url
    assert beside.evaluate("() => opener") is None
    assert "/spoergsmaal/" in guest.frame().url
