"""The result in short: a first step, and rows. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from guide.municipality import FirstStep, Message, Municipality, asked_by
from guide.result.account import Account, account_of
from guide.rules.answers import Answers, Perspective, Question
from guide.rules.change import AGE
from guide.rules.met import Met
from guide.rules.outcome import Finding, Outcome, State, evaluate, holds
from guide.rules.standards import Requirement, Standard

UNDER_18 = frozenset(("0-15", "16-17"))


@dataclass(frozen=True, slots=True)
class Row:
    """One standard in one line or a few."""

    outcome: Outcome
    why: Requirement | None
    """The one reason that says most; ``None`` where nothing is required."""

    @property
    def standard(self) -> Standard:
        return self.outcome.standard

    @property
    def extent(self) -> str:
        """How much help; empty while more is possible."""
        short = {extent.short for extent in self.outcome.extents}
        return short.pop() if len(short) == 1 else ""

    @property
    def open_points(self) -> tuple[Question, ...]:
        """The questions that leave a requirement open."""
        grounds = (ground for finding in self.outcome.undecided for ground in finding.grounds)
        return tuple(dict.fromkeys(ground.condition.question for ground in grounds))


@dataclass(frozen=True, slots=True)
class Result:
    """All standards by state, and messages."""

    municipality: Municipality
    outcomes: tuple[Outcome, ...]
    groups: tuple[tuple[State, tuple[Row, ...]], ...]
    """In the order of showing, without ``for_adults``."""
    for_adults: tuple[Row, ...]
    """What fails for somebody under 18 on the age alone."""
    messages: tuple[Message, ...]
    not_covered: tuple[Message, ...]
    first_step: FirstStep
    """The first that is this reader's own, or everybody's."""

    def rows(self, state: State) -> tuple[Row, ...]:
        return dict(self.groups)[state]

    @property
    def sought(self) -> tuple[tuple[State, tuple[Row, ...]], ...]:
        """Groups with rows, without what was not sought."""
        return tuple((state, rows) for state, rows in self.groups if rows and state is not State.NOT_SOUGHT)

    @property
    def fitting(self) -> tuple[Row, ...]:
        return (*self.rows(State.LIKELY), *self.rows(State.INDIVIDUAL))

    @property
    def worth_applying(self) -> tuple[Standard, ...]:
        return tuple(row.standard for row in self.fitting)

    @property
    def with_one_time(self) -> tuple[Standard, ...]:
        """Those worth applying for with one time for all."""
        return tuple(standard for standard in self.worth_applying if not standard.times_differ)

    @property
    def less_urgent(self) -> tuple[Message, ...]:
        return tuple(message for message in (*self.not_covered, *self.messages) if not message.urgent)

    @property
    def settles_most(self) -> Question | None:
        """The question whose answer most of the unknown standards lack."""
        lacking = Counter(question.id for row in self.rows(State.UNKNOWN) for question in row.open_points)
        asked = [question for question in self.municipality.questions if question.id in lacking]
        return max(asked, key=lambda question: lacking[question.id], default=None)

    def row(self, standard: Standard) -> Row:
        every = (row for rows in (*dict(self.groups).values(), self.for_adults) for row in rows)
        return next(row for row in every if row.standard is standard)

    def is_for_adults(self, standard: Standard) -> bool:
        return any(row.standard is standard for row in self.for_adults)

    def account(self, standard: Standard, today: date) -> Account:
        """All about one of the standards with an outcome."""
        return account_of(self.row(standard).outcome, self.outcomes, self.municipality, today)


def is_under_18(answers: Answers) -> bool:
    """Whether the person is surely under 18.

    A child is, also one whose age is not known.
    """
    told = answers.get(AGE, frozenset())
    return (bool(told) and told <= UNDER_18) or answers.perspective is Perspective.CHILD


def urgent_messages(municipality: Municipality, answers: Answers) -> tuple[Message, ...]:
    """What every page must show, as where to sleep tonight."""
    return tuple(message for message in municipality.messages if message.urgent and _concerns(message, answers))


def _concerns(said: Message | FirstStep, answers: Answers) -> bool:
    return any(holds(case, answers) for case in said.when)


def build_result(municipality: Municipality, answers: Answers) -> Result:
    outcomes = tuple(evaluate(standard, answers) for standard in municipality.with_outcome)
    for_adults = tuple(outcome for outcome in outcomes if is_under_18(answers) and _is_for_adults(outcome))

    steps = municipality.first_steps
    first_step = next((step for step in steps if _concerns(step, answers)), steps[-1])

    def order(outcome: Outcome) -> tuple[bool, int]:
        """Where the first step leads; then what leaves least open."""
        return first_step.link != f"standard:{outcome.standard.slug}", outcome.met.count(Met.DISCRETION)

    def rows(chosen: Sequence[Outcome]) -> tuple[Row, ...]:
        return tuple(Row(outcome, _why(outcome, municipality)) for outcome in sorted(chosen, key=order))

    return Result(
        municipality=municipality,
        outcomes=outcomes,
        groups=tuple(
            (state, rows([one for one in outcomes if one.state is state and one not in for_adults])) for state in State
        ),
        for_adults=rows(for_adults),
        messages=tuple(message for message in municipality.messages if _concerns(message, answers)),
        not_covered=tuple(message for message in municipality.not_covered if _concerns(message, answers)),
        first_step=first_step,
    )


def _is_for_adults(outcome: Outcome) -> bool:
    """Whether an age of 18 is lacking, perhaps alone."""
    failed = [finding for finding in outcome.findings if finding.met is Met.NO]
    open_ = [finding for finding in outcome.findings if finding.met is Met.UNKNOWN]
    by_age = [*map(_asks_for_18, failed), *filter(None, map(_asks_for_18, open_))]
    return any(by_age) and (all(by_age) or outcome.state is State.NOT_SOUGHT)


def _asks_for_18(finding: Finding) -> bool:
    asked = [ground.condition for ground in finding.grounds]
    return all(condition.question.id == AGE and condition.accepts.isdisjoint(UNDER_18) for condition in asked)


def _why(outcome: Outcome, municipality: Municipality) -> Requirement | None:
    """What is typical of what fits; else what decided.

    What an answer decided comes first, firm before guiding, then the one whose questions fewest other standards ask
    for the same.
    """
    if outcome.state is State.LIKELY:
        return next((one for one in outcome.standard.requirements if one.typical), None)

    def weight(requirement: Requirement) -> tuple[bool, bool, int]:
        return requirement.assessed, requirement.advisory, municipality.asking[asked_by(requirement)]

    return min(outcome.deciding, key=weight, default=None)
