"""A copy of ``testing/content`` (the fictitious Lilleby) that a test changes one thing in, and what the loader says."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guide.content import load, read
from guide.municipality import Municipality
from guide.rules.standards import Standard

TODAY = date(2026, 11, 22)
LILLEBY = Path(__file__).parent / "content"
STYLESHEET = Path(__file__).parent.parent / "static" / "guide" / "tokens.css"

QUESTIONS = "spoergsmaal.yaml"
RATES = "satser.yaml"
LAW_CHANGES = "lovaendringer.yaml"
MUNICIPALITY = "lilleby/kommune.md"
COMPANION = "lilleby/ledsagelse.md"
MEALS = "lilleby/madhjaelp.md"
VISIT = "lilleby/sider/besoeg.md"

THEME = 'tema: {accent: "#005b82", accent mørk: "#7cc4e8"}'
"""In ``MUNICIPALITY``."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy; files are named from ``content/da`` on."""

    root: Path

    def path(self, file: str) -> Path:
        return self.root / "da" / file

    def text(self, file: str) -> str:
        return self.path(file).read_text(encoding="utf-8")

    def change(self, file: str, old: str, new: str) -> None:
        """Put ``new`` in the place of the one ``old``."""
        text = self.text(file)
        assert text.count(old) == 1, f"{file} holds “{old}” {text.count(old)} times"
        self.path(file).write_text(text.replace(old, new), encoding="utf-8")

    def told(self, file: str, where: str | int, words: str) -> str:
        """A complaint in these words about a line: a number, or the one line that holds ``where``."""
        line = where if isinstance(where, int) else self.line(file, where)
        return f"{self.path(file)}:{line}: {words}"

    def line(self, file: str, words: str) -> int:
        """The number of the one line that holds these words."""
        lines = [number for number, line in enumerate(self.text(file).split("\n"), 1) if words in line]
        assert len(lines) == 1, f"{file} holds “{words}” on the lines {lines}"
        return lines[0]

    def complaints(self) -> list[str]:
        """All that the loader complains of."""
        return [str(problem) for problem in read(self.root, TODAY)[1]]

    def lilleby(self) -> Municipality:
        return load(self.root, TODAY).municipalities["lilleby"]

    def companion(self) -> Standard:
        standard = self.lilleby().standard("ledsagelse")
        assert standard is not None
        return standard


def copied(to: Path) -> Copy:
    shutil.copytree(LILLEBY, to / "content")
    return Copy(to / "content")
