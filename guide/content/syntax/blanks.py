"""Blanks: what is still to be written in a file, marked so: «kommunens navn». Each one is a problem of its own."""

from __future__ import annotations

import re

from guide.content.syntax.problems import Problems

BLANK = re.compile(r"«([^«»\n]*)»")
_NOTE = re.compile(r"\s*# ")


def refuse_blanks(text: str, file: str, problems: Problems) -> None:
    """Report every blank of a file, one by one, at its line; notes to colleagues may show what one looks like."""
    for number, line in enumerate(text.split("\n"), 1):
        for blank in BLANK.finditer(line) if not _NOTE.match(line) else ():
            problems.add_blank(file, number, blank[1])
