"""What a standard says beside its rule. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Rate:
    """An amount or another figure with its validity and source."""

    id: str
    name: str
    value: str
    unit: str
    level: int | None
    """The year whose amounts these are, where they have one."""
    valid_from: date | None
    valid_to: date | None
    source: str
    current_text: str
    current_link: str
    checked: date
    file: str = field(default="", compare=False, repr=False)
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def in_words(self) -> str:
        """As in a sentence; an amount with its level year."""
        figure = f"{self.value} {self.unit}".strip()
        return f"{figure} ({self.level}-niveau)" if self.level else figure


@dataclass(frozen=True, slots=True)
class ComplaintRecipient:
    """Who receives a complaint, and where."""

    recipient: str
    address: str

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.recipient, self.address)))


@dataclass(frozen=True, slots=True)
class Board(ComplaintRecipient):
    """A board that decides complaints from the start."""

    weeks: int = 0
    """The time to complain; 0 where none is known."""
    only_legal: bool = False
    """It looks at whether the rules were followed, not at the professional judgement."""


@dataclass(frozen=True, slots=True)
class Source:
    document: str
    part: str
    adopted: date | None


def year_of(source: Source) -> str:
    """The year in the document's name, or of its adoption."""
    named = re.search(r"\b(?:19|20)\d\d\b", source.document)
    return named[0] if named else f"{source.adopted:%Y}" if source.adopted else ""


def document_of(part: str, sources: Iterable[Source]) -> str:
    """The document with this part; empty if none has it."""
    return next((source.document for source in sources if part in (source.part, source.document)), "")


@dataclass(frozen=True, slots=True)
class Section:
    """A section (``hvad``, ``hvem`` …) of a page; sanitised HTML."""

    id: str
    heading: str
    source_part: str
    html: str


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """The aim: a time of one unit, or an explanation."""

    months: int = 0
    weeks: int = 0
    days: int = 0
    working_days: int = 0
    least: int = 0
    """The shortest time, of the same unit, where the source names a range; 0 where it does not."""
    explanation: str = ""
    """Why there is no number; ``link`` is where one may be found."""
    link: str = ""
    nothing_to_decide: bool = False
    """Nobody has to apply."""

    @property
    def in_words(self) -> str:
        for number, singular, plural in (
            (self.months, "måned", "måneder"),
            (self.weeks, "uge", "uger"),
            (self.days, "dag", "dage"),
            (self.working_days, "arbejdsdag", "arbejdsdage"),
        ):
            if number:
                return f"{f'{self.least}-' if self.least else ''}{number} {singular if number == 1 else plural}"
        return self.explanation

    @property
    def is_known(self) -> bool:
        return bool(self.months or self.weeks or self.days or self.working_days)
