"""Where citizens would find nothing, or two different things."""

from __future__ import annotations

from collections.abc import Iterator

from guide.content import Problem
from guide.municipality import Guide, Municipality
from guide.rules.answers import NOT_KNOWN
from guide.rules.standards import Condition

NEED = "behov"
"""The question of ``docs/vocabulary.md`` that says what help is needed."""


def gap_problems(guide: Guide) -> Iterator[Problem]:
    """Needs without an answer, and standards on another rung."""
    for municipality in guide.municipalities.values():
        yield from _needs(municipality)
        yield from _rungs(municipality)


def cases(municipality: Municipality) -> Iterator[tuple[Condition, ...]]:
    """Whom its first steps and messages are for."""
    for step in municipality.first_steps:
        yield from step.when
    for message in (*municipality.messages, *municipality.not_covered):
        yield from message.when


def _needs(municipality: Municipality) -> Iterator[Problem]:
    """The needs to which the result would be empty."""
    rules = (standard.need for standard in municipality.with_outcome if standard.need)
    # A case that asks for more than the need is not for everybody who has it.
    alone = (case[0] for case in cases(municipality) if len(case) == 1)
    answered = {option for rule in rules for condition in rule.conditions for option in _named(condition)}
    answered |= {option for condition in alone for option in _named(condition)}
    options = (question.option_ids for question in municipality.questions if question.id == NEED)
    if missing := [f"“{need}”" for ids in options for need in ids if need not in answered and need != NOT_KNOWN]:
        several = "behovene" if len(missing) > 1 else "behovet"
        line = municipality.positions.get("uden for kataloget", municipality.positions.get("trappe", 1))
        wrong = f"Ingen standard og ingen besked svarer på {several} {', '.join(missing)}. Resultatet ville være tomt."
        remedy = "Skriv under “uden for kataloget”, hvor man spørger om den hjælp."
        yield Problem(municipality.file, line, wrong, remedy)


def _named(condition: Condition) -> frozenset[str]:
    return condition.accepts if condition.question.id == NEED else frozenset()


def _rungs(municipality: Municipality) -> Iterator[Problem]:
    """Standards whose `trin` differs from that of their rungs."""
    for standard in municipality.standards:
        steps = {rung.step for rung in municipality.ladder if standard.slug in rung.standards}
        if steps and None not in steps and standard.intrusiveness not in steps:
            on_ladder = " og ".join(map(str, sorted(step for step in steps if step is not None)))
            wrong = f"Her er trin {standard.intrusiveness}, men på trappen i kommune.md er det {on_ladder}."
            yield Problem(standard.file, standard.positions["trin"], wrong, "Skriv det samme tal begge steder.")
