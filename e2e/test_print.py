"""The result on paper: two pages for a typical person, with all that is needed where no link can be pressed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from e2e.states.state import Arrive, State
from e2e.visitor.device import Device, in_known_colours
from e2e.visitor.paper import A4, BLACK_ON_WHITE, pages, painted
from guide import __version__
from testing.people import CANNOT_GO_OUT_ALONE, DAUGHTER_OF_A_PENSIONER, MOTHER_OF_A_SON, WOULD_LIKE_A_JOB, Person


def result(person: Person, municipality: str = "helsingoer") -> State:
    return State("whole result", f"/{municipality}/resultat/{{token}}/det-hele", ".outcome", person)


@pytest.mark.parametrize("device", [in_known_colours(), in_known_colours(width=320, dark=True)], ids=str)
def test_the_result_of_a_typical_person_fits_on_two_pages(come_again: Arrive, device: Device) -> None:
    assert 1 <= pages(come_again(result(CANNOT_GO_OUT_ALONE), device).on_paper()) <= 2


def test_a_result_with_three_standards_fits_on_two_pages(come_again: Arrive) -> None:
    assert 1 <= pages(come_again(result(WOULD_LIKE_A_JOB, "koebenhavn"), in_known_colours()).on_paper()) <= 2


def test_pages_are_counted(come_again: Arrive) -> None:
    much = State("standard", "/helsingoer/standarder/bpa")
    assert pages(come_again(much, in_known_colours()).on_paper()) > 2


def test_paper_says_when_and_from_what_it_was_made(come_again: Arrive) -> None:
    visit = come_again(result(CANNOT_GO_OUT_ALONE), A4)
    made = visit.find(".print-only").first
    expect(made).to_be_visible()
    assert len(re.findall(r"\d{1,2}\. [a-z]+ \d{4}", made.inner_text())) == 2
    assert __version__ in made.inner_text()
    expect(visit.find(".guidance")).to_be_visible()


def test_paper_has_the_addresses_written_out(come_again: Arrive) -> None:
    visit = come_again(result(CANNOT_GO_OUT_ALONE), A4)
    steps = visit.find("section[aria-labelledby=next]").inner_text()
    assert "Birkedalsvej 27, 3000 Helsingør" in steps
    assert "https://www.helsingor.dk" in steps
    assert "Klage: Helsingør Kommune" in steps
    for link in visit.find('main a[href^="http"]').locator("visible=true").all():
        assert "http" in link.evaluate("one => getComputedStyle(one, '::after').content")
    expect(visit.find("main a:text-is('Ret')").locator("visible=true")).to_have_count(0)


def test_every_reason_is_printed_with_what_was_answered(come_again: Arrive) -> None:
    told = come_again(result(CANNOT_GO_OUT_ALONE), A4).find(".outcome .card-content > .reasons .told")
    assert told.count() > 5
    expect(told.locator("visible=true")).to_have_count(told.count())


def test_what_the_municipality_weighs_itself_is_printed(come_again: Arrive) -> None:
    visit = come_again(result(CANNOT_GO_OUT_ALONE), A4)
    expect(visit.find("summary").locator("visible=true")).to_have_count(0)
    weighed = visit.find(".outcome h4:text-is('Hvad kommunen selv vurderer') + ul > li")
    assert weighed.locator("visible=true").count() > 3


def test_what_was_not_sought_is_named(come_again: Arrive) -> None:
    visit = come_again(result(CANNOT_GO_OUT_ALONE), A4)
    named = visit.find("section[aria-labelledby=not_sought] li").locator("visible=true")
    assert named.count() == list(visit.outcomes.values()).count("not_sought") > 3


def test_what_does_not_seem_to_fit_takes_one_line_each(come_again: Arrive) -> None:
    visit = come_again(result(DAUGHTER_OF_A_PENSIONER), A4)
    unlikely = list(visit.outcomes.values()).count("unlikely")
    assert unlikely
    lines = visit.find(".group-unlikely li")
    expect(lines.locator("visible=true")).to_have_count(unlikely)
    assert all(line.bounding_box()["height"] < 60 for line in lines.all())  # type: ignore[index]  # they are visible


@pytest.mark.parametrize("device", [A4, replace(A4, dark=True)], ids=str)
def test_paper_is_black_on_white(come_again: Arrive, device: Device) -> None:
    assert painted(come_again(result(MOTHER_OF_A_SON), device), "main *") <= BLACK_ON_WHITE
