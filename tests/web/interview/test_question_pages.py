"""The questions as they are asked, answered and changed."""

from __future__ import annotations

import re
from itertools import cycle

import pytest

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Perspective, QuestionKind
from guide.web import LARGEST_BODY
from guide.web.templating import by_heading
from testing.checked_client import CheckedClient, page_of, text_of, with_class
from testing.random_people import PERSON, PLACE
from tests.conftest import Seal, everywhere, place_of, questions_of
from tests.web.walking import WRONG, changes, form, offered_ids, perspectives, question_of, told_rows, way_on


@perspectives
@everywhere
def test_every_question_is_asked_in_its_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    for question, each in zip(questions_of(guide, place_of(guide)), cycle(guide.municipalities)):
        place = each if question in questions_of(guide, each) else place_of(guide)  # only one asks its own
        page = client.page(f"/{place}/spoergsmaal/{seal(place, {'hvem': [perspective]})}/{question.id}")
        fields = page.all(".//input[@name='svar']")
        assert form(page) == question.id
        assert [field.get("value") for field in fields] == offered_ids(question, perspective)
        assert fields[-1].get("value") == NOT_KNOWN
        assert {field.get("type") for field in fields} == {"radio" if question.kind is QuestionKind.ONE else "checkbox"}
        assert text_of(page.one(".//legend/h1")) == question.text.for_(perspective)
        labels = [text_of(page.one(f".//label[@for='{field.get('id')}']")) for field in fields]
        assert labels == [option.label.for_(perspective) for option in question.offered(perspective)]
        assert question.why.for_(perspective) in text_of(page.one(".//form/details"))


def test_many_answers_are_found_under_headings(client: CheckedClient, guide: Guide) -> None:
    """Each heading names the group of its answers; what excludes all others has none."""
    for question in (question for question in guide.shared_questions if len(question.options) > 10):
        page, groups = (
            client.page(f"/{PLACE}/spoergsmaal/ny/{question.id}"),
            by_heading(question.offered(Perspective.SELF)),
        )
        shown = [
            (text_of(page.id(group.get("aria-labelledby", ""))), [field.get("value") for field in group.iter("input")])
            for group in page.all(".//fieldset//div[@role='group']")
        ]
        assert shown == [(heading, [option.id for option in options]) for heading, options in groups if heading]
        assert len(shown) > 2
        assert not any(question.excludes_others(str(option)) for _heading, options in shown for option in options)


@perspectives
def test_a_question_is_shown_as_it_was_left(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    for question in guide.shared_questions:
        for options in ([], *([option] for option in offered_ids(question, perspective))):
            told = {"hvem": [perspective]} | ({question.id: options} if options else {})
            page = client.page(f"/{PLACE}/spoergsmaal/{seal(PLACE, told)}/{question.id}")
            assert page.chosen() == set(told.get(question.id, ()))


def test_back_shows_each_earlier_page_as_it_was_left(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    earlier = [address.rpartition("/")[2] for address in addresses]
    page = client.page(addresses[-1])
    while len(earlier) > 1:
        earlier.pop()
        page = client.page(page.one(".//a[@class='back-link']").get("href", ""))
        assert form(page) == earlier[-1]
        assert page.chosen() == set(PERSON.get(earlier[-1], [NOT_KNOWN]))
    assert page.one(".//a[@class='back-link']").get("href") == f"/{PLACE}/"


def test_nothing_is_chosen_beforehand_and_every_question_comes_once(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    asked = [address.rpartition("/")[2] for address in addresses]
    assert len(set(asked)) == len(asked)
    assert all(not client.page(address).chosen() for address in addresses)


def test_the_number_of_questions_left_falls_with_every_answer(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    left = []
    for address in addresses:
        told = with_class(client.page(address).root, "left")
        left.append(int(re.search(r"\d+", text_of(told[0]))[0]))  # type: ignore[index]  # it must be there
    assert left == sorted(set(left), reverse=True)
    assert all(bound >= len(addresses) - place for place, bound in enumerate(left))


@pytest.mark.parametrize(("asked", "posted"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_and_the_choice_is_kept(
    client: CheckedClient, guide: Guide, asked: str, posted: list[str]
) -> None:
    address = f"/{PLACE}/spoergsmaal/ny/{asked}"
    response = client.post(address, data={"svar": posted})
    page = page_of(response)
    question = question_of(guide, asked)
    alert, summary, message = page.one(".//*[@role='alert']"), page.id("error-summary"), page.id("svar-error")
    link = next(inner for inner in alert.iter("a"))
    assert response.status_code == 422
    # What is an alert and takes focus itself is announced twice or not at all.
    assert summary.get("tabindex") == "-1"
    assert alert in list(summary)
    assert page.before(summary, page.one(".//h1"))
    assert link.get("href") == f"#svar-{question.options[0].id}"
    assert text_of(message).endswith(text_of(link))
    assert "svar-error" in page.one(".//fieldset").get("aria-describedby", "").split()
    for entry in page.all(".//fieldset//input"):
        assert "svar-error" in entry.get("aria-describedby", "").split()
    assert with_class(page.root, "form-error")
    assert page.chosen() == set(posted) & set(question.option_ids)
    assert form(page) == asked


@perspectives
@everywhere
def test_every_question_says_what_to_choose(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    place = place_of(guide)
    for question in questions_of(guide, place):
        address = f"/{place}/spoergsmaal/{seal(place, {'hvem': [perspective]})}/{question.id}"
        response = client.post(address)
        assert response.status_code == 422
        assert question.error.for_(perspective) in text_of(page_of(response).id("svar-error"))


def test_an_option_that_is_not_offered_to_the_perspective_is_refused(client: CheckedClient, seal: Seal) -> None:
    address = f"/{PLACE}/spoergsmaal/{seal(PLACE, {'hvem': ['barn']})}/alder"
    assert client.post(address, data={"svar": "26-64"}).status_code == 422


def test_a_body_over_the_limit_is_refused_with_a_page(client: CheckedClient) -> None:
    for data in ({"svar": "x" * LARGEST_BODY}, {"svar": ["26-64"] * 5000}):
        response = client.post(f"/{PLACE}/spoergsmaal/ny/alder", data=data)
        assert response.status_code == 413
        assert way_on(page_of(response)) == [f"/{PLACE}/"]


def test_a_form_of_another_shape_is_refused_as_nothing_chosen(client: CheckedClient) -> None:
    address = f"/{PLACE}/spoergsmaal/ny/alder"
    assert client.post(address, data={"alder": "26-64"}).status_code == 422
    assert client.post(address, json={"svar": "26-64"}).status_code == 422
    assert client.post(address, data=b"\xff\xfe=%", content_type="application/x-www-form-urlencoded").status_code == 422
    assert client.post(address, data=b"--x", content_type="multipart/form-data; boundary=x").status_code == 422


def test_asking_for_a_child_asks_the_age_again(client: CheckedClient, seal: Seal) -> None:
    following = client.answer(f"/{PLACE}/spoergsmaal/{seal(PLACE, PERSON)}/hvem", "barn")
    assert following.endswith("/alder")
    page = client.page(following)
    assert not page.chosen()
    assert "26-64" not in [field.get("value") for field in page.all(".//input")]


def test_an_age_that_a_child_can_have_is_not_asked_again(client: CheckedClient, seal: Seal) -> None:
    following = client.answer(f"/{PLACE}/spoergsmaal/{seal(PLACE, PERSON | {'alder': ['16-17']})}/hvem", "barn")
    assert not following.endswith("/alder")


@pytest.mark.parametrize("changed", ["behov", "alder", "varig", "bolig"])
def test_after_a_change_only_what_became_new_is_asked(client: CheckedClient, guide: Guide, changed: str) -> None:
    first = told_rows(client, client.page(client.interview(PLACE, PERSON)[-1]))
    end = client.interview(PLACE, PERSON)[-1]
    token = end.rpartition("/")[2]
    new = next(one for one in offered_ids(question_of(guide, changed), Perspective.SELF) if [one] != first.get(changed))
    following, asked = client.answer(f"/{PLACE}/spoergsmaal/{token}/{changed}", new), []
    while "/spoergsmaal/" in following:
        asked.append(following.rpartition("/")[2])
        following = client.answer(following, NOT_KNOWN)
    assert not set(asked) & set(first)
    assert told_rows(client, client.page(following)) == first | {changed: [new]} | {one: [NOT_KNOWN] for one in asked}


@perspectives
def test_every_answer_is_listed_with_the_way_to_change_it(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    told = {
        question.id: [option for option in offered_ids(question, perspective) if not question.excludes_others(option)]
        or [offered_ids(question, perspective)[0]]
        for question in guide.shared_questions
    } | {"hvem": [perspective]}
    page = client.page(f"/{PLACE}/svar/{seal(PLACE, told)}")
    rows = page.all(".//tbody/tr")
    assert len(rows) == len(guide.shared_questions)
    for question, row in zip(guide.shared_questions, rows, strict=True):
        assert question.text.for_(perspective) in text_of(row)
        assert all(question.option(option).label.for_(perspective) in text_of(row) for option in told[question.id])
    assert told_rows(client, page) == {question: sorted(chosen) for question, chosen in told.items()}


def test_the_answers_of_one_who_has_told_nothing_lead_on(client: CheckedClient) -> None:
    page = client.page(f"/{PLACE}/svar/ny")
    assert not changes(page)
    assert f"/{PLACE}/spoergsmaal/ny" in way_on(page)
