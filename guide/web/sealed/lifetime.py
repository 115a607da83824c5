"""How long a link with answers works, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Self

DAYS_TO_CHOOSE = (1, 3, 7, 14)
"""Days on offer for a link to oneself."""

HOURS_TO_CHOOSE = (4, 24, 72, 168, 336)
"""Hours on offer for the link on an adviser's sheet."""

_HOUR = timedelta(hours=1)
_WRITTEN = re.compile(r"([osk])(-?[0-9]{1,6})")


class Kind(Enum):
    """Why a link works so long; tokens hold the value."""

    ORDINARY = "o"
    SHARED_COMPUTER = "s"
    """At a computer that others use too."""
    CHOSEN = "k"
    """Shared with oneself."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """Whole hours after the step that made a link."""

    kind: Kind
    hours: int

    @classmethod
    def ordinary(cls, length: timedelta) -> Self:
        """For an interview; parts of an hour do not count."""
        return cls(Kind.ORDINARY, length // _HOUR)

    @classmethod
    def of_days(cls, days: int) -> Self:
        return cls.of_hours(days * 24)

    @classmethod
    def of_hours(cls, hours: int) -> Self:
        return cls(Kind.CHOSEN, hours)

    @property
    def length(self) -> timedelta:
        return self.hours * _HOUR

    @property
    def is_shared(self) -> bool:
        return self.kind is Kind.SHARED_COMPUTER

    def as_written(self) -> str:
        """As in a token: ``o24``."""
        return f"{self.kind.value}{self.hours}"

    @classmethod
    def read(cls, written: str) -> Self:
        """The lifetime in a token, or ``ValueError``."""
        match = _WRITTEN.fullmatch(written)
        if not match:
            raise ValueError("no lifetime of a link")
        return cls(Kind(match[1]), int(match[2]))


SHARED_COMPUTER = Lifetime(Kind.SHARED_COMPUTER, 1)
"""An hour, and again an hour after each step."""
