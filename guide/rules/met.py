"""How far something is met; a standard in bits. Pure.

The options of a question that the standard tells apart are a bit each, and so are “Ved ikke” and that it was not asked.
A person is one number, the bits of their answers. So “any of these conditions” is three masks, however many there are,
and people who differ in nothing that counts are the same number. “All of” is the least of how far each is met, and a
requirement with several alternatives comes to the greatest of them.
What an option comes to is said by ``Condition.met_by`` alone; here it is only written down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from guide.rules.answers import NOT_KNOWN, Answers, Question

if TYPE_CHECKING:  # A standard has its bits made here.
    from guide.rules.standards import Condition, Standard


class Met(IntEnum):
    """How far something is met: *all* is ``min``, *any* ``max``."""

    NO = 0
    DISCRETION = 1
    UNKNOWN = 2
    YES = 3

    def __bool__(self) -> bool:
        raise TypeError("Compare with a state (met is Met.YES): a truth test would take unknown for yes or no.")


NO, DISCRETION, UNKNOWN, YES = (met.value for met in Met)
NOT_NAMED = NO - 1
"""How far a need is met that was not named."""


def mask_of(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Alternatives of which one is enough; single conditions as masks."""

    accepts: int
    unknown: int
    discretionary: int
    otherwise: int
    """How far they are met where none is met at all."""
    together: tuple[tuple[AnyOf | EachOf, ...], ...]
    """Alternatives all of whose conditions must be met."""
    asked: int
    """``unknown``, of every condition."""

    def met(self, person: int) -> int:
        if person & self.accepts:
            return YES
        met = UNKNOWN if person & self.unknown else DISCRETION if person & self.discretionary else NO
        for conditions in self.together:
            met = max(met, min([each.met(person) for each in conditions]))
        return self.otherwise if met == NO else met


@dataclass(frozen=True, slots=True)
class EachOf:
    """A condition that each chosen option must meet, as masks."""

    accepts: int
    asked: int
    discretionary: int
    fails: int

    def met(self, person: int) -> int:
        if person & self.fails:
            return NO
        if person & self.asked:
            return UNKNOWN
        if person & self.discretionary:
            return DISCRETION
        return YES if person & self.accepts else NO


class QuestionBits:
    """The bits of one question: ``absent`` and its options.

    Options that the conditions take for the same have the same bit. Those that meet nothing have none, unless one of
    them is enough to fail.
    """

    def __init__(self, question: Question, conditions: Iterable[Condition], absent: int) -> None:
        conditions = [condition for condition in conditions if condition.question.id == question.id]
        self.question, self.absent, self.options = question, absent, {NOT_KNOWN: absent << 1}
        any_fails = any(condition.each for condition in conditions)
        kinds: dict[object, int] = {}
        for option in question.option_ids:
            met = tuple(condition.met_by(frozenset((option,))) for condition in conditions)
            kind = met, question.excludes_others(option)
            bit = (
                kinds.setdefault(kind, absent << 2 + len(kinds)) if any_fails or any(each != NO for each in met) else 0
            )
            self.options.setdefault(option, bit)
        self.others = ~(absent | mask_of(self.options.values()))
        """The mask of all other questions."""
        beside = self.others | mask_of(bit for id_, bit in self.options.items() if not question.excludes_others(id_))
        self._kept = {id_: self.others if question.excludes_others(id_) else beside for id_ in self.options}
        self._alone = {frozenset((id_,)): bit for id_, bit in self.options.items()}

    def of(self, chosen: frozenset[str] | None) -> int:
        """The bits of an answer, or of none."""
        if chosen is None:
            return self.absent
        if (alone := self._alone.get(chosen)) is not None:
            return alone
        told = (NOT_KNOWN,) if NOT_KNOWN in chosen else chosen
        return mask_of(self.options.get(option, 0) for option in told)

    def choose(self, person: int, option: str) -> int:
        """The person with this option too, or alone."""
        return person & self._kept[option] | self.options[option]


class StandardBits:
    """What a standard requires, the need first, and its extents."""

    def __init__(self, standard: Standard) -> None:
        self.questions: dict[str, QuestionBits] = {}
        absent = 1
        for id_, question in standard.questions.items():
            self.questions[id_] = QuestionBits(question, standard.conditions(), absent)
            absent = 2 * max(self.questions[id_].options.values())
        self._masks: list[AnyOf | EachOf] = []
        """All that is met or not by the answer to a question."""
        need = [self._any_of(standard.need.alternatives, NOT_NAMED)] if standard.need else []
        requirements = [
            self._any_of(each.alternatives, DISCRETION if each.advisory or each.assessed else NO)
            for each in standard.requirements
        ]
        self.required = (*need, *requirements)
        self.changeable = mask_of(each.asked for each in requirements) & ~mask_of(each.asked for each in need)
        """What another answer can change: a need is no situation that may."""
        self.extents = tuple(tuple(self._all_of(extent.when)) for extent in standard.extents)
        self.answers = {question.absent: self._told_apart(question) for question in self.questions.values()}
        """By ``absent``: one answer of each kind that this standard tells apart, those that meet most first."""
        self.absent = mask_of(self.answers)
        self.for_extents = self.absent & mask_of(each.asked for when in self.extents for each in when)

    def _any_of(self, alternatives: Iterable[Sequence[Condition]], otherwise: int) -> AnyOf:
        masks, together = [0, 0, 0, 0], []
        for conditions in alternatives:
            if len(conditions) > 1 or conditions[0].each:
                together.append(tuple(self._all_of(conditions)))
            else:
                masks = list(map(or_, masks, self._masks_of(conditions[0])))
        asked = masks[UNKNOWN] | mask_of(each.asked for conditions in together for each in conditions)
        any_of = AnyOf(masks[YES], masks[UNKNOWN], masks[DISCRETION], otherwise, tuple(together), asked)
        self._masks.append(replace(any_of, together=()) if together else any_of)
        return any_of

    def _all_of(self, conditions: Iterable[Condition]) -> Iterator[AnyOf | EachOf]:
        for condition in conditions:
            if condition.each:
                no, discretionary, unknown, yes = self._masks_of(condition)
                self._masks.append(EachOf(yes, unknown, discretionary, no))
                yield self._masks[-1]
            else:
                yield self._any_of([(condition,)], NO)

    def _masks_of(self, condition: Condition) -> list[int]:
        """Its question's bits by how far each meets it alone."""
        question = self.questions[condition.question.id]
        masks = [0, 0, question.absent, 0]
        for option, bit in question.options.items():
            masks[condition.met_by(frozenset((option,)))] |= bit
        return masks

    def _told_apart(self, question: QuestionBits) -> tuple[int, ...]:
        answers = set(question.options.values())
        for option in question.options:
            answers |= {question.choose(answer, option) for answer in answers}
        by_met = {tuple(each.met(answer) for each in self._masks): answer for answer in answers}
        return tuple(by_met[met] for met in sorted(by_met, key=sum, reverse=True))

    def person(self, answers: Answers) -> int:
        """The bits of the answers to this standard's questions."""
        told = answers.by_question
        return mask_of([question.of(told.get(id_)) for id_, question in self.questions.items()])

    def met(self, person: int) -> list[int]:
        """How far the need and each requirement are."""
        return [each.met(person) for each in self.required]

    def shown(self, person: int) -> tuple[int, list[int]]:
        """How far all is met, and which extents are shown.

        They are positions: the first that holds and earlier ones that may; none where it is unlikely or not sought.
        """
        least, possible = min(self.met(person), default=YES), []
        for position, when in enumerate(self.extents if least > NO else ()):
            met = min([condition.met(person) for condition in when], default=YES)
            if met != NO:
                possible.append(position)
            if met == YES:
                break
        return least, possible
