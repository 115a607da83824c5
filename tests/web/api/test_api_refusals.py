"""What the API refuses, with where it is wrong and what may be chosen."""

from __future__ import annotations

import json
from time import thread_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN
from guide.web import LARGEST_BODY
from guide.web.api.answers import ApiError, _each_once
from testing.checked_client import CheckedClient
from testing.random_people import PLACE, SENT
from tests.web.walking import question_of

TELL = f"/api/v1/{PLACE}/outcomes"
Json = Any


def refused(client: CheckedClient, body: object, status: int = 422) -> Json:
    """What is said to a request that is refused; it always has the same three fields."""
    response = client.post(TELL, data=body if isinstance(body, (str, bytes)) else json.dumps(body))
    assert response.status_code == status
    said = response.json
    assert isinstance(said, dict)
    assert set(said) == {"error", "where", "choose"}
    assert said["error"]
    return said


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
def test_a_wrong_answer_is_refused_with_its_place_and_choices(
    client: CheckedClient, guide: Guide, question: str, answer: object
) -> None:
    said = refused(client, {"answers": {question: answer}})
    known = question_of(guide, question)
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
    body = json.dumps({"answers": SENT})
    for type_ in ("application/json", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert client.post(TELL, data=body, content_type=type_).status_code == 200


@pytest.mark.parametrize("path", ["ukendt/questions", "ukendt/standards", "ukendt/standards/bpa"])
def test_an_unknown_municipality_is_answered_with_the_known_ones(
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


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_json_makes_it_fail(caller: CheckedClient, guide: Guide, data: st.DataObject) -> None:
    known = {question.id: st.sampled_from(question.option_ids) for question in guide.shared_questions}
    some = st.sampled_from([*known]) | TEXT
    answers = st.dictionaries(some, ANYTHING, max_size=4) | st.fixed_dictionaries({}, optional=known)
    body = data.draw(ANYTHING | st.fixed_dictionaries({"answers": answers | ANYTHING}))
    response = caller.post(TELL, data=json.dumps(body))
    assert response.status_code in {200, 422}
    assert response.is_json


@settings(max_examples=300)
@given(body=st.binary(max_size=300))
def test_no_bytes_make_it_fail(caller: CheckedClient, body: bytes) -> None:
    assert caller.post(TELL, data=body).status_code in {400, 422}


def test_a_field_given_twice_is_found_at_once_among_many() -> None:
    """In time that grows with the fields, not with their square."""
    body = json.dumps({"answers": {}})[:-2] + ",".join(f'"{number}":1' for number in (*range(30_000), 29_999)) + "}}"
    begun = thread_time()
    with pytest.raises(ApiError) as refusal:
        json.loads(body, object_pairs_hook=_each_once)
    assert thread_time() - begun < 2
    assert refusal.value.refusal.where == "29999"
