"""What helps somebody to prepare for the talk with the municipality; practical, and no rule. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guide.rules.answers import Wording


@dataclass(frozen=True, slots=True)
class TalkTheme:
    """One theme that the talk may touch: its id, its name in plain words, what belongs to it, the method's own name."""

    id: str
    name: str
    text: str
    term: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What to bring to the talk, what to ask there, and the themes to think about beforehand.

    ``prompts`` are what to think of under each theme.
    """

    bring: tuple[Wording, ...] = ()
    ask: tuple[Wording, ...] = ()
    prompts: tuple[str, ...] = ()
    themes: tuple[TalkTheme, ...] = ()
    source: str = ""
    checked: date = date.min
