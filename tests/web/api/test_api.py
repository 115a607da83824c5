"""The API keeps the contract of ``docs/vocabulary.md``, says what the pages say, and fails at nothing that is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN, Answers, Question, QuestionKind
from guide.rules.outcome import State, evaluate
from testing.checked_client import CheckedClient
from testing.random_people import PLACE, SENT
from tests.conftest import Seal, everywhere, place_of, questions_of, standard_of

Json = Any


def sent(answers: Answers, questions: Iterable[Question]) -> dict[str, str | list[str]]:
    """Answers as they are sent: one as a text, several as a list."""
    told: dict[str, str | list[str]] = {}
    for question in questions:
        if question.id in answers:
            chosen = sorted(answers[question.id])
            told[question.id] = chosen[0] if question.kind is QuestionKind.ONE else chosen
    return told


def tell(client: CheckedClient, answers: Mapping[str, object], place: str = PLACE) -> Json:
    response = client.post(f"/api/v1/{place}/outcomes", json={"answers": answers})
    assert response.status_code == 200
    return response.json


def people(guide: Guide) -> Iterator[tuple[Municipality, Answers]]:
    """The people of the examples, now of one standard and now of another."""
    examples = [(place, one) for place in guide.municipalities.values() for s in place.standards for one in s.examples]
    yield from ((place, example.answers) for place, example in islice(examples, 0, None, 7))


# The contract


def test_the_municipalities_are_told(client: CheckedClient, guide: Guide) -> None:
    told: Json = client.get("/api/v1/municipalities").json
    assert {one["id"]: one["name"] for one in told} == {slug: one.name for slug, one in guide.municipalities.items()}
    assert {one["id"]: one["standards"] for one in told} == {"helsingoer": 16, "koebenhavn": 6}


@everywhere
def test_the_questions_are_told_in_the_order_of_asking(client: CheckedClient, guide: Guide) -> None:
    place = place_of(guide)
    told: Json = client.get(f"/api/v1/{place}/questions").json
    for one, question in zip(told, questions_of(guide, place), strict=True):
        assert one["id"] == question.id
        assert {"id", "kind", "text", "help", "options"} <= set(one)
        assert one["kind"] == question.kind
        assert [option["id"] for option in one["options"]] == list(question.option_ids)
        assert one["options"][-1]["id"] == NOT_KNOWN
        assert all(option["label"] for option in one["options"])


@everywhere
def test_the_standards_are_told_with_all_that_the_contract_names(client: CheckedClient, guide: Guide) -> None:
    for slug, municipality in guide.municipalities.items():
        told: Json = client.get(f"/api/v1/{slug}/standards").json
        assert [one["id"] for one in told] == [standard.slug for standard in municipality.standards]
        for one, standard in zip(told, municipality.standards, strict=True):
            assert client.get(f"/api/v1/{slug}/standards/{standard.slug}").json == one
            named = {"title", "law", "summary", "sections", "fee", "processing_time", "complaint", "source", "checked"}
            assert named <= {name for name, value in one.items() if value}
            assert len(one["law_changes"]) == len(standard.law_changes)
            route = standard.complaint_board or municipality.complaint
            assert (one["complaint"]["recipient"], one["complaint"]["address"]) == (route.recipient, route.address)


def test_links_in_the_sections_of_a_standard_can_be_followed(client: CheckedClient, guide: Guide) -> None:
    links = []
    for slug in guide.municipalities:
        told: Json = client.get(f"/api/v1/{slug}/standards").json
        for section in (section for one in told for section in one["sections"]):
            links += [part.partition('"')[0] for part in section["html"].split('href="')[1:]]
    assert links
    assert [link for link in links if not link.startswith(("/", "https://", "#"))] == []


def test_an_outcome_is_told_with_its_reasons_and_their_grounds(client: CheckedClient) -> None:
    told = tell(
        client, SENT | {"aarsag": ["fysisk"], "faerdes": "nej", "ledsagelse": "ledsager", "stoettebehov": "hoejt"}
    )
    one = next(one for one in told["outcomes"] if one["standard"] == "ledsagelse")
    assert one["outcome"] == "likely"
    assert all(reason["met"] == "yes" and reason["requirement"] for reason in one["reasons"])
    grounds = [ground for reason in one["reasons"] for ground in reason["grounds"]]
    assert {"question": "alder", "answer": "26-64"} in grounds
    assert {"question": "behov", "answer": ["ud-af-huset"]} in grounds


def test_each_reason_has_what_is_said_to_somebody_who_answered_so(client: CheckedClient, guide: Guide) -> None:
    seen = set()
    for age in ("16-17", "26-64", "pension"):
        told = SENT | {"hvem": "voksen", "alder": age, "aarsag": ["misbrug"], "stoettebehov": "let"}
        answers = Answers({question: [said] if isinstance(said, str) else said for question, said in told.items()})
        for one in tell(client, told)["outcomes"]:
            reasons = evaluate(standard_of(guide, one["standard"]), answers).reasons
            said = [[text.adult for text in finding.advice] for finding in reasons]
            assert [reason["advice"] for reason in one["reasons"]] == said
            seen |= {text for texts in said for text in texts}
    assert len(seen) > 1


def test_what_has_not_been_told_is_a_ground_without_an_answer(client: CheckedClient) -> None:
    told = tell(client, SENT)
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
        for one in tell(client, sent(answers, guide.shared_questions), place.slug)["outcomes"]
    }
    assert found == codes


@everywhere
def test_the_outcomes_are_those_of_the_page(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for place, answers in people(guide):
        told = tell(client, sent(answers, questions_of(guide, place.slug)), place.slug)
        page = client.page(f"/{place.slug}/resultat/{seal(place.slug, answers)}")
        assert {one["standard"]: one["outcome"] for one in told["outcomes"]} == page.outcomes()
        assert told["guidance_only"] in " ".join(page.root.itertext())


@everywhere
def test_the_next_question_is_the_one_of_the_page(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for place in guide.municipalities:
        told: dict[str, str | list[str]] = {}
        following = tell(client, told, place)["next_question"]
        while following:
            asked = client.get(f"/{place}/spoergsmaal/{seal(place, {q: [str(a)] for q, a in told.items()})}")
            assert asked.headers["Location"].endswith(f"/{following}")
            told[following] = guide.shared_questions[0].option_ids[0] if following == "hvem" else NOT_KNOWN
            following = tell(client, told, place)["next_question"]
        assert set(told) <= {question.id for question in questions_of(guide, place)}


@everywhere
def test_one_who_has_answered_everything_is_asked_nothing(client: CheckedClient, guide: Guide) -> None:
    questions = questions_of(guide, place_of(guide))
    everything = sent(Answers({question.id: question.option_ids[:1] for question in questions}), questions)
    assert tell(client, everything, place_of(guide))["next_question"] is None


def test_a_person_about_whom_another_asks_is_spoken_of_in_that_perspective(client: CheckedClient, guide: Guide) -> None:
    told = tell(client, SENT | {"hvem": "voksen"})
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
