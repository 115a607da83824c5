"""The API keeps the contract of ``vocabulary.md``, says what the pages say, and fails at nothing that is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN, Answers, QuestionKind
from guide.rules.outcome import State
from guide.web import LARGEST_BODY
from testing.checked_client import CheckedClient
from tests.conftest import Seal, Visitor

PLACE = "helsingoer"
TELL = f"/api/v1/{PLACE}/outcomes"
PERSON = {"hvem": "mig", "alder": "26-64", "behov": ["ud-af-huset"], "varig": "ja"}
Json = Any


def sent(answers: Answers, guide: Guide) -> dict[str, str | list[str]]:
    """Answers as they are sent: one as a text, several as a list."""
    told: dict[str, str | list[str]] = {}
    for question in guide.shared_questions:
        if question.id in answers:
            chosen = sorted(answers[question.id])
            told[question.id] = chosen[0] if question.kind is QuestionKind.ONE else chosen
    return told


def tell(client: CheckedClient, answers: Mapping[str, object], place: str = PLACE) -> Json:
    response = client.post(f"/api/v1/{place}/outcomes", json={"answers": answers})
    assert response.status_code == 200
    return response.json


def refused(client: CheckedClient, body: object, status: int = 422) -> Json:
    """What is said to a request that is refused; it always has the same three fields."""
    response = client.post(TELL, data=body if isinstance(body, (str, bytes)) else json.dumps(body))
    assert response.status_code == status
    said = response.json
    assert isinstance(said, dict)
    assert set(said) == {"error", "where", "choose"}
    assert said["error"]
    return said


def people(guide: Guide) -> Iterator[tuple[Municipality, Answers]]:
    """The people of the examples, now of one standard and now of another."""
    examples = [(place, one) for place in guide.municipalities.values() for s in place.standards for one in s.examples]
    yield from ((place, example.answers) for place, example in islice(examples, 0, None, 7))


# The contract


def test_the_municipalities_are_told(client: CheckedClient, guide: Guide) -> None:
    told: Json = client.get("/api/v1/municipalities").json
    assert {one["id"]: one["name"] for one in told} == {slug: one.name for slug, one in guide.municipalities.items()}
    assert {one["id"]: one["standards"] for one in told} == {"helsingoer": 16, "koebenhavn": 6}


def test_the_questions_are_told_in_the_order_of_asking(client: CheckedClient, guide: Guide) -> None:
    told: Json = client.get(f"/api/v1/{PLACE}/questions").json
    assert [one["id"] for one in told] == [question.id for question in guide.shared_questions]
    for one, question in zip(told, guide.shared_questions, strict=True):
        assert {"id", "kind", "text", "help", "options"} <= set(one)
        assert one["kind"] == question.kind
        assert [option["id"] for option in one["options"]] == list(question.option_ids)
        assert one["options"][-1]["id"] == NOT_KNOWN
        assert all(option["label"] for option in one["options"])


def test_the_standards_are_told_with_all_that_the_contract_names(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        told: Json = client.get(f"/api/v1/{slug}/standards").json
        assert [one["id"] for one in told] == [standard.slug for standard in municipality.standards]
        for one, standard in zip(told, municipality.standards, strict=True):
            assert client.get(f"/api/v1/{slug}/standards/{standard.slug}").json == one
            named = {"title", "law", "summary", "sections", "fee", "processing_time", "complaint", "source", "checked"}
            assert named <= {name for name, value in one.items() if value}
            assert len(one["law_changes"]) == len(standard.law_changes)


def test_links_in_the_sections_of_a_standard_can_be_followed(client: CheckedClient, guide: Guide) -> None:
    for slug in guide.municipalities:
        told: Json = client.get(f"/api/v1/{slug}/standards").json
        for section in (section for one in told for section in one["sections"]):
            links = [part.partition('"')[0] for part in section["html"].split('href="')[1:]]
            assert all(link.startswith(("/", "https://", "#")) for link in links)


def test_an_outcome_is_told_with_its_reasons_and_their_grounds(client: CheckedClient) -> None:
    told = tell(
        client, PERSON | {"aarsag": ["fysisk"], "faerdes": "nej", "ledsagelse": "ledsager", "stoettebehov": "hoejt"}
    )
    one = next(one for one in told["outcomes"] if one["standard"] == "ledsagelse")
    assert one["outcome"] == "likely"
    assert all(reason["met"] == "yes" and reason["requirement"] for reason in one["reasons"])
    grounds = [ground for reason in one["reasons"] for ground in reason["grounds"]]
    assert {"question": "alder", "answer": "26-64"} in grounds
    assert {"question": "behov", "answer": ["ud-af-huset"]} in grounds


def test_what_has_not_been_told_is_a_ground_without_an_answer(client: CheckedClient) -> None:
    told = tell(client, PERSON)
    one = next(one for one in told["outcomes"] if one["standard"] == "ledsagelse")
    assert one["outcome"] == "unknown"
    grounds = [ground for reason in one["reasons"] for ground in reason["grounds"]]
    assert {"question": "faerdes", "answer": None} in grounds
    assert {reason["met"] for reason in one["reasons"]} == {"unknown"}


def test_the_codes_are_those_of_the_contract(client: CheckedClient, guide: Guide) -> None:
    codes = {"likely", "individual", "unknown", "unlikely", "not_sought"}
    assert set(State) == codes
    found = {
        one["outcome"]
        for place, answers in people(guide)
        for one in tell(client, sent(answers, guide), place.slug)["outcomes"]
    }
    assert found == codes


def test_the_outcomes_are_those_of_the_page(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for place, answers in people(guide):
        told = tell(client, sent(answers, guide), place.slug)
        page = client.page(f"/{place.slug}/resultat/{seal(place.slug, answers)}")
        assert {one["standard"]: one["outcome"] for one in told["outcomes"]} == page.outcomes()
        assert told["guidance_only"] in " ".join(page.root.itertext())


def test_the_next_question_is_the_one_that_the_page_asks_until_there_is_none(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    for place in guide.municipalities:
        told: dict[str, str | list[str]] = {}
        following = tell(client, told, place)["next_question"]
        while following:
            asked = client.get(f"/{place}/spoergsmaal/{seal(place, {q: [str(a)] for q, a in told.items()})}")
            assert asked.headers["Location"].endswith(f"/{following}")
            told[following] = guide.shared_questions[0].option_ids[0] if following == "hvem" else NOT_KNOWN
            following = tell(client, told, place)["next_question"]
        assert set(told) <= {question.id for question in guide.shared_questions}


def test_one_who_has_answered_everything_is_asked_nothing(client: CheckedClient, guide: Guide) -> None:
    everything = sent(Answers({question.id: question.option_ids[:1] for question in guide.shared_questions}), guide)
    assert tell(client, everything)["next_question"] is None


def test_a_person_about_whom_another_asks_is_spoken_of_in_that_perspective(client: CheckedClient, guide: Guide) -> None:
    told = tell(client, PERSON | {"hvem": "voksen"})
    texts = {reason["requirement"] for one in told["outcomes"] for reason in one["reasons"]}
    known = {
        requirement.text.adult
        for standard in guide.municipalities[PLACE].standards
        for requirement in (*((standard.need,) if standard.need else ()), *standard.requirements)
    }
    assert texts <= known


def test_one_answer_of_many_may_be_sent_as_a_text(client: CheckedClient) -> None:
    assert tell(client, {"behov": "struktur"}) == tell(client, {"behov": ["struktur"]})


def test_nothing_told_is_nothing_known(client: CheckedClient) -> None:
    told = tell(client, {})
    assert told["next_question"] == "hvem"
    grounds = [ground for one in told["outcomes"] for reason in one["reasons"] for ground in reason["grounds"]]
    assert {"question": "behov", "answer": None} in grounds
    assert not [ground for ground in grounds if ground["answer"] is not None]
    assert {one["outcome"] for one in told["outcomes"]} <= {"unknown", "individual", "likely"}


# What is refused


WRONG_ANSWERS: dict[str, tuple[str, object]] = {
    "an unknown option": ("alder", "27"),
    "an unknown option among known ones": ("behov", ["struktur", "ukendt"]),
    "a list for a question that takes one": ("alder", ["26-64"]),
    "several for a question that takes one": ("alder", ["26-64", "18-25"]),
    "an empty list": ("behov", []),
    "an empty text": ("alder", ""),
    "a number": ("alder", 26),
    "a number in a list": ("behov", [1]),
    "yes as a truth": ("varig", True),
    "nothing": ("alder", None),
    "nothing in a list": ("behov", [None]),
    "an object": ("alder", {"id": "26-64"}),
    "an object in a list": ("behov", [{"id": "struktur"}]),
    "a list in a list": ("behov", [["struktur"]]),
    "none of them beside others": ("aarsag", ["ingen", "syn"]),
    "don't know beside others": ("behov", [NOT_KNOWN, "struktur"]),
    "both that stand alone": ("aarsag", ["ingen", NOT_KNOWN]),
    "a name that is not a number": ("alder", float("nan")),
}


@pytest.mark.parametrize(("question", "answer"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_a_wrong_answer_is_refused_with_its_place_and_what_may_be_chosen(
    client: CheckedClient, guide: Guide, question: str, answer: object
) -> None:
    said = refused(client, {"answers": {question: answer}})
    known = guide.municipalities["helsingoer"].question(question)
    assert known is not None
    assert said["where"] == f"answers.{question}"
    assert said["choose"] == list(known.option_ids)


@pytest.mark.parametrize("name", ["ukendt", "", "Alder", "alder ", "æøå", "\ud800", "answers.alder", "x" * 9000])
def test_an_unknown_question_is_refused_with_the_known_ones(client: CheckedClient, guide: Guide, name: str) -> None:
    said = refused(client, {"answers": {name: "ja"}})
    assert said["where"].startswith("answers.")
    assert said["choose"] == [question.id for question in guide.shared_questions]


@pytest.mark.parametrize(
    "body", [[], None, 1, "alder", True, {}, {"answers": None}, {"answers": []}, {"answers": "alder"}, {"svar": {}}]
)
def test_another_shape_is_refused_with_where_the_answers_should_be(client: CheckedClient, body: object) -> None:
    assert refused(client, json.dumps(body))["where"] == "answers"


def test_a_field_that_is_not_known_is_refused(client: CheckedClient) -> None:
    said = refused(client, {"answers": {}, "municipality": PLACE})
    assert (said["where"], said["choose"]) == ("municipality", ["answers"])
    assert refused(client, {"answers": {}, "\udfff": 1})["choose"] == ["answers"]


def test_of_two_answers_to_a_question_none_is_guessed(client: CheckedClient) -> None:
    assert refused(client, '{"answers": {"alder": "26-64", "alder": "pension"}}')["where"] == "alder"
    assert refused(client, '{"answers": {"alder": "26-64"}, "answers": {}}')["where"] == "answers"


@pytest.mark.parametrize(
    "body", ["", "{", "alder=26-64", "[" * 9000, "1" * 9000, '{"answers": {}} x', b"\xff\xfe\x00", b"\x80abc", "'a'"]
)
def test_what_is_no_json_is_a_bad_request(client: CheckedClient, body: str | bytes) -> None:
    refused(client, body, status=400)


def test_a_body_over_the_limit_is_refused(client: CheckedClient) -> None:
    refused(client, {"answers": {"alder": "x" * LARGEST_BODY}}, status=413)


def test_json_is_read_whatever_it_calls_itself(client: CheckedClient) -> None:
    body = json.dumps({"answers": PERSON})
    for type_ in ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert client.post(TELL, data=body, content_type=type_).status_code == 200


@pytest.mark.parametrize("path", ["ukendt/questions", "ukendt/standards", "ukendt/standards/bpa"])
def test_an_unknown_municipality_is_not_found_and_the_known_ones_are_told(
    client: CheckedClient, guide: Guide, path: str
) -> None:
    response = client.get(f"/api/v1/{path}")
    said: Json = response.json
    assert (response.status_code, said["where"], said["choose"]) == (404, "municipality", list(guide.municipalities))


def test_the_outcomes_of_an_unknown_municipality_are_not_found(client: CheckedClient, guide: Guide) -> None:
    response = client.post("/api/v1/ukendt/outcomes", data="{")
    said: Json = response.json
    assert (response.status_code, said["choose"]) == (404, list(guide.municipalities))


def test_an_unknown_standard_is_not_found_and_the_known_ones_are_told(client: CheckedClient, guide: Guide) -> None:
    response = client.get(f"/api/v1/{PLACE}/standards/ukendt")
    said: Json = response.json
    assert (response.status_code, said["where"]) == (404, "standard")
    assert said["choose"] == [standard.slug for standard in guide.municipalities[PLACE].standards]


@pytest.mark.parametrize("path", ["/api/", "/api/v1", "/api/v1/", f"/api/v1/{PLACE}", f"{TELL}/x", "/api/v2/%FF"])
def test_what_is_not_there_is_said_in_json(client: CheckedClient, path: str) -> None:
    response = client.get(path)
    said: Json = response.json
    assert (response.status_code, set(said)) == (404, {"error", "where", "choose"})


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_the_ones_that_are_taken(client: CheckedClient, method: str) -> None:
    response = client.open(TELL, method=method)
    assert response.status_code == 405
    assert response.is_json
    assert "POST" in response.headers["Allow"]


# Anything at all


TEXT = st.text(st.characters(exclude_categories=()))  # half characters too: JSON can name them
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXT | st.sampled_from(["26-64", "ja", NOT_KNOWN])
ANYTHING = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)


@pytest.fixture(scope="module")
def caller(app: Flask, visitor: Visitor) -> CheckedClient:
    """One client for many requests."""
    return visitor(app)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_json_makes_it_fail(caller: CheckedClient, guide: Guide, data: st.DataObject) -> None:
    known = {question.id: st.sampled_from(question.option_ids) for question in guide.shared_questions}
    some = st.sampled_from([*known]) | TEXT
    answers = st.dictionaries(some, ANYTHING, max_size=4) | st.fixed_dictionaries({}, optional=known)
    body = data.draw(ANYTHING | st.fixed_dictionaries({"answers": answers | ANYTHING}))
    response = caller.post(TELL, data=json.dumps(body))
    assert response.status_code in {200, 422}
    assert response.is_json


@settings(max_examples=300, deadline=None)
@given(body=st.binary(max_size=300))
def test_no_bytes_make_it_fail(caller: CheckedClient, body: bytes) -> None:
    assert caller.post(TELL, data=body).status_code in {400, 422}
