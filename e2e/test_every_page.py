"""Every page in every state, looked at by the page object: axe, reflow, cut-off text, targets, console, cookies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from e2e.device import Device, in_known_colours
from e2e.page import Visit
from e2e.state import Addresses, State
from e2e.states import KINDS, STATES
from e2e.states_of_interviews import QUESTIONS

Arrive = Callable[[State, Device], Visit]

WIDTHS = (320, 768, 1280)
PLAIN = [Device(width=width, dark=dark) for dark in (False, True) for width in WIDTHS]
SEEN_BY_AXE = (Device(width=320), in_known_colours(width=768), Device(width=1280, dark=True))
"""Every width once, and both colours: what axe finds in a page depends on nothing else."""
MEASURED = (
    *(Device(width=width, dark=dark) for width, dark in ((320, True), (768, True), (1280, False))),
    *(Device(width=width, forced_colors=True) for width in WIDTHS),
)
"""The other widths and colours: text that is covered, cut off or broken, sideways scroll, small targets."""
SPACING = Path(__file__).parent / "laid_over" / "text-spacing.css"
ENLARGED = in_known_colours(width=320, height=256, zoom=4)
WITHOUT_SCRIPTS = in_known_colours(width=320, dark=True, forced_colors=True, javascript=False)
SPACED_OUT = [in_known_colours(width=width, laid_over=SPACING) for width in (320, 1280)]
PRINTED = in_known_colours(width=703, printed=True)

ON_SOME_DEVICE = [(one, replace(device, contrast=one in KINDS)) for one, device in zip(STATES, cycle(PLAIN))]
"""In every run. The colours of each kind of page, and in the long run of every state."""
every_state = pytest.mark.parametrize("state", STATES, ids=str)

AT_LEAST_44 = ".button, .options > *, .choice, .back-link, .inline-list a, .link-list a, .skipnav, summary"
"""What is pressed on a phone: the answers, the buttons, the links that stand alone."""


@pytest.mark.parametrize(("state", "device"), ON_SOME_DEVICE, ids=str)
def test_every_state_is_without_fault_on_some_device(come_again: Arrive, state: State, device: Device) -> None:
    come_again(state, device)


@pytest.mark.full
@every_state
def test_every_state_is_without_fault_at_every_width_in_all_colours_and_what_is_pressed_is_44_pixels_high(
    come_again: Arrive, state: State
) -> None:
    visit = come_again(state, SEEN_BY_AXE[0])
    boxes = {one.inner_text(): one.bounding_box() for one in visit.find(AT_LEAST_44).locator("visible=true").all()}
    assert not [f"{name}: {box}" for name, box in boxes.items() if box and box["height"] < 43.5]
    for device in SEEN_BY_AXE[1:]:
        visit.through(device)
    for device in MEASURED:
        visit.through(device, axe=False)


@pytest.mark.full
@pytest.mark.parametrize("device", [ENLARGED, WITHOUT_SCRIPTS], ids=str)
@every_state
def test_nothing_is_lost_when_enlarged_or_without_scripts(come_again: Arrive, state: State, device: Device) -> None:
    visit = come_again(state, device)
    if visit.unfold():
        visit.check()


@pytest.mark.full
@every_state
def test_nothing_is_lost_when_spaced_out_or_printed(come_again: Arrive, state: State) -> None:
    narrow, wide = SPACED_OUT
    visit = come_again(state, narrow).through(wide, axe=False).through(PRINTED)
    if visit.unfold():
        for device in (narrow, wide, PRINTED):
            visit.through(device, axe=False)


@pytest.mark.full
@pytest.mark.parametrize(
    "device", [Device(width=703, printed=True), Device(width=688, printed=True, dark=True)], ids=str
)
@pytest.mark.parametrize("state", KINDS, ids=str)
def test_every_kind_of_page_can_be_read_on_paper(come_again: Arrive, state: State, device: Device) -> None:
    come_again(state, device)


@pytest.mark.full
@pytest.mark.parametrize("device", [Device(width=320, dark=True), in_known_colours(width=1280)], ids=str)
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
