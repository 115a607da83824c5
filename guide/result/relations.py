"""How the standards of one result relate to each other.

Which of the shown ones cannot be combined, which is normally tried before which, and which is given in place of
which. No file says it a second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guide.municipality import Municipality
from guide.rules.met import Met
from guide.rules.outcome import Outcome, State
from guide.rules.standards import Relation, Standard

_FITTING = (State.LIKELY, State.INDIVIDUAL)
_OPEN = (*_FITTING, State.UNKNOWN)


def clashes(outcome: Outcome, others: Sequence[Outcome], municipality: Municipality) -> Iterator[Relation]:
    """What excludes this one, and why.

    Standards that may fit, and help that none describes. Nobody has said whether they have such help, so it is named
    wherever this may fit.
    """
    standard = outcome.standard
    if outcome.state in _OPEN:
        yield from (relation for relation in standard.excludes if relation.help)
    fitting = {other.standard.slug for other in others if other.state in _FITTING} - {standard.slug}
    for relation in _named(standard, others, municipality):
        if relation.other in fitting:
            fitting.remove(relation.other)
            yield relation


def _named(standard: Standard, others: Sequence[Outcome], municipality: Municipality) -> Iterator[Relation]:
    yield from standard.excludes
    for other in others:
        for relation in other.standard.excludes:
            if relation.other == standard.slug:
                yield Relation(other.standard.slug, relation.text)
    for group in municipality.mutually_exclusive:
        if standard.slug in group.standards:
            yield from (Relation(slug, group.text) for slug in group.standards)


def tried_first(outcome: Outcome, others: Sequence[Outcome]) -> tuple[Standard, ...]:
    """Standards of this result normally tried before it."""
    return tuple(
        other.standard
        for other in others
        if other.state in _OPEN and outcome.standard.slug in other.standard.comes_before
    )


def see_instead(outcome: Outcome, others: Sequence[Outcome]) -> tuple[Relation, ...]:
    """Where this does not seem to fit, what may.

    Nothing for which a requirement fails, also where it was not sought.
    """
    if outcome.state is not State.UNLIKELY:
        return ()
    failing = {other.standard.slug for other in others if _fails(other)}
    return tuple(relation for relation in outcome.standard.see_instead if relation.other not in failing)


def see_also(outcome: Outcome, others: Sequence[Outcome]) -> tuple[Relation, ...]:
    """What the source names beside this, unless a requirement fails.

    What was not sought is looked at too: this is what a reader may not have thought of.
    """
    failing = {other.standard.slug for other in others if _fails(other)}
    if outcome.standard.slug in failing:
        return ()
    return tuple(relation for relation in outcome.standard.see_also if relation.other not in failing)


def _fails(outcome: Outcome) -> bool:
    """Whether a requirement does; a need comes before them."""
    return Met.NO in outcome.met[int(outcome.standard.need is not None) :]


def in_place_of(outcome: Outcome, others: Sequence[Outcome]) -> tuple[Relation, ...]:
    """Standards that replace this one, or that it may replace."""
    sought = {other.standard.slug for other in others if other.state is not State.NOT_SOUGHT}
    own = tuple(
        relation for relation in outcome.standard.in_place_of if relation.other in sought and outcome.state in _OPEN
    )
    theirs = tuple(
        Relation(other.standard.slug, relation.text)
        for other in others
        if other.state in _OPEN
        for relation in other.standard.in_place_of
        if relation.other == outcome.standard.slug
    )
    return own + theirs
