"""Promises: words that only the municipality may say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.check.readability import Unit, line_of, sentences
from guide.content import Problem
from guide.municipality import Guide

_BETWEEN = r"(?:\w+\s+){0,2}?"
PROMISES = re.compile(
    rf"""\b(?:
      (?:har|have|havde|får|få)\s+{_BETWEEN}(?:ret|krav)\s+(?:til|på)
    | (?:er|bliver|blev|var|blevet)\s+{_BETWEEN}(?:berettiget|bevilget|bevilliget|tilkendt|tildelt|garanteret)
    | (?:får|fik|fået|få)\s+{_BETWEEN}(?:bevilget|bevilliget|tilkendt|tildelt)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Content may tell of conditions (“hvis man ikke længere opfylder betingelserne”), as a result may not."""


def promise_problems(guide: Guide, units: Iterable[Unit]) -> Iterator[Problem]:
    """Every promise or refusal in these texts, in any perspective."""
    for unit in units:
        # The perspectives of one sentence stand on one line, and are told once.
        found = {
            (line_of(guide, unit.file, sentence), promise[0])
            for sentence in sentences(unit.heard)
            if (promise := PROMISES.search(sentence))
        }
        for line, words in found:
            yield Problem(
                unit.file,
                line,
                f"“{words}” lover noget, som kun kommunen kan afgøre ({unit.kind}: {unit.name}).",
                "Skriv “du kan få”, “du kan søge” eller “kommunen kan give”.",
            )
