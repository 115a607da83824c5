"""Files as text, YAML and front matter."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from pathlib import Path

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import BaseResolver

from guide.content.syntax.clutter import mended, unusable
from guide.content.syntax.passage import Written
from guide.content.syntax.problems import BLANK, Problems
from guide.content.syntax.source import Value
from guide.content.syntax.yaml_errors import explain

_FENCE = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_NOTE = re.compile(r"\s*# ")
_ODD = re.compile("[\t\x85\u2028\u2029\ufeff]")
"""Characters that libyaml takes for others than PyYAML does."""


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """The text of a file in NFC, if readable."""
    try:
        written = path.read_bytes()
    except OSError:
        problems.add(file, 1, "Filen findes ikke eller kan ikke læses.", "Læg filen på denne plads.")
        return None
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The decoder counts from behind the byte order mark that it skipped; a mark holds no line end.
        line = written[: error.start].count(b"\n") + 1
        problems.add(file, line, "Filen er ikke gemt som UTF-8.", "Gem den igen, og vælg tegnsættet UTF-8.")
        return None
    if not text.strip():
        problems.add(file, 1, "Filen er tom.", "Skriv felterne, eller slet filen.")
        return None
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if found := unusable(text):
        position, wrong, remedy = found
        problems.add(file, text.count("\n", 0, position) + 1, wrong, remedy)
        return None
    return mended(text)


def _report_blanks(text: str, file: str, problems: Problems) -> None:
    """Report every blank at its line, except in notes."""
    for blank in BLANK.finditer(text):
        if not _NOTE.match(text, text.rfind("\n", 0, blank.start()) + 1):
            problems.add_blank(file, text.count("\n", 0, blank.start()) + 1, blank[1])


class _FastLoader(Composer, CParser, BaseResolver):
    """Nodes from libyaml's events, nine times as fast.

    They are composed in Python, for libyaml ends the process where they nest too deep.
    """

    def __init__(self, text: str) -> None:
        CParser.__init__(self, text)
        Composer.__init__(self)
        BaseResolver.__init__(self)

    def dispose(self) -> None:
        """There is nothing to undo."""


def _compose(text: str) -> yaml.Node | None:
    """The root node, or the error of PyYAML's own parser."""
    if not _ODD.search(text):
        with suppress(yaml.YAMLError, UnicodeEncodeError):
            return yaml.compose(text, Loader=_FastLoader)  # type: ignore[arg-type]  # any class of this kind will do
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _parse_yaml(text: str, file: str, offset: int, problems: Problems) -> Value | None:
    """The root of a YAML text, if readable."""
    try:
        node = _compose(text)
    except yaml.YAMLError as error:
        line, wrong, remedy = explain(error, text)
        problems.add(file, line + offset, wrong, remedy)
        return None
    except RecursionError:
        problems.add(file, 1 + offset, "Felterne står for dybt inde i hinanden.", "Brug de trin, vejledningen viser.")
        return None
    if node is None:
        problems.add(file, 1 + offset, "Der står ingenting.", "Skriv felterne, eller slet filen.")
        return None
    return Value(node, Written(text, file, offset, problems), "filen")


def read_yaml(path: Path, file: str, problems: Problems) -> Value | None:
    """The root value of a YAML file."""
    text = read_text(path, file, problems)
    if text is None:
        return None
    _report_blanks(text, file, problems)
    return _parse_yaml(text, file, 0, problems)


def read_front_matter(path: Path, file: str, problems: Problems) -> tuple[Value | None, str, int]:
    """A Markdown file's front matter, body, and body's line."""
    text = read_text(path, file, problems)
    if text is None:
        return None, "", 1
    _report_blanks(text, file, problems)
    match = _FENCE.match(text)
    if not match:
        problems.add(
            file, 1, "Filen begynder ikke med felter mellem to linjer med ---.", "Skriv --- før og efter felterne."
        )
        return None, "", 1
    body_line = text[: match.end()].count("\n") + 1
    return _parse_yaml(match.group(1), file, 1, problems), text[match.end() :], body_line
