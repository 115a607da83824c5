"""The API is what its description says: schemathesis asks for everything in it, rightly and wrongly."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.schemas import OpenApiSchema

from guide.municipality import Guide
from guide.web.api.openapi import described
from guide.web.api.views import OPERATIONS
from testing.checked_client import CheckedClient, text_of

ADDRESS = "/api/v1/openapi.json"
NAMES = [operation.name for operation in OPERATIONS]
RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
ASKED = [(name, RIGHT) for name in NAMES] + [(one.name, WRONG) for one in OPERATIONS if "<" in one.path]
"""What can be asked rightly, and what there is anything to get wrong in."""


@pytest.fixture(scope="module")
def schema(app: Flask) -> OpenApiSchema:
    """The description as the application gives it."""
    return schemathesis.openapi.from_wsgi(ADDRESS, app)


def ask(schema: OpenApiSchema, name: str, mode: GenerationMode, often: int) -> None:
    """Ask one operation so often, and compare every answer with its description."""
    operation = schema.find_operation_by_id(name)

    # It makes what does not fit by filtering: slowly, and rarely small.
    @settings(max_examples=often, suppress_health_check=list(HealthCheck), derandomize=often < 100)
    @given(case=operation.as_strategy(generation_mode=mode))
    def answered(case: Case[Any]) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    answered()


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("often", [20, pytest.param(500, marks=pytest.mark.full)])
@pytest.mark.parametrize(("name", "mode"), ASKED)
def test_every_answer_is_as_described(schema: OpenApiSchema, name: str, mode: GenerationMode, often: int) -> None:
    ask(schema, name, mode, often)


def _an_unknown_option(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Answers"]["properties"]["alder"]["enum"] = ["27"]


def _an_answer_that_is_taken(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Answers"]["properties"] = {"alder": {"type": "string", "enum": ["26-64"]}}
    document["components"]["schemas"]["Answers"]["additionalProperties"] = True
    document["components"]["schemas"]["Outcomes"]["properties"]["next_question"] = {"type": "null"}


def _a_field_that_is_not_sent(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Outcome"]["required"].append("probability")


def _a_status_that_is_not_told(document: dict[str, Any]) -> None:
    del document["paths"]["/api/v1/{municipality}/outcomes"]["post"]["responses"]["422"]


@pytest.mark.parametrize(
    ("spoil", "mode"),
    [
        (_an_unknown_option, RIGHT),
        (_an_answer_that_is_taken, RIGHT),
        (_a_field_that_is_not_sent, RIGHT),
        (_a_status_that_is_not_told, WRONG),
    ],
)
def test_a_description_that_is_not_true_is_noticed(
    app: Flask, guide: Guide, spoil: Callable[[dict[str, Any]], None], mode: GenerationMode
) -> None:
    document = copy.deepcopy(described(guide, "/"))
    spoil(document)
    schema = schemathesis.openapi.from_dict(document)
    schema.app = app
    with pytest.raises(FailureGroup):
        ask(schema, "outcomes", mode, often=50)


def test_every_address_of_the_api_is_described_with_its_methods(app: Flask, client: CheckedClient) -> None:
    paths: Any = client.get(ADDRESS).json
    told = {(path, method.upper()) for path, methods in paths["paths"].items() for method in methods}
    there = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule), method)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/") and rule.rule != ADDRESS
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert told == there


def test_ids_are_those_of_the_content(client: CheckedClient, guide: Guide) -> None:
    document: Any = client.get(ADDRESS).json
    assert document["openapi"] == "3.1.0"
    answers = document["components"]["schemas"]["Answers"]["properties"]
    assert set(answers) == {question.id for question in guide.shared_questions}
    for question in guide.shared_questions:
        one = answers[question.id]
        assert (one if question.kind.value == "one" else one["anyOf"][0])["enum"] == list(question.option_ids)
    (place, slug) = document["paths"]["/api/v1/{municipality}/standards/{slug}"]["get"]["parameters"]
    assert place["schema"]["enum"] == list(guide.municipalities)
    assert set(slug["schema"]["enum"]) == {s.slug for one in guide.municipalities.values() for s in one.standards}


def test_the_description_leads_to_the_api_in_its_language(client: CheckedClient) -> None:
    told: Any = client.get(f"/let{ADDRESS}").json
    assert told["servers"] == [{"url": "/let"}]
    plain: Any = client.get(ADDRESS).json
    assert plain["servers"] == [{"url": "/"}]


# The page


def test_the_page_shows_every_operation_with_what_really_answers(client: CheckedClient) -> None:
    page = client.page("/api")
    assert [name for name in NAMES if name in page.ids] == NAMES
    blocks = [text_of(block) for block in page.all(".//pre")]
    curls = [re.fullmatch(r"curl http://localhost(\S+)(?:.*-d '(.+)')?", block) for block in blocks[::2]]
    for name, line in zip([*NAMES, "refused"], curls, strict=True):
        assert line
        path, body = line.groups()
        response = client.post(path, data=body) if body else client.get(path)
        assert response.status_code == (422 if name == "refused" else 200)
    answers = blocks[1::2]
    assert '"outcome": "likely"' in answers[NAMES.index("outcomes")]
    assert '"choose"' in answers[-1]


def test_the_page_names_the_refusals_of_the_description(client: CheckedClient) -> None:
    document: Any = client.get(ADDRESS).json
    told = {status for path in document["paths"].values() for one in path.values() for status in one["responses"]} - {
        "200"
    }
    shown = map(text_of, client.page("/api").all(".//dt"))
    assert {term for term in shown if term.isdecimal()} == told
