"""The content in another language: texts by their Danish. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ENOUGH = 0.95
"""Of the short texts: from here on a language is offered to readers."""

SHARED = ""
"""In the place of a municipality's slug: what all share."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The texts of a file, and those that are translated."""

    file: str
    short: int
    short_done: int
    prose: int
    prose_done: int


@dataclass(frozen=True, slots=True)
class Translation:
    """One language.

    Args:
        texts: by municipality, and under ``SHARED``: each text as it is shown in Danish, and in this language.
        files: how far each Danish file is translated, by municipality.
        checked_by: the office that had an interpreter check it; empty until somebody has.
        checked_on: the day of that.
        stale: pairs whose Danish is shown no more: file, line and the Danish.
    """

    language: str
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    files: Mapping[str, tuple[Coverage, ...]] = field(default_factory=dict, repr=False)
    checked_by: str = ""
    checked_on: date | None = None
    stale: tuple[tuple[str, int, str], ...] = field(default=(), repr=False)

    def covered(self, slug: str) -> float:
        """The share of a municipality's short texts that is translated."""
        files = self.files.get(slug, ())
        return sum(file.short_done for file in files) / (sum(file.short for file in files) or 1)

    def is_offered(self, slug: str) -> bool:
        """Whether readers of a municipality are offered the language.

        Under ``SHARED``: those who have chosen none yet.
        """
        if slug == SHARED:
            return any(self.is_offered(place) for place in self.files if place != SHARED)
        return min(self.covered(SHARED), self.covered(slug)) >= ENOUGH
