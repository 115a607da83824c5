"""How much room a result takes: the first step at once, few screens on a phone, one view at the desk."""

from __future__ import annotations

import pytest

from e2e.states.all import BY_NAME
from e2e.states.state import Arrive, State
from e2e.visitor.device import in_known_colours
from testing.long_run import first_now
from testing.people import FOURTEEN, USUAL

SMALL, PHONE = in_known_colours(width=320, height=568), in_known_colours(width=390, height=800)
SCREENS_OF_A_RESULT = 4
HEIGHT_OF_THE_DESK = 6_000
"""Pixels."""


def result(name: str, place: str) -> State:
    return State(f"result: {name}", f"/{place}/resultat/{{token}}", ".now", FOURTEEN[name])


@pytest.mark.parametrize("name", first_now(tuple(FOURTEEN)))
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_the_first_step_is_seen_at_once_on_a_small_phone(come_again: Arrive, place: str, name: str) -> None:
    box = come_again(result(name, place), SMALL).find(".now").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= SMALL.height


@pytest.mark.parametrize("name", first_now(USUAL))
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_the_result_of_a_usual_person_takes_few_screens(come_again: Arrive, place: str, name: str) -> None:
    height = come_again(result(name, place), PHONE).run("() => document.documentElement.scrollHeight")
    assert height <= SCREENS_OF_A_RESULT * PHONE.height


@pytest.mark.parametrize("state", ["desk before anything is told", "desk with an account"])
def test_the_desk_is_one_view(come_again: Arrive, state: str) -> None:
    visit = come_again(BY_NAME[state], in_known_colours(width=1280))
    assert visit.run("() => document.documentElement.scrollHeight") <= HEIGHT_OF_THE_DESK
