"""What to ask next. Pure.

It is the first absent question, in file order, that can still change an outcome or an extent that is shown. There is no
flow, no graph and no “show if”. For every standard the module asks exactly: is there a way to answer the other absent
questions so that two answers to this one give different outcomes or extents? It looks for one, with one answer of each
kind that the standard tells apart, and passes over what is settled.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from guide.rules.answers import Answers, Question
from guide.rules.met import NO, YES, StandardBits
from guide.rules.standards import Standard

_REMEMBERED = 1_000  # of the answers to one standard, for each municipality; bounded, since readers choose them


def can_change(question: int, bits: StandardBits, person: int) -> bool:
    """Whether two answers to an absent question can differ.

    It does, if it does after some answer to another one, and in the end if nothing else is absent that may count.
    """
    absent = _unsettled(bits, person)
    if not absent & question:
        return False
    others = absent ^ question
    if not others:
        first, *rest = [bits.shown(person ^ question | answer) for answer in bits.answers[question]]
        return any(shown != first for shown in rest)
    other = others & -others
    return any(can_change(question, bits, person ^ other | answer) for answer in bits.answers[other])


def _unsettled(bits: StandardBits, person: int) -> int:
    """The absent questions that may count."""
    absent = person & bits.absent
    told = person ^ absent
    each_met = [(each.met(told), each.asked & absent) for each in bits.required]
    floor = min([met for met, asked in each_met if not asked], default=YES)
    unsettled = bits.for_extents & absent if floor > NO else 0
    for met, asked in each_met:
        if met < floor:  # More answers only meet more, so all else is settled.
            unsettled |= asked
    return unsettled


def deciding(bits: StandardBits, person: int) -> frozenset[str]:
    """Ids of absent questions that can change what is shown."""
    absent = ((id_, question.absent) for id_, question in bits.questions.items() if person & question.absent)
    return frozenset(id_ for id_, question in absent if can_change(question, bits, person))


class Interview:
    """What can still matter over all standards."""

    def __init__(self, questions: tuple[Question, ...], standards: Iterable[Standard]) -> None:
        self.questions = questions
        self.standards = tuple(standard.bits for standard in standards)
        self.opening = frozenset(question.id for question in questions if question.opening)
        asked = self.opening.union(*(bits.questions for bits in self.standards))
        self.used = tuple(question for question in questions if question.id in asked)
        """All but those that no standard here asks."""
        self._deciding = lru_cache(_REMEMBERED)(deciding)

    def open_questions(self, answers: Answers) -> tuple[Question, ...]:
        """Absent questions that can matter, in the order of asking.

        Their number is an upper bound of the questions still to come, and it never rises after an answer.
        """
        each = [self._deciding(bits, bits.person(answers)) for bits in self.standards]
        absent = self.opening.union(*each) - answers.by_question.keys()
        return tuple(question for question in self.questions if question.id in absent)

    def relevant(self, answers: Answers) -> frozenset[str]:
        """Ids of questions that affect the result, answered or not.

        An answered one matters when it would be asked if it had not been. Opening questions always matter: they are
        asked of everybody.
        """
        relevant = set(self.opening)
        for bits in self.standards:
            person = bits.person(answers)
            for id_, question in bits.questions.items():
                if id_ not in relevant and can_change(
                    question.absent, bits, person & question.others | question.absent
                ):
                    relevant.add(id_)
        return frozenset(relevant)

    def next_question(self, answers: Answers) -> Question | None:
        """The question to ask now, ``None`` where nothing can change."""
        return next(iter(self.open_questions(answers)), None)
