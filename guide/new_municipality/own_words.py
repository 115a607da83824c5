"""A neighbour's own words: names, figures, days, addresses.

A name is a word with a capital letter that no sentence begins with, and that nothing which all municipalities share
writes so. At the beginning of a sentence it is one where it is one elsewhere, or where nobody ever writes it small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from snowballstemmer import stemmer

from guide.content.texts.figures import typed_figures

_WORD = re.compile(r"[^\W_][\w’-]*")
_MARKS = ' #*_>“"-'
_END = re.compile(r"(?:>-|[.!?:;>|…\[{(“\"*]|\]\))[\s*_“\"]*\Z")
"""What comes before the first word of a sentence or a field."""
_FAR = 12
"""Characters that are looked at for it."""
_CAPITAL = r"(?:[A-ZÆØÅÉ]|\d+[A-ZÆØÅ])[\w’-]*"
_SPACE = r"(?: +| *\n +)"
_BETWEEN = rf"(?:{_SPACE}|,{_SPACE}| – |,?{_SPACE}(?:og|for|i|af|på|til){_SPACE})"
_NAMES = re.compile(rf"(?<![\w’-]){_CAPITAL}(?:{_BETWEEN}{_CAPITAL})*")
_ABBREVIATION = re.compile(r"[A-ZÆØÅ0-9]{2,}[a-zæøå]?")
_STREET = re.compile(r"(?:\s+\d+\s?[A-Z]?\b(?!\s*(?:år|kr))(?:,\s+\d{4}\s+[A-ZÆØÅ]\w+)?)")
_HOST = re.compile(r"(?:https?://|\b)(?:[\w-]+\.)+(?:dk|com|net|org|eu|info)\b(?:/[^\s)»\"}\]]*)?|[\w.+-]+@[\w.-]+\w")
_WEEKDAY = r"(?:man|tirs|ons|tors|fre|lør|søn)dag(?:e|en)?s?"
_CLOCK = r"kl\.?\s*\d[\d.:]*(?:\s*[-–]\s*\d[\d.:]*)?"
_MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_TIMES = re.compile(
    rf"\b{_WEEKDAY}\b(?:(?:,|\s+og|\s+eller|\s+til|\s*[-–])?\s+(?:{_WEEKDAY}\b|{_CLOCK}))*|\b{_CLOCK}"
    rf"|\b\d{{1,2}}\.\s+(?:{_MONTH})(?:\s+\d{{4}})?|\b\d{{4}}-\d{{2}}-\d{{2}}\b|(?<![\w.-])(?:19|20)\d\d(?![\w-])"
    r"|(?<![\w-])\d{2}(?:\s?\d{2}){3}(?![\w-])"
)
"""Days, times of the day, dates, years and telephone numbers."""
_NOT_TEXT = re.compile(r"^\s*# .*$|«[^»\n]*»|\{[\w-]+\}|\]\((?:standard|side):[^)\s]*\)|§+\s*\d[^\s,;.]*", re.MULTILINE)
_SOURCE = re.compile(r"^\s*kilde:.*$", re.MULTILINE)
"""It may be a municipality's document."""
_FLOW = re.compile(r"\{(?=[^{}]*: )[^{}]*\}")


_stem = stemmer("danish").stemWord


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text that is somebody's own."""

    start: int
    end: int
    is_name: bool


class OwnWords:
    """Finds what is a neighbour's own.

    Args:
        shared: the texts that all municipalities share.
        own: the neighbour's texts.
        names: what it is called in any case.
    """

    def __init__(self, shared: Iterable[str], own: Iterable[str], names: Iterable[str]) -> None:
        self._names = sorted({name for name in names if name}, key=len, reverse=True)
        shared, own = _SOURCE.sub("", "\n".join(shared)), _without_others("\n".join(own))
        self._shared = set(_WORD.findall(shared))
        self._hosts = {_host(match[0]) for match in _HOST.finditer(shared)}
        self._shared_small = {_stem(word) for word in self._shared if word[0].islower()}
        self._small = self._shared_small | {_stem(word) for word in _WORD.findall(own) if word[0].islower()}
        within = (match for match in _WORD.finditer(own) if not _begins(own, match.start()))
        self._own = {match[0] for match in within if self._is_foreign(match[0])}

    def parts(self, text: str) -> list[Part]:
        """Its parts that are the neighbour's own, in order."""
        text = _without_others(text)
        parts: list[Part] = []
        for part in sorted(self._found(text), key=lambda part: (part.start, -part.end)):
            if not parts or part.start >= parts[-1].end:
                parts.append(part)
        return parts

    def _found(self, text: str) -> Iterator[Part]:
        for name in self._names:
            yield from (
                Part(*match.span(), is_name=True) for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            )
        for figure in typed_figures(text):
            words = r"\s+".join(map(re.escape, figure.text.split()))
            if match := re.compile(words).match(text, figure.position):
                yield Part(*match.span(), is_name=False)
        yield from (Part(*match.span(), is_name=False) for match in _TIMES.finditer(text))
        for host in _HOST.finditer(text):
            if _host(host[0]) not in self._hosts:
                yield Part(*host.span(), is_name=True)
        for match in _NAMES.finditer(text):
            yield from self._name(text, match)

    def _name(self, text: str, match: re.Match[str]) -> Iterator[Part]:
        """The name in a row of capitalised words, if any."""
        words = list(_WORD.finditer(text, *match.span()))
        capitals = [word for word in words if not word[0][0].islower()]
        while capitals and _begins(text, capitals[0].start()) and not self._begins_name(capitals):
            capitals.pop(0)
        if any(self._is_foreign(word[0]) for word in capitals):
            street = _STREET.match(text, match.end())
            yield Part(capitals[0].start(), street.end() if street else match.end(), is_name=True)

    def _begins_name(self, capitals: Sequence[re.Match[str]]) -> bool:
        """Whether the first word of a sentence begins a name."""
        word, small = capitals[0][0], _stem(capitals[0][0].lower())
        if word in self._own:
            return len(capitals) > 1 or small not in self._shared_small or _ABBREVIATION.fullmatch(word) is not None
        return small not in self._small and self._is_foreign(word)

    def _is_foreign(self, word: str) -> bool:
        """Whether nothing shared writes a word with capitals so."""
        large = word[:1].isupper() or _ABBREVIATION.fullmatch(word) is not None
        known = {word, word.removesuffix("s"), word.partition("-")[0]} & self._shared
        return large and len(word) > 1 and not known


def _begins(text: str, start: int) -> bool:
    """Whether a sentence, a field or an item begins here."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(_MARKS):
        return _END.search(text, max(line, start - _FAR), start) is not None
    # The first word of a line goes on only in a folded field.
    above = text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : max(line - 1, 0)].rstrip()
    return text[line:start].strip(" ") != "" or line == start or not above or _END.search(above) is not None


def _without_others(text: str) -> str:
    """The text with spaces for notes, blanks and links."""
    text = _NOT_TEXT.sub(lambda match: " " * len(match[0]), text)
    return _FLOW.sub(lambda match: f" {match[0][1:-1]} ", text)


def _host(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", address)
