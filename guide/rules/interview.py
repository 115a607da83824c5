"""What to ask next. Pure.

It is the first absent question, in file order, that can still change an outcome or an extent that is shown. There is no
flow, no graph and no “show if”. For every standard the module asks exactly: is there a way to answer the other absent
questions so that two answers to this one give different outcomes or extents? Answers that no condition of the standard
tells apart count as one, and part-answered standards with the same rest are computed once, so the exact answer is also
a quick one.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from functools import lru_cache

from guide.rules.answers import NOT_KNOWN, Answers, Question, QuestionKind
from guide.rules.outcome import Met, State, effective, evaluate, met_by
from guide.rules.standards import Extent, Standard

Shown = tuple[State, tuple[Extent, ...]]
MemoKey = Hashable

_CACHED = 2_000  # persons remembered per standard; bounded, since readers choose what to answer


def representative_answers(standard: Standard, question: Question) -> tuple[frozenset[str], ...]:
    """One answer per way of meeting this standard's conditions.

    Answers are sets of option ids; “Ved ikke” is the last.
    """
    conditions = [condition for condition in standard.conditions() if condition.question.id == question.id]
    singles = [frozenset((option,)) for option in question.option_ids if option != NOT_KNOWN]
    by_profile: dict[tuple[Met, ...], frozenset[str]] = {}
    for single in singles:
        by_profile.setdefault(tuple(met_by(condition, single) for condition in conditions), single)
    if question.kind is QuestionKind.MANY:
        mixable = [single for single in singles if not any(map(question.excludes_others, single))]
        grown = list(mixable)
        while grown:
            base = grown.pop()
            for more in mixable:
                both = base | more
                profile = tuple(met_by(condition, both) for condition in conditions)
                if profile not in by_profile:
                    by_profile[profile] = both
                    grown.append(both)
    return (*by_profile.values(), frozenset((NOT_KNOWN,)))


class StandardQuestions:
    """Which absent questions can still change one standard's outcome."""

    def __init__(self, standard: Standard) -> None:
        self.standard = standard
        self.questions = standard.questions
        self.choices = {id_: representative_answers(standard, question) for id_, question in self.questions.items()}
        self._telling = {
            id_: frozenset((NOT_KNOWN,)).union(
                *(c.accepts | c.discretionary for c in standard.conditions() if c.question.id == id_)
            )
            for id_ in self.questions
        }
        self._deciding: dict[MemoKey, frozenset[str]] = {}
        self._cached = lru_cache(maxsize=_CACHED)(self._decide_from)

    def view(self, answers: Answers) -> Shown:
        outcome = evaluate(self.standard, answers)
        return outcome.state, outcome.extents

    def deciding_questions(self, answers: Answers) -> frozenset[str]:
        # Options that no condition names are all alike, so people who differ in them alone share one memory.
        relevant = ((id_, answers[id_] & telling) for id_, telling in self._telling.items() if id_ in answers)
        return self._cached(tuple(relevant))

    def _decide_from(self, relevant: tuple[tuple[str, frozenset[str]], ...]) -> frozenset[str]:
        answers = Answers(dict(relevant))
        return self._decide(answers, tuple(id_ for id_ in self.questions if id_ not in answers))

    def _decide(self, answers: Answers, absent: tuple[str, ...]) -> frozenset[str]:
        if not absent:
            return frozenset()
        rest = self._memo_key(answers, absent)
        if rest is None:
            return frozenset()
        if rest not in self._deciding:
            self._deciding[rest] = self._explore(answers, absent)
        return self._deciding[rest]

    def _explore(self, answers: Answers, absent: tuple[str, ...]) -> frozenset[str]:
        first = absent[0]
        if len(absent) == 1:
            views = {self.view(answers.with_answer(first, options)) for options in self.choices[first]}
            return frozenset(absent) if len(views) > 1 else frozenset()
        # Every completion gives the first absent question some answer, so what can decide among the others can
        # decide after one of its answers; whether the first itself can is seen by answering the second instead.
        others = self._after(answers, first, absent[1:])
        itself = self._after(answers, absent[1], (first, *absent[2:]))
        return others | (itself & {first})

    def _after(self, answers: Answers, question_id: str, absent: tuple[str, ...]) -> frozenset[str]:
        reached = (
            self._decide(answers.with_answer(question_id, options), absent) for options in self.choices[question_id]
        )
        return frozenset().union(*reached)

    def _memo_key(self, answers: Answers, absent: tuple[str, ...]) -> MemoKey | None:
        """What is left to decide; ``None`` where nothing can change."""
        standard = self.standard
        floor = Met.YES
        open_requirements = []
        need_open = False
        for position, requirement in enumerate((*((standard.need,) if standard.need else ()), *standard.requirements)):
            met = max(
                (met_by(c, answers[c.question.id]) for c in requirement.conditions if c.question.id in answers),
                default=Met.NO,
            )
            is_need = requirement is standard.need
            if met is Met.YES or all(c.question.id in answers for c in requirement.conditions):
                if is_need and met is Met.NO:
                    return None
                floor = min(floor, effective(requirement, met))
            else:
                need_open = need_open or is_need
                open_requirements.append((position, met))
        if floor is Met.NO and not need_open:
            return None
        return floor, tuple(open_requirements), self._open_extents(answers), absent

    def _open_extents(self, answers: Answers) -> tuple[tuple[int, Met, bool], ...]:
        open_extents = []
        for position, extent in enumerate(self.standard.extents):
            met = min(
                (met_by(c, answers[c.question.id]) for c in extent.when if c.question.id in answers), default=Met.YES
            )
            if met is Met.NO:
                continue
            settled = all(c.question.id in answers for c in extent.when)
            open_extents.append((position, met, settled))
            if settled and met is Met.YES:
                break
        return tuple(open_extents)


class Interview:
    """What can still matter over all standards."""

    def __init__(self, questions: tuple[Question, ...], standards: Iterable[Standard]) -> None:
        self.questions = questions
        self.per_standard = tuple(StandardQuestions(standard) for standard in standards)
        asked = frozenset().union(*(rule.questions for rule in self.per_standard))
        self.used = tuple(question for question in questions if question.opening or question.id in asked)
        """All but those that no standard here asks."""

    def open_questions(self, answers: Answers) -> tuple[Question, ...]:
        """Absent questions that can matter, in the order of asking.

        Their number is an upper bound of the questions still to come, and it never rises after an answer.
        """
        deciding = frozenset().union(*(rule.deciding_questions(answers) for rule in self.per_standard))
        return tuple(
            question
            for question in self.questions
            if question.id not in answers and (question.opening or question.id in deciding)
        )

    def relevant(self, answers: Answers) -> frozenset[str]:
        """Ids of questions that affect the result, answered or not.

        An answered one matters when it would be asked if it had not been. Opening questions always matter: they are
        asked of everybody.
        """
        unasked = frozenset().union(*(rule.deciding_questions(answers) for rule in self.per_standard))
        return frozenset(
            question.id
            for question in self.questions
            if question.opening
            or question.id in unasked
            or any(
                question.id in rule.deciding_questions(answers.without(question.id))
                for rule in self.per_standard
                if question.id in answers and question.id in rule.questions
            )
        )

    def next_question(self, answers: Answers) -> Question | None:
        """The question to ask now, ``None`` where nothing can change."""
        return next(iter(self.open_questions(answers)), None)
