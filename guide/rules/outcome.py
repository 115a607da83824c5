"""The one place where a rule is evaluated.

Pure. Precedence and meaning of the outcomes are those of ``docs/vocabulary.md``, “Outcomes”: the outcome is the
least of what the need and the requirements came to, and a need that is not there comes before everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import total_ordering

from guide.rules.answers import NOT_KNOWN, Answers, Wording
from guide.rules.standards import Condition, Extent, Requirement, Standard


@total_ordering
class Met(Enum):
    """How far something is met: *all* is ``min``, *any* ``max``."""

    NO = 0
    DISCRETION = 1
    UNKNOWN = 2
    YES = 3

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Met):
            return NotImplemented
        order: bool = self.value < other.value
        return order

    def __bool__(self) -> bool:
        raise TypeError("Compare with a state (met is Met.YES): a truth test would take unknown for yes or no.")


class State(StrEnum):
    """The outcome codes, in the order of showing."""

    LIKELY = "likely"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"
    UNLIKELY = "unlikely"
    NOT_SOUGHT = "not_sought"


_STATE_OF = {
    Met.YES: State.LIKELY,
    Met.DISCRETION: State.INDIVIDUAL,
    Met.UNKNOWN: State.UNKNOWN,
    Met.NO: State.UNLIKELY,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """A condition that decided; ``answer`` is ``None`` where not asked."""

    condition: Condition
    answer: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a requirement came to.

    ``as_answered`` is what its conditions say; ``met`` is what counts: an advisory requirement that is not met is
    left to an assessment. ``grounds`` are the conditions that decided, those that are not known among them.
    """

    requirement: Requirement
    as_answered: Met
    met: Met
    grounds: tuple[Ground, ...]

    @property
    def advice(self) -> tuple[Wording, ...]:
        """What to say of answers that do not meet it.

        Those that left it to an assessment have only their own sentences; where it is not met there is also one for
        the rest.
        """
        own = {
            wording: None
            for ground in self.grounds
            for option, wording in ground.condition.advice.items()
            if option in (ground.answer or ()) and met_by(ground.condition, frozenset((option,))) is self.as_answered
        }
        rest = self.requirement.otherwise if self.as_answered is Met.NO else None
        return tuple(own) or ((rest,) if rest else ())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers say of one standard.

    ``findings`` begins with the need, where the standard has one. ``extents`` are those that apply or still can; there
    is none where the outcome is unlikely or not sought.
    """

    standard: Standard
    state: State
    findings: tuple[Finding, ...]
    extents: tuple[Extent, ...]

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings that decided; nothing else explains the outcome."""
        if self.state is State.NOT_SOUGHT:
            return self.findings[:1]
        decided = min((finding.met for finding in self.findings), default=Met.YES)
        return tuple(finding for finding in self.findings if finding.met is decided)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.met is Met.UNKNOWN)


def met_by(condition: Condition, options: frozenset[str] | None) -> Met:
    """How far these options meet it; one is enough."""
    if options is None or NOT_KNOWN in options:
        return Met.UNKNOWN
    if not options.isdisjoint(condition.accepts):
        return Met.YES
    if not options.isdisjoint(condition.discretionary):
        return Met.DISCRETION
    return Met.NO


def effective(requirement: Requirement, as_answered: Met) -> Met:
    """An advisory requirement not met is left to an assessment."""
    return Met.DISCRETION if requirement.advisory and as_answered is Met.NO else as_answered


def evaluate_requirement(requirement: Requirement, answers: Answers) -> Finding:
    """What the requirement comes to, and by which conditions."""
    each = [
        (condition, answer, met_by(condition, answer))
        for condition in requirement.conditions
        for answer in (answers.get(condition.question.id),)
    ]
    as_answered = max(met for _, _, met in each)
    grounds = tuple(Ground(condition, answer) for condition, answer, met in each if met is as_answered)
    return Finding(requirement, as_answered, effective(requirement, as_answered), grounds)


def possible_extents(extents: Iterable[Extent], answers: Answers) -> tuple[Extent, ...]:
    """The first extent that holds, and earlier ones that may."""
    possible = []
    for extent in extents:
        met = min((met_by(condition, answers.get(condition.question.id)) for condition in extent.when), default=Met.YES)
        if met is Met.NO:
            continue
        possible.append(extent)
        if met is Met.YES:
            break
    return tuple(possible)


def evaluate(standard: Standard, answers: Answers) -> Outcome:
    need = (evaluate_requirement(standard.need, answers),) if standard.need else ()
    findings = (*need, *(evaluate_requirement(requirement, answers) for requirement in standard.requirements))
    if need and need[0].met is Met.NO:
        return Outcome(standard, State.NOT_SOUGHT, findings, ())
    state = _STATE_OF[min((finding.met for finding in findings), default=Met.YES)]
    extents = () if state is State.UNLIKELY else possible_extents(standard.extents, answers)
    return Outcome(standard, state, findings, extents)


def holds(when: Iterable[Condition], answers: Answers) -> bool:
    """Whether all of these conditions are surely met."""
    return all(met_by(condition, answers.get(condition.question.id)) is Met.YES for condition in when)


def may_hold(when: Iterable[Condition], answers: Answers) -> bool:
    """Whether none of these conditions is surely not met."""
    return all(met_by(condition, answers.get(condition.question.id)) is not Met.NO for condition in when)
