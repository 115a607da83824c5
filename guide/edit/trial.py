"""The guide with an unsaved file."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from guide.check import report_on
from guide.check.quotes import quote_problems
from guide.check.readability import Reading, Unit, units
from guide.check.readability import read as measure
from guide.content import Cache, Problem, read
from guide.edit.writing.document import LISTED
from guide.edit.writing.saving import OWN_FILE, PAGES, SHARED, Shelf, files_of
from guide.municipality import Guide, Municipality
from guide.next_steps.talk import Talk
from guide.rules.answers import NOT_KNOWN, Answers, Option, Question
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Example, Standard

STATES: Mapping[str, str] = {
    State.LIKELY: "Passer med det, du har svaret",
    State.INDIVIDUAL: "Kommer an på en konkret vurdering",
    State.UNKNOWN: "Vi mangler at vide mere",
    State.UNLIKELY: "Ser ikke ud til at passe",
    State.NOT_SOUGHT: "Andre muligheder i kommunen",
}
"""The outcomes as citizens read them."""

_FIRST = 2
"""The line of what is missing in the fields as a whole."""
_MISSING = re.compile(r"Feltet “([^”]+)” mangler")
_TOP = re.compile(r"[^\s#\-}\]:][^:]*:")
_DASH = re.compile(r"( *)- ")


@dataclass(frozen=True)
class Trial:
    """What the guide makes of an unsaved file."""

    guide: Guide
    slug: str
    name: str
    text: str
    file: Path
    """Within the content."""
    problems: tuple[Problem, ...]
    """Of this file."""
    others: tuple[Problem, ...]
    """Of all other files."""
    has_sources: bool
    """Whether quotes were looked up."""
    is_readable: bool
    """Whether nothing is wrong with its fields but what is blank."""

    @property
    def place(self) -> Municipality | None:
        return self.guide.municipalities.get(self.slug)

    @property
    def standard(self) -> Standard | None:
        """The standard, if it has a whole rule."""
        standard = self.place.standard(self.name) if self.place else None
        return standard if standard and is_whole(standard) else None

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        asked = self.place.questions if self.place else self.guide.shared_questions
        return {question.id: question for question in asked}

    @property
    def address(self) -> str:
        """The citizen's page about this file, if there is one."""
        if not self.place or self.name.endswith(".yaml"):
            return ""
        if self.name == OWN_FILE or self.name.startswith(PAGES):
            return f"/{self.slug}/{self.name.removeprefix(OWN_FILE)}"
        return f"/{self.slug}/standarder/{self.name}" if self.standard else ""

    @property
    def examples(self) -> list[tuple[Example, str, tuple[str, ...]]]:
        """Each person with the outcome, and what decided it."""
        if not (standard := self.standard):
            return []
        return [(example, *verdict(standard, example.answers)) for example in standard.examples]

    @property
    def readings(self) -> list[tuple[Unit, Reading]]:
        """How hard each text of the file is to read."""
        shown = {}
        if self.place:
            shown = {self.slug: replace(self.place, standards=(self.standard,) if self.standard else ())}
        elif self.slug != SHARED:
            return []
        guide = replace(self.guide, municipalities=shown)
        own = (unit for unit in units(guide) if is_of(unit.file, self.file) and unit.text.strip())
        return [(unit, measure(unit.text)) for unit in own]

    @cached_property
    def places(self) -> list[tuple[Problem, str, int | None]]:
        """Each problem, its field or section, and its part."""
        lines = self.text.split("\n")
        return [(problem, *_place(problem, lines)) for problem in self.problems]

    def of_key(self) -> Mapping[str, list[Problem]]:
        """The problems by field or section."""
        found: dict[str, list[Problem]] = {}
        for problem, key, _number in self.places:
            found.setdefault(key, []).append(problem)
        return found


def _place(problem: Problem, lines: list[str]) -> tuple[str, int | None]:
    """Field or section of a problem, and the part's number."""
    is_at_top = problem.line <= (_FIRST if lines[0] == "---" else not lines[0].startswith("- "))
    if is_at_top and (missing := _MISSING.match(problem.wrong)):
        return missing[1], None
    if problem.wrong == "Siden har ingen afsnit.":  # its line is the last field's
        return "", None
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"] if lines[0] == "---" else []
    if fences[1:] and problem.line > fences[1] + 1:
        above = (line for line in reversed(lines[fences[1] : problem.line]) if line.startswith("## "))
        mark = next(above, "").partition("{#")[2].partition(" ")[0].rstrip("}")
        return f"afsnit.{mark}" if mark else "tekst", None
    dashes: list[str] = []
    for line in reversed(lines[bool(fences) : problem.line]):
        if _TOP.match(line):
            return line.partition(":")[0], _part(dashes)
        if match := _DASH.match(line):
            dashes.append(match[1])
    return (LISTED, _part(dashes)) if dashes and not fences else ("", None)


def _part(dashes: list[str]) -> int | None:
    """The number of the part that these dashes lead to."""
    return dashes.count(min(dashes, key=len)) - 1 if dashes else None


def is_of(file: str, within: Path) -> bool:
    """Whether a problem's file is this one of the content."""
    return Path(file).parts[-len(within.parts) :] == within.parts


class Verdict(NamedTuple):
    """An outcome, and the requirements that decided it."""

    state: str
    reasons: tuple[str, ...]


def verdict(standard: Standard, answers: Answers) -> Verdict:
    outcome = evaluate(standard, answers)
    return Verdict(outcome.state.value, tuple(finding.requirement.text.self_ for finding in outcome.reasons))


def is_whole(standard: Standard) -> bool:
    """Whether each requirement says what it turns on."""
    return all(requirement.conditions or requirement.assessed for requirement in standard.required)


def alone(place: Municipality, standard: Standard) -> Municipality:
    """The municipality with this standard only."""
    return replace(place, standards=(standard,))


def answers_of(question: Question) -> Iterable[Option]:
    """The answers that a rule may name."""
    return [option for option in question.options if option.id != NOT_KNOWN]


@dataclass(eq=False)
class Workshop:
    """A copy of the content, to try unsaved texts.

    Args:
        content: the folder of the content.
        stylesheet: the colours that a theme's colours meet.
        today: the clock.
        sources: the folder of the sources' texts, if they are at hand.
        also: what else is shown, as ``Layers`` has it.
    """

    content: Path
    stylesheet: Path
    today: Callable[[], date]
    sources: Path | None = None
    also: tuple[str, ...] = ()
    _lock: Lock = field(default_factory=Lock)

    @cached_property
    def _folder(self) -> Path:
        folder = tempfile.mkdtemp(prefix="stoetteguiden-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return Path(folder)

    @cached_property
    def _cache(self) -> Cache:
        return Cache(self._folder / "cache")

    @property
    def copy(self) -> Path:
        """The folder of the copy."""
        return self._folder / self.content.resolve().name

    def read_with(self, texts: Mapping[str, str | None]) -> tuple[Guide, tuple[Problem, ...]]:
        """Read the content with these files; ``None`` removes one."""
        with self._lock:
            _bring_up_to_date(self.content, self.copy)
            for path, text in ((self.copy / file, text) for file, text in texts.items()):
                if text is None:
                    path.unlink(missing_ok=True)
                elif not path.is_file() or path.read_bytes() != text.encode():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, encoding="utf-8")
            # A municipality that came with the guide is in the copy, where its own content is edited.
            there = {path.name for path in (self.copy / "da").iterdir()}
            also = tuple(name for name in self.also if name not in there)
            return read(self.copy, self.today(), self._cache, also)

    def trial(self, slug: str, name: str, text: str) -> Trial:
        """Read the content with this text as that file.

        Without any text there is no such file.
        """
        within = Shelf(self.content).relative(slug, name)
        guide, problems = self.read_with({str(within): text or None})
        own = tuple(problem for problem in problems if is_of(problem.file, within))
        others = tuple(problem for problem in problems if problem not in own)
        is_readable = all(problem.is_blank for problem in own)
        if not problems and not text:
            others = report_on(guide, self.today(), self.stylesheet, self._cache).problems
        elif not own and _can_be_checked(guide, slug, name, others):
            own = tuple(self._checked(guide, slug, name, within))
        return Trial(guide, slug, name, text, within, own, others, self.sources is not None, is_readable)

    def _checked(self, guide: Guide, slug: str, name: str, within: Path) -> Iterable[Problem]:
        """What the check says of this file alone."""
        place = guide.municipalities.get(slug)
        standard = place.standard(name) if place else None
        if place:
            place = alone(place, standard) if standard else place
            guide = replace(
                guide,
                municipalities={slug: place},
                shared_questions=(),
                law_changes={},
                pages={},
                letters={},
                talk=Talk(),
                made_of={},
            )
        problems = report_on(guide, self.today(), self.stylesheet, self._cache).problems
        quotes = quote_problems(guide, self.sources) if self.sources and standard else ()
        return (problem for problem in (*problems, *quotes) if is_of(problem.file, within))


def _can_be_checked(guide: Guide, slug: str, name: str, others: Iterable[Problem]) -> bool:
    """Whether all that the check looks at was read."""
    place = guide.municipalities.get(slug)
    if place and place.standard(name):
        return True
    return bool(place or slug == SHARED) and not any(slug in Path(problem.file).parts for problem in others)


def _bring_up_to_date(content: Path, copy: Path) -> None:
    """Make the copy like the content, file by file."""
    files = {path.relative_to(content): path for path in files_of(content) if not path.is_symlink()}
    for old in [path for path in files_of(copy) if path.relative_to(copy) not in files]:
        old.unlink()
    for name, path in files.items():
        to, stat = copy / name, path.stat()
        if not to.is_file() or (to.stat().st_mtime_ns, to.stat().st_size) != (stat.st_mtime_ns, stat.st_size):
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, to)
