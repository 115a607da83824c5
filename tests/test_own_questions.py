"""A municipality's own questions: asked there after the shared ones and nowhere else, on the pages and in the API."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from guide.check import check
from guide.content import load
from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN
from testing.changed_content import MEALS, QUESTIONS, STYLESHEET, TODAY, Copy, copied
from testing.checked_client import CheckedClient
from tests.conftest import Visitor

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
      - id: ja
        tekst: Ja
      - id: nej
        tekst: Nej
  - id: faerge
    slags: en
    emne: Ud af huset
    navn: Med færgen
    tekst: Kan du tage med færgen alene?
    hvorfor: Nogle former for hjælp er kun for dem, der ikke kan det.
    fejl: Vælg, om du kan det
    svar:
      - id: ja
        tekst: Ja
      - id: nej
        tekst: Nej
"""
ON_FERRY = "spørgsmål: faerge\n        svar: [nej]"


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    """Lilleby with two questions of its own, one of which a standard rests on; Storeby has none."""
    copy = copied(tmp_path)
    shutil.copytree(copy.path("lilleby"), copy.path("storeby"))
    copy.path(OWN).write_text(WRITTEN, encoding="utf-8")
    copy.change(MEALS, "spørgsmål: faerdes\n        svar: [nej, på-gode-dage]", ON_FERRY)
    copy.change(MEALS, "alder: ældre, faerdes: nej}", "alder: ældre, faerge: nej}")
    copy.change(MEALS, "svar: {faerdes: ja}", "svar: {faerge: ja}")
    return copy


@pytest.fixture
def shown(content: Copy) -> Guide:
    return load(content.root, TODAY)


@pytest.fixture
def client(shown: Guide, new_app: Callable[..., Flask], visitor: Visitor) -> CheckedClient:
    return visitor(new_app(shown))


def test_own_questions_come_after_the_shared_ones_in_their_municipality_alone(shown: Guide) -> None:
    shared = [question.id for question in shown.shared_questions]
    assert [question.id for question in shown.municipalities["lilleby"].questions] == [*shared, ISLAND, FERRY]
    assert shown.municipalities["lilleby"].question(FERRY) is not None


def test_the_interview_asks_them_and_the_result_tells_them_as_the_reason(client: CheckedClient) -> None:
    person = {"hvem": ["mig"], "behov": ["mad"], "alder": ["ældre"], ISLAND: ["ja"], FERRY: ["nej"]}
    *way, check_page = client.interview("lilleby", person)
    assert [address.rpartition("/")[2] for address in way] == ["hvem", "behov", "alder", ISLAND, FERRY]
    assert len(client.page(check_page).all(".//tbody/tr")) == 5
    token = check_page.rpartition("/")[2]
    result = client.page(f"/lilleby/resultat/{token}")
    assert result.outcomes()["madhjaelp"] == "likely"
    assert f"/lilleby/spoergsmaal/{token}/{FERRY}" in result.links()


def test_another_municipality_neither_asks_nor_shows_them(client: CheckedClient) -> None:
    addresses = client.interview("storeby", {"hvem": ["mig"], "behov": ["mad"], "alder": ["ældre"]})
    assert {ISLAND, FERRY}.isdisjoint(address.rpartition("/")[2] for address in addresses)
    assert client.get(f"/storeby/spoergsmaal/ny/{FERRY}").status_code == 404


def test_the_api_tells_them_takes_them_and_asks_for_them(client: CheckedClient) -> None:
    told: Any = client.get("/api/v1/lilleby/questions").json
    assert [one["id"] for one in told][-2:] == [ISLAND, FERRY]
    person = {"hvem": "mig", "behov": ["mad"], "alder": "ældre", "faerdes": NOT_KNOWN, ISLAND: "ja"}
    said: Any = client.post("/api/v1/lilleby/outcomes", json={"answers": person}).json
    assert said["next_question"] == FERRY
    said = client.post("/api/v1/lilleby/outcomes", json={"answers": person | {FERRY: "nej"}}).json
    assert {one["standard"]: one["outcome"] for one in said["outcomes"]}["madhjaelp"] == "likely"
    refused = client.post("/api/v1/storeby/outcomes", json={"answers": person})
    assert refused.status_code == 422


def test_the_check_measures_them_where_they_stand(content: Copy) -> None:
    content.change(OWN, "tekst: Bor du på øen?", "tekst: Bor du sommetider overvejende udenøs?")
    (problem,) = check(content.root, TODAY, STYLESHEET).problems
    assert str(problem).startswith(content.told(OWN, "udenøs", "Teksten er for svær (spørgsmål: paa-oeen"))


def test_an_id_of_a_shared_question_is_refused(content: Copy) -> None:
    content.change(OWN, "id: paa-oeen", "id: alder")
    told = content.told(OWN, "id: alder", "Spørgsmålet “alder” er et af de fælles. Giv dit eget et andet id.")
    assert content.complaints() == [told]


@pytest.mark.parametrize("id_", ["på-øen", "Paa-oeen", "paa oeen", "paa/oeen", "-oe"])
def test_an_id_that_cannot_stand_in_an_address_is_refused(content: Copy, id_: str) -> None:
    content.change(OWN, "id: paa-oeen", f'id: "{id_}"')
    wrong = f"“id: {id_}” kan ikke bruges. Skriv a-z, 0-9 og bindestreg: id'et bliver en del af en adresse."
    assert content.complaints() == [content.told(OWN, f'id: "{id_}"', wrong)]


@pytest.mark.parametrize("id_", ["mad,drikke", "mad;drikke", "mad=ja", "mad og drikke"])
def test_an_answer_whose_id_would_be_read_as_two_is_refused(content: Copy, id_: str) -> None:
    content.change(QUESTIONS, "- id: andet", f'- id: "{id_}"')
    content.change("lilleby/kommune.md", "når: {behov: [andet]}", f'når: {{behov: ["{id_}"]}}')
    content.change("storeby/kommune.md", "når: {behov: [andet]}", f'når: {{behov: ["{id_}"]}}')
    wrong = f"“id: {id_}” kan ikke bruges. Skriv bogstaver, tal og bindestreg, uden mellemrum."
    assert content.complaints() == [content.told(QUESTIONS, f'- id: "{id_}"', wrong)]


def test_the_common_sentence_on_needs_stands_in_the_shared_file_alone(content: Copy) -> None:
    content.change(OWN, "spørgsmål:\n", "behovskrav: Du har et behov.\nspørgsmål:\n")
    wrong = "Feltet “behovskrav” findes ikke her. Vælg mellem: spørgsmål."
    assert content.complaints() == [content.told(OWN, "behovskrav", wrong)]


def test_a_standard_of_another_municipality_cannot_rest_on_them(content: Copy) -> None:
    meals = MEALS.replace("lilleby", "storeby")
    content.change(meals, "spørgsmål: faerdes\n        svar: [nej, på-gode-dage]", ON_FERRY)
    told = content.told(meals, "spørgsmål: faerge", "Spørgsmålet “faerge” findes ikke. Mente du “faerdes”?")
    assert told in content.complaints()
