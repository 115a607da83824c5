"""Words that only the municipality may say: entitled, granted, refused."""

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
    | (?:er|bliver|blev|var|blevet)\s+{_BETWEEN}
      (?:berettiget|bevilget|bevilliget|tilkendt|tildelt|garanteret|visiteret|godkendt|afslået|afvist|udelukket)
    | (?:får|fik|fået|få)\s+{_BETWEEN}(?:bevilget|bevilliget|tilkendt|tildelt)
    | (?:får|fik|fået|få)\s+(?:ikke\s+|altid\s+|nu\s+|måske\s+|derfor\s+)*afslag
    | (?:kan|vil)\s+ikke\s+få\s+(?:de[nt]|dem|\w*(?:hjælp|støtte|ydelse|tilbud|ledsag|aflast|bpa|plads|penge)\w*)
    | opfylder\s+{_BETWEEN}(?:krav|betingelse)\w*
    | (?:have|has)\s+{_BETWEEN}(?:a|the|no)\s+right\s+to
    | (?:am|are|is|was|were|been)\s+{_BETWEEN}(?:entitled|eligible|granted|awarded|refused|denied|rejected)
    | (?:cannot|can\s+not|will(?:\s+not)?|won.t)\s+(?:get|receive)(?!\s+(?:about|around|out|up)\b)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What no result may say, in either language."""

_CONDITIONS = re.compile(
    r"""\b(?:hvis|om|når|der|hedder,\s+at|familier)\s+(?:\w+\s+){0,3}?
      (?:(?:er|bliver)\s+(?:visiteret|godkendt)|får\s+afslag|opfylder\s+(?:krav|betingelse)\w*)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""What content may say all the same: on what something depends (“hvis du ikke længere opfylder betingelserne”), for
whom it is (“dem, der ikke er visiteret”), what a word means (“det hedder, at du er visiteret”), and that it approves
families."""


def promise_problems(guide: Guide, units: Iterable[Unit]) -> Iterator[Problem]:
    """Every promise or refusal in these texts, in any perspective."""
    for unit in units:
        # The perspectives of one sentence are on one line, and are reported once.
        promises = {
            (line_of(guide, unit.file, sentence, unit.line), promise[0])
            for sentence in sentences(f"{unit.text}\n{unit.others}")
            if (promise := PROMISES.search(_CONDITIONS.sub("…", sentence)))
        }
        for line, words in promises:
            wrong = f"“{words}” lover noget, som kun kommunen kan afgøre ({unit.kind}: {unit.name})."
            yield Problem(unit.file, line, wrong, "Skriv “du kan få”, “du kan søge” eller “kommunen kan give”.")
