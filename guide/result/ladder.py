"""The ladder of support as drawn, with results marked.

It decides nothing: the rungs are the municipality's own, the marks are those of the outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guide.municipality import Municipality, Rung
from guide.rules.outcome import Outcome, State
from guide.rules.standards import Standard

LADDER_PAGE = "indsatstrappen"
"""The slug of the page that explains the ladder and begins with its picture."""


@dataclass(frozen=True, slots=True)
class PlacedStandard:
    standard: Standard
    state: State | None
    """Its mark, if any."""
    also: tuple[int, ...] = ()
    """The other steps that it is on."""


@dataclass(frozen=True, slots=True)
class RungWithStandards:
    step: int | None
    name: str
    placed: tuple[PlacedStandard, ...]

    @property
    def state(self) -> State | None:
        """The first mark in the order of showing, if any."""
        marked = {placed.state for placed in self.placed}
        return next((state for state in State if state in marked), None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs, highest first, and what is beside them."""

    rungs: tuple[RungWithStandards, ...]
    beside_ladder: tuple[RungWithStandards, ...]
    not_on_ladder: tuple[PlacedStandard, ...]


def ladder_of(municipality: Municipality) -> Ladder:
    """The ladder with all standards, unmarked."""
    return _ladder(municipality, [PlacedStandard(standard, None) for standard in municipality.standards])


def marked_ladder(municipality: Municipality, outcomes: Iterable[Outcome]) -> Ladder:
    """The ladder with marks on the standards sought."""
    sought = [outcome for outcome in outcomes if outcome.state is not State.NOT_SOUGHT]
    ladder = _ladder(municipality, [PlacedStandard(outcome.standard, outcome.state) for outcome in sought])
    return replace(ladder, beside_ladder=tuple(rung for rung in ladder.beside_ladder if rung.placed))


def _ladder(municipality: Municipality, standards: list[PlacedStandard]) -> Ladder:
    by_step = sorted(municipality.ladder, key=lambda rung: -(rung.step or 0))
    rungs = [_rung(rung, by_step, standards) for rung in by_step]
    on_a_rung = {slug for rung in by_step for slug in rung.standards}
    return Ladder(
        rungs=tuple(rung for rung in rungs if rung.step is not None),
        beside_ladder=tuple(rung for rung in rungs if rung.step is None),
        not_on_ladder=tuple(placed for placed in standards if placed.standard.slug not in on_a_rung),
    )


def _rung(rung: Rung, rungs: list[Rung], standards: list[PlacedStandard]) -> RungWithStandards:
    others = sorted((other.step, other.standards) for other in rungs if other.step and other is not rung)
    return RungWithStandards(
        rung.step,
        rung.name,
        tuple(
            replace(placed, also=tuple(step for step, slugs in others if placed.standard.slug in slugs))
            for placed in standards
            if placed.standard.slug in rung.standards
        ),
    )
