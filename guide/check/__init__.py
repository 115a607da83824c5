"""The check for editors: all problems at once, in Danish."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from guide import ROOT
from guide.check.contrast import contrast_problems
from guide.check.gaps import gap_problems
from guide.check.promises import promise_problems
from guide.check.quotes import quote_problems, requirements_without_quotes
from guide.check.readability import LONGEST_SENTENCE, Reading, Unit, line_of, read, sentences, units
from guide.check.rules import rule_problems
from guide.check.upkeep import upkeep
from guide.content import NOTHING_KEPT, Cache, ContentError, Layers, Problem
from guide.content import read as read_content
from guide.content.translations.progress import coverage, stale_pairs, without_catalogue
from guide.municipality import Guide
from guide.next_steps.talk import Talk

_WORST = 10
_SHOWN = 70
"""Characters of a sentence in a message."""


@dataclass(frozen=True, slots=True)
class Report:
    """Problems to mend, warnings to look at."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    readings: tuple[tuple[Unit, Reading], ...]
    """Of what all share and of each municipality the hardest ones."""
    summary: str
    texts: int = 0
    """How many were read."""
    translated: tuple[str, ...] = ()
    """How far each language is."""

    def lines(self) -> Iterator[str]:
        """The report as an editor reads it."""
        for problem in self.problems:
            yield str(problem)
        for warning in self.warnings:
            yield f"Bemærk: {warning}"
        if self.readings:
            yield "Sværest at læse (LIX, tilladt, længste sætning, tekst):"
        for unit, reading in _hardest(self.readings):
            yield f"  {reading.lix:4.0f} {unit.hardest:4.0f} {reading.longest:4d}  {unit.kind}: {unit.name}"
        yield from self.translated
        yield self.summary


def refuse_failing_rules(guide: Guide, cache: Cache = NOTHING_KEPT) -> None:
    """Raise ``ContentError`` if a rule does not fit its examples."""
    kept = (cache.remember("rules", key, partial(_rule_problems, part)) for key, part in _parts(guide))
    if problems := tuple(chain.from_iterable(kept)):
        raise ContentError(problems)


def _rule_problems(guide: Guide) -> tuple[Problem, ...]:
    return tuple(rule_problems(guide))


def check(
    directory: Path,
    today: date,
    stylesheet: Path,
    sources: Path | None = None,
    cache: Cache = NOTHING_KEPT,
    also: tuple[str, ...] = (),
) -> Report:
    """Check content as of today.

    Without ``sources``, the folder of their texts, quotes are not checked. ``also`` is as ``Layers`` has it.
    """
    guide, problems = read_content(directory, today, cache, also)
    layers = Layers(directory)
    if problems:
        blanks = sum(problem.is_blank for problem in problems)
        return Report(problems, tuple(layers.copies()), (), _count(len(problems) - blanks, blanks))
    report = report_on(guide, today, stylesheet, cache)
    own = (warning for warning in report.warnings if layers.is_own(warning.file))
    readings = tuple(reading for reading in report.readings if layers.is_own(reading[0].file))
    others = (*layers.copies(), *without_catalogue(guide, directory, ROOT / "translations"))
    report = replace(report, warnings=(*others, *own), readings=readings)
    if sources is None:
        return report
    problems = tuple(sorted((*report.problems, *quote_problems(guide, sources))))
    warnings = tuple(sorted((*report.warnings, *requirements_without_quotes(guide))))
    return replace(report, problems=problems, warnings=warnings, summary=_count(len(problems)))


def report_on(guide: Guide, today: date, stylesheet: Path, cache: Cache = NOTHING_KEPT) -> Report:
    """Check a guide already read; otherwise as ``check``."""
    css = stylesheet.read_text(encoding="utf-8")
    colours = hashlib.sha256(css.encode()).hexdigest()
    findings = [
        cache.remember("report", f"{key}{colours}" if key else "", partial(_findings, part, css))
        for key, part in _parts(guide)
    ]
    problems = tuple(sorted(problem for part in findings for problem in part.problems))
    readings = tuple(reading for part in findings for reading in part.hardest)
    warnings = tuple(sorted((*upkeep(guide, today), *stale_pairs(guide))))
    texts = sum(part.texts for part in findings)
    return Report(problems, warnings, readings, _count(len(problems)), texts, tuple(coverage(guide)))


@dataclass(frozen=True, slots=True)
class _Findings:
    """What is wrong in a part, and its hardest texts."""

    problems: tuple[Problem, ...]
    hardest: tuple[tuple[Unit, Reading], ...]
    texts: int


def _parts(guide: Guide) -> Iterator[tuple[str, Guide]]:
    """What all share, and each municipality alone, by their keys."""
    guide = replace(guide, translations={})
    yield guide.made_of.get("", ""), replace(guide, municipalities={})
    alone = replace(guide, shared_questions=(), law_changes={}, pages={}, letters={}, talk=Talk())
    for slug, municipality in guide.municipalities.items():
        yield guide.made_of.get(slug, ""), replace(alone, municipalities={slug: municipality})


def _findings(guide: Guide, css: str) -> _Findings:
    readings = tuple((unit, read(unit.text)) for unit in units(guide))
    problems = (
        *rule_problems(guide),
        *gap_problems(guide),
        *_hard_texts(guide, readings),
        *_not_easier(guide),
        *promise_problems(guide, (unit for unit, _reading in readings)),
        *chain.from_iterable(contrast_problems(place, css) for place in guide.municipalities.values()),
    )
    return _Findings(problems, _hardest(readings), len(readings))


def _hardest(readings: Iterable[tuple[Unit, Reading]]) -> tuple[tuple[Unit, Reading], ...]:
    return tuple(sorted(readings, key=lambda pair: pair[1].lix - pair[0].hardest, reverse=True)[:_WORST])


def _count(wrong: int, blanks: int = 0) -> str:
    to_do = [f"{wrong} fejl skal rettes"] if wrong else []
    to_do += [f"{blanks} sted{'er' * (blanks > 1)} skal udfyldes"] if blanks else []
    return f"{' og '.join(to_do) or 'Indholdet er i orden'}."


def _hard_texts(guide: Guide, readings: tuple[tuple[Unit, Reading], ...]) -> Iterator[Problem]:
    for unit, reading in readings:
        where = f"{unit.kind}: {unit.name}"
        first = line_of(guide, unit.file, next(iter(sentences(unit.text)), ""), unit.line)
        if round(reading.lix) > unit.hardest:
            hardest = unit.hardest_sentence
            begin = f" Begynd med “{hardest[:_SHOWN]}{'…' if len(hardest) > _SHOWN else ''}”." if hardest else ""
            line = line_of(guide, unit.file, hardest, unit.line) if hardest else first
            wrong = f"Teksten er for svær ({where}): LIX {reading.lix:.0f}, højst {unit.hardest:.0f}."
            yield Problem(unit.file, line, wrong, f"Skriv kortere sætninger og kortere ord.{begin}")
        if reading.longest > LONGEST_SENTENCE:
            line = line_of(guide, unit.file, reading.longest_text, unit.line)
            wrong = f"En sætning er for lang ({where}): {reading.longest} ord, “{reading.longest_text[:_SHOWN]}…”."
            yield Problem(unit.file, line, wrong, f"Del den, så ingen har over {LONGEST_SENTENCE} ord.")
        if unit.most_words and reading.words > unit.most_words:
            wrong = f"“Let læst” er for lang: {reading.words} ord, højst {unit.most_words}."
            yield Problem(unit.file, first, wrong, "Skriv kun det vigtigste.")


def _not_easier(guide: Guide) -> Iterator[Problem]:
    """Easy texts longer or harder than their ordinary ones."""
    for standard in (standard for municipality in guide.municipalities.values() for standard in municipality.standards):
        reasons = (requirement.text.self_ for requirement in standard.requirements)
        whole = (standard.summary.self_, *reasons, *(section.html for section in standard.sections))
        easy, ordinary = read("\n".join(standard.easy_read)), read("\n".join(whole))
        line = standard.positions["let læst"]
        if easy.longest > LONGEST_SENTENCE:
            continue  # that sentence is named already, and may be all that is wrong
        if easy.words > ordinary.words:
            wrong = f"“Let læst” er længere end den almindelige tekst: {easy.words} ord mod {ordinary.words}."
            yield Problem(standard.file, line, wrong, "Skriv kun det vigtigste.")
        if round(easy.lix) > round(ordinary.lix):
            wrong = f"“Let læst” er sværere end den almindelige tekst: LIX {easy.lix:.0f} mod {ordinary.lix:.0f}."
            yield Problem(standard.file, line, wrong, "Skriv kortere sætninger og kortere ord.")
