"""The two pictures that are lists, the ladder and the time line: drawn by the stylesheet alone, on every device."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from e2e.states.state import Arrive, State
from e2e.visitor.device import Device, in_known_colours
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON

HELSINGOER = State("helsingoer", "/helsingoer/resultat/{token}", ".ladder .mark", MOTHER_OF_A_SON)
KOEBENHAVN = State("koebenhavn", "/koebenhavn/resultat/{token}", ".ladder .mark", MOTHER_OF_A_SON)
COMPANION = State("companion", "/helsingoer/resultat/{token}", ".timeline", CANNOT_GO_OUT_ALONE)

on_every_device = pytest.mark.parametrize(
    "device",
    [
        in_known_colours(width=320),
        in_known_colours(width=1280, dark=True),
        in_known_colours(width=320, forced_colors=True),
        in_known_colours(width=688, printed=True),
    ],
    ids=str,
)


def boxes(found: Locator) -> list[FloatRect]:
    """Where the elements stand, from the first to the last."""
    return [box for one in found.all() if (box := one.bounding_box())]


@pytest.mark.parametrize("state", [HELSINGOER, KOEBENHAVN], ids=str)
@on_every_device
def test_each_rung_begins_further_in_than_the_one_below_and_all_end_at_one_edge(
    come_again: Arrive, state: State, device: Device
) -> None:
    rungs = boxes(come_again(state, device).find(".ladder > .rung"))
    assert len(rungs) >= 6
    for above, below in pairwise(rungs):
        assert above["x"] > below["x"] + 5
        assert above["y"] < below["y"]
        assert above["x"] + above["width"] == pytest.approx(below["x"] + below["width"], abs=1)


def test_right_to_left_the_ladder_climbs_the_other_way(come_again: Arrive) -> None:
    visit = come_again(KOEBENHAVN, in_known_colours(width=320))
    visit.find("html").evaluate("root => { root.dir = 'rtl'; }")
    for above, below in pairwise(boxes(visit.check().find(".ladder > .rung"))):
        assert above["x"] == pytest.approx(below["x"], abs=1)
        assert above["x"] + above["width"] < below["x"] + below["width"] - 5


@on_every_device
def test_lines_and_marks_can_be_seen_where_tints_cannot(come_again: Arrive, device: Device) -> None:
    visit = come_again(HELSINGOER, device)
    for rung in visit.find(".ladder > .rung").all():
        style, colour = rung.evaluate(
            "one => { const s = getComputedStyle(one); return [s.borderTopStyle, s.borderTopColor]; }"
        )
        assert style == "solid"
        assert colour not in ("transparent", "rgba(0, 0, 0, 0)")
    marks = visit.find("section[aria-labelledby=ladder] .mark")
    expect(marks.locator("visible=true")).to_have_count(marks.count())
    assert set(marks.all_inner_texts()) == {"◆", "◇", "–"}


def test_a_screen_reader_hears_the_ladder_as_a_list_of_steps(come_again: Arrive) -> None:
    section = come_again(HELSINGOER, in_known_colours()).find("section[aria-labelledby=ladder]")
    heard = section.aria_snapshot()
    assert heard.index("Trin 6") < heard.index("Trin 1")
    assert "Passer:" in heard
    assert "◆" not in heard
    assert section.get_by_role("list").count() > 1


def test_the_time_line_runs_across_where_there_is_room_and_down_where_there_is_none(come_again: Arrive) -> None:
    wide = boxes(come_again(COMPANION, in_known_colours(width=1280)).find(".timeline").first.locator("li"))
    assert [box["y"] for box in wide] == pytest.approx([wide[0]["y"]] * 3, abs=2)
    assert [box["x"] for box in wide] == sorted(box["x"] for box in wide)
    narrow = boxes(come_again(COMPANION, in_known_colours(width=320)).find(".timeline").first.locator("li"))
    assert [box["x"] for box in narrow] == pytest.approx([narrow[0]["x"]] * 3, abs=2)
    assert [box["y"] for box in narrow] == sorted(box["y"] for box in narrow)


@pytest.mark.parametrize(
    "device", [in_known_colours(width=320, forced_colors=True), in_known_colours(width=1280, dark=True)], ids=str
)
def test_the_points_of_the_time_line_are_drawn_with_lines(come_again: Arrive, device: Device) -> None:
    for point in come_again(COMPANION, device).find(".timeline").first.locator("li").all():
        drawn = point.evaluate(
            "one => { const s = getComputedStyle(one, '::before'); return [s.borderTopStyle, s.borderTopWidth]; }"
        )
        assert drawn == ["solid", "2px"]
