"""Pairs of files become tables of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache as once
from functools import partial

from guide.content.cache import Cache, fingerprint
from guide.content.layers import Layers, hashes
from guide.content.syntax.problems import Problem, Problems, shown
from guide.content.translations.folders import PairFile, danish_of, files_of_languages
from guide.content.translations.matching import Index, Matcher
from guide.content.translations.pairs import ABOUT, About, Pair, read_about, read_pairs
from guide.municipality import Guide
from guide.shown import files_at
from guide.translation import SHARED, Translation


def read_translations(layers: Layers, guide: Guide, problems: Problems, cache: Cache) -> dict[str, Translation]:
    """Every language beside ``da/``, by its code."""
    translations, index = {}, once(lambda slug: Index(files_at(guide, slug)))
    for language, files in files_of_languages(layers, guide, problems).items():
        made_of = guide.made_of.values()
        hashed = hashes(file.path for file in files)
        key = fingerprint([], layers.folder, hashed, *made_of) if all(made_of) else ""
        found, translation = cache.remember("translation", key, partial(_read, language, files, layers, guide, index))
        for problem in found:
            problems.add(problem.file, problem.line, problem.wrong, problem.remedy)
        translations[language] = translation
    return translations


def _read(
    language: str, files: Sequence[PairFile], layers: Layers, guide: Guide, index: Callable[[str], Index]
) -> tuple[tuple[Problem, ...], Translation]:
    """A language, and what is wrong in its files."""
    problems, said = Problems(), About()
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    if not any(file.is_about for file in files):
        missing = 'Skriv “tal: "1,234.5"” og “niveau: "({år} level)"”.'
        problems.add(shown(layers.folder / language / ABOUT), 1, "Filen mangler.", missing)
    for file in files:
        if file.is_about:
            said = read_about(file.path, problems)
        elif place := _misplaced(file, layers):
            problems.add(shown(file.path), 1, *place)
        else:
            pairs[file.slug].extend(read_pairs(file.path, language, problems))
    matcher = Matcher(guide, index, language, said, problems)
    stale = matcher.match(SHARED, pairs.pop(SHARED, []))
    for slug in pairs:
        if slug in guide.municipalities:
            stale += matcher.match(slug, pairs[slug])
    return problems.sorted(), matcher.translation(stale)


def _misplaced(file: PairFile, layers: Layers) -> tuple[str, str] | None:
    """What is wrong with a file's place, and the remedy."""
    if file.path.suffix != ".yaml":
        return "En oversættelse står i en fil, der ender på .yaml.", f"Kald den {file.path.stem}.yaml."
    if danish_of(file, layers) is None:
        place = f"da/{file.below.with_suffix('').as_posix()}"
        return (
            f"Der er ingen dansk fil {place}.md eller .yaml.",
            "Læg filen i samme mappe og med samme navn som den danske.",
        )
    return None
