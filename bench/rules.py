"""The CPU time of the rules: outcomes, what would change them, and what to ask next.

Run from the repository: ``.venv/bin/python -m bench.rules``. Each figure is for all standards of a municipality and the
least of the rounds, for whatever else the machine does only adds. “Random” is the mean over seeded persons who have
answered some of the questions. The first question is asked of a municipality that nobody has used yet.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from guide import ROOT
from guide.content import load
from guide.municipality import Municipality
from guide.rules.answers import Answers
from guide.rules.change import what_would_change
from guide.rules.interview import Interview
from guide.rules.outcome import evaluate
from testing.people import CANNOT_GO_OUT_ALONE
from testing.random_people import random_person

TODAY = date(2026, 11, 22)
SEED = 20261122
PERSONS, ROUNDS, FIRST_ROUNDS = 100, 60, 15


def part_answered(place: Municipality) -> list[Answers]:
    """Persons who have answered the first questions, how many by chance."""
    chance = random.Random(SEED)
    persons = []
    for _person in range(PERSONS):
        whole = random_person(place.questions, chance)
        asked = place.questions[: chance.randint(1, len(place.questions))]
        persons.append(Answers({question.id: whole[question.id] for question in asked}))
    return persons


def microseconds(act: Callable[[Answers], object], persons: Sequence[Answers]) -> float:
    """The least CPU time for one of these persons over all rounds."""
    least = float("inf")
    for _round in range(ROUNDS):
        before = time.process_time()
        for answers in persons:
            act(answers)
        least = min(least, (time.process_time() - before) / len(persons) * 1e6)
    return least


def first_question(place: Municipality) -> float:
    """Milliseconds until the first question of rules that are as new."""
    least = float("inf")
    for _round in range(FIRST_ROUNDS):
        standards = [replace(standard) for standard in place.with_outcome]
        before = time.process_time()
        Interview(place.questions, standards).open_questions(Answers())
        least = min(least, (time.process_time() - before) * 1e3)
    return least


def acts_of(place: Municipality) -> dict[str, Callable[[Answers], object]]:
    """What is measured, by name."""
    standards, interview = place.with_outcome, Interview(place.questions, place.with_outcome)
    return {
        "outcomes": lambda answers: [evaluate(standard, answers) for standard in standards],
        "outcomes, and what would change": lambda answers: [
            what_would_change(evaluate(standard, answers)) for standard in standards
        ],
        "next question": interview.next_question,
        "what matters": interview.relevant,
    }


def main() -> None:
    """Print the figures."""
    for place in load(ROOT / "content", TODAY).municipalities.values():
        print(f"{place.name}, {len(place.with_outcome)} standards, µs:{'one person':>22}{'random':>10}")
        people = ([Answers(CANNOT_GO_OUT_ALONE.answers)] * PERSONS, part_answered(place))
        for name, act in acts_of(place).items():
            print(f"  {name:44}" + "".join(f"{microseconds(act, persons):10.0f}" for persons in people))
        print(f"  first question, in ms{first_question(place):33.1f}\n")


if __name__ == "__main__":
    main()
