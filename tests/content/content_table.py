"""Tables of what an editor reads when something in the content is wrong (``content_errors.yaml`` says how)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from testing.changed_content import COMPANION, Copy


@dataclass(frozen=True, slots=True)
class Case:
    """One change of good content, and the problems and warnings that it makes."""

    file: str
    old: str = ""
    new: str = ""
    text: str | None = None
    missing: str = ""
    renamed: str = ""
    copied: str = ""
    beside: str = ""
    holds: str = ""
    line: str = ""
    blames: str = ""
    says: str = ""
    warns: str = ""

    def change(self, content: Copy) -> tuple[list[str], list[str]]:
        """Change the content; the problems and the warnings that it then has."""
        first = "1"
        if self.beside:
            content.path(self.beside).write_text(self.holds, encoding="utf-8")
        if self.missing:
            content.path(self.file).unlink()
        elif self.renamed:
            content.path(self.file).rename(content.path(self.renamed))
        elif self.copied:
            content.path(self.copied).write_text(content.text(self.file), encoding="utf-8")
        elif self.text is not None:
            content.path(self.file).write_text(self.text, encoding="utf-8")
        else:
            same = sum(1 for _ in takewhile(lambda both: both[0] == both[1], zip(self.old, self.new, strict=False)))
            begins = content.text(self.file).find(self.old) + same
            content.change(self.file, self.old, self.new)
            first = str(content.text(self.file).count("\n", 0, begins) + 1)
        problems, warnings = (
            sorted(self._message(content, says, self.line or first) for says in messages.splitlines())
            for messages in (self.says, self.warns)
        )
        return problems, warnings

    def _message(self, content: Copy, says: str, line: str) -> str:
        if own := re.match(r"([0-9]+): ", says):
            line, says = own[1], says[own.end() :]
        says = says.replace("content/da/", f"{content.path('')}/")
        return content.told(self.blames or self.file, int(line) if line.isdigit() else line, says)


def cases(table: Path) -> list[Any]:
    """The cases of a table, each under its name."""
    found = []
    for row in yaml.safe_load(table.read_text(encoding="utf-8")):
        name, several, files = row.pop("case"), row.pop("each", [{}]), row.pop("file", COMPANION)
        fillings = [each if isinstance(each, dict) else {"each": each} for each in several]
        files = [files] if isinstance(files, str) else files
        rows = [{"file": file} | row | filling for filling in fillings for file in files]
        for number, fields in enumerate(rows, 1):
            case = _case({key: str(value) for key, value in fields.items()})
            found.append(pytest.param(case, id=name if len(rows) == 1 else f"{name} {number}"))
    return found


def _case(fields: dict[str, str]) -> Case:
    filled = dict(fields)
    for key, filling in fields.items():
        if any(f"<{key}>" in value for value in fields.values()):
            del filled[key]
            filled = {name: value.replace(f"<{key}>", filling) for name, value in filled.items()}
    if "change" in filled:
        filled["old"], filled["new"] = filled.pop("change").split(" → ")
    return Case(**filled)
