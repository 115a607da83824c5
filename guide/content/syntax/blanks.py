"""Blanks to be filled in: «kommunens navn»."""

from __future__ import annotations

import re

from guide.content.syntax.problems import Problems

BLANK = re.compile(r"«([^«»\n]*)»")
_NOTE = re.compile(r"\s*# ")


def report_blanks(text: str, file: str, problems: Problems) -> None:
    """Report every blank at its line, except in notes."""
    for number, line in enumerate(text.split("\n"), 1):
        for blank in BLANK.finditer(line) if not _NOTE.match(line) else ():
            problems.add_blank(file, number, blank[1])
