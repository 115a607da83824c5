"""The sheet that a visitor takes home from the adviser, and the sheet to prepare for the talk."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from guide.municipality import Guide
from guide.rules.answers import Answers
from guide.rules.outcome import State, evaluate
from guide.web.sealed.lifetime import HOURS_TO_CHOOSE
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import ADVISED, PLACE
from tests.conftest import Open, Seal, everywhere
from tests.web.walking import press, question_of

DESK = f"/{PLACE}/raadgiver"


def sheet_of(page: Page) -> str:
    return text_of(with_class(page.root, "handout")[0])


# The sheet


def test_the_sheet_says_what_may_fit_and_what_to_do_next(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, ADVISED)}/ark")
    municipality, told = guide.municipalities[PLACE], sheet_of(page)
    advice, contact, route = municipality.open_advice, municipality.contact, municipality.complaint
    assert advice is not None
    for said in (
        advice.place,
        advice.hours,
        contact.address,
        contact.web,
        f"Digital Post: {contact.digital_post}",
        route.recipient,
    ):
        assert said in told
    for line in (*guide.talk.bring, *guide.talk.ask):
        assert line.self_ in told
    outcomes = page.outcomes()
    expected = {one.slug: evaluate(one, Answers(ADVISED)).state for one in municipality.with_outcome}
    assert outcomes == {slug: state for slug, state in expected.items() if state is not State.NOT_SOUGHT}
    for standard in municipality.with_outcome:
        if outcomes.get(standard.slug) in (State.LIKELY, State.INDIVIDUAL):
            assert standard.heading in told
            for finding in evaluate(standard, Answers(ADVISED)).reasons:
                assert finding.requirement.text.self_ in told


def test_the_days_stand_on_the_sheet_as_dates(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, ADVISED)}/ark")
    section = next(one for one in page.all(".//section") if one.get("aria-labelledby") == "days")
    # Ledsagelse: three months from 22 November 2026, and four weeks to complain.
    assert "22. februar 2027" in text_of(section)
    assert "22. marts 2027" in text_of(section)


def test_the_sheet_speaks_to_the_one_who_takes_it_home(client: CheckedClient, seal: Seal) -> None:
    address = f"{DESK}/{seal(PLACE, ADVISED)}/ark"
    own = sheet_of(client.page(address))
    other = sheet_of(page_of(client.post(address, data={"svar": "ja", "til": "anden", "timer": "0"})))
    assert "Du kan ikke færdes alene" in own
    assert "ersonen kan ikke færdes alene" in other
    assert "ersonen kan ikke færdes alene" not in own


def test_only_who_asks_for_an_adult_is_asked_who_takes_the_sheet(client: CheckedClient, seal: Seal) -> None:
    for person in ("mig", "barn"):
        told = {key: value for key, value in ADVISED.items() if key != "alder"} | {"hvem": [person]}
        assert "til-selv" not in client.page(f"{DESK}/{seal(PLACE, told)}/ark").ids


def test_the_answers_can_be_left_out(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    address = f"{DESK}/{seal(PLACE, ADVISED)}/ark"
    page = page_of(client.post(address, data={"timer": "0"}))
    told = sheet_of(page)
    assert with_class(client.page(address).root, "answered")
    assert not with_class(page.root, "answered")
    assert not with_class(page.root, "reason")
    for question_id, options in ADVISED.items():
        question = question_of(guide, question_id)
        if question_id in ("hvem", "alder", "varig", "faerdes"):
            continue  # Their answers are words such as “Nej”, which are in other texts too.
        for option in options:
            assert f"{question.name}: {question.option(option).label.self_}" not in told
    assert "Du kan ikke færdes alene uden for hjemmet" not in told


@pytest.mark.parametrize("hours", HOURS_TO_CHOOSE)
def test_the_code_holds_a_link_that_lives_as_long_as_was_chosen(
    client: CheckedClient, seal: Seal, opened: Open, monkeypatch: pytest.MonkeyPatch, hours: int
) -> None:
    held: list[str] = []

    def code_of(text: str) -> str:
        held.append(text)
        return ""

    monkeypatch.setattr("guide.web.interview.shared_link.qr_code", code_of)
    client.post(f"{DESK}/{seal(PLACE, ADVISED)}/ark", data={"svar": "ja", "timer": str(hours)})
    (link,) = held
    assert link.startswith(f"http://localhost/{PLACE}/resultat/")
    found = opened(link)
    assert found.until is not None
    assert abs(found.until - datetime.now(UTC) - timedelta(hours=hours)) < timedelta(minutes=5)
    assert found.answers == Answers(ADVISED | {"hvem": ["mig"]})
    assert press(client, link.removeprefix("http://localhost")).outcomes()


def test_a_sheet_has_no_link_unless_one_was_chosen(client: CheckedClient, seal: Seal) -> None:
    address = f"{DESK}/{seal(PLACE, ADVISED)}/ark"
    assert not with_class(client.page(address).root, "qr")
    assert with_class(page_of(client.post(address, data={"timer": "24"})).root, "qr")


@pytest.mark.parametrize("posted", [{"timer": "9999"}, {"timer": "-1"}, {"timer": "x"}, {"timer": "0", "til": "alle"}])
def test_a_choice_that_is_not_offered_gives_an_error_and_no_link(
    client: CheckedClient, seal: Seal, posted: dict[str, str]
) -> None:
    response = client.post(f"{DESK}/{seal(PLACE, ADVISED)}/ark", data=posted)
    page = page_of(response)
    assert response.status_code == 422
    field = "til" if "til" in posted else "timer"
    assert page.id(f"{field}-error") is not None
    assert not with_class(page.root, "qr")


def test_the_sheet_holds_the_answers_that_were_posted_with_it(client: CheckedClient) -> None:
    address = client.post(DESK, data=ADVISED | {"videre": ["ark"]}).headers["Location"]
    assert address.endswith("/ark")
    assert "I egen bolig" in sheet_of(client.page(address))


def test_the_sheet_says_of_which_day_and_version_it_is(client: CheckedClient, seal: Seal) -> None:
    told = sheet_of(client.page(f"{DESK}/{seal(PLACE, ADVISED)}/ark"))
    assert len(re.findall(r"\d{1,2}\. [a-z]+ 20\d\d", told.split("Passer")[0])) == 2


# The talk


@everywhere
def test_notes_for_the_talk_belong_to_no_form_and_have_no_name(client: CheckedClient, guide: Guide) -> None:
    for place in guide.municipalities:
        page = client.page(f"/{place}/forbered")
        notes = page.all(".//textarea")
        assert len(notes) == len(guide.talk.prompts) * (len(guide.talk.themes) + 1)
        assert not page.all(".//form")
        for note in notes:
            assert note.get("name") is None
            assert note.get("form") is None
            assert (note.get("autocomplete"), note.get("spellcheck")) == ("off", "false")


def test_the_talk_goes_through_the_themes_of_the_method_in_plain_words(client: CheckedClient, guide: Guide) -> None:
    page = client.page(f"/{PLACE}/forbered")
    names = [text_of(heading) for heading in page.all(".//summary/h3")]
    assert names == [theme.name for theme in guide.talk.themes]
    assert [group.get("aria-label") for group in page.all(".//details/*[@role='group']")] == names
    # The ten themes that the catalogue of Helsingør lists, and what is around the person.
    assert len(names) == 11
    told = text_of(page.root)
    assert all(theme.text in told for theme in guide.talk.themes)


def test_a_theme_has_no_address_of_its_own(client: CheckedClient) -> None:
    client.page(f"/{PLACE}/forbered/krop", status=404)
    client.page("/ukendt/forbered", status=404)


def test_the_result_leads_to_preparing_the_talk(client: CheckedClient, seal: Seal) -> None:
    assert f"/{PLACE}/forbered" in client.page(f"/{PLACE}/resultat/{seal(PLACE, ADVISED)}").links()
