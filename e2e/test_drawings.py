"""The two pictures that are lists, the ladder and the time line: drawn by the stylesheet alone, on every device."""

from __future__ import annotations

from itertools import pairwise

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from e2e.states.state import Arrive, State
from e2e.visitor.device import in_known_colours
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON

HELSINGOER = State("helsingoer", "/helsingoer/resultat/{token}/det-hele", ".ladder .mark", MOTHER_OF_A_SON)
KOEBENHAVN = State("koebenhavn", "/koebenhavn/resultat/{token}/det-hele", ".ladder .mark", MOTHER_OF_A_SON)
COMPANION = State("companion", "/helsingoer/resultat/{token}/det-hele", ".timeline", CANNOT_GO_OUT_ALONE)

NARROW, WIDE = in_known_colours(width=320), in_known_colours(width=1280, dark=True)
FORCED = in_known_colours(width=320, forced_colors=True)

BORDER = "part => { const s = getComputedStyle(part); return [s.borderTopStyle, s.borderTopColor]; }"
POINT = "part => { const s = getComputedStyle(part, '::before'); return [s.borderTopStyle, s.borderTopWidth]; }"


def boxes(found: Locator) -> list[FloatRect]:
    """Where the elements are, from the first to the last."""
    return [box for element in found.all() if (box := element.bounding_box())]


@pytest.mark.parametrize("state", [HELSINGOER, KOEBENHAVN], ids=str)
def test_each_rung_begins_further_in_than_the_one_below(
    come_again: Arrive, subtests: pytest.Subtests, state: State
) -> None:
    visit = come_again(state, NARROW)
    for device in (NARROW, WIDE, FORCED):
        with subtests.test(str(device)):
            rungs = boxes(visit.through(device).find(".ladder > .rung"))
            assert len(rungs) >= 6
            for above, below in pairwise(rungs):
                assert above["x"] > below["x"] + 5
                assert above["y"] < below["y"]
                assert above["x"] + above["width"] == pytest.approx(below["x"] + below["width"], abs=1)


def test_right_to_left_the_ladder_climbs_the_other_way(come_again: Arrive) -> None:
    visit = come_again(KOEBENHAVN, NARROW)
    visit.run("() => { document.documentElement.dir = 'rtl'; }")
    for above, below in pairwise(boxes(visit.check().find(".ladder > .rung"))):
        assert above["x"] == pytest.approx(below["x"], abs=1)
        assert above["x"] + above["width"] < below["x"] + below["width"] - 5


def test_lines_and_marks_can_be_seen_where_tints_cannot(come_again: Arrive, subtests: pytest.Subtests) -> None:
    visit = come_again(KOEBENHAVN, NARROW)
    for device in (NARROW, WIDE, FORCED):
        with subtests.test(str(device)):
            rungs = visit.through(device).find(".ladder > .rung").all()
            assert rungs
            for rung in rungs:
                style, colour = rung.evaluate(BORDER)
                assert style == "solid"
                assert colour not in ("transparent", "rgba(0, 0, 0, 0)")
            marks = visit.find("section[aria-labelledby=ladder] .mark")
            expect(marks.locator("visible=true")).to_have_count(marks.count())
            assert set(marks.all_inner_texts()) == {"◆", "◇"}


def test_a_screen_reader_hears_the_ladder_as_a_list_of_steps(come_again: Arrive) -> None:
    section = come_again(HELSINGOER, NARROW).find("section[aria-labelledby=ladder]")
    heard = section.aria_snapshot()
    assert heard.index("Trin 6") < heard.index("Trin 1")
    assert "Passer:" in heard
    assert "◆" not in heard
    assert section.get_by_role("list").count() > 1


def test_the_time_line_runs_across_where_there_is_room(come_again: Arrive) -> None:
    visit = come_again(COMPANION, WIDE)
    for device, along, across in ((WIDE, "x", "y"), (NARROW, "y", "x")):
        points = visit.through(device).find(".timeline").first.locator("li")
        places = [{"x": box["x"], "y": box["y"]} for box in boxes(points)]
        assert len(places) > 1
        assert [place[across] for place in places] == pytest.approx([places[0][across]] * len(places), abs=2)
        assert [place[along] for place in places] == sorted(place[along] for place in places)


def test_the_points_of_the_time_line_are_drawn_with_lines(come_again: Arrive) -> None:
    visit = come_again(COMPANION, WIDE)
    for device in (WIDE, FORCED):
        points = visit.through(device).find(".timeline").first.locator("li").all()
        assert len(points) > 1
        assert [point.evaluate(POINT) for point in points] == [["solid", "2px"]] * len(points)
