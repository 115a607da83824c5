"""A municipality's own questions: asked nowhere else, and how they may be (``test_havnoe.py`` asks them)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from guide.check import check
from guide.content import load
from guide.rules.answers import NOT_KNOWN
from testing.changed_content import MEALS, QUESTIONS, STYLESHEET, TODAY, Copy, copied
from testing.checked_client import CheckedClient
from tests.conftest import NewApp, Visitor, questions_of

OWN = "lilleby/spoergsmaal.yaml"
ISLAND, FERRY = "paa-oeen", "faerge"
WRITTEN = """\
spørgsmål:
  - id: paa-oeen
    slags: en
    åbning: ja
    emne: Personen
    navn: Bor på øen
    tekst: Bor du på øen?
    hvorfor: Nogle former for hjælp er kun for dem, der bor på øen.
    fejl: Vælg, om du bor på øen
    svar:
      - {id: ja, tekst: Ja}
      - {id: nej, tekst: Nej}
  - id: faerge
    slags: en
    emne: Ud af huset
    navn: Med færgen
    tekst: Kan du tage med færgen alene?
    hvorfor: Nogle former for hjælp er kun for dem, der ikke kan det.
    fejl: Vælg, om du kan det
    svar:
      - {id: ja, tekst: Ja}
      - {id: nej, tekst: Nej}
"""
ON_FOOT = "spørgsmål: faerdes\n        svar: [nej, på-gode-dage]"
ON_FERRY = "spørgsmål: faerge\n        svar: [nej]"


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    """Lilleby with two questions of its own, one of which a standard rests on; Storeby has none."""
    copy = copied(tmp_path)
    shutil.copytree(copy.path("lilleby"), copy.path("storeby"))
    copy.path(OWN).write_text(WRITTEN, encoding="utf-8")
    copy.change(MEALS, ON_FOOT, ON_FERRY)
    copy.change(MEALS, "alder: ældre, faerdes: nej}", "alder: ældre, faerge: nej}")
    copy.change(MEALS, "svar: {faerdes: ja}", "svar: {faerge: ja}")
    return copy


@pytest.fixture
def client(content: Copy, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    return visitor(new_app(load(content.root, TODAY)))


def test_own_questions_come_last_in_their_municipality_alone(content: Copy) -> None:
    guide = load(content.root, TODAY)
    shared = [question.id for question in guide.shared_questions]
    assert [question.id for question in questions_of(guide, "lilleby")] == [*shared, ISLAND, FERRY]
    assert [question.id for question in questions_of(guide, "storeby")] == shared
    assert guide.municipalities["storeby"].question(FERRY) is None


def test_another_municipality_neither_asks_nor_shows_nor_takes_them(client: CheckedClient) -> None:
    addresses = client.interview("storeby", {"hvem": ["mig"], "behov": ["mad"], "alder": ["ældre"]})
    assert {ISLAND, FERRY}.isdisjoint(address.rpartition("/")[2] for address in addresses)
    assert client.get(f"/storeby/spoergsmaal/ny/{FERRY}").status_code == 404
    person = {"hvem": "mig", "behov": ["mad"], "alder": "ældre", "faerdes": NOT_KNOWN, ISLAND: "ja"}
    for place, status in (("lilleby", 200), ("storeby", 422)):
        assert client.post(f"/api/v1/{place}/outcomes", json={"answers": person}).status_code == status


def test_the_check_measures_them(content: Copy) -> None:
    content.change(OWN, "tekst: Bor du på øen?", "tekst: Bor du sommetider overvejende udenøs?")
    (problem,) = check(content.root, TODAY, STYLESHEET).problems
    assert str(problem).startswith(content.told(OWN, "udenøs", "Teksten er for svær (spørgsmål: paa-oeen"))


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("id: paa-oeen", "id: alder", "Spørgsmålet “alder” er et af de fælles. Giv dit eget et andet id."),
        # The common sentence on needs is in the shared file alone.
        ("spørgsmål:\n", "behovskrav: Et behov.\nspørgsmål:\n", "Feltet “behovskrav” findes ikke her."),
        *(
            (
                "id: paa-oeen",
                f'id: "{id_}"',
                f"“id: {id_}” kan ikke bruges. Skriv a-z, 0-9 og bindestreg: id'et bliver en del af en adresse.",
            )
            for id_ in ("på-øen", "Paa-oeen", "paa oeen", "paa/oeen", "-oe")
        ),
    ],
)
def test_a_question_that_may_not_be_so_is_refused(content: Copy, old: str, new: str, wrong: str) -> None:
    content.change(OWN, old, new)
    (problem,) = content.complaints()
    assert problem.startswith(content.told(OWN, new.split("\n", maxsplit=1)[0], wrong))


@pytest.mark.parametrize("id_", ["mad,drikke", "mad;drikke", "mad=ja", "mad og drikke"])
def test_an_answer_whose_id_would_be_read_as_two_is_refused(content: Copy, id_: str) -> None:
    content.change(QUESTIONS, "- id: andet", f'- id: "{id_}"')
    for place in ("lilleby", "storeby"):
        content.change(f"{place}/kommune.md", "når: {behov: [andet]}", f'når: {{behov: ["{id_}"]}}')
    wrong = f"“id: {id_}” kan ikke bruges. Skriv bogstaver, tal og bindestreg, uden mellemrum."
    assert content.complaints() == [content.told(QUESTIONS, f'- id: "{id_}"', wrong)]


def test_a_standard_of_another_municipality_cannot_rest_on_them(content: Copy) -> None:
    meals = MEALS.replace("lilleby", "storeby")
    content.change(meals, ON_FOOT, ON_FERRY)
    wrong = content.told(meals, "spørgsmål: faerge", "Spørgsmålet “faerge” findes ikke. Mente du “faerdes”?")
    assert wrong in content.complaints()
