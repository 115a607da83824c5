"""Deadlines, sums and letters in the browser: errors that take focus, a file for the calendar, a letter on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from e2e.states.next_steps import DEADLINES, DECISIONS, LETTERS, READ, SUMS, TODAY, written
from e2e.states.state import Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.heard import heard
from e2e.visitor.paper import A4, pages
from e2e.visitor.visit import Visit
from testing.long_run import first_now, some_now

ERRORS = [state for state in (*DEADLINES, *SUMS, *LETTERS, *DECISIONS) if state.status == 422]
WITHOUT_SCRIPTS = in_known_colours(width=320, javascript=False)
TEXTS_IN_SIGHT = """body => [...body.querySelectorAll("*")].filter(one => {
  const { width, height } = one.getBoundingClientRect();
  const hasText = one.value || [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  return hasText && width > 1 && height > 1 && one.checkVisibility() && !one.matches(".skipnav");
}).map(one => one.classList.item(one.classList.length - 1))"""
"""The last class of every element with text that can be seen."""

COMPLAINT = "/helsingoer/breve/klage/ledsagelse"


@pytest.mark.parametrize("state", some_now(ERRORS, every=4), ids=str)
def test_an_error_leads_to_its_field_and_loses_nothing(come_again: Arrive, state: State) -> None:
    visit = come_again(state, in_known_colours())
    assert visit.title.startswith("Fejl: ")
    expect(visit.find("#error-summary")).to_be_focused()
    links = {link.get_attribute("href") or "": link.inner_text() for link in visit.find("#error-summary a").all()}
    assert links
    for target, says in links.items():
        field = visit.find(target)
        described = field if field.get_attribute("type") == "text" else visit.find(f"fieldset:has({target})")
        expect(described).to_have_accessible_description(re.compile(re.escape(f"Fejl: {says}") + "$"))
    for name, typed in (state.writes or {}).items():
        field = visit.find(f'[name="{name}"]').first
        if field.get_attribute("type") == "text":
            expect(field).to_have_value(typed)
        else:
            expect(visit.find(f'[name="{name}"]:checked')).to_have_value(typed)
    first, says = next(iter(links.items()))
    visit.follow(says, within="#error-summary")
    expect(visit.find(first)).to_be_focused()


@pytest.mark.parametrize("device", first_now([WITHOUT_SCRIPTS, in_known_colours()]), ids=str)
def test_from_a_decision_in_hand_to_a_complaint_on_paper(visit: Visit) -> None:
    visit.open("/helsingoer/klage").follow("Forstå din afgørelse").follow("En ledsager (ledsagelse)", exact=True)
    visit.write(READ).submit().submit("Ret det, du har valgt")
    for name, told in READ.items():
        field = visit.find(f'[name="{name}"]').first
        chosen = field if field.get_attribute("type") == "text" else visit.find(f'[name="{name}"]:checked')
        expect(chosen).to_have_value(told)
    visit.submit().submit("Skriv klagen").submit("Gør brevet klar til print")
    letter = visit.find("div.letter").inner_text()
    assert "Jeg kan ikke se, hvilke oplysninger der har vejet." in letter
    assert "?" not in visit.path


@pytest.mark.parametrize("device", first_now([WITHOUT_SCRIPTS, in_known_colours()]), ids=str)
def test_from_the_complaint_page_to_a_file_for_the_calendar(visit: Visit) -> None:
    decided = TODAY - timedelta(days=3)
    visit.open("/helsingoer/klage").follow("Find den sidste dag")
    visit.write({"dag": written(decided)}).submit()
    last = decided + timedelta(weeks=4)
    assert f"den {last.day}. " in visit.find(".answer").inner_text()
    assert "dag" not in visit.path
    name, calendar = visit.download('a[href$=".ics"]')
    assert name == "frist.ics"
    assert f"DTSTART;VALUE=DATE:{last:%Y%m%d}".encode() in calendar


@pytest.mark.parametrize("device", first_now([in_known_colours(width=320), WITHOUT_SCRIPTS]), ids=str)
def test_a_letter_is_chosen_changed_and_made_ready_to_print(visit: Visit) -> None:
    visit.open("/helsingoer/standarder/ledsagelse").follow("Skriv en klage")
    visit.write({"hvem": "mig", "grunde": "behov"}).submit()
    letter = visit.find("textarea.letter")
    letter.fill(letter.input_value().replace("Venlig hilsen", "Mange hilsner fra Ærø"))
    visit.submit()
    expect(visit.find("div.letter")).to_contain_text("Mange hilsner fra Ærø")
    visit.submit("Ret teksten")
    expect(visit.find("textarea.letter")).to_have_value(re.compile("Mange hilsner fra Ærø"))


@pytest.mark.parametrize("state", [LETTERS[-2], LETTERS[-1]], ids=str)
@pytest.mark.parametrize("device", first_now([in_known_colours(), in_known_colours(width=320, dark=True)]), ids=str)
def test_only_the_letter_is_printed_and_on_one_page(come_again: Arrive, state: State, device: Device) -> None:
    visit = come_again(state, device)
    assert pages(visit.on_paper()) == 1
    visit.through(A4)
    expect(visit.find(".letter")).to_be_visible()
    assert visit.find("body").evaluate(TEXTS_IN_SIGHT) == ["letter"]
    assert visit.find(".letter").evaluate("letter => letter.scrollHeight <= letter.clientHeight + 1")


@pytest.mark.full
def test_copy_and_print_come_with_the_script_alone(new_visit: Callable[[Device], Visit]) -> None:
    names = {}
    for device in (in_known_colours(), WITHOUT_SCRIPTS):
        visit = new_visit(device).open(COMPLAINT).write({"hvem": "mig"}).submit()
        names[device.javascript] = [one.name for one in heard(visit, "button")]
        visit.submit()
        names[device.javascript] += [one.name for one in heard(visit, "button")]
    with_script, without = names[True], names[False]
    assert set(without) < set(with_script)
    assert {one for one in with_script if one not in without} == {"Kopiér teksten", "Print"}


def test_the_letter_is_copied_as_it_was_changed(visit: Visit) -> None:
    visit.open(COMPLAINT).write({"hvem": "mig"}).submit()
    visit.allow_copying().find("textarea.letter").fill("Kære kommune\n\nHilsen Åse")
    visit.click_button("Kopiér teksten")
    expect(visit.find("[role=status]")).not_to_be_empty()
    assert visit.clipboard == "Kære kommune\n\nHilsen Åse"


def test_where_a_page_may_not_copy_the_text_is_marked(visit: Visit) -> None:
    visit.open(COMPLAINT).write({"hvem": "mig"}).submit()
    visit.run("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
    visit.click_button("Kopiér teksten").wait("() => document.querySelector('.letter').selectionEnd > 100")
    selected = visit.find(".letter").evaluate("one => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert selected == visit.find(".letter").input_value()


def test_a_sum_keeps_what_was_typed_and_can_be_reckoned_again(visit: Visit) -> None:
    visit.open("/helsingoer/standarder/boformer-hjemloese").follow("Regn på det")
    visit.write({"doegn": "2"}).submit()
    expect(visit.find(".answer")).to_contain_text("201,54")
    expect(visit.find("#doegn")).to_have_value("2")
    visit.write({"doegn": "10"}).submit()
    expect(visit.find(".answer")).to_contain_text("1.007,70")
