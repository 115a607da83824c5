"""Files to strict fields: UTF-8, NFC, YAML with line numbers, every unknown or double key refused.

Every scalar is read as text, so that `nej`, `2` and `2026-11-22` mean what they look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml

from guide.content.problems import Problems, suggestion

Node = yaml.Node
_FENCE = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_text(path: Path, file: str, problems: Problems) -> str:
    """The text of a file in NFC with Unix line ends; empty, with a complaint, when it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        problems.add(file, 1, "Filen findes ikke eller kan ikke læses.", "Læg filen på denne plads.")
        return ""
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(file, line, "Filen er ikke gemt som UTF-8.", "Gem den igen, og vælg tegnsættet UTF-8.")
        return ""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


class Value:
    """A YAML value at its place: text, list or mapping, as the one who reads it asks for."""

    def __init__(self, node: Node, file: str, offset: int, problems: Problems, label: str) -> None:
        self.node = node
        self.file = file
        self.offset = offset
        self.problems = problems
        self.label = label

    @property
    def line(self) -> int:
        """The line in the file, from 1."""
        return int(self.node.start_mark.line) + 1 + self.offset

    def complain(self, wrong: str, remedy: str) -> None:
        """Note what is wrong with this value."""
        self.problems.add(self.file, self.line, wrong, remedy)

    def text(self) -> str:
        """The scalar as text, without the spaces around it."""
        if not isinstance(self.node, yaml.ScalarNode):
            self.complain(
                f"“{self.label}” skal være en tekst.",
                "Skriv én tekst. Begynder den med { eller [, så sæt den i anførselstegn.",
            )
            return ""
        text = str(self.node.value).strip()
        if not text:
            self.complain(f"“{self.label}” er tom.", "Skriv noget, eller slet feltet.")
        return text

    def whole(self) -> int:
        """The scalar as a whole number, 0 with a complaint where it is none."""
        text = self.text()
        if not re.fullmatch(r"[0-9]{1,4}", text):
            self.complain(f"“{self.label}: {text}” er ikke et helt tal.", "Skriv et tal, for eksempel 3.")
            return 0
        return int(text)

    def date(self) -> date:
        """The scalar as a date written år-måned-dag; ``date.min`` with a complaint where it is none."""
        text = self.text()
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self.complain(f"“{self.label}: {text}” er ikke en dato.", "Skriv år-måned-dag, for eksempel 2026-11-22.")
            return date.min

    def yes(self) -> bool:
        """Whether the scalar says `ja`; anything but `ja` and `nej` is a complaint."""
        text = self.text()
        if text not in ("ja", "nej"):
            self.complain(f"“{self.label}: {text}” kan ikke forstås.", "Skriv ja eller nej.")
        return text == "ja"

    def items(self) -> list[Value]:
        """The values of a list; a single value counts as a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(node, self.file, self.offset, self.problems, self.label) for node in self.node.value]
        return [self]

    @property
    def is_mapping(self) -> bool:
        """Whether the value is fields with values."""
        return isinstance(self.node, yaml.MappingNode)

    def pairs(self) -> Iterator[tuple[str, Value]]:
        """The keys and values of a mapping; a double key is a complaint and its first value counts."""
        if not isinstance(self.node, yaml.MappingNode):
            self.complain(
                f"“{self.label}” skal have felter under sig.",
                "Skriv dem som “navn: værdi”, et på hver linje.",
            )
            return
        seen: set[str] = set()
        for key_node, value_node in self.node.value:
            key = str(getattr(key_node, "value", ""))
            line = int(key_node.start_mark.line) + 1 + self.offset
            if key in seen:
                self.problems.add(self.file, line, f"Feltet “{key}” står to gange.", "Slet det ene.")
                continue
            seen.add(key)
            value = Value(value_node, self.file, self.offset, self.problems, key)
            yield key, value

    def fields(self, *allowed: str) -> Fields:
        """The mapping as fields of these names; any other name is a complaint."""
        return Fields(self, allowed)


class Fields:
    """A mapping whose possible keys are known."""

    def __init__(self, value: Value, allowed: tuple[str, ...]) -> None:
        self.at = value
        self._values: dict[str, Value] = {}
        for key, field in value.pairs():
            if key not in allowed:
                field.complain(f"Feltet “{key}” findes ikke her.", suggestion(key, allowed))
            else:
                self._values[key] = field

    @property
    def file(self) -> str:
        """The file that the fields stand in."""
        return self.at.file

    @property
    def line(self) -> int:
        """The line where the fields begin."""
        return self.at.line

    @property
    def problems(self) -> Problems:
        """Where complaints go."""
        return self.at.problems

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def get(self, key: str) -> Value | None:
        """The value of an optional field."""
        return self._values.get(key)

    def need(self, key: str) -> Value | None:
        """The value of an obligatory field; a complaint when it is missing."""
        if key not in self._values:
            self.at.complain(f"Feltet “{key}” mangler.", f"Skriv “{key}: …”.")
        return self._values.get(key)

    def text(self, key: str, *, optional: bool = False) -> str:
        """The text of a field; empty where it is missing."""
        value = self.get(key) if optional else self.need(key)
        return value.text() if value else ""

    def date(self, key: str) -> date:
        """The date of an obligatory field."""
        value = self.need(key)
        return value.date() if value else date.min

    def yes(self, key: str) -> bool:
        """Whether an optional field says ja."""
        value = self.get(key)
        return value.yes() if value else False

    def items(self, key: str, *, optional: bool = True) -> list[Value]:
        """The list of a field; empty where it is missing."""
        value = self.get(key) if optional else self.need(key)
        return value.items() if value else []


def parse_yaml(text: str, file: str, offset: int, problems: Problems) -> Value | None:
    """The root of a YAML text; ``None``, with a complaint at the line, when it is no YAML or empty."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 1 + offset
        problems.add(
            file,
            line,
            "Linjen kan ikke læses.",
            "Se efter indrykning og kolon. En tekst med kolon, [ eller { i skal stå i anførselstegn.",
        )
        return None
    except yaml.YAMLError:
        problems.add(file, 1 + offset, "Filen har tegn, der ikke kan læses.", "Slet usynlige tegn, og gem som UTF-8.")
        return None
    if node is None:
        problems.add(file, 1 + offset, "Der står ingenting.", "Skriv felterne, eller slet filen.")
        return None
    return Value(node, file, offset, problems, "filen")


def read_yaml(path: Path, file: str, problems: Problems) -> Value | None:
    """The root value of a YAML file."""
    text = read_text(path, file, problems)
    return parse_yaml(text, file, 0, problems) if text else None


def read_front_matter(path: Path, file: str, problems: Problems) -> tuple[Value | None, str, int]:
    """The front matter of a Markdown file, its body, and the line that the body begins on."""
    text = read_text(path, file, problems)
    if not text:
        return None, "", 1
    match = _FENCE.match(text)
    if not match:
        problems.add(
            file,
            1,
            "Filen begynder ikke med felter mellem to linjer med ---.",
            "Skriv --- før og efter felterne.",
        )
        return None, "", 1
    body_line = text[: match.end()].count("\n") + 1
    return parse_yaml(match.group(1), file, 1, problems), text[match.end() :], body_line
