"""Pairs and the texts that readers are shown, brought together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePosixPath

from guide.content.files.sources import TIME
from guide.content.syntax.problems import Problems
from guide.content.texts.prose import to_html
from guide.content.texts.wording import about
from guide.content.translations.pairs import About, Pair, in_perspective, one_line
from guide.municipality import Guide, Municipality
from guide.rules.answers import Wording
from guide.shown import Kind, shown_in
from guide.translation import SHARED, Coverage, Translation

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_LEVEL = re.compile(r" \((\d{4})-niveau\)$")
_BORROWED = re.compile(r"\{([^{}#]*)\}")
_FOR_LATER = ("ordbog.yaml", "samtale.yaml")
"""Shared files that a language can be offered without."""
_LONG = (Kind.PROSE, Kind.QUOTE)

Names = Mapping[str, str]
"""Figures by the name under which a text borrows them."""


def filled(text: str, names: Names) -> str:
    """A text with the known figures that it borrows."""
    return _BORROWED.sub(lambda match: names.get(match[1].strip(), match[0]), text)


def with_hash(figure: str) -> str:
    """“15 timer” as “# timer”."""
    return _NUMBER.sub("#", _LEVEL.sub("", figure))


def figures_at(guide: Guide, municipality: Municipality | None, file: str) -> Names:
    """The figures that the texts of a file borrow."""
    own = municipality.own_rates if municipality else ()
    rates = {rate.id: rate.in_words for rate in (*guide.rates.values(), *own)}
    standard = municipality.standard(PurePosixPath(file).stem) if municipality else None
    if standard is None:
        return rates
    return {**rates, **standard.figures, TIME: standard.processing.in_words}


class Index:
    """Texts as shown, by what a pair's Danish comes to."""

    def __init__(self, parts: Iterable[tuple[str, object]]) -> None:
        self.plain: defaultdict[str, list[tuple[str, list[tuple[int, str]]]]] = defaultdict(list)
        """Each with those that are made of it for others, by the number of the perspective."""
        self.prose: dict[str, str] = {}
        self.figures: defaultdict[str, list[str]] = defaultdict(list)
        self.texts: dict[str, tuple[set[str], set[str]]] = {}
        """The short ones and the long ones of each file."""
        for file, part in parts:
            short, long = self.texts.setdefault(file, (set(), set()))
            for kind, text in shown_in(part):
                (long if kind in _LONG or file in _FOR_LATER else short).update(
                    [text] if isinstance(text, str) else text
                )
                self._add(kind, text)

    def _add(self, kind: Kind, text: str | Wording) -> None:
        if isinstance(text, Wording):
            derived: list[tuple[int, str]] = []
            self.plain[one_line(text.self_)].append((text.self_, derived))
            for number, person, said in ((1, "personen", text.adult), (2, "barnet", text.child)):
                if said != about(person, text.self_):
                    self.plain[one_line(said)].append((said, []))
                elif said != text.self_:
                    derived.append((number, said))
        elif kind is Kind.PROSE:
            self.prose[one_line(text)] = text
        elif kind is Kind.FIGURE:
            self.figures[one_line(_LEVEL.sub("", text))].append(text)
            self.figures[one_line(with_hash(text))].append(text)
        else:
            self.plain[one_line(text)].append((text, []))


class Matcher:
    """Makes the table of one language.

    ``index`` gives that of a municipality, or of what all share.
    """

    def __init__(
        self, guide: Guide, index: Callable[[str], Index], language: str, said: About, problems: Problems
    ) -> None:
        self._guide = guide
        self._index = index
        self._language = language
        self._about = said
        self._problems = problems
        self._figures: dict[str, str] = {}
        self.texts: dict[str, dict[str, str]] = {}

    def match(self, slug: str, pairs: Sequence[Pair]) -> list[Pair]:
        """Fill a municipality's table; returns the pairs that fit nothing."""
        municipality, index = self._guide.municipalities.get(slug), self._index(slug)
        table = self.texts.setdefault(slug, {})
        of_figures = {one_line(pair.danish): pair.text for pair in pairs if one_line(pair.danish) in index.figures}
        self._figures = {**self._figures, **of_figures} if slug else of_figures
        for figure in {one for all_ in index.figures.values() for one in all_}:
            if translated := self._figure(figure):
                table[figure] = translated
        stale = []
        for file, of_file in groupby(pairs, key=lambda pair: pair.file):
            names = figures_at(self._guide, municipality, file)
            stale += [pair for pair in of_file if not self._matched(pair, names, index, table)]
        return stale

    def _matched(self, pair: Pair, names: Names, index: Index, table: dict[str, str]) -> bool:
        borrowed = (match[1].strip() for match in _BORROWED.finditer(pair.text))
        own = {name: self._figure(names[name]) for name in borrowed if name in names}
        danish, text, is_whole = filled(pair.danish, names), filled(pair.text, own), all(own.values())
        line = one_line(danish)
        plain = index.plain.get(line, ())
        for said, derived in plain if is_whole else ():
            table.update(self._in_perspectives(pair, said, derived, text))
        if plain or line in index.figures:
            return True
        shown = index.prose.get(one_line(to_html(danish)))
        if shown and is_whole:
            table[shown] = to_html(text)
        return shown is not None

    def _in_perspectives(
        self, pair: Pair, said: str, derived: Sequence[tuple[int, str]], text: str
    ) -> Iterator[tuple[str, str]]:
        if derived and (word := self._about.speaks_unmarked(pair.text)):
            wrong = f"“{word}” bliver også vist, når det gælder en anden."
            self._problems.add(pair.file, pair.line, wrong, "Skriv [til læseren|om en voksen|om et barn].")
        yield from ((shown, in_perspective(text, number)) for number, shown in ((0, said), *derived))

    def _figure(self, words: str) -> str:
        """A figure in this language; empty without a pair."""
        level = _LEVEL.search(words)
        base = one_line(_LEVEL.sub("", words))
        text = self._figures.get(base)
        if text is None:
            numbers = iter(_NUMBER.findall(base))
            pattern = self._figures.get(with_hash(base), "")
            text = re.sub("#", lambda _hash: self._about.in_numerals(next(numbers, "")), pattern)
        return f"{text} {self._about.level.replace('{år}', level[1])}" if text and level else text

    def translation(self, stale: Sequence[Pair]) -> Translation:
        """The table, and how much it covers."""
        coverage = {}
        for slug, table in self.texts.items():
            known = self.texts[SHARED].keys() | table.keys()
            coverage[slug] = tuple(
                Coverage(file, len(short), len(short & known), len(long), len(long & known))
                for file, (short, long) in self._index(slug).texts.items()
            )
        return Translation(
            self._language,
            self.texts,
            coverage,
            self._about.checked_by,
            self._about.checked_on,
            tuple((pair.file, pair.line, pair.danish) for pair in stale),
        )
