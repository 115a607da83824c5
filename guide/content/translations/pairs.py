"""Pairs of a Danish text and its translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guide.content.syntax.problems import Problems, suggestion
from guide.content.syntax.reading import read_yaml

ABOUT = "oversaettelse.yaml"
"""What holds for a whole language."""

_NUMBER = re.compile(r"1.234.5")
_MARKED = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_MOST_PARTS = 3
_OPENING = "\u2066\u2067\u2068\u202a\u202b\u202d\u202e"
_DIRECTION = re.compile(f"[{_OPENING}\u2069\u202c]")
"""Invisible marks of direction; each opening one has one that closes it."""


@dataclass(frozen=True, slots=True)
class Pair:
    danish: str
    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class About:
    """How a language writes numbers, and who checked it."""

    number: str = "1.234,5"
    level: str = "({år}-niveau)"
    address: re.Pattern[str] | None = None
    """Words to the reader, which must be marked where the Danish is about others too."""
    checked_by: str = ""
    checked_on: date | None = None

    def in_numerals(self, danish: str) -> str:
        """A Danish number as this language writes it."""
        return danish.translate(str.maketrans(".,", f"{self.number[1]}{self.number[5]}"))

    def speaks_unmarked(self, text: str) -> str:
        """An unmarked word to the reader, or nothing."""
        word = self.address.search(_MARKED.sub("", text)) if self.address else None
        return word[0] if word else ""


def read_about(path: Path, problems: Problems) -> About:
    """The file ``oversaettelse.yaml`` of a language."""
    root = read_yaml(path, problems)
    if root is None:
        return About()
    fields = root.fields("tal", "niveau", "tiltale", "gennemgået")
    wrong, remedy = "“tal: {}” viser ikke, hvordan tal skrives.", 'Skriv 1234,5 som på sproget: "1,234.5".'
    number = fields.required("tal").matching(_NUMBER, wrong, remedy)
    level = fields.text("niveau")
    if level and "{år}" not in level:
        fields.get("niveau").report("“niveau” siger ikke, hvor årstallet skal stå.", 'Skriv fx "({år} level)".')
    checked = fields.get("gennemgået").fields("af", "dato")
    has_been = bool(fields.get("gennemgået"))
    address = "|".join(re.escape(word.text()) for word in fields.items("tiltale"))
    return About(
        number=number if _NUMBER.fullmatch(number) else "1.234,5",
        level=level,
        address=re.compile(rf"\b(?:{address})\b", re.IGNORECASE) if address else None,
        checked_by=checked.text("af") if has_been else "",
        checked_on=checked.date("dato") if has_been else None,
    )


def read_pairs(path: Path, language: str, problems: Problems) -> list[Pair]:
    """The pairs of a file that can be used."""
    root = read_yaml(path, problems)
    pairs: dict[str, Pair] = {}
    for item in root.items() if root else ():
        fields = item.fields("da", language)
        danish, text = fields.text("da"), fields.get(language)
        if text.is_empty or not danish:
            continue
        pair = Pair(danish, text.text(), text.file, text.line)
        if wrong := next(_problems(pair), None):
            text.report(*wrong)
        elif one_line(danish) in pairs:
            item.report("Den danske tekst står to gange.", "Slet det ene par.")
        else:
            pairs[one_line(danish)] = pair
    return list(pairs.values())


def one_line(text: str) -> str:
    """A text in which white space does not count."""
    return " ".join(text.split())


def in_perspective(text: str, number: int) -> str:
    """A translation for a perspective, by its number."""

    def part(match: re.Match[str]) -> str:
        parts = match[1].split("|")
        return parts[min(number, len(parts) - 1)]

    return _MARKED.sub(part, text)


def _names(pattern: str) -> Callable[[str], list[str]]:
    names = re.compile(pattern)
    return lambda text: sorted(set(names.findall(text)))


def _numbers(text: str) -> list[str]:
    """The numbers, but for 1, which may be a word."""
    shown = re.sub(r"\{[^{}]*\}|\]\([^)]*\)", "", text)
    return sorted(number for number in re.findall(r"\d+", shown) if number != "1")


_KEPT: tuple[tuple[str, Callable[[str], list[str]]], ...] = (
    ("Pladsen", _names(r"\{[^{}#][^{}]*\}")),
    ("Pladsen", _names(r"\[[^\[\]|]*\](?!\()")),
    ("Tegnet", lambda text: re.findall(r"(?<![{#\w])#(?![#\w])", text)),
    ("Linket", lambda text: sorted(re.findall(r"\]\(([^)\s]*)", text))),
    ("Mærket", lambda text: sorted(re.findall(r"\{#[^{}]*\}", text))),
    ("Tallet", _numbers),
)
"""What both texts must have, and what it is called."""
_MAY_BE_KEPT = re.compile(r"[\[{#\d]")
"""What all of that has in it; most texts have none."""


def _problems(pair: Pair) -> Iterator[tuple[str, str]]:
    """What is wrong with a pair, and the remedy."""
    for match in _MARKED.finditer(pair.text):
        if len(match[1].split("|")) > _MOST_PARTS:
            yield f"“{match[0]}” har for mange dele.", "Skriv to eller tre: til læseren, om en voksen, om et barn."
    plain = in_perspective(pair.text, 0)
    if plain.count("[") != plain.count("]"):
        yield "En [ bliver ikke lukket.", "Skriv [til læseren|om en voksen|om et barn]."
    for what, found_in in _KEPT if _MAY_BE_KEPT.search(f"{pair.danish}{plain}") else ():
        wanted, given = found_in(pair.danish), found_in(plain)
        if wanted == given:
            continue
        missing, more = Counter(wanted) - Counter(given), Counter(given) - Counter(wanted)
        for name in missing.elements():
            yield f"{what} “{name}” mangler i oversættelsen.", "Skriv det, som det står på dansk."
        for name in more.elements():
            yield f"{what} “{name}” står ikke i den danske tekst.", suggestion(name, missing) or "Slet det."
    if not _turns_back(pair.text):
        yield "Et usynligt tegn for læseretning mangler sin makker.", "Slet tegnene: guiden sætter selv retningen."


def _turns_back(text: str) -> bool:
    """Whether each mark of direction has its end."""
    depth = 0
    for mark in _DIRECTION.findall(text):
        depth += 1 if mark in _OPENING else -1
        if depth < 0:
            break
    return not depth
