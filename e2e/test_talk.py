"""What a citizen prepares for the talk with the municipality stays in the browser, and can be printed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from e2e.visitor.device import in_known_colours
from e2e.visitor.paper import A4
from e2e.visitor.visit import Visit


def test_what_is_noted_for_the_talk_never_leaves_the_browser(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    asked = visit.requests()
    visit.find("#vigtigst-1").fill("Det går godt med hunden.")
    visit.find("#tema-sind summary").click()
    visit.find("#sind-2").press_sequentially("Jeg glemmer aftaler.")
    visit.find("#open-all").click()
    visit.run("() => { window.print = () => { window.printed = true; }; }")
    visit.find("#print").click()
    assert visit.run("() => window.printed")
    visit.on_paper()
    visit.pause(500)
    assert not asked
    kept = "() => [localStorage.length, sessionStorage.length, JSON.stringify(history.state), location.href]"
    assert visit.run(kept) == [0, 0, "null", f"{visit.origin}/helsingoer/forbered"]


def test_notes_are_not_lost_without_a_word_unless_they_were_printed(visit: Visit) -> None:
    asked = visit.dialogs()
    visit.open("/helsingoer/forbered")
    visit.find("#vigtigst-1").fill("Det går godt.")
    visit.follow("Om guiden")
    assert asked == ["beforeunload"]
    visit.open("/helsingoer/forbered")
    visit.find("#vigtigst-1").fill("Det går godt.")
    visit.run("() => { dispatchEvent(new Event('afterprint')); }")
    visit.follow("Om guiden")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("device", [replace(A4, javascript=False)], ids=str)
def test_without_scripts_the_talk_is_a_sheet_with_lines_to_write_on(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    shown = visit.find(".note textarea").locator("visible=true")
    assert shown.count() == 4
    box = shown.first.bounding_box()
    assert box is not None
    assert box["height"] > 80
    assert "gradient" in shown.first.evaluate("one => getComputedStyle(one).backgroundImage")
    expect(visit.find("#print")).to_be_hidden()


def test_only_opened_themes_are_printed_and_notes_are_printed_whole(visit: Visit) -> None:
    visit.open("/helsingoer/forbered")
    visit.find("#tema-krop summary").click()
    visit.find("#krop-1").fill("\n".join(f"Linje {number}" for number in range(1, 31)))
    visit.through(in_known_colours(printed=True))
    note = visit.find("#krop-1")
    assert note.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    expect(visit.find("#tema-krop")).to_be_visible()
    expect(visit.find("#tema-sind")).to_be_hidden()
