"""Files as text, YAML and front matter."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import yaml
from yaml._yaml import CParser
from yaml.composer import Composer
from yaml.resolver import BaseResolver

from guide.content.syntax.clutter import mended, unusable
from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import BLANK, Problems, shown
from guide.content.syntax.source import Value
from guide.content.syntax.yaml_errors import explain

_FENCE = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_NOTE = re.compile(r"\s*# ")
_ODD = re.compile("[\t\x85\u2028\u2029\ufeff]")
"""Characters that libyaml takes for others than PyYAML does."""


def read_text(path: Path, problems: Problems) -> Passage | None:
    """The text of a file in NFC, if readable."""
    file = shown(path)
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
        Passage(text, file, 1, problems).report(*found)
        return None
    return Passage(mended(text), file, 1, problems)


def _read_with_blanks(path: Path, problems: Problems) -> Passage | None:
    """The same; every blank is reported, except in notes."""
    passage = read_text(path, problems)
    text = passage.text if passage else ""
    for blank in BLANK.finditer(text):
        if not _NOTE.match(text, text.rfind("\n", 0, blank.start()) + 1):
            problems.add_blank(shown(path), text.count("\n", 0, blank.start()) + 1, blank[1])
    return passage


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


def _parse_yaml(passage: Passage) -> Value | None:
    """The root of a YAML text, if readable."""
    line = 1
    try:
        if node := _compose(passage.text):
            return Value(node, passage, "filen")
        wrong, remedy = "Der står ingenting.", "Skriv felterne, eller slet filen."
    except yaml.YAMLError as error:
        line, wrong, remedy = explain(error, passage.text)
    except RecursionError:
        wrong, remedy = "Felterne står for dybt inde i hinanden.", "Brug de trin, vejledningen viser."
    passage.problems.add(passage.file, passage.line + line - 1, wrong, remedy)
    return None


def read_yaml(path: Path, problems: Problems) -> Value | None:
    """The root value of a YAML file."""
    passage = _read_with_blanks(path, problems)
    return _parse_yaml(passage) if passage else None


def read_front_matter(path: Path, problems: Problems) -> tuple[Value | None, Passage]:
    """A Markdown file's front matter, and its body."""
    whole = _read_with_blanks(path, problems) or Passage("", shown(path), 1, problems)
    match = _FENCE.match(whole.text)
    if not match:
        if whole.text:
            wrong = "Filen begynder ikke med felter mellem to linjer med ---."
            whole.report(0, wrong, "Skriv --- før og efter felterne.")
        return None, replace(whole, text="")
    body = replace(whole, text=whole.text[match.end() :], line=match[0].count("\n") + 1)
    return _parse_yaml(replace(whole, text=match[1], line=2)), body
