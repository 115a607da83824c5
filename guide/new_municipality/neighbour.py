"""A neighbour's standard as a start, with blanks.

The rule, the citizen's words and the names of answers stay. Sources, dates, prices, figures, times and the neighbour's
own names do not: each becomes a blank that says what was there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import takewhile

from guide.content.files.standard import DISAGREE
from guide.municipality import Municipality
from guide.new_municipality.own_words import OwnWords, Part

_DATE = "dagen, skrevet år-måned-dag"
_SOURCE = f"\n  dokument: «navnet på jeres kilde»\n  afsnit: «afsnittet»\n  vedtaget: «{_DATE}»"
_SOURCE_OF_PAGE = " «navnet på jeres kilde»"
_LINE = re.compile(r"^(?P<indent> *)(?P<dash>- )?(?P<key>[a-zæøå][a-zæøå -]*):(?P<rest>.*)$")
_PART = re.compile(r'\bkilde="([^"\n]*)"\}')
_LINK = re.compile(r"\[(?P<words>[^\]\n]+)\]\((?P<to>(?:standard|side):[^)\s]*)\)")
_FIGURE = re.compile(r'(?P<name>[a-zæøå0-9-]+): *(?P<value>"[^"]*"|[^,}]+)')
_PRICE = re.compile(r"^(## [^\n]*\{#pris[ }][^\n]*\n)", re.MULTILINE)
_RATE = {
    "værdi": "tallet",
    "niveau": "året",
    "kilde": "navnet på jeres kilde",
    "tekst": "hvor man kan få at vide, hvad det er nu",
    "link": "siden, fra https og frem",
    "kontrolleret": _DATE,
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A municipality whose files are the start.

    ``there`` is what links may lead to (``standard:ledsagelse``, ``side:vum``); of all others only the words stay.
    """

    place: Municipality
    there: Collection[str]

    def rewritten(self, text: str) -> str:
        """A standard's or page's text with blanks and a note."""
        name = self.place.name
        _, fields, body = text.split("---\n", 2)
        note = (
            f"# Kopi fra {name}. Hold hver regel og hver sætning op mod jeres egen kilde.\n"
            "# Det, som helt sikkert skal skrives om, står mellem « og ». Kontrollen nævner det, ét for ét.\n"
        )
        lines = fields.rstrip("\n").split("\n")
        source = _SOURCE if any(line.startswith("lov:") for line in lines) else _SOURCE_OF_PAGE
        fields = "\n".join(_fields(lines, self.place, source))
        body = _PART.sub(lambda part: f'kilde="«afsnit i jeres kilde; {name} har {_bare(part[1])}»"}}', body)
        body = _LINK.sub(lambda link: link[0] if link["to"] in self.there else link["words"], body)
        body = _PRICE.sub(lambda heading: f"{heading[0]}\n«Hold afsnittet op mod jeres egne priser»\n", body)
        return f"---\n{note}{fields}\n---\n{body}"

    def marked(self, text: str, own: OwnWords) -> str:
        """The text with blanks for the neighbour's own words."""
        for part in reversed(own.parts(text)):
            text = text[: part.start] + self._mark(part, text[part.start : part.end]) + text[part.end :]
        return text

    def _mark(self, part: Part, had: str) -> str:
        kept = had[len(had.rstrip(" .,")) :]
        if had.startswith("http"):
            return f"https://«jeres egen side i stedet for {_bare(had.partition('//')[2])}»"
        if part.is_name:
            return f"«jeres eget i stedet for {_bare(had)}»{kept}"
        return f"{_own_figure(had, self.place)}{kept}"

    def names(self) -> Iterator[str]:
        """What it is called, and how it is reached."""
        place = self.place
        short = re.sub(r"s?\s+Kommune$", "", place.name)
        yield from (place.name, f"{place.name}s", short, f"{short}s", place.department, place.contact.address)
        yield from (place.contact.phone, place.complaint.address)
        if place.open_advice:
            yield from (place.open_advice.place, place.open_advice.hours)


def own_rates(text: str, borrowed: Collection[str]) -> str:
    """The neighbour's own amounts that are borrowed, with blanks."""
    entries = [entry for entry in re.split(r"^(?=- id:)", text, flags=re.MULTILINE) if entry.startswith("- id:")]
    taken = [entry for entry in entries if entry.split("\n", 1)[0].removeprefix("- id:").strip() in borrowed]
    lines = "".join(taken).rstrip("\n").split("\n") if taken else []
    kept = (line for line in lines if not line.startswith(("  gyldig", "#")))
    return "".join(f"{_blank_rate(line)}\n" for line in kept)


def _blank_rate(line: str) -> str:
    match = _LINE.match(line)
    what = _RATE.get(match["key"]) if match else None
    return f"{match['indent']}{match['key']}: «{what}»" if match and what else line


def _fields(lines: list[str], place: Municipality, source: str) -> Iterator[str]:
    """The fields' lines, with blanks."""
    within = ""
    while lines:
        line, *lines = lines
        if match := _LINE.match(line):
            if not match["indent"] and not match["dash"]:
                within = match["key"]
            below = _below(lines, len(match["indent"]))
            had = " ".join((match["rest"], *map(str.strip, below)))
            if (instead := _instead(match, within, place, had, source)) is not None:
                line, lines = instead, lines[len(below) :]
        yield line


def _below(lines: list[str], indent: int) -> list[str]:
    """The lines that go on in a field so indented."""
    return list(takewhile(lambda line: not line.strip() or len(line) - len(line.lstrip(" ")) > indent, lines))


def _instead(match: re.Match[str], within: str, place: Municipality, had: str, source: str) -> str | None:
    """What a field becomes; ``None`` if it stays."""
    key, top = match["key"], not match["indent"]
    if top and key == "lovændringer":
        ids = [id_ for id_ in re.findall(r"[\w-]+", had) if id_ not in {change.id for change in place.own_law_changes}]
        return f"lovændringer: [{', '.join(ids)}]" if ids else "# lovændringer: ingen af de fælles"
    if top and key == DISAGREE:
        return f"# {key}: naboens note er udeladt"
    if top and key == "tal" and had.strip().startswith("{"):
        figures = (f"  {one['name']}: {_own_figure(one['value'], place)}" for one in _FIGURE.finditer(had))
        return "\n".join(("tal:", *figures))
    blank = source if top and key == "kilde" else _blank(match, within, place, had)
    return None if blank is None else f"{match['indent']}{match['dash'] or ''}{key}:{blank}"


def _blank(match: re.Match[str], within: str, place: Municipality, had: str) -> str | None:
    """The blank for a field's value; ``None`` if it stays."""
    key, top = match["key"], not match["indent"]
    if top and key == "kontrolleret":
        return f" «{_DATE}»"
    if key == "sagsbehandlingstid" and (top or within == "tilfælde"):
        hint = f"; {place.name} har {_bare(had)}" if had else ""
        return f" «jeres tid som et felt, fx måneder{hint}»"
    if (top or within == "tilfælde") and key in ("pris", "pris kort"):
        return f" «jeres egen pris; {place.name} har {_bare(had)}»"
    if within == "tal" and not top:
        return f" {_own_figure(had, place)}"
    if within in ("krav", "oplysninger", "eksempler", "tilfælde") and key == "kilde":
        return " «sætningen i jeres kilde»"
    return None


def _own_figure(had: str, place: Municipality) -> str:
    return f"«jeres eget tal; {place.name} har {_bare(had)}»"


def _bare(value: str) -> str:
    """A value made safe inside a blank, without YAML's marks."""
    return " ".join(re.sub(r'[{}\[\]"“”:#«»,]+', " ", value).split()).removeprefix(">- ")
