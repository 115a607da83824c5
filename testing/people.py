"""The people of the journeys: what each would answer (``people.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from guide.rules.answers import NOT_KNOWN, Answers
from guide.rules.interview import Interview


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the guide: answers by question, “Ved ikke” to all others."""

    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, question: str) -> tuple[str, ...]:
        """What the person answers to this question."""
        return self.answers.get(question, (NOT_KNOWN,))


def asked_of(interview: Interview, whole: Mapping[str, Iterable[str]], until: str | None = None) -> Answers:
    """What the guide asks somebody, with their answers: “Ved ikke” where they say nothing; before ``until``."""
    answers = Answers()
    while (question := interview.next_question(answers)) and question.id != until:
        answers = answers.with_answer(question.id, whole.get(question.id, (NOT_KNOWN,)))
    return answers


def _people() -> dict[str, Person]:
    """The people of ``people.yaml`` by name."""
    written = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {
        name: Person(
            {question: (said,) if isinstance(said, str) else tuple(said) for question, said in answers.items()}
        )
        for name, answers in written.items()
    }


FOURTEEN = _people()
"""For what must hold whoever reads."""

CANNOT_GO_OUT_ALONE = FOURTEEN["cannot go out alone"]
MOTHER_OF_A_SON = FOURTEEN["mother of a son"]
WITHOUT_A_HOME = FOURTEEN["without a home"]
PARENT_OF_A_SMALL_CHILD = FOURTEEN["parent of a small child"]
SEEKS_MONEY_ONLY = FOURTEEN["seeks money only"]
KNOWS_NOTHING = FOURTEEN["knows nothing"]
DAUGHTER_OF_A_PENSIONER = FOURTEEN["daughter of a pensioner"]
WOULD_LIKE_A_JOB = FOURTEEN["would like a job"]

USUAL = ("cannot go out alone", "deafblind", "would like a job", "lives in a home", "daughter of a pensioner")
"""Those of them with two needs at the most, who have a home and are adults."""
