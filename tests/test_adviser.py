"""The adviser's desk, its search and the sheet for the visitor, as they work without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Answers, Perspective, QuestionKind
from guide.rules.outcome import State, evaluate
from guide.web import LARGEST_BODY
from guide.web.sealed.lifetime import HOURS_TO_CHOOSE, SHARED_COMPUTER
from guide.web.sealed.tokens import EMPTY_SHARED, OpenedToken
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from tests.conftest import Seal

PLACE = "helsingoer"
DESK = f"/{PLACE}/raadgiver"
PERSON = {
    "hvem": ["voksen"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset", "udgifter"],
    "aarsag": ["fysisk"],
    "bolig": ["egen"],
    "stoettebehov": ["moderat"],
    "varig": ["ja"],
    "faerdes": ["nej"],
    "ledsagelse": ["ledsager"],
}
Told = dict[str, list[str]]


@pytest.fixture
def opened(app: Flask, guide: Guide) -> Callable[[str], OpenedToken]:
    """What the token at the end of an address, or of one before it, holds."""

    def read(address: str) -> OpenedToken:
        token = next(part for part in address.split("/") if part.startswith("gAAAA"))
        found: OpenedToken = app.extensions["site"].seals.open(guide.municipalities[PLACE], token)
        return found

    return read


def chosen(page: Page) -> Told:
    """The options that are checked on the desk, by question."""
    found: Told = {}
    for field in page.all(".//input[@checked]"):
        found.setdefault(field.get("name", ""), []).append(field.get("value", ""))
    return found


def standing(page: Page) -> set[tuple[str, str]]:
    """The standards that are listed beside the questions, with the outcome that they are listed under."""
    return {
        (link.get("href", "").removeprefix("#ordning-"), state.value)
        for state in State
        for group in with_class(page.id("desk-tally"), f"tally-{state.value}")
        for link in group.iter("a")
    }


def sheet_of(page: Page) -> str:
    return text_of(with_class(page.root, "handout")[0])


# The desk


def test_all_questions_stand_on_one_page_in_native_groups_by_topic(client: CheckedClient, guide: Guide) -> None:
    page = client.page(DESK)
    groups = page.all(".//form[@id='desk']//fieldset")
    for question, group in zip(guide.shared_questions, groups, strict=True):
        fields = list(group.iter("input"))
        assert text_of(next(group.iter("legend"))).startswith(question.text.self_)
        assert {field.get("name") for field in fields} == {question.id}
        assert {field.get("type") for field in fields} == {"radio" if question.kind is QuestionKind.ONE else "checkbox"}
        assert [field.get("value") for field in fields] == [one.id for one in question.offered(Perspective.SELF)]
        assert not [field for field in fields if field.get("disabled") is not None]
    topics = [text_of(heading) for heading in page.all(".//form[@id='desk']/section/h2")]
    assert topics == list(dict.fromkeys(one.topic for one in guide.shared_questions))
    assert not chosen(page)


def test_the_outcomes_on_the_desk_are_those_of_the_result(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for municipality in guide.municipalities.values():
        examples = [example for standard in municipality.with_outcome for example in standard.examples]
        for example in examples[::12]:
            token = seal(municipality.slug, example.answers)
            desk = client.page(f"/{municipality.slug}/raadgiver/{token}")
            result = client.page(f"/{municipality.slug}/resultat/{token}").outcomes()
            assert desk.outcomes() == result
            sought = {pair for pair in result.items() if pair[1] != State.NOT_SOUGHT}
            assert standing(desk) == sought, (municipality.slug, example.name)


def test_every_standard_has_its_whole_account_on_the_desk(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, PERSON)}")
    for standard in guide.municipalities[PLACE].with_outcome:
        card = next(one for one in page.all(".//section") if one.get("data-standard") == standard.slug)
        outcome = evaluate(standard, Answers(PERSON))
        told = text_of(card)
        assert len(with_class(card, "reason")) == len(outcome.findings)
        for finding in outcome.findings:
            assert finding.requirement.text.adult in told
        assert standard.law in told
        assert standard.source.document in told
        folded = [one for one in card.iter("details") if one.get("open") is None]
        assert not [one for one in folded if with_class(one, "reason")]


def test_answers_are_changed_at_their_questions_on_the_desk_itself(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, PERSON)}")
    links = [link.get("href", "") for told in with_class(page.root, "told") for link in told.iter("a")]
    assert links
    assert all(link.startswith("#spg-") for link in links)


def test_what_changes_nothing_says_so_and_can_be_answered_all_the_same(
    client: CheckedClient, guide: Guide, app: Flask, seal: Seal
) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, PERSON)}")
    relevant = app.extensions["site"].interviews[PLACE].relevant(Answers(PERSON))
    assert 0 < len(relevant) < len(guide.shared_questions)
    for question in guide.shared_questions:
        group = page.id(f"spg-{question.id}")
        idle = "asked-idle" in group.get("class", "").split()
        assert idle is (question.id not in relevant)
        assert bool(with_class(group.find("fieldset/legend"), "asked-note")) is idle  # type: ignore[arg-type]


def test_posted_answers_lead_to_the_desk_as_it_was_left(
    client: CheckedClient, opened: Callable[[str], OpenedToken]
) -> None:
    response = client.post(DESK, data=PERSON)
    address = response.headers["Location"]
    assert (response.status_code, address.rpartition("/")[0]) == (303, DESK)
    assert chosen(client.page(address)) == PERSON
    found = opened(address)
    assert {question: sorted(options) for question, options in found.answers.items()} == PERSON
    assert found.lifetime == SHARED_COMPUTER


def test_no_answer_stands_in_clear_in_an_address(client: CheckedClient) -> None:
    address = client.post(DESK, data=PERSON).headers["Location"]
    page = client.page(address)
    for link in [address, *page.links(), *(form.get("action", "") for form in page.all(".//form"))]:
        assert "?" not in link
        assert not re.search("26-64|ud-af-huset|fysisk|moderat", re.sub(r"gAAAA[\w-]+", "", link)), link


def test_a_desk_on_which_nothing_was_chosen_has_an_address_without_answers(client: CheckedClient) -> None:
    assert client.post(DESK).headers["Location"] == f"{DESK}/{EMPTY_SHARED}"


def test_an_answer_that_the_new_person_is_not_offered_is_asked_again_and_the_rest_is_kept(
    client: CheckedClient,
) -> None:
    address = client.post(DESK, data=PERSON | {"hvem": ["barn"]}).headers["Location"]
    assert chosen(client.page(address)) == {key: told for key, told in PERSON.items() if key != "alder"} | {
        "hvem": ["barn"]
    }


WRONG = {
    "none of them beside others": ("aarsag", ["fysisk", "ingen"]),
    "don't know beside others": ("behov", ["struktur", "raad", NOT_KNOWN]),
    "two answers where one is asked for": ("alder", ["18-25", "26-64"]),
    "an unknown option": ("bolig", ["slot"]),
    "an unknown person": ("hvem", ["hunden"]),
    "markup": ("behov", ["<script>alert(1)</script>"]),
}


@pytest.mark.parametrize(("asked", "posted"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_at_its_field_and_nothing_is_lost(
    client: CheckedClient, guide: Guide, asked: str, posted: list[str]
) -> None:
    response = client.post(DESK, data=PERSON | {asked: posted})
    page = page_of(response)
    group, question = page.id(f"spg-{asked}"), guide.municipalities["helsingoer"].question(asked)
    assert question is not None
    summary = page.one(".//*[@role='alert']")
    assert response.status_code == 422
    assert [link.get("href") for link in summary.iter("a")] == [f"#{asked}-{question.options[0].id}"]
    assert text_of(page.id(f"spg-{asked}-error")).endswith(text_of(next(summary.iter("a"))))
    assert f"spg-{asked}-error" in (next(group.iter("fieldset")).get("aria-describedby") or "").split()
    left = chosen(page)
    assert set(left.pop(asked, ())) == set(posted) & set(question.option_ids)
    assert left == {key: told for key, told in PERSON.items() if key != asked and (asked != "hvem" or key in left)}
    without = Answers({key: told for key, told in PERSON.items() if key != asked})
    standards = guide.municipalities[PLACE].with_outcome
    assert page.outcomes() == {one.slug: evaluate(one, without).state.value for one in standards}


def test_two_wrong_answers_are_told_together(client: CheckedClient) -> None:
    response = client.post(DESK, data={"aarsag": ["syn", "ingen"], "behov": ["raad", NOT_KNOWN]})
    links = [link.get("href") for link in page_of(response).one(".//*[@role='alert']").iter("a")]
    assert links == ["#behov-raad", "#aarsag-fysisk"]


def test_a_body_of_another_shape_is_no_answer_and_one_over_the_limit_is_refused(client: CheckedClient) -> None:
    assert client.post(DESK, json=PERSON).headers["Location"] == f"{DESK}/{EMPTY_SHARED}"
    assert client.post(DESK, data=b"--x", content_type="multipart/form-data; boundary=x").status_code == 303
    assert client.post(DESK, data={"alder": "x" * LARGEST_BODY}).status_code == 413
    assert client.post("/ukendt/raadgiver", data=PERSON).status_code == 404


def test_the_start_leads_advisers_to_the_desk_and_the_desk_to_the_next_citizen(client: CheckedClient) -> None:
    assert DESK in client.page(f"/{PLACE}/").links()
    assert f"/{PLACE}/links" in client.page(DESK).links()
    end = next(link for link in client.page(DESK).links() if link.endswith("raadgiver/slut"))
    between = client.page(end)
    assert not [link for link in between.links() if "gAAAA" in link]
    assert f"{DESK}#spg-hvem" in between.links()
    assert between.one(".//main//img").get("src") == f"/{PLACE}/slut/ryd.svg"


@pytest.mark.parametrize("rest", ["", "/ark", "/soeg"])
def test_a_link_that_cannot_be_opened_gives_a_friendly_page(client: CheckedClient, seal: Seal, rest: str) -> None:
    good = seal(PLACE, PERSON)
    for token in (
        good[:40] + ("A" if good[40] != "A" else "B") + good[41:],
        good[:-1],
        seal("koebenhavn", PERSON),
        "x",
    ):
        page = client.page(f"{DESK}/{token}{rest}", status=404)
        assert f"/{PLACE}/" in page.links()


# The search


def test_a_search_stands_in_the_body_and_its_hits_lead_to_the_desk(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, PERSON)
    form = next(one for one in client.page(f"{DESK}/{token}").all(".//form") if one.get("role") == "search")
    assert (form.get("method"), form.get("action")) == ("post", f"{DESK}/{token}/soeg")
    response = client.post(form.get("action", ""), data={"ord": "  kørestole "})
    page = page_of(response)
    found = [link.get("href") for link in page.id("found").iter("a")]
    assert f"{DESK}/{token}#ordning-ledsagelse" in found
    assert f"{DESK}/{token}#spg-behov" in found
    assert page.id("ord").get("value") == "kørestole"
    assert not [link for link in page.links() if "restol" in link]
    targets = {(link or "").partition("#")[2] for link in found if link and link.startswith(f"{DESK}/{token}#")}
    assert targets <= set(client.page(f"{DESK}/{token}").ids)


def test_words_are_explained_in_the_search_itself(client: CheckedClient, guide: Guide) -> None:
    page = page_of(client.post(f"{DESK}/{EMPTY_SHARED}/soeg", data={"ord": "fuldmagt"}))
    (term,) = (one for one in guide.glossary if one.word == "fuldmagt")
    assert term.explanation in text_of(page.id("found"))


@pytest.mark.parametrize("query", ["xyzzy", "", "<b>", "x" * 3000, "\x00\ufffe"])
def test_a_search_without_a_hit_says_what_to_do(client: CheckedClient, query: str) -> None:
    page = page_of(client.post(f"{DESK}/{EMPTY_SHARED}/soeg", data={"ord": query}))
    assert text_of(page.id("found-count"))
    assert len(page.id("ord").get("value", "")) <= 200
    assert not list(page.id("found").iter("a"))


def test_a_search_in_an_address_is_not_heard(client: CheckedClient) -> None:
    assert "kørestol" not in text_of(client.page(f"{DESK}/{EMPTY_SHARED}/soeg?ord=kørestol").root)


# The sheet


def test_the_sheet_says_what_may_fit_and_why_and_what_to_do_next(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, PERSON)}/ark")
    municipality, told = guide.municipalities[PLACE], sheet_of(page)
    advice, contact, route = municipality.open_advice, municipality.contact, municipality.complaint
    assert advice is not None
    for said in (advice.place, advice.hours, contact.address, contact.web, contact.digital_post, route.recipient):
        assert said in told
    for line in (*guide.talk.bring, *guide.talk.ask):
        assert line.self_ in told
    outcomes = page.outcomes()
    expected = {one.slug: evaluate(one, Answers(PERSON)).state for one in municipality.with_outcome}
    assert outcomes == {slug: state for slug, state in expected.items() if state is not State.NOT_SOUGHT}
    for standard in municipality.with_outcome:
        if outcomes.get(standard.slug) in (State.LIKELY, State.INDIVIDUAL):
            assert standard.heading in told
            for finding in evaluate(standard, Answers(PERSON)).reasons:
                assert finding.requirement.text.self_ in told


def test_the_days_stand_on_the_sheet_as_dates(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, PERSON)}/ark")
    section = next(one for one in page.all(".//section") if one.get("aria-labelledby") == "days")
    # Ledsagelse: three months from 22 November 2026, and four weeks to complain.
    assert "22. februar 2027" in text_of(section)
    assert "22. marts 2027" in text_of(section)


def test_the_sheet_speaks_to_the_one_who_takes_it_home(client: CheckedClient, seal: Seal) -> None:
    address = f"{DESK}/{seal(PLACE, PERSON)}/ark"
    own = sheet_of(client.page(address))
    other = sheet_of(page_of(client.post(address, data={"svar": "ja", "til": "anden", "timer": "0"})))
    assert "Du kan ikke færdes alene" in own
    assert "ersonen kan ikke færdes alene" in other
    assert "ersonen kan ikke færdes alene" not in own


def test_who_asks_for_themselves_or_a_child_is_not_asked_who_takes_the_sheet(client: CheckedClient, seal: Seal) -> None:
    for person in ("mig", "barn"):
        told = {key: value for key, value in PERSON.items() if key != "alder"} | {"hvem": [person]}
        assert "til-selv" not in client.page(f"{DESK}/{seal(PLACE, told)}/ark").ids


def test_the_answers_can_be_left_out_with_all_that_they_give_away(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    address = f"{DESK}/{seal(PLACE, PERSON)}/ark"
    page = page_of(client.post(address, data={"timer": "0"}))
    told = sheet_of(page)
    assert with_class(client.page(address).root, "answered")
    assert not with_class(page.root, "answered")
    assert not with_class(page.root, "reason")
    for question_id, options in PERSON.items():
        question = guide.municipalities["helsingoer"].question(question_id)
        assert question is not None
        if question_id in ("hvem", "alder", "varig", "faerdes"):
            continue  # Their answers are words such as “Nej”, which stand in other texts too.
        for option in options:
            assert f"{question.name}: {question.option(option).label.self_}" not in told
    assert "Du kan ikke færdes alene uden for hjemmet" not in told


@pytest.mark.parametrize("hours", HOURS_TO_CHOOSE)
def test_the_code_on_the_sheet_holds_a_link_that_lives_as_long_as_was_chosen(
    client: CheckedClient,
    seal: Seal,
    opened: Callable[[str], OpenedToken],
    monkeypatch: pytest.MonkeyPatch,
    hours: int,
) -> None:
    held: list[str] = []

    def code_of(text: str) -> str:
        held.append(text)
        return ""

    monkeypatch.setattr("guide.web.interview.shared_link.qr_code", code_of)
    client.post(f"{DESK}/{seal(PLACE, PERSON)}/ark", data={"svar": "ja", "timer": str(hours)})
    (link,) = held
    assert link.startswith(f"http://localhost/{PLACE}/resultat/")
    found = opened(link)
    assert found.until is not None
    assert abs(found.until - datetime.now(UTC) - timedelta(hours=hours)) < timedelta(minutes=5)
    assert found.answers == Answers(PERSON | {"hvem": ["mig"]})
    assert page_of(client.get(link.removeprefix("http://localhost"))).outcomes()


def test_a_sheet_has_no_link_unless_one_was_chosen(client: CheckedClient, seal: Seal) -> None:
    address = f"{DESK}/{seal(PLACE, PERSON)}/ark"
    assert not with_class(client.page(address).root, "qr")
    assert with_class(page_of(client.post(address, data={"timer": "24"})).root, "qr")


@pytest.mark.parametrize("posted", [{"timer": "9999"}, {"timer": "-1"}, {"timer": "x"}, {"timer": "0", "til": "alle"}])
def test_a_choice_that_is_not_offered_is_an_error_at_its_field_and_no_link(
    client: CheckedClient, seal: Seal, posted: dict[str, str]
) -> None:
    response = client.post(f"{DESK}/{seal(PLACE, PERSON)}/ark", data=posted)
    page = page_of(response)
    assert response.status_code == 422
    field = "til" if "til" in posted else "timer"
    assert page.id(f"{field}-error") is not None
    assert not with_class(page.root, "qr")


def test_the_sheet_of_the_button_holds_the_answers_that_were_posted_with_it(client: CheckedClient) -> None:
    address = client.post(DESK, data=PERSON | {"videre": ["ark"]}).headers["Location"]
    assert address.endswith("/ark")
    assert "I egen bolig" in sheet_of(client.page(address))


def test_the_sheet_says_of_which_day_and_version_it_is(client: CheckedClient, seal: Seal) -> None:
    told = sheet_of(client.page(f"{DESK}/{seal(PLACE, PERSON)}/ark"))
    assert len(re.findall(r"\d{1,2}\. [a-z]+ 20\d\d", told.split("Passer")[0])) == 2


# The talk


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
    # The ten themes that the catalogue of Helsingør lists, and what is around the person.
    assert len(names) == 11
    told = text_of(page.root)
    assert all(theme.text in told for theme in guide.talk.themes)


def test_a_theme_has_no_address_of_its_own(client: CheckedClient) -> None:
    client.page(f"/{PLACE}/forbered/krop", status=404)
    client.page("/ukendt/forbered", status=404)


def test_the_result_leads_to_preparing_the_talk(client: CheckedClient, seal: Seal) -> None:
    assert f"/{PLACE}/forbered" in client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}").links()
