"""Questions, and what has been told of a person; the words in which both are put. Pure.

Ids and their meaning are the contract of ``docs/vocabulary.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

NOT_KNOWN = "ved-ikke"
"""The option of every question that says: I do not know. It is an answer, never a no."""

NONE_OF_THEM = "ingen"
"""In a question that takes many answers, the option that excludes every other."""


class Perspective(StrEnum):
    """For whom the guide is asked; the values are the options of the question ``hvem``."""

    SELF = "mig"
    ADULT = "voksen"
    CHILD = "barn"


class QuestionKind(StrEnum):
    """How many answers a question takes."""

    ONE = "one"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Wording:
    """One text in the three perspectives: to “du”, about “personen”, about “barnet”.

    ``rates`` are the ids of the rates that it borrows.
    """

    self_: str
    adult: str
    child: str
    rates: tuple[str, ...] = ()

    def for_(self, perspective: Perspective) -> str:
        """The text as the reader in this perspective gets it."""
        return {Perspective.SELF: self.self_, Perspective.ADULT: self.adult, Perspective.CHILD: self.child}[perspective]

    def __iter__(self) -> Iterator[str]:
        yield from (self.self_, self.adult, self.child)


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that can be chosen. ``offered_to`` are the perspectives that see it."""

    id: str
    label: Wording
    help: Wording | None = None
    offered_to: frozenset[Perspective] = frozenset(Perspective)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``name`` is its short name in lists and titles; ``topic`` groups it on the adviser's page.

    ``options`` are in the order of showing and end with the option ``ved-ikke``. ``opening`` questions are asked of
    everybody.
    """

    id: str
    kind: QuestionKind
    name: str
    topic: str
    text: Wording
    why: Wording
    help: Wording | None
    error: Wording
    options: tuple[Option, ...]
    opening: bool = False

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of all options, ``ved-ikke`` among them."""
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option:
        """The option of this id; raises ``KeyError`` when there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)

    def offered(self, perspective: Perspective) -> tuple[Option, ...]:
        """The options that a reader in this perspective may choose from."""
        return tuple(option for option in self.options if perspective in option.offered_to)

    def excludes_others(self, option_id: str) -> bool:
        """Whether this option cannot stand beside another one."""
        return self.kind is QuestionKind.ONE or option_id in (NONE_OF_THEM, NOT_KNOWN)


class Answers(Mapping[str, frozenset[str]]):
    """What has been told of a person: question id to the ids of the chosen options. Immutable.

    A question that is absent has not been asked; ``ved-ikke`` was asked and is not known.
    """

    __slots__ = ("_chosen",)

    def __init__(self, chosen: Mapping[str, Iterable[str]] | None = None) -> None:
        self._chosen = {question: frozenset(options) for question, options in (chosen or {}).items()}

    def __getitem__(self, question_id: str) -> frozenset[str]:
        return self._chosen[question_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._chosen)

    def __len__(self) -> int:
        return len(self._chosen)

    def __repr__(self) -> str:
        # Answers are health data: their repr must not carry them into a log or a traceback.
        return f"<Answers to {len(self._chosen)} questions>"

    def with_answer(self, question_id: str, options: Iterable[str]) -> Answers:
        """The same answers with this question answered so."""
        return Answers({**self._chosen, question_id: options})

    def without(self, question_id: str) -> Answers:
        """The same answers with this question not asked."""
        return Answers({question: chosen for question, chosen in self._chosen.items() if question != question_id})

    @property
    def perspective(self) -> Perspective:
        """For whom is asked; oneself, until something else has been told."""
        for option in self._chosen.get("hvem", ()):
            if option in tuple(Perspective):
                return Perspective(option)
        return Perspective.SELF
