"""Pieces of files, with the lines that problems name."""

from __future__ import annotations

from dataclasses import dataclass

from guide.content.syntax.problems import Problems


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a file, unchanged, and its first line."""

    text: str
    file: str
    line: int
    problems: Problems

    def report(self, position: int, wrong: str, remedy: str) -> None:
        """Report a problem at this position of the text."""
        self.problems.add(self.file, self.line + self.text.count("\n", 0, position), wrong, remedy)
