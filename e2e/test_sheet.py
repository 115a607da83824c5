"""The sheet that a visitor takes home from the adviser, on paper and as a PDF."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from e2e.states.all import BY_NAME
from e2e.states.state import Arrive, State
from e2e.visitor.device import in_known_colours
from e2e.visitor.paper import A4, BLACK_ON_WHITE, pages, painted
from testing.long_run import first_now
from testing.people import CANNOT_GO_OUT_ALONE, MOTHER_OF_A_SON, PARENT_OF_A_SMALL_CHILD, WITHOUT_A_HOME, Person


@pytest.mark.parametrize(
    "person", first_now([MOTHER_OF_A_SON, CANNOT_GO_OUT_ALONE, WITHOUT_A_HOME, PARENT_OF_A_SMALL_CHILD])
)
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_a_sheet_with_answers_and_a_link_fits_on_few_pages(come_again: Arrive, place: str, person: Person) -> None:
    reader = ("selv",) if person is MOTHER_OF_A_SON else ()
    sheet = State("sheet", f"/{place}/raadgiver/{{token}}/ark", ".qr svg", person, submits=("ja", *reader, "336"))
    visit = come_again(sheet, in_known_colours())
    # The mother hears of eight standards in Helsingør, more than two pages hold.
    most = 3 if (place, person) == ("helsingoer", MOTHER_OF_A_SON) else 2
    assert 1 <= pages(visit.on_paper()) <= most


def test_a_pdf_of_the_sheet_is_tagged_and_says_its_language(come_again: Arrive) -> None:
    visit = come_again(BY_NAME["sheet with a link"], in_known_colours())
    saved = visit.on_paper(tagged=True)
    assert b"/StructTreeRoot" in saved
    assert b"/Lang (da)" in saved or b"/Lang(da)" in saved


def test_a_printed_sheet_is_black_on_white_and_holds_no_choice(come_again: Arrive) -> None:
    visit = come_again(BY_NAME["sheet"], A4)
    expect(visit.find(".sheet-choices, .sheet-ways").locator("visible=true")).to_have_count(0)
    assert painted(visit, "main *:not(svg *)") <= BLACK_ON_WHITE
