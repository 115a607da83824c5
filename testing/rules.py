"""Small rules built by hand, for tests that need to see the whole of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from guide.municipality import Guide
from guide.rules.answers import NOT_KNOWN, Answers, Option, Question, QuestionKind, Wording
from guide.rules.met import Met
from guide.rules.standards import Condition, Extent, Requirement, Standard
from guide.sources import ProcessingTime, Source


def words(text: str) -> Wording:
    """The same text in every perspective."""
    return Wording(text, text, text)


def question(id_: str, *options: str, many: bool = False, opening: bool = False) -> Question:
    """A question of these options and “Ved ikke”."""
    return Question(
        id=id_,
        kind=QuestionKind.MANY if many else QuestionKind.ONE,
        name=id_,
        topic="",
        text=words(id_),
        why=words(id_),
        help=None,
        error=words(id_),
        options=tuple(Option(option, words(option)) for option in (*options, NOT_KNOWN)),
        opening=opening,
    )


def condition(
    asked: Question, *accepts: str, perhaps: tuple[str, ...] = (), advice: Mapping[str, Wording] | None = None
) -> Condition:
    """A condition that these options meet, and these others by discretion."""
    return Condition(asked, frozenset(accepts), frozenset(perhaps), advice or {})


def requirement(
    *alternatives: Condition | tuple[Condition, ...], guiding: bool = False, otherwise: Wording | None = None
) -> Requirement:
    """A requirement that any of the conditions meets, or all of those that are together."""
    each = tuple(one if isinstance(one, tuple) else (one,) for one in alternatives)
    return Requirement(words("krav"), each, guiding, otherwise)


def standard(
    *requirements: Requirement, need: Requirement | None = None, extents: tuple[Extent, ...] = (), slug: str = "s"
) -> Standard:
    """A standard of these requirements, with nothing else said of it."""
    return Standard(
        slug=slug,
        title=slug,
        plain_title="",
        summary=words(slug),
        easy_read=(),
        law="",
        intrusiveness=1,
        need=need,
        requirements=requirements,
        extents=extents,
        fee=words(""),
        processing=ProcessingTime(),
        source=Source("", "", None),
        checked=date(2026, 11, 22),
    )


def told(**answers: str) -> Answers:
    """Answers to one-choice questions; a comma parts several."""
    return Answers({question_id: options.split(",") for question_id, options in answers.items()})


def with_questions(guide: Guide, questions: tuple[Question, ...]) -> Guide:
    """The guide with other shared questions, and its municipalities with them."""
    return replace(
        guide,
        shared_questions=questions,
        municipalities={
            slug: replace(municipality, questions=(*questions, *municipality.own_questions))
            for slug, municipality in guide.municipalities.items()
        },
    )


def distinguishable_answers(one: Standard, asked: Question) -> tuple[frozenset[str], ...]:
    """One answer to this question per way of meeting the standard's conditions; “Ved ikke” is the last."""
    conditions = [each for each in one.conditions() if each.question.id == asked.id]

    def met(options: frozenset[str]) -> tuple[Met, ...]:
        return tuple(each.met_by(options) for each in conditions)

    singles = [frozenset((option,)) for option in asked.option_ids if option != NOT_KNOWN]
    by_met: dict[tuple[Met, ...], frozenset[str]] = {}
    for single in singles:
        by_met.setdefault(met(single), single)
    if asked.kind is QuestionKind.MANY:
        mixable = [single for single in singles if not any(map(asked.excludes_others, single))]
        grown = list(mixable)
        while grown:
            base = grown.pop()
            for both in (base | more for more in mixable):
                if met(both) not in by_met:
                    by_met[met(both)] = both
                    grown.append(both)
    return (*by_met.values(), frozenset((NOT_KNOWN,)))
