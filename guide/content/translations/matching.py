"""Pairs and the texts that readers are shown, brought together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import PurePosixPath

from guide.content.files.sources import TIME
from guide.content.syntax.problems import Problems
from guide.content.texts.prose import to_html
from guide.content.texts.wording import about
from guide.content.translations.pairs import About, Pair, in_perspective, one_line, speaks_unmarked
from guide.municipality import Guide, Municipality
from guide.rules.answers import Wording
from guide.shown import Kind, Shown, files, files_of, shown_in
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


@dataclass(slots=True)
class Index:
    """Texts as shown, by what a pair's Danish comes to."""

    plain: defaultdict[str, list[str | Wording]] = field(default_factory=lambda: defaultdict(list))
    prose: dict[str, str] = field(default_factory=dict)
    figures: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, shown: Iterable[Shown]) -> Index:
        """Take in texts."""
        for kind, text in shown:
            if isinstance(text, Wording):
                self.plain[one_line(text.self_)].append(text)
                for person, said in (("personen", text.adult), ("barnet", text.child)):
                    if said != about(person, text.self_):
                        self.plain[one_line(said)].append(said)
            elif kind is Kind.PROSE:
                self.prose[one_line(text)] = text
            elif kind is Kind.FIGURE:
                self.figures[one_line(_LEVEL.sub("", text))].append(text)
                self.figures[one_line(with_hash(text))].append(text)
            else:
                self.plain[one_line(text)].append(text)
        return self


class Matcher:
    """Makes the table of one language."""

    def __init__(self, guide: Guide, language: str, said: About, problems: Problems) -> None:
        self._guide = guide
        self._language = language
        self._about = said
        self._problems = problems
        self._figures: dict[str, str] = {}
        self.texts: dict[str, dict[str, str]] = {}

    def match(self, slug: str, pairs: Sequence[Pair]) -> list[Pair]:
        """Fill a municipality's table; the pairs that fit nothing."""
        municipality = self._guide.municipalities.get(slug)
        parts = files_of(self._guide, municipality) if municipality else files(self._guide, shared_only=True)
        index = Index().add(shown for _file, part in parts for shown in shown_in(part))
        table = self.texts.setdefault(slug, {})
        of_figures = {one_line(pair.danish): pair.text for pair in pairs if one_line(pair.danish) in index.figures}
        self._figures = {**self._figures, **of_figures} if slug else of_figures
        for figure in {one for all_ in index.figures.values() for one in all_}:
            if translated := self._figure(figure):
                table[figure] = translated
        stale = []
        for file, of_file in groupby(pairs, key=lambda pair: pair.file):
            names = figures_at(self._guide, municipality, file)
            own = {name: translated for name, words in names.items() if (translated := self._figure(words))}
            stale += [pair for pair in of_file if not self._matched(pair, names, own, index, table)]
        return stale

    def _matched(self, pair: Pair, names: Names, own: Names, index: Index, table: dict[str, str]) -> bool:
        danish, text = filled(pair.danish, names), filled(pair.text, own)
        whole = not any(match[1].strip() in names for match in _BORROWED.finditer(text))
        found = one_line(danish) in index.figures
        for shown in index.plain.get(one_line(danish), ()):
            found = True
            if whole:
                table.update(self._in_perspectives(pair, shown, text))
        if not found and (shown_html := index.prose.get(one_line(to_html(danish)))):
            found = True
            if whole:
                table[shown_html] = to_html(text)
        return found

    def _in_perspectives(self, pair: Pair, shown: str | Wording, text: str) -> Iterator[tuple[str, str]]:
        if isinstance(shown, str):
            yield shown, in_perspective(text, 0)
            return
        derived = [(1, "personen", shown.adult), (2, "barnet", shown.child)]
        own = [(number, said) for number, person, said in derived if said == about(person, shown.self_) != shown.self_]
        if own and (word := speaks_unmarked(pair.text, self._about.address)):
            wrong = f"“{word}” bliver også vist, når det gælder en anden."
            self._problems.add(pair.file, pair.line, wrong, "Skriv [til læseren|om en voksen|om et barn].")
        yield shown.self_, in_perspective(text, 0)
        yield from ((said, in_perspective(text, number)) for number, said in own)

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
        by_file = [(SHARED, *one) for one in files(self._guide, shared_only=True)]
        for place in (self._guide.municipalities[slug] for slug in self.texts if slug):
            by_file.extend((place.slug, *one) for one in files_of(self._guide, place))
        coverage: defaultdict[str, list[Coverage]] = defaultdict(list)
        known = {slug: self.texts[SHARED].keys() | table.keys() for slug, table in self.texts.items()}
        for slug, file, part in by_file:
            coverage[slug].append(_coverage(file, part, known[slug]))
        return Translation(
            self._language,
            self.texts,
            {slug: tuple(found) for slug, found in coverage.items()},
            self._about.checked_by,
            self._about.checked_on,
            tuple((pair.file, pair.line, pair.danish) for pair in stale),
        )


def _coverage(file: str, part: object, known: set[str]) -> Coverage:
    short: set[str] = set()
    long: set[str] = set()
    for kind, text in shown_in(part):
        (long if kind in _LONG or file in _FOR_LATER else short).update((text,) if isinstance(text, str) else text)
    return Coverage(file, len(short), len(short & known), len(long), len(long & known))
