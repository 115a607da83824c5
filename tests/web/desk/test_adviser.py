"""The adviser's desk, its search and the sheet for the visitor, as they work without JavaScript."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Answers, Perspective, QuestionKind
from guide.rules.outcome import State, evaluate
from guide.web import LARGEST_BODY
from guide.web.sealed.lifetime import SHARED_COMPUTER
from guide.web.sealed.tokens import EMPTY_SHARED
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import ADVISED, PLACE, Told
from tests.conftest import Open, Seal, everywhere, place_of, questions_of
from tests.web.walking import WRONG, question_of

DESK = f"/{PLACE}/raadgiver"


def chosen(page: Page) -> Told:
    """The options that are checked on the desk, by question."""
    found: Told = {}
    for field in page.all(".//input[@checked]"):
        found.setdefault(field.get("name", ""), []).append(field.get("value", ""))
    return found


def standing(page: Page) -> set[tuple[str, str]]:
    """The standards that are listed beside the questions, with the outcome that they are listed under."""
    return {
        (link.get("data-account", ""), state.value)
        for state in State
        for group in with_class(page.id("desk-tally"), f"tally-{state.value}")
        for link in group.iter("a")
    }


# The desk


@everywhere
def test_all_questions_stand_on_one_page_in_native_groups_by_topic(client: CheckedClient, guide: Guide) -> None:
    page = client.page(f"/{place_of(guide)}/raadgiver")
    groups = page.all(".//form[@id='desk']//fieldset")
    municipality = guide.municipalities[place_of(guide)]
    asked = {question for standard in municipality.with_outcome for question in standard.questions}
    questions = [one for one in questions_of(guide, place_of(guide)) if one.opening or one.id in asked]
    topics = list(dict.fromkeys(question.topic for question in questions))
    for question, group in zip(sorted(questions, key=lambda one: topics.index(one.topic)), groups, strict=True):
        fields = list(group.iter("input"))
        assert text_of(next(group.iter("legend"))).startswith(question.text.self_)
        assert {field.get("name") for field in fields} == {question.id}
        assert {field.get("type") for field in fields} == {"radio" if question.kind is QuestionKind.ONE else "checkbox"}
        assert [field.get("value") for field in fields] == [one.id for one in question.offered(Perspective.SELF)]
        assert not [field for field in fields if field.get("disabled") is not None]
    assert [text_of(heading) for heading in page.all(".//form[@id='desk']/section/h2")] == topics
    assert not chosen(page)


@everywhere
def test_the_outcomes_on_the_desk_are_those_of_the_result(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for municipality in guide.municipalities.values():
        examples = [example for standard in municipality.with_outcome for example in standard.examples]
        for example in examples[::12]:
            token = seal(municipality.slug, example.answers)
            desk = client.page(f"/{municipality.slug}/raadgiver/{token}")
            result = client.page(f"/{municipality.slug}/resultat/{token}").outcomes()
            assert desk.outcomes() == result
            folded = {
                one.get("data-account") for fold in desk.id("desk-tally").iter("details") for one in fold.iter("a")
            }
            listed = {pair for pair in result.items() if pair[0] not in folded}
            assert standing(desk) == listed, (municipality.slug, example.name)
            assert {state for slug, state in result.items() if slug in folded} <= {State.NOT_SOUGHT, State.UNLIKELY}
            assert State.NOT_SOUGHT not in dict(standing(desk)).values()


def test_the_chosen_standard_has_its_whole_account_on_the_desk(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    token = seal(PLACE, ADVISED)
    desk = client.page(f"{DESK}/{token}")
    assert not with_class(desk.root, "reason")
    choices = {link.get("data-account"): link.get("href", "") for link in desk.all(".//a[@data-account]")}
    for standard in guide.municipalities[PLACE].with_outcome:
        page = client.page(choices[standard.slug].partition("#")[0])
        (card,) = [one for one in page.all(".//section") if one.get("data-standard")]
        assert card.get("data-standard") == standard.slug
        assert page.id("ordning").get("value") == standard.slug
        outcome = evaluate(standard, Answers(ADVISED))
        told = text_of(card)
        assert len(with_class(card, "reason")) == len(outcome.findings)
        for finding in outcome.findings:
            assert finding.requirement.text.adult in told
        assert standard.law in told
        assert standard.source.document in told


def test_under_18_an_account_of_what_is_for_adults_has_no_price(client: CheckedClient, seal: Seal) -> None:
    for who, age, priced in (("barn", "0-15", False), ("voksen", "26-64", True)):
        page = client.page(f"{DESK}/{seal(PLACE, ADVISED | {'hvem': [who], 'alder': [age]})}/ledsagelse")
        assert with_class(page.root, "reason")
        assert bool(with_class(page.root, "facts")) is priced


def test_the_chosen_standard_stays_while_answers_change(client: CheckedClient) -> None:
    address = client.post(DESK, data={**ADVISED, "ordning": "ledsagelse"}).headers["Location"]
    assert address.endswith("/ledsagelse")
    assert client.page(address).id("ordning").get("value") == "ledsagelse"
    for nonsense in ("ukendt", "forebyggende-stoette", "<b>", "ark"):
        address = client.post(DESK, data={**ADVISED, "ordning": nonsense}).headers["Location"]
        assert not with_class(client.page(address).root, "reason")
    page = page_of(client.post(DESK, data={"aarsag": ["syn", "ingen"], "ordning": "ledsagelse"}))
    assert page.id("ordning").get("value") == "ledsagelse"


def test_answers_are_changed_at_their_questions_on_the_desk_itself(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, ADVISED)}/ledsagelse")
    links = [link.get("href", "") for told in with_class(page.root, "told") for link in told.iter("a")]
    assert links
    assert all(link.startswith("#spg-") for link in links)
    assert {link[1:] for link in links} <= set(page.ids)


def test_what_changes_nothing_says_so(client: CheckedClient, guide: Guide, app: Flask, seal: Seal) -> None:
    page = client.page(f"{DESK}/{seal(PLACE, ADVISED)}")
    relevant = app.extensions["site"].interviews[PLACE].relevant(Answers(ADVISED))
    assert 0 < len(relevant) < len(guide.shared_questions)
    for question in app.extensions["site"].interviews[PLACE].used:
        group = page.id(f"spg-{question.id}")
        idle = "asked-idle" in group.get("class", "").split()
        assert idle is (question.id not in relevant)
        assert bool(with_class(group.find("fieldset/legend"), "asked-note")) is idle  # type: ignore[arg-type]


def test_posted_answers_lead_to_the_desk_as_it_was_left(client: CheckedClient, opened: Open) -> None:
    response = client.post(DESK, data=ADVISED)
    address = response.headers["Location"]
    assert (response.status_code, address.rpartition("/")[0]) == (303, DESK)
    assert chosen(client.page(address)) == ADVISED
    found = opened(address)
    assert {question: sorted(options) for question, options in found.answers.items()} == ADVISED
    assert found.lifetime == SHARED_COMPUTER


def test_no_answer_stands_in_clear_in_an_address(client: CheckedClient) -> None:
    address = client.post(DESK, data=ADVISED).headers["Location"]
    page = client.page(address)
    for link in [address, *page.links(), *(form.get("action", "") for form in page.all(".//form"))]:
        assert "?" not in link
        assert not re.search("26-64|ud-af-huset|fysisk|moderat", re.sub(r"gAAAA[\w-]+", "", link)), link


def test_a_desk_on_which_nothing_was_chosen_has_an_address_without_answers(client: CheckedClient) -> None:
    assert client.post(DESK).headers["Location"] == f"{DESK}/{EMPTY_SHARED}"


def test_an_answer_that_is_not_offered_any_more_is_asked_again(client: CheckedClient) -> None:
    """The others are kept."""
    address = client.post(DESK, data=ADVISED | {"hvem": ["barn"]}).headers["Location"]
    assert chosen(client.page(address)) == {key: told for key, told in ADVISED.items() if key != "alder"} | {
        "hvem": ["barn"]
    }


@pytest.mark.parametrize(("asked", "posted"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_and_nothing_is_lost(
    client: CheckedClient, guide: Guide, asked: str, posted: list[str]
) -> None:
    response = client.post(DESK, data=ADVISED | {asked: posted})
    page = page_of(response)
    group, question = page.id(f"spg-{asked}"), question_of(guide, asked)
    summary = page.one(".//*[@role='alert']")
    assert response.status_code == 422
    assert [link.get("href") for link in summary.iter("a")] == [f"#{asked}-{question.options[0].id}"]
    assert text_of(page.id(f"spg-{asked}-error")).endswith(text_of(next(summary.iter("a"))))
    assert f"spg-{asked}-error" in (next(group.iter("fieldset")).get("aria-describedby") or "").split()
    left = chosen(page)
    assert set(left.pop(asked, ())) == set(posted) & set(question.option_ids)
    assert left == {key: told for key, told in ADVISED.items() if key != asked and (asked != "hvem" or key in left)}
    without = Answers({key: told for key, told in ADVISED.items() if key != asked})
    standards = guide.municipalities[PLACE].with_outcome
    assert page.outcomes() == {one.slug: evaluate(one, without).state.value for one in standards}


def test_two_wrong_answers_are_told_together(client: CheckedClient) -> None:
    response = client.post(DESK, data={"aarsag": ["syn", "ingen"], "behov": ["raad", NOT_KNOWN]})
    links = [link.get("href") for link in page_of(response).one(".//*[@role='alert']").iter("a")]
    assert links == ["#behov-raad", "#aarsag-fysisk"]


def test_a_body_of_another_shape_or_size(client: CheckedClient) -> None:
    """It is no answer, or refused where it is too large."""
    assert client.post(DESK, json=ADVISED).headers["Location"] == f"{DESK}/{EMPTY_SHARED}"
    assert client.post(DESK, data=b"--x", content_type="multipart/form-data; boundary=x").status_code == 303
    assert client.post(DESK, data={"alder": "x" * LARGEST_BODY}).status_code == 413
    assert client.post("/ukendt/raadgiver", data=ADVISED).status_code == 404


def test_the_way_to_the_desk_and_to_the_next_citizen(client: CheckedClient) -> None:
    """The start leads to the desk, the desk to a page in between."""
    assert DESK in client.page(f"/{PLACE}/").links()
    assert f"/{PLACE}/links" in client.page(DESK).links()
    end = next(link for link in client.page(DESK).links() if link.endswith("raadgiver/slut"))
    between = client.page(end)
    assert not [link for link in between.links() if "gAAAA" in link]
    assert f"{DESK}#spg-hvem" in between.links()
    assert between.one(".//main//img").get("src") == f"/{PLACE}/slut/ryd.svg"


@pytest.mark.parametrize("rest", ["", "/ark", "/soeg"])
def test_a_link_that_cannot_be_opened_gives_a_friendly_page(client: CheckedClient, seal: Seal, rest: str) -> None:
    good = seal(PLACE, ADVISED)
    for token in (
        good[:40] + ("A" if good[40] != "A" else "B") + good[41:],
        good[:-2],
        seal("koebenhavn", ADVISED),
        "x",
    ):
        page = client.page(f"{DESK}/{token}{rest}", status=404)
        assert f"/{PLACE}/" in page.links()


# The search


def test_a_search_stands_in_the_body_and_its_hits_lead_to_the_desk(client: CheckedClient, seal: Seal) -> None:
    token = seal(PLACE, ADVISED)
    form = next(one for one in client.page(f"{DESK}/{token}").all(".//form") if one.get("role") == "search")
    assert (form.get("method"), form.get("action")) == ("post", f"{DESK}/{token}/soeg")
    response = client.post(form.get("action", ""), data={"ord": "  kørestole "})
    page = page_of(response)
    found = [link.get("href") for link in page.id("found").iter("a")]
    assert f"{DESK}/{token}/ledsagelse#ordning-ledsagelse" in found
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
