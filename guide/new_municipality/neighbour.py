"""A neighbour's standard as a start, with blanks.

The rule, the citizen's words and the names of answers stay. Sources, dates, figures, times and the neighbour's own
names do not: each becomes a blank that says what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from guide.municipality import Municipality

_DATE = "dagen, skrevet år-måned-dag"
_SOURCE = f"\n  dokument: «navnet på jeres kilde»\n  afsnit: «afsnittet»\n  vedtaget: «{_DATE}»"
_SOURCE_OF_PAGE = " «navnet på jeres kilde»"
_LINE = re.compile(r"^(?P<indent> *)(?P<dash>- )?(?P<key>[a-zæøå][a-zæøå -]*):(?P<rest>.*)$")
_PART = re.compile(r'\bkilde="([^"\n]*)"\}')
_LINK = re.compile(r"\[(?P<words>[^\]\n]+)\]\((?P<to>(?:standard|side):[^)\s]*)\)")
_LEAST_NAME = 5
"""Characters; what is shorter may well be a part of an ordinary word."""


def rewritten(text: str, neighbour: Municipality, there: Collection[str]) -> str:
    """A standard's or page's text with blanks and a note.

    Args:
        text: the neighbour's file.
        neighbour: whose names become blanks.
        there: what links may lead to (``standard:ledsagelse``, ``side:vum``); of all others only the words stay.
    """
    _, fields, body = text.split("---\n", 2)
    note = (
        f"# Kopi fra {neighbour.name}. Hold hver regel og hver sætning op mod jeres egen kilde.\n"
        "# Det, som helt sikkert skal skrives om, står mellem « og ». Kontrollen nævner det, ét for ét.\n"
    )
    lines = fields.rstrip("\n").split("\n")
    source = _SOURCE if any(line.startswith("lov:") for line in lines) else _SOURCE_OF_PAGE
    fields = "\n".join(_fields(lines, neighbour.name, source))
    body = _PART.sub(lambda part: f'kilde="«afsnit i jeres kilde; {neighbour.name} har {_bare(part[1])}»"}}', body)
    body = _LINK.sub(lambda link: link[0] if link["to"] in there else link["words"], body)
    return f"---\n{note}{_unnamed(fields, neighbour)}\n---\n{_unnamed(body, neighbour)}"


def _fields(lines: list[str], name: str, source: str) -> Iterator[str]:
    """The fields' lines, with blanks."""
    blanked: int | None = None
    within = ""
    for line in lines:
        match = _LINE.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if blanked is not None and (not line.strip() or indent > blanked):
            continue
        blanked = None
        if match and not match["indent"] and not match["dash"]:
            within = match["key"]
        if match and (blank := _blank(match, within, name) or _source(match, source)):
            blanked = indent
            yield f"{match['indent']}{match['dash'] or ''}{match['key']}:{blank}"
        else:
            yield line


def _blank(match: re.Match[str], within: str, name: str) -> str | None:
    """The blank for a field's value; ``None`` if it stays."""
    key, had, top = match["key"], _bare(match["rest"]), not match["indent"]
    if top and key == "kontrolleret":
        return f" «{_DATE}»"
    if key == "sagsbehandlingstid" and (top or within == "tilfælde"):
        hint = f"; {name} har {had}" if had else ""
        return f" «jeres tid som et felt, fx måneder{hint}»"
    if within == "tal" and not top:
        return f" «jeres eget tal; {name} har {had}»"
    if within in ("krav", "oplysninger", "eksempler", "tilfælde") and key == "kilde":
        return " «sætningen i jeres kilde»"
    return None


def _source(match: re.Match[str], source: str) -> str | None:
    return source if match["key"] == "kilde" and not match["indent"] else None


def _bare(value: str) -> str:
    """A value made safe inside a blank, without YAML's marks."""
    return " ".join(re.sub(r'[{}\[\]"“”:#«»]+', " ", value).split()).removeprefix(">- ")


def _unnamed(text: str, neighbour: Municipality) -> str:
    """The text with the neighbour's names as blanks."""
    names = sorted({name for name in _names(neighbour) if len(name) >= _LEAST_NAME}, key=len, reverse=True)
    pattern = re.compile(rf"^\s*# .*$|«[^»\n]*»|(?<!\w)(?P<name>{'|'.join(map(re.escape, names))})(?!\w)", re.MULTILINE)
    return pattern.sub(lambda m: f"«jeres eget i stedet for {m['name']}»" if m["name"] else m[0], text)


def _names(neighbour: Municipality) -> Iterator[str]:
    place = re.sub(r"s?\s+Kommune$", "", neighbour.name)
    yield from (neighbour.name, f"{neighbour.name}s", place, f"{place}s", neighbour.department)
    yield from (neighbour.contact.address, neighbour.contact.phone, neighbour.complaint.address)
    if neighbour.open_advice:
        yield from (neighbour.open_advice.place, neighbour.open_advice.hours)
