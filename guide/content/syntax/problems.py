"""Problems of the content, in words that help a caseworker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from guide import ROOT

_TELLING = 4
"""Letters of a name that a longer word begins with."""
BLANK = re.compile(r"«([^«»\n]*)»")
"""What is still to be written: «kommunens navn»."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem, in Danish.

    ``line`` counts from 1; ``remedy`` says what to write instead. ``is_blank``: nothing is wrong there but that it has
    not been written yet.
    """

    file: str
    line: int
    wrong: str
    remedy: str
    is_blank: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong} {self.remedy}".rstrip()


class Problems:
    """Collects problems, to report all of them at once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def add(self, file: str, line: int, wrong: str, remedy: str) -> None:
        """Note one problem; the same one twice counts once."""
        self._found[Problem(file, line, wrong, remedy)] = None

    def add_blank(self, file: str, line: int, what: str) -> None:
        """Note what is still to be written."""
        self._found[Problem(file, line, f"Her mangler: {what}.", "Skriv det i stedet for «…».", is_blank=True)] = None

    def __bool__(self) -> bool:
        return bool(self._found)

    def sorted(self) -> tuple[Problem, ...]:
        """All problems by file and line, the blanks last."""
        return tuple(sorted(self._found, key=lambda problem: (problem.is_blank, problem)))


class ContentError(Exception):
    """The content cannot be used; the message lists all problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path) -> str:
    """A path as typed; the guide's own from here on."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) and path.is_relative_to(ROOT) else path).as_posix()


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """“Mente du …?” with the nearest word, or all words.

    ``otherwise`` is what to say instead of all words.
    """
    known = sorted(filter(None, known))
    begins = [name for name in known if len(name) >= _TELLING and word.startswith(name)]
    if near := sorted(begins, key=len)[-1:] or get_close_matches(word, known, n=1, cutoff=0.6):
        return f"Mente du “{near[0]}”?"
    return otherwise or (f"Vælg mellem: {', '.join(known)}." if known else "")
