"""Every part of the pages once, in a municipality's theme, for an editor to look at.

The parts are the real ones, filled with the municipality's own questions and with the persons of its examples.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from flask import Blueprint, render_template

from guide.municipality import Municipality
from guide.result.cards import Card, build_result, in_words
from guide.result.ladder import marked_ladder
from guide.result.timeline import timelines
from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import State
from guide.web.site import here, site

blueprint = Blueprint("preview", __name__)


@blueprint.get("/<municipality>/forhaandsvisning")
def preview() -> str:
    """All parts on one page; it is nobody's result, and no search engine shall find it."""
    chosen, today = here(), site().today()
    cards = specimens(chosen, today)
    lines = timelines(chosen.standards, today, site().guide.time_to_complain)
    return render_template(
        "pages/preview.html",
        one=_question(chosen, QuestionKind.ONE),
        many=_question(chosen, QuestionKind.MANY),
        rows=_answered(chosen),
        cards=cards,
        ladder=marked_ladder(chosen, [card.outcome for card in cards]),
        timeline=lines[0],
        law_change=next(iter(site().guide.law_changes.values()), None),
        terms=site().guide.glossary[:2],
        perspective=Perspective.SELF,
        today=today,
    )


def specimens(municipality: Municipality, today: date) -> tuple[Card, ...]:
    """A card for each outcome that one of the municipality's examples comes to, each of another standard."""
    found: dict[str, Card] = {}
    people = list(_people(municipality))
    for state in State:
        cards = (card for person in people for card in build_result(municipality, person, today).cards(state))
        card = next((card for card in cards if card.standard.slug not in found), None)
        if card and state is not State.NOT_SOUGHT:
            found[card.standard.slug] = card
    # A card names others by a link to them, and here are only some of them.
    return tuple(
        replace(card, tried_first=tuple(one for one in card.tried_first if one.slug in found))
        for card in found.values()
    )


def _people(municipality: Municipality) -> Iterator[Answers]:
    for standard in municipality.with_outcome:
        yield from (example.answers for example in standard.examples)
    yield Answers()


def _question(municipality: Municipality, kind: QuestionKind) -> Question | None:
    return next((question for question in municipality.questions if question.kind is kind), None)


def _answered(municipality: Municipality) -> list[object]:
    person = next(_people(municipality))
    return [
        in_words(question, person[question.id], person) for question in municipality.questions if question.id in person
    ]
