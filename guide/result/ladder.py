"""The ladder of support as it is drawn: its rungs, what stands beside it, and the results marked on them.

It decides nothing: the rungs are the municipality's own, the marks are those of the outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guide.municipality import Municipality, Rung
from guide.rules.outcome import Outcome, State
from guide.rules.standards import Standard

LADDER_PAGE = "indsatstrappen"
"""The slug of the municipality's page that explains the ladder; it begins with the picture."""


@dataclass(frozen=True, slots=True)
class PlacedStandard:
    """A standard where it stands; ``also`` are the other steps that it stands on, ``state`` is its mark, if any."""

    standard: Standard
    state: State | None
    also: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RungWithStandards:
    """A rung with what stands on it; ``step`` is ``None`` for what stands beside the ladder."""

    step: int | None
    name: str
    placed: tuple[PlacedStandard, ...]

    @property
    def state(self) -> State | None:
        """The mark that comes first in the order of showing, or ``None`` where nothing is marked."""
        marked = {one.state for one in self.placed}
        return next((state for state in State if state in marked), None)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs, the highest first; what stands beside them; and the standards that are not on the ladder at all."""

    rungs: tuple[RungWithStandards, ...]
    beside_ladder: tuple[RungWithStandards, ...]
    not_on_ladder: tuple[PlacedStandard, ...]


def ladder_of(municipality: Municipality) -> Ladder:
    """The ladder with every standard of the municipality, and no marks."""
    return _drawn(municipality, [PlacedStandard(standard, None) for standard in municipality.standards])


def marked_ladder(municipality: Municipality, outcomes: Iterable[Outcome]) -> Ladder:
    """The ladder with the standards that were sought, each with the mark of its outcome; all rungs stay."""
    sought = [outcome for outcome in outcomes if outcome.state is not State.NOT_SOUGHT]
    ladder = _drawn(municipality, [PlacedStandard(outcome.standard, outcome.state) for outcome in sought])
    return replace(ladder, beside_ladder=tuple(rung for rung in ladder.beside_ladder if rung.placed))


def _drawn(municipality: Municipality, shown: list[PlacedStandard]) -> Ladder:
    by_step = sorted(municipality.ladder, key=lambda rung: -(rung.step or 0))
    rungs = [_rung(rung, by_step, shown) for rung in by_step]
    on_a_rung = {slug for rung in by_step for slug in rung.standards}
    return Ladder(
        rungs=tuple(rung for rung in rungs if rung.step is not None),
        beside_ladder=tuple(rung for rung in rungs if rung.step is None),
        not_on_ladder=tuple(one for one in shown if one.standard.slug not in on_a_rung),
    )


def _rung(rung: Rung, all_: list[Rung], shown: list[PlacedStandard]) -> RungWithStandards:
    steps = {
        slug: tuple(
            sorted(other.step for other in all_ if other.step and other is not rung and slug in other.standards)
        )
        for slug in rung.standards
    }
    placed = (
        PlacedStandard(one.standard, one.state, steps[one.standard.slug]) for one in shown if one.standard.slug in steps
    )
    return RungWithStandards(rung.step, rung.name, tuple(placed))
