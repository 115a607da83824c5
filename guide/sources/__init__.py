"""What a standard says beside its rule. Pure."""

from __future__ import annotations

from collections.abc import Mapping
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
class Source:
    document: str
    part: str
    adopted: date | None


@dataclass(frozen=True, slots=True)
class Section:
    """A section (``hvad``, ``hvem`` …) of a page; sanitised HTML."""

    id: str
    heading: str
    source_part: str
    html: str


@dataclass(frozen=True, slots=True)
class ProcessingTime:
    """The aim: ``months`` or ``weeks``, or an explanation."""

    months: int = 0
    weeks: int = 0
    explanation: str = ""
    """Why there is no number; ``link`` is where one may be found."""
    link: str = ""
    nothing_to_decide: bool = False
    """Nobody has to apply."""

    @property
    def in_words(self) -> str:
        for number, singular, plural in ((self.months, "måned", "måneder"), (self.weeks, "uge", "uger")):
            if number:
                return f"{number} {singular if number == 1 else plural}"
        return self.explanation
