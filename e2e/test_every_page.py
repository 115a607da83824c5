"""Every page in every state, looked at by the page object: axe, reflow, cut-off text, targets, console, cookies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from e2e.device import Device
from e2e.page import Visit
from e2e.state import Addresses, State
from e2e.states import STATES
from e2e.states_of_interviews import QUESTIONS

Arrive = Callable[[State, Device], Visit]

WIDTHS = (320, 768, 1280)
PLAIN = [Device(width=width, dark=dark) for dark in (False, True) for width in WIDTHS]
FORCED = [Device(width=width, forced_colors=True) for width in WIDTHS]
SPACING = Path(__file__).parent / "laid_over" / "text-spacing.css"
HARDER = [
    Device(width=320, height=256, zoom=4, contrast=False),
    Device(width=320, laid_over=SPACING, contrast=False),
    Device(width=1280, laid_over=SPACING, contrast=False),
    Device(width=320, dark=True, forced_colors=True, javascript=False),
    Device(width=688, printed=True),
]

every_state = pytest.mark.parametrize("state", STATES, ids=str)

AT_LEAST_44 = ".button, .options > *, .choice, .back-link, .inline-list a, .link-list a, .skipnav, summary"
"""What is pressed on a phone: the answers, the buttons, the links that stand alone."""


@pytest.mark.parametrize(("state", "device"), list(zip(STATES, cycle(PLAIN))), ids=str)
def test_every_state_is_without_fault_on_some_device(arrive: Arrive, state: State, device: Device) -> None:
    arrive(state, device)


@pytest.mark.full
@every_state
def test_every_state_is_without_fault_at_every_width_in_all_colours_and_what_is_pressed_is_44_pixels_high(
    arrive: Arrive, state: State
) -> None:
    visit = arrive(state, PLAIN[0])
    boxes = {one.inner_text(): one.bounding_box() for one in visit.find(AT_LEAST_44).locator("visible=true").all()}
    assert not [f"{name}: {box}" for name, box in boxes.items() if box and box["height"] < 43.5]
    for device in (*PLAIN[1:], *FORCED):
        # No colour depends on the width: they are measured on a narrow window and on a wide one.
        visit.through(replace(device, contrast=device.width != WIDTHS[1]))


@pytest.mark.full
@pytest.mark.parametrize("device", HARDER, ids=str)
@every_state
def test_nothing_is_lost_when_enlarged_spaced_out_printed_or_without_scripts(
    arrive: Arrive, state: State, device: Device
) -> None:
    visit = arrive(state, device)
    if folded := visit.find("details:not([open]) > summary").locator("visible=true").all():
        for closed in reversed(folded):  # what is opened no longer counts, and moves the numbers of those after it
            closed.click()
        # What stays in sight while the page scrolls lies over what is below it, as it should.
        visit.find("html").evaluate("() => scrollTo(0, 0)")
        visit.check()


@pytest.mark.full
@pytest.mark.parametrize("device", [Device(width=320, dark=True), Device(width=1280)], ids=str)
def test_every_page_without_answers_is_without_fault(
    addresses: Addresses, new_visit: Callable[[Device], Visit], device: Device
) -> None:
    visit = new_visit(device)
    for address in addresses.everywhere():
        visit.open(address)


@pytest.mark.parametrize("state", [QUESTIONS[0], QUESTIONS[-1]], ids=str)
def test_an_answer_is_pressed_anywhere_on_its_row(arrive: Arrive, state: State) -> None:
    visit = arrive(state, Device(width=320))
    row = visit.find(".options > *:not(:has(:checked))").first
    option = row.locator("input").get_attribute("value")
    box = row.bounding_box()
    assert box is not None
    row.click(position={"x": box["width"] - 3, "y": box["height"] - 3})
    assert option in visit.chosen
