"""Every page in every state, looked at by the page object: axe, reflow, cut-off text, targets, console, cookies."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle

import pytest

from e2e.device import Device
from e2e.page import Visit
from e2e.states import QUESTIONS, STATES, State

Arrive = Callable[[State, Device], Visit]

WIDTHS = (320, 768, 1280)
PLAIN = [Device(width=width, dark=dark) for dark in (False, True) for width in WIDTHS]


@pytest.mark.parametrize(("state", "device"), list(zip(STATES, cycle(PLAIN))), ids=str)
def test_every_state_is_without_fault_on_some_device(arrive: Arrive, state: State, device: Device) -> None:
    arrive(state, device)


def test_an_answer_is_pressed_anywhere_on_its_row(arrive: Arrive) -> None:
    visit = arrive(QUESTIONS[0], Device(width=320))
    row = visit.find(".options > *").first
    box = row.bounding_box()
    assert box is not None
    row.click(position={"x": box["width"] - 3, "y": box["height"] - 3})
    assert row.locator("input").is_checked()
