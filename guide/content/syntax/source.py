"""Files to strict fields with line numbers.

Every scalar is read as text, so that `nej`, `2` and `2026-11-22` mean what they look like.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import TypeVar

import yaml

from guide.content.syntax.clutter import clutter
from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import BLANK, suggestion
from guide.content.syntax.yaml_errors import cut_off, split_by_comma

Node = yaml.Node
WEB_ADDRESS = re.compile(r"https://[^\s/]+\.[^\s/]+(?:/\S*)?")
_QUOTED = re.compile(r"[„“”»][^„“”»«\n]*[“”«]")
_MAY_BE_EMPTY = ("trappe", "indlejring", "standarder")
_COPIED = ("kilde", "da")  # a source's own words, and the Danish text of a pair
UNKNOWN = "ukendt"
_MANY_NAMES = 15  # of fields; a list of more is not read
T = TypeVar("T")


class Value:
    """A YAML value with its line: text, list or mapping.

    ``line`` is where an editor looks for it, from 1: the line of its key, or of the item of a list.
    """

    def __init__(self, node: Node, written: Passage, label: str, *, key: Node | None = None) -> None:
        self.node = node
        self.written = written
        self.file = written.file
        self.problems = written.problems
        self.label = label
        self.line = self.line_of(key or node)

    def line_of(self, node: Node) -> int:
        """Where a node begins."""
        return int(node.start_mark.line) + self.written.line

    @property
    def as_written(self) -> Passage:
        """The value as in the file, folded lines and all."""
        text = self.written.text[self.node.start_mark.index : self.node.end_mark.index]
        return Passage(text, self.file, self.line_of(self.node), self.problems)

    def __bool__(self) -> bool:
        return True

    def report(self, wrong: str, remedy: str) -> None:
        """Report a problem of this value, except of a blank."""
        if not (isinstance(self.node, yaml.ScalarNode) and BLANK.search(self.node.value)):
            self.problems.add(self.file, self.line, wrong, remedy)

    def text(self) -> str:
        if not isinstance(self.node, yaml.ScalarNode):
            remedy = "Skriv én tekst. Begynder den med { eller [, så sæt den i anførselstegn."
            self.report(f"“{self.label}” skal være en tekst.", remedy)
            return ""
        start = self.node.start_mark.index
        if (mark := self.written.text[start : start + 1]) and mark in "!&":
            self.report(f"Teksten begynder med {mark} uden for anførselstegn.", "Sæt hele teksten i anførselstegn.")
        text = str(self.node.value).strip()
        if note := cut_off(self.written.text, self.node):
            remedy = "Sæt hele teksten i anførselstegn. En note skal stå på sin egen linje."
            self.report(f"“{note}” bliver ikke læst.", remedy)
        elif not text:
            self.report(f"“{self.label}” er tom.", "Skriv noget, eller slet feltet.")
        if self.label in _COPIED:
            return text  # as it is
        if text.strip(" .").lower() == UNKNOWN:
            self.report(f"“{self.label}” kan ikke være “{text}”.", "Slet det, eller skriv det, borgeren kan læse.")
        for position, wrong, remedy in clutter(self.as_written.text, is_field=True):
            self.as_written.report(position, wrong, remedy)
        if not _QUOTED.fullmatch(text):
            return text
        self.report(f"Tegnene {text[0]} og {text[-1]} om teksten bliver vist.", 'Slet dem, eller skriv " i stedet.')
        return text[1:-1]

    def integer(self) -> int:
        """The scalar as a whole number; 0 with a problem."""
        text = self.text()
        if not re.fullmatch(r"[0-9]{1,4}", text):
            self.report(f"“{self.label}: {text}” er ikke et helt tal.", "Skriv et tal, for eksempel 3.")
            return 0
        return int(text)

    def date(self) -> date:
        """The scalar as a date (år-måned-dag); ``date.min`` with a problem."""
        text = self.text()
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            self.report(f"“{self.label}: {text}” er ikke en dato.", "Skriv år-måned-dag, for eksempel 2026-11-22.")
            return date.min
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.report(f"Dagen “{text}” findes ikke.", "Se efter i en kalender. Der skal stå år-måned-dag.")
            return date.min

    def web_address(self) -> str:
        """The scalar as a whole address of a page."""
        wrong = f"“{self.label}: {{}}” er ikke en hel adresse."
        return self.matching(WEB_ADDRESS, wrong, "Skriv den med https:// foran.")

    def boolean(self) -> bool:
        """Whether the scalar says `ja` rather than `nej`."""
        text = self.text()
        if text not in ("ja", "nej"):
            self.report(f"“{self.label}: {text}” kan ikke forstås.", "Skriv ja eller nej.")
        return text == "ja"

    def one_of(self, allowed: Collection[str], meanings: str = "") -> str:
        """The scalar as one of these words."""
        text = self.text()
        if text and text not in allowed:
            self.report(f"“{self.label}: {text}” findes ikke.", suggestion(text, allowed, meanings))
        return text

    def matching(self, pattern: re.Pattern[str], wrong: str, remedy: str) -> str:
        """The scalar, reported with ``wrong`` unless it matches."""
        text = self.text()
        if text and not pattern.fullmatch(text):
            self.report(wrong.format(text), remedy)
        return text

    def items(self) -> list[Value]:
        """The values of a list, or the single value."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(node, self.written, self.label) for node in self.node.value]
        return [self]

    def unique(
        self,
        build: Callable[[Value], tuple[str, T]],
        noun: str,
        remedy: str,
        *,
        taken: Collection[str] = (),
        fold: Callable[[str], str] = str,
    ) -> dict[str, T]:
        """The items as built, by name; the first counts."""
        built: dict[str, T] = {}
        for item in self.items():
            name, thing = build(item)
            if fold(name) in built or name in taken:
                item.report(f"{noun} “{name}” står to gange.", remedy)
            built.setdefault(fold(name), thing)
        return built

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.node, yaml.MappingNode)

    @property
    def is_empty(self) -> bool:
        return isinstance(self.node, yaml.ScalarNode) and not self.node.value

    @property
    def names(self) -> set[str]:
        return {str(key.value) for key, _value in self.node.value} if self.is_mapping else set()

    @property
    def is_braced(self) -> bool:
        """Whether the value is a borrowed figure without quotation marks."""
        node = self.node
        return isinstance(node, yaml.MappingNode) and bool(node.flow_style) and not any(v.value for _, v in node.value)

    def _with_a_field(self, names: Collection[str]) -> str:
        """How to write a text as fields, as {uger: 8}."""
        number = re.fullmatch(r"(\d+) (\w+)", str(self.node.value))
        if number and number[2] in names:
            return f"Skriv “{self.label}: {{{number[2]}: {number[1]}}}”."
        first = f", for eksempel “{next(iter(names))}: …”" if names else ""
        return f"Skriv dem som “navn: værdi”, et på hver linje{first}."

    def pairs(self, names: Collection[str] = ()) -> Iterator[tuple[str, Value]]:
        """The keys and values of a mapping; each key once.

        ``names`` are those that it may have, for examples.
        """
        if not isinstance(self.node, yaml.MappingNode):
            self.report(f"“{self.label}” skal have felter under sig.", self._with_a_field(names))
            return
        seen: dict[str, int] = {}
        for key_node, value_node in self.node.value:
            key = str(key_node.value)
            value = Value(value_node, self.written, key, key=key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                remedy = "Sæt en tekst, der begynder med { eller [, i anførselstegn."
                value.report("Feltet har ikke noget navn.", remedy)
            elif key in seen:
                value.report(f"Feltet “{key}” står to gange, første gang i linje {seen[key]}.", "Slet det ene.")
            else:
                seen[key] = value.line
                yield key, value

    def fields(self, *allowed: str) -> Fields:
        """The mapping as fields of these names only."""
        return Fields(self, allowed)


class Fields:
    """A mapping whose possible keys are known."""

    def __init__(self, value: Value, allowed: tuple[str, ...]) -> None:
        self.at = value
        self._values: dict[str, Value] = {}
        self._misspelt: set[str] = set()
        strange: dict[str, tuple[Value, str]] = {}
        above = ""
        for key, field in value.pairs(allowed):
            if key in allowed:
                self._values[key] = field
            else:
                strange[key] = field, above
            above = key if field.is_mapping else ""
            if not isinstance(field.node, yaml.SequenceNode):
                continue
            if not field.node.value and key not in _MAY_BE_EMPTY:
                field.report(f"“{key}” er en tom liste.", "Skriv noget i den, eller slet feltet.")
            if torn := split_by_comma(field.node):
                field.report(f"“{torn}” bliver til sin egen tekst efter kommaet.", "Sæt hele teksten i anførselstegn.")
        for key, (field, above) in strange.items():
            see = "Se felterne i docs/redigering.md under “Alle felter”." if len(allowed) > _MANY_NAMES else ""
            inside = f"Hører det under “{above}”, så ryk det ind. " if above and see else ""
            remedy = suggestion(key, allowed, f"{inside}{see}")
            self._misspelt |= {name for name in allowed if remedy == f"Mente du “{name}”?"}
            field.report(f"Feltet “{key}” findes ikke her.", remedy)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def positions(self) -> dict[str, int]:
        """The lines of the fields and their parts.

        “” is the first line.
        """
        lines = {"": self.at.line}
        for key, value in self._values.items():
            lines[key] = value.line
            if value.is_mapping:
                lines |= {f"{key}.{name.value}": value.line_of(name) for name, _ in value.node.value}
        return lines

    def get(self, key: str) -> Value:
        """The value of an optional field, empty if absent."""
        return self._values.get(key) or _Absent(self.at, key)

    def required(self, key: str) -> Value:
        """The value of a required field."""
        if key not in self._values and key not in self._misspelt and self.at.is_mapping:
            self.at.report(f"Feltet “{key}” mangler.", f"Skriv “{key}: …”.")
        return self.get(key)

    def text(self, key: str, *, optional: bool = False) -> str:
        """The text of a field; empty where it is missing."""
        return (self.get(key) if optional else self.required(key)).text()

    def date(self, key: str) -> date:
        """The date of a required field."""
        return self.required(key).date()

    def boolean(self, key: str) -> bool:
        """Whether an optional field says ja."""
        return self.get(key).boolean()

    def items(self, key: str, *, optional: bool = True) -> list[Value]:
        """The list of a field; empty where it is missing."""
        return (self.get(key) if optional else self.required(key)).items()


class _Absent(Value):
    """A field that is not there: empty, without problems."""

    def __init__(self, parent: Value, key: str) -> None:
        start = parent.node.start_mark
        super().__init__(yaml.ScalarNode("", "", start, start), parent.written, key)

    def __bool__(self) -> bool:
        return False

    def report(self, wrong: str, remedy: str) -> None:
        pass

    def items(self) -> list[Value]:
        return []
