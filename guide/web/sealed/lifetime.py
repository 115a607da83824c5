"""How long a link with answers lives: a day, an hour at a shared computer, or the days that the reader has chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Self

DAYS_TO_CHOOSE = (1, 3, 7, 14)
"""The lives that are offered to whoever shares the result with themselves, in days."""

HOURS_TO_CHOOSE = (4, 24, 72, 168, 336)
"""The lives that are offered for the link on an adviser's sheet, in hours."""

_HOUR = timedelta(hours=1)
_WRITTEN = re.compile(r"([osk])(-?[0-9]{1,6})")


class Kind(Enum):
    """Why a link lives as long as it does; the value stands in the token."""

    ORDINARY = "o"
    SHARED_COMPUTER = "s"
    """At a computer that others use too."""
    CHOSEN = "k"
    """Shared with oneself."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a link works after the step that made it, in whole hours, and why."""

    kind: Kind
    hours: int

    @classmethod
    def ordinary(cls, length: timedelta) -> Self:
        """For the links of an interview; what is left of an hour does not count."""
        return cls(Kind.ORDINARY, length // _HOUR)

    @classmethod
    def of_days(cls, days: int) -> Self:
        """Chosen by the reader for a link to themselves."""
        return cls.of_hours(days * 24)

    @classmethod
    def of_hours(cls, hours: int) -> Self:
        """The same in hours."""
        return cls(Kind.CHOSEN, hours)

    @property
    def length(self) -> timedelta:
        """The same as a length of time."""
        return self.hours * _HOUR

    @property
    def is_shared(self) -> bool:
        """Whether the reader has said that others use the computer too."""
        return self.kind is Kind.SHARED_COMPUTER

    def as_written(self) -> str:
        """As it stands in a token: ``o24``."""
        return f"{self.kind.value}{self.hours}"

    @classmethod
    def read(cls, written: str) -> Self:
        """The lifetime in a token; raises ``ValueError`` when it is none."""
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError("no lifetime of a link")
        return cls(Kind(found[1]), int(found[2]))


SHARED_COMPUTER = Lifetime(Kind.SHARED_COMPUTER, 1)
"""An hour, and again an hour after each step."""
