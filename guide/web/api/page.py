"""The page that shows the API: what can be asked and how, with answers as they are given, and what stays as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Request, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.test import EnvironBuilder

from guide.municipality import Municipality
from guide.rules.answers import QuestionKind
from guide.rules.standards import Example, Standard
from guide.web.addresses import breakable, whole_address
from guide.web.api import answers as api_answers
from guide.web.api import views as api
from guide.web.api.objects import Refusal, as_json
from guide.web.headers import allow_storing
from guide.web.site import site
from guide.web.templating import guidance_sentence

blueprint = Blueprint("api_page", __name__)
blueprint.before_request(allow_storing)

LONGEST = 70
"""Characters of a text in an example."""

TELLS: Mapping[str, Callable[[], str]] = {
    "municipalities": lambda: _("The municipalities, and how many standards each of them has."),
    "questions": lambda: _("The questions in the order of asking, with the ids of the answers."),
    "standards": lambda: _("All standards of a municipality."),
    "standard": lambda: _("One standard: requirements, price, time, complaint, texts and source."),
    "outcomes": lambda: _(
        "What some answers say of every standard, why, and which question comes next. Leave out what has not been "
        "asked. “ved-ikke” means that somebody was asked and does not know."
    ),
}
"""What each operation tells, in the language of the page."""

REFUSED: Mapping[str, Callable[[], str]] = {
    "400": lambda: _("The body is not valid JSON."),
    "404": lambda: _("There is no such municipality or standard. “choose” holds those that there are."),
    "413": lambda: _("The request is too large."),
    "422": lambda: _("A question or an answer is not known. “where” says which, “choose” what can be chosen."),
}
"""What each status of a refusal means, in the language of the page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation as the page shows it: how it is asked, and an answer of it, shortened."""

    name: str
    heading: str
    tells: str
    asked: Markup
    answer: str


@blueprint.get("/api")
def show() -> str:
    """The API, with examples from the first municipality."""
    place = next(iter(site().guide.municipalities.values()))
    wrong = json.dumps({"answers": {place.questions[0].id: "forkert"}})
    return render_template(
        "api/api.html",
        municipality=None,
        operations=tuple(_operations(place)),
        refused=[(status, means()) for status, means in REFUSED.items()],
        wrong=_curl(f"{api.blueprint.url_prefix}/{place.slug}/outcomes", wrong),
        refusal=_in_lines(_refusal_of(wrong, place)),
        sentence=guidance_sentence(),
    )


def _operations(place: Municipality) -> Iterator[Shown]:
    standard, example = _longest_example(place)
    for operation in api.OPERATIONS:
        names = {"municipality": place.slug, "slug": standard.slug}
        given = {name: value for name, value in names.items() if f"<{name}>" in operation.path}
        path = operation.path
        for name, value in given.items():
            path = path.replace(f"<{name}>", value)
        if operation.method == "POST":
            asked, answer = _curl(path, _sent(example, place)), as_json(api.outcomes_of(place, example.answers))
            answer["outcomes"].sort(key=lambda one: one["standard"] != standard.slug)
        else:
            asked, answer = _curl(path), as_json(operation.view(**given))
        yield Shown(
            name=operation.name,
            heading=f"{operation.method} {operation.path.replace('<', '{').replace('>', '}')}",
            tells=TELLS[operation.name](),
            asked=asked,
            answer=_in_lines(_shortened(answer)),
        )


def _longest_example(place: Municipality) -> tuple[Standard, Example]:
    """Of the people that fit a standard, the one of whom most is told."""
    fitting = [(one, person) for one in place.with_outcome for person in one.examples if person.expected == "likely"]
    return max(fitting, key=lambda found: len(found[1].answers))


def _sent(example: Example, place: Municipality) -> str:
    answers = example.answers
    told = {
        question.id: sorted(answers[question.id]) if question.kind is QuestionKind.MANY else min(answers[question.id])
        for question in place.questions
        if question.id in answers
    }
    return json.dumps({"answers": told}, ensure_ascii=False)


def _curl(path: str, body: str | None = None) -> Markup:
    sent = f" -H 'Content-Type: application/json' \\\n  -d '{body}'" if body else ""
    return breakable(f"curl {whole_address(path, plain=True)}{sent}")


def _refusal_of(body: str, place: Municipality) -> Any:  # noqa: ANN401  (JSON)
    """What is said to this body, which is no answers."""
    request = Request(EnvironBuilder(method="POST", data=body).get_environ())
    try:
        api_answers.parse_answers(request, place)
    except api_answers.ApiError as error:
        return as_json(Refusal(error.wrong, error.where, list(error.choose)))
    raise ValueError(f"nothing is wrong with {body}")


def _shortened(told: Any) -> Any:  # noqa: ANN401  (JSON)
    """The same with one element of each list, and the beginning of each text."""
    if isinstance(told, dict):
        return {name: _shortened(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_shortened(one) for one in told[:1]] + ["…"] * (len(told) > 1)
    return told[: LONGEST - 1] + "…" if isinstance(told, str) and len(told) > LONGEST else told


def _in_lines(told: Any) -> str:  # noqa: ANN401  (JSON)
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
