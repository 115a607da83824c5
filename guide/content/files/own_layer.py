"""What a municipality adds to the files that all share."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from guide.content.files.letters import read_own_letters
from guide.content.files.national import read_law_changes, read_rates, read_talk
from guide.content.files.questions import QuestionIndex, read_own_questions
from guide.content.files.standard import ReadingContext
from guide.content.syntax.reading import read_yaml
from guide.content.syntax.source import Value
from guide.content.texts.wording import Figures
from guide.next_steps.letters import Letter
from guide.next_steps.talk import Talk
from guide.rules.answers import Question
from guide.rules.standards import LawChange
from guide.sources import Rate

QUESTIONS, RATES, LAW_CHANGES = "spoergsmaal.yaml", "satser.yaml", "lovaendringer.yaml"
TALK, LETTERS = "samtale.yaml", "breve.yaml"
OWN_FILES = (QUESTIONS, RATES, LAW_CHANGES, TALK, LETTERS)
_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")


@dataclass(frozen=True, slots=True)
class OwnLayer:
    """What was read; empty where there is no file."""

    questions: tuple[Question, ...]
    rates: tuple[Rate, ...]
    law_changes: tuple[LawChange, ...]
    talk: Talk
    letters: tuple[Letter, ...]


def read_own_layer(folder: Path, context: ReadingContext, today: date) -> tuple[OwnLayer, ReadingContext]:
    """A folder's own layer, and its other files' context."""
    questions, rates, changes, talk, letters = (_root(folder / name, context) for name in OWN_FILES)
    shared = context.figures
    own_rates = read_rates(rates, today, taken=shared.rates) if rates else {}
    figures = Figures({**shared.rates, **own_rates}, texts=shared.texts)
    known = context.questions.by_id
    # Without any shared question their file cannot be read, and nobody knows which ids are taken.
    own_questions = read_own_questions(questions, figures.of_a_file(), known) if questions and known else ()
    own = {question.id: question for question in own_questions}
    index = QuestionIndex({**known, **own}, context.questions.sentences)
    own_changes = read_law_changes(changes, figures, index, taken=context.law_changes) if changes else {}
    own_talk = read_talk(talk, figures, adds=True) if talk else Talk()
    # As with questions: without the shared letters nobody knows what is new.
    own_letters = read_own_letters(letters, figures, context) if letters and context.letters else ()
    layer = OwnLayer(own_questions, tuple(own_rates.values()), tuple(own_changes.values()), own_talk, own_letters)
    return layer, replace(context, questions=index, figures=figures, law_changes={**context.law_changes, **own_changes})


def _root(path: Path, context: ReadingContext) -> Value | None:
    return read_yaml(path, context.problems) if path.exists() else None


def beside(file: str, name: str) -> str:
    """The file of this name in the same folder."""
    return str(PurePosixPath(file).with_name(name))


def passed_days(folder: Path, today: date) -> str:
    """Which days in the own rates are past or today.

    When one more is, other entries may be valid.
    """
    path, now = folder / RATES, today.isoformat()
    days = _DAY.findall(path.read_text(encoding="utf-8", errors="replace")) if path.is_file() else []
    return repr([(day > now) - (day < now) for day in days])
