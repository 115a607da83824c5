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
    SHARED = "s"
    """At a computer that others use too."""
    KEPT = "k"
    """Shared with oneself."""


@dataclass(frozen=True, slots=True)
class Life:
    """How long a link lives after the step that made it, in whole hours, and why."""

    kind: Kind
    hours: int

    @property
    def length(self) -> timedelta:
        """The same as a length of time."""
        return self.hours * _HOUR

    @property
    def is_shared(self) -> bool:
        """Whether the reader has said that others use the computer too."""
        return self.kind is Kind.SHARED

    def written(self) -> str:
        """The life as it stands in a token: ``o24``."""
        return f"{self.kind.value}{self.hours}"

    @classmethod
    def read(cls, written: str) -> Self:
        """The life of a token; raises ``ValueError`` when it is none."""
        found = _WRITTEN.fullmatch(written)
        if not found:
            raise ValueError("no life of a link")
        return cls(Kind(found[1]), int(found[2]))


SHARED = Life(Kind.SHARED, 1)
"""At a shared computer: an hour, and again an hour after each step."""


def ordinary(length: timedelta) -> Life:
    """The life of the links of an interview; what is left of an hour does not count."""
    return Life(Kind.ORDINARY, length // _HOUR)


def kept(days: int) -> Life:
    """The life that the reader has chosen for a link to themselves."""
    return kept_for(days * 24)


def kept_for(hours: int) -> Life:
    """The same in hours."""
    return Life(Kind.KEPT, hours)
