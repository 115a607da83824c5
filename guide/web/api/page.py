"""The page about the API, with real examples."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from markupsafe import Markup

from guide.municipality import Municipality
from guide.rules.answers import QuestionKind
from guide.rules.standards import Example, Standard
from guide.web.addresses.whole import breakable, whole_address
from guide.web.api import views as api
from guide.web.api.answers import ApiError, parse_answers
from guide.web.api.objects import as_json
from guide.web.http.headers import allow_storing
from guide.web.kept import same_for_all
from guide.web.site import site

blueprint = Blueprint("api_page", __name__)
blueprint.before_request(allow_storing)

LONGEST = 70
"""Characters of a text in an example."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint with a request and a shortened answer."""

    name: str
    heading: str
    request: Markup
    answer: str


@blueprint.get("/api")
@same_for_all
def show() -> str:
    place = next(iter(site().guide.municipalities.values()))
    wrong = json.dumps({"answers": {place.questions[0].id: "forkert"}})
    return render_template(
        "api/api.html",
        municipality=None,
        endpoints=tuple(_endpoints(place)),
        wrong_request=_curl(f"{api.blueprint.url_prefix}/{place.slug}/outcomes", wrong),
        wrong_answer=_in_lines(_refusal_of(wrong, place)),
    )


def _endpoints(place: Municipality) -> Iterator[Endpoint]:
    standard, example = _longest_example(place)
    ids = {"municipality": place.slug, "slug": standard.slug}
    for operation in api.OPERATIONS:
        values = {name: value for name, value in ids.items() if f"<{name}>" in operation.path}
        heading = f"{operation.method} {operation.path.replace('<', '{').replace('>', '}')}"
        path = heading.partition(" ")[2].format(**values)
        if operation.method == "POST":
            curl, answer = _curl(path, _body(example, place)), as_json(api.outcomes_of(place, example.answers))
            answer["outcomes"].sort(key=lambda outcome: outcome["standard"] != standard.slug)
        else:
            curl, answer = _curl(path), as_json(operation.view(**values))
        yield Endpoint(operation.name, heading, curl, _in_lines(_shortened(answer)))


def _longest_example(place: Municipality) -> tuple[Standard, Example]:
    """The person with most answers whom a standard fits."""
    fitting = ((rule, person) for rule in place.with_outcome for person in rule.examples if person.expected == "likely")
    return max(fitting, key=lambda pair: len(pair[1].answers))


def _body(example: Example, place: Municipality) -> str:
    answers = example.answers
    options = {
        question.id: sorted(answers[question.id]) if question.kind is QuestionKind.MANY else min(answers[question.id])
        for question in place.questions
        if question.id in answers
    }
    return json.dumps({"answers": options}, ensure_ascii=False)


def _curl(path: str, body: str | None = None) -> Markup:
    data = f" -H 'Content-Type: application/json' \\\n  -d '{body}'" if body else ""
    return breakable(f"curl {whole_address(path, plain=True)}{data}")


def _refusal_of(body: str, place: Municipality) -> Any:  # noqa: ANN401  (JSON)
    try:
        parse_answers(body.encode(), place)
    except ApiError as error:
        return as_json(error.refusal)
    raise ValueError(f"nothing is wrong with {body}")


def _shortened(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """One item of each list, the beginning of each text."""
    if isinstance(value, dict):
        return {name: _shortened(field) for name, field in value.items()}
    if isinstance(value, list):
        return [_shortened(item) for item in value[:1]] + ["…"] * (len(value) > 1)
    return value[: LONGEST - 1] + "…" if isinstance(value, str) and len(value) > LONGEST else value


def _in_lines(value: Any) -> str:  # noqa: ANN401  (JSON)
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)
