"""The application in the browser: from the result to paper in three steps, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.states.all import BY_NAME
from e2e.states.state import Arrive
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.paper import A4, pages

WITHOUT_SCRIPTS = in_known_colours(width=320, javascript=False)
PRINTER = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"


@pytest.mark.parametrize("device", [in_known_colours(width=320), WITHOUT_SCRIPTS], ids=str)
def test_three_steps_lead_from_the_result_to_a_letter_on_paper(come_again: Arrive, device: Device) -> None:
    visit = come_again(BY_NAME["result"], device)
    visit.follow("En ledsager", within="[data-standard=ledsagelse]").follow("Skriv en ansøgning")
    letter = visit.find("#brev").input_value()
    visit.submit("Gør brevet klar til print")
    expect(visit.find("div.letter")).to_contain_text(letter.splitlines()[-3])
    assert pages(visit.on_paper()) == 2


@pytest.mark.parametrize("name", ["application", "application for another", "application, to be printed"])
def test_the_letter_is_one_page_and_what_the_municipality_needs_to_know_another(come_again: Arrive, name: str) -> None:
    assert pages(come_again(BY_NAME[name], in_known_colours()).on_paper()) == 2


def test_the_page_itself_prints_as_the_letter(come_again: Arrive) -> None:
    """Printed as it is, a field that was filled in shows its text, and an empty one lines to write on."""
    visit = come_again(BY_NAME["application"], in_known_colours())
    visit.run(PRINTER)
    visit.find("#print").click()
    visit.wait("() => window.printed === 1")
    visit.write({"oplysning-1": "Kor hver tirsdag."}).through(A4)
    expect(visit.find("#oplysning-1")).to_be_visible()
    expect(visit.find("#oplysning-1 + .blank-lines")).to_be_hidden()
    expect(visit.find("#oplysning-2")).to_be_hidden()
    expect(visit.find("#oplysning-2 + .blank-lines")).to_be_visible()
    assert visit.find("#brev").evaluate("letter => letter.scrollHeight <= letter.clientHeight + 1")
    expect(visit.find("button:visible, .form-hint:visible, nav:visible")).to_have_count(0)


def test_the_copied_text_has_what_was_told(come_again: Arrive) -> None:
    visit = come_again(BY_NAME["application, to be printed"], in_known_colours())
    visit.allow_copying().click_button("Kopiér teksten")
    expect(visit.find("[role=status]")).not_to_be_empty()
    assert "Kor hver tirsdag" in visit.clipboard
