"""Every page in every state, in every look: axe, reflow, cut-off text, targets, console, cookies, other checkers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from e2e.checkers.others import CHECKERS, ready
from e2e.states.all import KINDS, STATES
from e2e.states.interviews import QUESTIONS
from e2e.states.state import Addresses, Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.looks import AT_LEAST_44, TOO_LOW
from e2e.visitor.paper import A4
from e2e.visitor.visit import Visit

WIDTHS = (320, 768, 1280)
PLAIN = [Device(width=width, dark=dark) for width in WIDTHS for dark in (False, True)]
FORCED = [in_known_colours(width=width, forced_colors=True) for width in reversed(WIDTHS)]
ENLARGED = in_known_colours(width=320, height=256, zoom=4)
SPACING = Path(__file__).parent / "checkers" / "laid_over" / "text-spacing.css"
SPACED_OUT = [in_known_colours(width=width, laid_over=SPACING) for width in (320, 1280)]
PRINTED_IN_COLOURS = [replace(A4, contrast=True, dark=dark) for dark in (False, True)]
WITHOUT_SCRIPTS = in_known_colours(width=320, dark=True, forced_colors=True, javascript=False)

SAMPLE = [(state, replace(device, contrast=state in KINDS)) for state, device in zip(STATES, cycle(PLAIN))]
"""One plain look at each state; the colours of each kind of page."""

every_state = pytest.mark.parametrize("state", STATES, ids=str)


def looks(state: State) -> list[Device]:
    """All looks but the first, ``PLAIN[0]``. Colours are measured in both schemes, and in the look of the sample."""
    measured = [PLAIN[-1], *(device for sampled, device in SAMPLE if sampled is state)]
    plain = [replace(device, contrast=device in measured) for device in PLAIN[1:]]
    return [*plain, *FORCED, ENLARGED, *SPACED_OUT, *(PRINTED_IN_COLOURS if state in KINDS else [A4])]


@pytest.mark.sample
@pytest.mark.parametrize(("state", "device"), [one for one in SAMPLE if one[0] in KINDS], ids=str)
def test_each_kind_of_page_in_one_look(come_again: Arrive, state: State, device: Device) -> None:
    come_again(state, device)


def test_the_sample_is_a_part_of_the_whole() -> None:
    for state, device in SAMPLE:
        whole = [PLAIN[0], *looks(state)]
        assert device in whole or replace(device, contrast=True) in whole, f"{state}, {device}"


@pytest.mark.full
@every_state
def test_every_state_in_every_look(come_again: Arrive, subtests: pytest.Subtests, state: State) -> None:
    visit = come_again(state, PLAIN[0])
    with subtests.test("what is pressed is 44 pixels high"):
        assert visit.find(AT_LEAST_44).evaluate_all(TOO_LOW) == []
    for device in looks(state):
        with subtests.test(str(device)):
            visit.through(device)
    if visit.take(ENLARGED).unfold():
        for device in (ENLARGED, *SPACED_OUT, A4):
            with subtests.test(f"unfolded, {device}"):
                visit.through(device)
    visit.take(in_known_colours())
    ready()
    for name, checker in CHECKERS.items():
        with subtests.test(name):
            assert list(checker(visit)) == []


@pytest.mark.full
@every_state
def test_every_state_without_scripts(come_again: Arrive, state: State) -> None:
    visit = come_again(state, WITHOUT_SCRIPTS)
    if visit.unfold():
        visit.check()


@pytest.mark.full
@pytest.mark.timeout(600)
def test_every_page_without_answers(
    addresses: Addresses, new_visit: Callable[[Device], Visit], subtests: pytest.Subtests
) -> None:
    narrow, wide = Device(width=320, dark=True), in_known_colours(width=1280)
    visit = new_visit(narrow)
    for address in addresses.everywhere():
        with subtests.test(address):
            visit.take(narrow).open(address).through(wide)


@pytest.mark.parametrize("state", [QUESTIONS[0], QUESTIONS[-1]], ids=str)
def test_an_answer_is_pressed_anywhere_on_its_row(come_again: Arrive, state: State) -> None:
    visit = come_again(state, in_known_colours(width=320))
    row = visit.find(".options > *:not(:has(:checked))").first
    option = row.locator("input").get_attribute("value")
    box = row.bounding_box()
    assert box is not None
    row.click(position={"x": box["width"] - 3, "y": box["height"] - 3})
    assert option in visit.chosen
