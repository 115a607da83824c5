"""The stylesheet of Det Fælles Designsystem laid over ours, as a municipality may do: nothing is lost."""

from __future__ import annotations

from itertools import cycle

import pytest

from e2e.checkers.others import package
from e2e.states.all import STATES
from e2e.states.state import Arrive, State
from e2e.visitor.device import Device

CONTROLS = """() => [...document.querySelectorAll("a[href], button, input, summary")]
  .filter(element => element.checkVisibility() && !element.matches(".skipnav"))
  .map(element => {
    // DKFDS hides the input of an answer and draws one beside its label.
    const boxes = [element, ...(element.labels ?? [])].map(part => part.getBoundingClientRect());
    const seen = boxes.some(box => box.width >= 8 && box.height >= 8
      && box.left >= -0.5 && box.right <= document.documentElement.clientWidth + 0.5 && box.top + scrollY >= 0);
    return (seen ? "" : "lost: ") + (element.innerText || element.value).trim();
  })"""

pytestmark = pytest.mark.full


LIGHT = [state for state in STATES if not state.path.startswith("/ramme-moerk")]
"""All but what a dark page frames: DKFDS knows light colours only, and so does a page that uses it."""


@pytest.mark.parametrize(("state", "width"), list(zip(LIGHT, cycle((320, 1280, 768)))), ids=str)
def test_dkfds_can_be_laid_over_every_state(come_again: Arrive, state: State, width: int) -> None:
    visit = come_again(state, Device(width=width, laid_over=package("dkfds/dist/css/dkfds.min.css")))
    theirs = visit.find("html").evaluate(CONTROLS)
    visit.find("#laid-over").evaluate("sheet => { sheet.disabled = true; }")
    ours = visit.find("html").evaluate(CONTROLS)
    assert theirs == ours
    assert not [control for control in ours if control.startswith("lost")]
