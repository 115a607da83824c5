"""Every part of the pages, for editors.

The parts are the real ones, filled with the municipality's own questions and with the persons of its examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask import Blueprint, render_template

from guide.municipality import Municipality
from guide.result.cards import Card, answers_in_words, build_result
from guide.result.ladder import marked_ladder
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import State
from guide.web.site import here, site

blueprint = Blueprint("preview", __name__)


@blueprint.get("/<municipality>/forhaandsvisning")
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


def sample_cards(municipality: Municipality, today: date) -> tuple[Card, ...]:
    """A card per outcome, each of another standard."""
    samples: dict[str, Card] = {}
    people = list(_people(municipality))
    for state in (state for state in State if state is not State.NOT_SOUGHT):
        cards = (card for person in people for card in build_result(municipality, person, today).cards(state))
        if card := next((card for card in cards if card.standard.slug not in samples), None):
            samples[card.standard.slug] = card
    # A card names others by a link to them, and here are only some of them.
    return tuple(
        replace(card, tried_first=tuple(standard for standard in card.tried_first if standard.slug in samples))
        for card in samples.values()
    )


def _people(municipality: Municipality) -> Iterator[Answers]:
    yield from (example.answers for standard in municipality.with_outcome for example in standard.examples)
    yield Answers()


def _question(municipality: Municipality, kind: QuestionKind) -> Question | None:
    return next((question for question in municipality.questions if question.kind is kind), None)
