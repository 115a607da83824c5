"""The one place where a rule is evaluated.

Pure. Precedence and meaning of the outcomes are those of ``docs/vocabulary.md``, “Outcomes”: the outcome is the
least of what the need and the requirements came to, and a need that is not there comes before everything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import chain

from guide.rules.answers import Answers, Wording
from guide.rules.met import DISCRETION, NO, NOT_NAMED, UNKNOWN, YES, Met
from guide.rules.standards import Condition, Extent, Requirement, Standard


class State(StrEnum):
    """The outcome codes, in the order of showing."""

    LIKELY = "likely"
    INDIVIDUAL = "individual"
    UNKNOWN = "unknown"
    UNLIKELY = "unlikely"
    NOT_SOUGHT = "not_sought"


STATE_OF = {
    YES: State.LIKELY,
    DISCRETION: State.INDIVIDUAL,
    UNKNOWN: State.UNKNOWN,
    NO: State.UNLIKELY,
    NOT_NAMED: State.NOT_SOUGHT,
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
            if option in (ground.answer or ()) and ground.condition.met_by(frozenset((option,))) is self.as_answered
        }
        rest = self.requirement.otherwise if self.as_answered is Met.NO else None
        return tuple(own) or ((rest,) if rest else ())


def find(requirement: Requirement, answers: Answers) -> Finding:
    """What the requirement comes to, and by which conditions.

    What no question asks for is nobody's answer: it is left to an assessment, and has no grounds.
    """
    alternatives = [
        [(condition, condition.met_by(answers.get(condition.question.id))) for condition in conditions]
        for conditions in requirement.alternatives
    ]
    least = [min(met for _condition, met in conditions) for conditions in alternatives]
    as_answered = max(least, default=Met.DISCRETION)
    deciding = [each for each, met in zip(alternatives, least, strict=True) if met is as_answered]
    grounds = tuple(
        Ground(condition, answers.get(condition.question.id))
        for condition, met in chain.from_iterable(deciding)
        if met is as_answered
    )
    met = Met.DISCRETION if requirement.advisory and as_answered is Met.NO else as_answered
    return Finding(requirement, as_answered, met, grounds)


@dataclass(frozen=True, eq=False, repr=False)
class Outcome:
    """What the answers say of one standard.

    ``met`` says how far its need, if it has one, and its requirements are (numbers, as in ``met.py``), and so decides.
    What explains it is made when it is shown.
    """

    standard: Standard
    answers: Answers
    person: int
    """The answers in the standard's bits."""
    met: tuple[int, ...]
    state: State

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """In the order of the rule, the need first."""
        return tuple(find(requirement, self.answers) for requirement in self.standard.required)

    @cached_property
    def extents(self) -> tuple[Extent, ...]:
        """Those that apply or still can, if it may fit."""
        return tuple(self.standard.extents[one] for one in self.standard.bits.shown(self.person)[1])

    @property
    def deciding(self) -> tuple[Requirement, ...]:
        """What decided; nothing else explains the outcome."""
        least = min(self.met, default=YES)
        return tuple(
            requirement for requirement, met in zip(self.standard.required, self.met, strict=True) if met == least
        )

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """The findings of what decided."""
        deciding = self.deciding
        return tuple(finding for finding in self.findings if finding.requirement in deciding)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.met is Met.UNKNOWN)


def evaluate(standard: Standard, answers: Answers) -> Outcome:
    bits = standard.bits
    person = bits.person(answers)
    met = tuple(bits.met(person))
    return Outcome(standard, answers, person, met, STATE_OF[min(met, default=YES)])


def holds(when: Iterable[Condition], answers: Answers) -> bool:
    """Whether all of these conditions are surely met."""
    return all(condition.met_by(answers.get(condition.question.id)) is Met.YES for condition in when)
