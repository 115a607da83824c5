"""Every part of the pages, for editors.

The parts are the real ones, filled with the municipality's own questions and with the persons of its examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from flask import Blueprint, render_template

from guide.municipality import Municipality
from guide.result.account import Account
from guide.result.answers import answers_in_words
from guide.result.ladder import marked_ladder
from guide.result.overview import build_result
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import State
from guide.web.kept import same_for_all
from guide.web.site import here, site

blueprint = Blueprint("preview", __name__)


@blueprint.get("/<municipality>/forhaandsvisning")
@same_for_all
def preview() -> str:
    place, today = here(), site().today()
    person, cards = next(_people(place)), sample_cards(place, today)
    lines = timelines(place.standards, today, site().guide.time_to_complain)
    return render_template(
        "pages/preview.html",
        single=_question(place, QuestionKind.ONE),
        many=_question(place, QuestionKind.MANY),
        rows=answers_in_words(place, person),
        cards=cards,
        ladder=marked_ladder(place, [card.outcome for card in cards]),
        timeline=lines[0],
        law_change=next(iter(site().guide.law_changes.values()), None),
        terms=place.glossary[:2],
        perspective=Perspective.SELF,
        today=today,
    )


def sample_cards(municipality: Municipality, today: date) -> tuple[Account, ...]:
    """An account per outcome, each of another standard."""
    samples: dict[str, Account] = {}
    people = list(_people(municipality))
    for state in (state for state in State if state is not State.NOT_SOUGHT):
        results = (build_result(municipality, person) for person in people)
        found = (result.account(row.standard, today) for result in results for row in result.rows(state))
        if sample := next((account for account in found if account.standard.slug not in samples), None):
            samples[sample.standard.slug] = sample
    return tuple(samples.values())


def _people(municipality: Municipality) -> Iterator[Answers]:
    yield from (example.answers for standard in municipality.with_outcome for example in standard.examples)
    yield Answers()


def _question(municipality: Municipality, kind: QuestionKind) -> Question | None:
    return next((question for question in municipality.questions if question.kind is kind), None)
