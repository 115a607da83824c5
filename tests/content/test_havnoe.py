"""A municipality written by the document alone: it passes the check, asks its own questions, and comes to a result."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guide.check import check
from guide.check.colours import PAIRS
from guide.check.contrast import themes
from guide.municipality import Guide, Topic
from guide.rules.answers import Answers
from guide.rules.interview import Interview
from testing.changed_content import STYLESHEET
from testing.checked_client import CheckedClient, page_of, text_of
from testing.havnoe_content import SINGS_ON_THE_MAINLAND, SLUG, created
from tests.conftest import ROOT, NewApp, Visitor, questions_of

OWN = {"paa-havnoe", "faerge"}
AFTER_THE_RATES = date(2026, 11, 30)
"""Havnø shares the rates of the guide, which were checked before this day."""
pytestmark = pytest.mark.parametrize("guide", ["havnoe"], indirect=True)


@pytest.mark.usefixtures("guide")
def test_the_check_finds_nothing_to_mend_and_nothing_to_look_at(havnoe: Path) -> None:
    report = check(havnoe, AFTER_THE_RATES, STYLESHEET)
    assert (report.problems, report.warnings) == ((), ())
    assert report.texts > 50


@pytest.mark.usefixtures("guide")
def test_the_outline_of_a_standard_in_the_document_needs_nothing_more(tmp_path: Path) -> None:
    document = (ROOT / "docs" / "redigering.md").read_text(encoding="utf-8")
    (outline,) = re.findall(r"^```text\n(---\n.*?)^```$", document, re.DOTALL | re.MULTILINE)
    content = created(tmp_path)
    (content / "da" / SLUG / "vaerksted.md").write_text(outline, encoding="utf-8")
    report = check(content, AFTER_THE_RATES, STYLESHEET)
    assert (report.problems, report.warnings) == ((), ())


def test_its_own_questions_are_asked_and_decide_the_result(client: CheckedClient) -> None:
    *way, answers = client.interview(SLUG, SINGS_ON_THE_MAINLAND)
    asked = [address.rpartition("/")[2] for address in way]
    assert [one for one in asked if one in OWN] == ["paa-havnoe", "faerge"]
    assert len(client.page(answers).all(".//tbody/tr")) == len(way)
    result = client.page(answers.replace("/svar/", "/resultat/"))
    assert result.outcomes() == {"hjaelp-paa-faergen": "likely", "ledsagelse": "individual"}
    token = answers.rpartition("/")[2]
    account = client.page(f"/{SLUG}/resultat/{token}/hjaelp-paa-faergen")
    assert f"/{SLUG}/spoergsmaal/{token}/faerge" in account.links()


@pytest.mark.parametrize(
    ("question", "answer", "outcome"),
    [("paa-havnoe", "nej", "unlikely"), ("faerge", "sjaeldnere", "individual"), ("faerge", "ved-ikke", "unknown")],
)
def test_another_answer_to_them_gives_another_outcome(
    client: CheckedClient, question: str, answer: str, outcome: str
) -> None:
    *_way, answers = client.interview(SLUG, SINGS_ON_THE_MAINLAND | {question: [answer]})
    assert client.page(answers.replace("/svar/", "/resultat/")).outcomes()["hjaelp-paa-faergen"] == outcome


def test_they_are_not_asked_where_no_answer_can_change_anything(guide: Guide, client: CheckedClient) -> None:
    person = SINGS_ON_THE_MAINLAND | {"behov": ["raad"]}
    *way, _answers = client.interview(SLUG, person)
    assert OWN.isdisjoint(address.rpartition("/")[2] for address in way)
    # The shared questions that no standard of Havnø rests on are not asked of anybody.
    asked = Interview(questions_of(guide, SLUG), guide.municipalities[SLUG].with_outcome)
    assert {id_ for bits in asked.standards for id_ in bits.questions} >= OWN


def test_the_api_says_the_same(client: CheckedClient) -> None:
    told: Any = client.get(f"/api/v1/{SLUG}/questions").json
    kinds = {one["id"]: one["kind"] for one in told}
    answers = {id_: chosen if kinds[id_] == "many" else chosen[0] for id_, chosen in SINGS_ON_THE_MAINLAND.items()}
    said: Any = client.post(f"/api/v1/{SLUG}/outcomes", json={"answers": answers}).json
    assert said["next_question"] is None
    assert {one["standard"]: one["outcome"] for one in said["outcomes"]}["hjaelp-paa-faergen"] == "likely"
    del answers["faerge"]
    said = client.post(f"/api/v1/{SLUG}/outcomes", json={"answers": answers}).json
    assert said["next_question"] == "faerge"


def test_its_theme_can_be_read_and_comes_with_its_logo(guide: Guide, client: CheckedClient) -> None:
    css = STYLESHEET.read_text(encoding="utf-8")
    for _ending, own, palette in themes(guide.municipalities[SLUG], css):
        assert own
        assert all(pair.holds(palette) for pair in PAIRS)
    page = client.page(f"/{SLUG}/forhaandsvisning")
    (image,) = page.all(".//header//img")
    assert client.get(image.get("src", "")).status_code == 200
    assert set(page.outcomes().values()) >= {"likely", "individual"}


def test_it_has_two_standards_and_two_questions_of_its_own(guide: Guide) -> None:
    assert [standard.slug for standard in guide.municipalities[SLUG].standards] == ["hjaelp-paa-faergen", "ledsagelse"]
    assert {question.id for question in guide.municipalities[SLUG].own_questions} == OWN


def test_the_sheet_for_the_person_keeps_its_own_answers_and_their_outcome(client: CheckedClient) -> None:
    *_way, answers = client.interview(SLUG, SINGS_ON_THE_MAINLAND | {"hvem": ["voksen"]})
    token = answers.rpartition("/")[2]
    sheets = [
        page_of(client.post(f"/{SLUG}/raadgiver/{token}/ark", data={"svar": "ja", "til": reader, "timer": "0"}))
        for reader in ("anden", "selv")
    ]
    assert {sheet.outcomes()["hjaelp-paa-faergen"] for sheet in sheets} == {"likely"}
    rows = [len(sheet.all(".//dl[@class='answered']//dt")) for sheet in sheets]
    assert rows == [len(SINGS_ON_THE_MAINLAND)] * 2


def test_a_topic_keeps_an_answer_to_its_own_question(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    topic = Topic("faerge", "Færgen", Answers({"hvem": ["mig"], "paa-havnoe": ["ja"]}))
    place = replace(guide.municipalities[SLUG], topics=(topic,))
    client = visitor(new_app(replace(guide, municipalities={SLUG: place})))
    assert "Bor på Havnø: Ja" in text_of(client.page(f"/{SLUG}/?emne=faerge").one(".//main"))
    token = client.post(f"/{SLUG}/emne", data={"emne": "faerge"}).location.rpartition("/")[2]
    assert len(client.page(f"/{SLUG}/svar/{token}").all(".//tbody/tr")) == len(topic.answers)


def test_the_description_of_the_api_knows_its_own_questions(client: CheckedClient) -> None:
    schemas: Any = client.get("/api/v1/openapi.json").json
    schemas = schemas["components"]["schemas"]
    assert set(schemas["Answers"]["properties"]) >= OWN
    assert set(schemas["Question"]["properties"]["id"]["enum"]) >= OWN
