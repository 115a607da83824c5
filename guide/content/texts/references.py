"""References between a municipality's files: existing targets, no circles."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import Problems, suggestion
from guide.content.syntax.source import Value

IN_PLACE_OF = "i stedet for"
_STANDARD, _PAGE = "standard", "side"


@dataclass(frozen=True, slots=True)
class _Reference:
    """A target, its field (empty for links), its place."""

    kind: str
    slug: str
    where: str
    file: str
    line: int


class References:
    """Collects a municipality's references, to check them in the end."""

    def __init__(self) -> None:
        self._references: list[_Reference] = []

    def standard(self, value: Value, where: str) -> str:
        """The slug of the standard named under the field ``where``."""
        if not (slug := value.text()):
            return ""
        self._references.append(_Reference(_STANDARD, slug, where, value.file, value.line))
        return slug

    def link(self, address: str, position: int, passage: Passage) -> bool:
        """Note a link; ``False`` unless to a standard or page."""
        kind, colon, slug = address.partition(":")
        if not colon or kind not in (_STANDARD, _PAGE):
            return False
        line = passage.line + passage.text.count("\n", 0, position)
        self._references.append(_Reference(kind, slug, "", passage.file, line))
        return True

    def check_targets(self, standards: Collection[str], pages: Collection[str], problems: Problems) -> None:
        """Report missing targets and circles.

        ``standards`` are also those that cannot be read.
        """
        for reference in self._references:
            there = standards if reference.kind == _STANDARD else pages
            if reference.slug in there:
                continue
            wrong = (
                f"Standarden “{reference.slug}” under “{reference.where}” findes ikke her."
                if reference.where
                else f"Linket “{reference.kind}:{reference.slug}” fører ingen steder hen."
            )
            problems.add(reference.file, reference.line, wrong, suggestion(reference.slug, there))
        for reference in self._references:
            if reference.where == IN_PLACE_OF and (circle := self._circle(reference)):
                wrong = f"“{IN_PLACE_OF}” går i ring: {' → '.join(circle)}."
                problems.add(reference.file, reference.line, wrong, "Slet det ene sted, der ikke passer.")

    def _circle(self, first: _Reference) -> list[str]:
        """The circle through a reference; empty if there is none."""
        begin = _slug_of(first.file)
        ways, seen = [[begin, first.slug]], {first.slug}
        while ways:
            way = ways.pop(0)
            if way[-1] == begin:
                return way
            steps = (step for step in self._references if step.where == IN_PLACE_OF and _slug_of(step.file) == way[-1])
            for step in steps:
                if step.slug not in seen:
                    seen.add(step.slug)
                    ways.append([*way, step.slug])
        return []


def _slug_of(file: str) -> str:
    return PurePosixPath(file).stem
