"""How to prepare for the meeting with the municipality. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from guide.rules.answers import Wording


@dataclass(frozen=True, slots=True)
class TalkTheme:
    """A theme of the meeting; ``term`` is the method's name."""

    id: str
    name: str
    text: str
    term: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What to bring, to ask and to think of."""

    bring: tuple[Wording, ...] = ()
    ask: tuple[Wording, ...] = ()
    prompts: tuple[str, ...] = ()
    """What to think of under each theme."""
    themes: tuple[TalkTheme, ...] = ()
    source: str = ""
    checked: date = date.min
    file: str = field(default="", compare=False, repr=False)
    positions: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def with_own(self, own: Talk) -> Self:
        """The same, with what a municipality adds."""
        bring, ask, prompts = self.bring + own.bring, self.ask + own.ask, self.prompts + own.prompts
        return replace(self, bring=bring, ask=ask, prompts=prompts)
