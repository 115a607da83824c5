"""The page object must fail where a page is wrong: each check is shown a page that has just that fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from e2e.visitor.device import Device
from e2e.visitor.looks import AT_LEAST_44, TOO_LOW
from e2e.visitor.tab import PageFault
from e2e.visitor.visit import Visit

Start = Callable[..., Visit]

pytestmark = pytest.mark.full

SPACED_FAR = Path(__file__).parent / "checkers" / "laid_over" / "spaced-far.css"


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/image", "axe image-alt"),
        ("/pale", "axe color-contrast"),
        ("/console", "console error: noget gik galt"),
        ("/script", "error in a script: knækket"),
        ("/missing-part", "console error: Failed to load resource"),
        ("/foreign", "another origin: http://127.0.0.1:9/guide.css"),
        ("/cookie", "cookies: ['spor']"),
        ("/no-language", "no lang"),
        ("/no-heading", "must be one h1, here are 0"),
        ("/two-headings", "must be one h1, here are 2"),
        ("/no-title", "no title"),
        ("/covered", "text lies over other text: <p>Nederst</p>"),
        ("/outside", "text lies outside the page: <p style"),
        ("/cut", "text is cut off: <p style"),
        ("/broken", "short words are broken in the middle: <p style"),
        ("/unhidden", "what is hidden is seen: <p hidden"),
        ("/tiny", "text is smaller than 12 px: <p style"),
        ("/small", "too close to the next thing to press: 20×10 <a"),
        ("/nowhere", "the answer is 404, not 200"),
    ],
)
def test_a_page_with_a_fault_is_not_arrived_at(faulty: Start, path: str, complaint: str) -> None:
    with pytest.raises(PageFault, match=re.escape(complaint)):
        faulty().open(path)


@pytest.mark.parametrize("device", [{}, {"width": 320}, {"javascript": False}, {"dark": True}, {"forced_colors": True}])
def test_a_sound_page_passes_on_every_device(faulty: Start, device: dict[str, object]) -> None:
    assert faulty(**device).open("/sound").follow("Videre").heading == "Næste"


@pytest.mark.parametrize(
    ("path", "look", "complaint"),
    [
        ("/wide", {"width": 320}, r"sideways scroll: 608 px in 320 px.*bred"),
        ("/wide-when-enlarged", {"width": 320, "height": 256, "zoom": 4}, "sideways scroll: 608 px in 320 px"),
        ("/pale-in-the-dark", {"dark": True}, "color-contrast"),
        ("/stubborn", {"forced_colors": True}, "keeps its own colours"),
        ("/pale-in-print", {"printed": True}, "color-contrast"),
        ("/long", {"width": 320, "laid_over": SPACED_FAR}, "sideways scroll"),
    ],
)
def test_a_fault_of_one_look(faulty: Start, path: str, look: dict[str, object], complaint: str) -> None:
    usual = Device(width=700)
    visit, faulty_look = faulty(width=700).open(path), replace(usual, **look)  # type: ignore[arg-type]
    with pytest.raises(PageFault, match=complaint):
        visit.through(faulty_look)
    visit.through(usual).open("/sound")
    with pytest.raises(PageFault, match=complaint):
        visit.take(faulty_look).open(path)
    with pytest.raises(PageFault, match=complaint):
        faulty(**look).open(path)


def test_each_page_is_as_wide_as_the_window_after_a_zoom_too(faulty: Start) -> None:
    visit = faulty(width=700).open("/sound")
    for device in (Device(width=320, height=256, zoom=4), Device(width=700), Device(width=1280), Device(width=700)):
        visit.take(device)
        assert visit.run("() => innerWidth") == device.width
        assert visit.open("/next").run("() => innerWidth") == device.width


def test_what_is_too_low_to_press_on_a_phone(faulty: Start) -> None:
    low = faulty().open("/low").find(AT_LEAST_44)
    assert low.count() == 2
    assert low.evaluate_all(TOO_LOW) == [["Lav", 40]]


def test_a_folded_fault(faulty: Start) -> None:
    visit = faulty().open("/folded")
    assert visit.unfold()
    with pytest.raises(PageFault, match="axe image-alt"):
        visit.check()


def test_a_sound_page_is_looked_at_again_once_it_has_changed(faulty: Start) -> None:
    visit = faulty().open("/sound").open("/sound")
    visit.find("body").evaluate("body => body.querySelector('h1').after(document.createElement('button'))")
    with pytest.raises(PageFault, match="axe button-name"):
        visit.check()


def test_a_page_with_a_fault_is_not_arrived_at_the_second_time_either(faulty: Start) -> None:
    for _ in range(2):
        with pytest.raises(PageFault, match="axe image-alt"):
            faulty().open("/image")


def test_colours_are_measured_where_they_are_not_known_from_elsewhere(faulty: Start) -> None:
    faulty(contrast=False).open("/pale")
    with pytest.raises(PageFault, match="color-contrast"):
        faulty().open("/pale")


def test_without_scripts_none_of_the_page_runs_but_axe(faulty: Start) -> None:
    assert faulty().open("/noscript").heading == "Med"
    without = faulty(javascript=False).open("/noscript")
    assert without.heading == "Uden"
    assert without.find("#told").is_visible()
    with pytest.raises(PageFault, match="axe image-alt"):
        without.open("/image")
    assert without.open("/noscript").heading == "Uden", "axe must not leave scripts switched on"


def test_a_fault_is_found_after_a_link_and_after_going_back(faulty: Start) -> None:
    with pytest.raises(PageFault, match="after following “Galt”"):
        faulty().open("/sound").follow("Galt")
    visit = faulty().open("/worn").open("/next")
    with pytest.raises(PageFault, match="after going back"):
        visit.back()


def test_an_expected_error_page_passes_but_is_checked(faulty: Start) -> None:
    assert faulty().open("/nowhere", status=404).heading == "Prøve"
    with pytest.raises(PageFault, match="the answer is 200, not 404"):
        faulty().open("/sound", status=404)


def test_the_options_named_are_chosen_and_no_others(faulty: Start) -> None:
    visit = faulty().open("/question")
    assert (visit.question, visit.chosen) == ("bolig", ("familie",))
    assert visit.choose("egen").chosen == ("egen",)
    with pytest.raises(PageFault, match="offers egen, familie; not slot"):
        visit.choose("slot")
    assert visit.submit().path == "/sound"


def test_the_keyboard_leads_on_and_is_checked(faulty: Start) -> None:
    assert faulty().open("/sound").press("Tab").press_to_go("Enter").heading == "Næste"
    with pytest.raises(PageFault, match="after pressing Enter"):
        faulty().open("/sound").press("Tab", "Tab").press_to_go("Enter")


def test_a_page_reached_past_the_page_object_is_a_fault(faulty: Start) -> None:
    visit = faulty().open("/sound")
    link = visit.find("a").first
    link.click()
    link.wait_for(state="detached")
    with pytest.raises(PageFault, match="past the page object"):
        visit.find("h1")


def test_a_page_that_goes_on_by_itself_is_a_fault(faulty: Start) -> None:
    with pytest.raises(PageFault, match=r"did not stay|by itself|past the page object"):  # noqa: PT012 (any step may see it)
        visit = faulty().open("/restless")
        visit.wait("() => location.pathname === '/next'").find("h1")


def test_a_new_window_is_a_fault(faulty: Start) -> None:
    visit = faulty().open("/window")
    visit.find("a").click()
    with pytest.raises(PageFault, match="a new window"):  # noqa: PT012 (it is told a little later)
        while True:
            visit.pause(20).find("h1")


def test_what_goes_wrong_after_the_last_arrival_is_a_fault_at_the_end(browser: Browser, faulty_origin: str) -> None:
    with pytest.raises(PageFault, match="sent"), closing(Visit(browser, faulty_origin).open("/sound")) as visit:
        visit.find("h1").evaluate("() => console.error('sent')")
