"""Questions, and a person's answers to them. Pure.

Ids and their meaning are the contract of ``docs/vocabulary.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

NOT_KNOWN = "ved-ikke"
"""The option “I do not know” of every question: an answer, never a no."""

NONE_OF_THEM = "ingen"
"""The option that excludes every other, where many can be chosen."""


class Perspective(StrEnum):
    """Whom the guide is about, by the options of ``hvem``."""

    SELF = "mig"
    ADULT = "voksen"
    CHILD = "barn"


_PERSPECTIVES = frozenset(Perspective)


class QuestionKind(StrEnum):
    """How many answers a question takes."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Wording:
    self_: str
    adult: str
    child: str
    rates: tuple[str, ...] = ()
    """The ids of the rates that the text borrows."""

    def for_(self, perspective: Perspective) -> str:
        return {Perspective.SELF: self.self_, Perspective.ADULT: self.adult, Perspective.CHILD: self.child}[perspective]

    def __iter__(self) -> Iterator[str]:
        yield from (self.self_, self.adult, self.child)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose, by those in ``offered_to``."""

    id: str
    label: Wording
    help: Wording | None = None
    offered_to: frozenset[Perspective] = frozenset(Perspective)
    group: str = ""
    """The heading that it is shown under, if any."""


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    kind: QuestionKind
    name: str
    """Short, for lists and titles."""
    topic: str
    """Groups the questions on the adviser's page."""
    text: Wording
    why: Wording
    help: Wording | None
    error: Wording
    options: tuple[Option, ...]
    """In the order of showing; ``ved-ikke`` is the last."""
    opening: bool = False
    """Asked of everybody."""

    @property
    def option_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option:
        """The option of this id, or ``KeyError``."""
        return {option.id: option for option in self.options}[option_id]

    def offered(self, perspective: Perspective) -> tuple[Option, ...]:
        return tuple(option for option in self.options if perspective in option.offered_to)

    def excludes_others(self, option_id: str) -> bool:
        return self.kind is QuestionKind.ONE or option_id in (NONE_OF_THEM, NOT_KNOWN)


class Answers(Mapping[str, frozenset[str]]):
    """A person's answers: question id to option ids. Immutable.

    A question that is absent has not been asked; ``ved-ikke`` was asked and is not known.
    """

    __slots__ = ("by_question",)

    def __init__(self, options: Mapping[str, Iterable[str]] | None = None) -> None:
        self.by_question = {question: frozenset(ids) for question, ids in (options or {}).items()}

    def __getitem__(self, question_id: str) -> frozenset[str]:
        return self.by_question[question_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_question)

    def __len__(self) -> int:
        return len(self.by_question)

    def __repr__(self) -> str:
        # Answers are health data: their repr must not carry them into a log or a traceback.
        return f"<Answers to {len(self.by_question)} questions>"

    def with_answer(self, question_id: str, options: Iterable[str]) -> Answers:
        return Answers({**self.by_question, question_id: options})

    def without(self, question_id: str) -> Answers:
        return Answers({question: options for question, options in self.by_question.items() if question != question_id})

    @property
    def perspective(self) -> Perspective:
        """The answer to ``hvem``; oneself without one answer."""
        perspectives = [option for option in self.by_question.get("hvem", ()) if option in _PERSPECTIVES]
        return Perspective(perspectives[0]) if len(perspectives) == 1 else Perspective.SELF
