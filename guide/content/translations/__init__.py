"""Pairs of files become tables of texts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from guide.content.cache import Cache, fingerprint
from guide.content.syntax.problems import Problem, Problems
from guide.content.translations.matching import Matcher
from guide.content.translations.pairs import ABOUT, About, Pair, read_about, read_pairs
from guide.municipality import Guide
from guide.translation import SHARED, Translation

_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?")
_DANISH = "da"
_SHARED_FOLDERS = ("", "sider")


def read_translations(directory: Path, guide: Guide, problems: Problems, cache: Cache) -> dict[str, Translation]:
    """Every language beside ``da/``, by its code."""
    translations = {}
    for folder in sorted(path for path in directory.iterdir() if path.is_dir() and path.name != _DANISH):
        if not _CODE.fullmatch(folder.name):
            if not folder.name.startswith("."):
                wrong = f"“{folder.name}” er ikke et sprog."
                problems.add(
                    f"{directory.name}/{folder.name}", 1, wrong, "Mapper her hedder som sprogets kode: en, ar, uk."
                )
            continue
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        key = fingerprint(paths, directory, *guide.made_of.values()) if all(guide.made_of.values()) else ""
        found, translation = cache.remember("translation", key, partial(_read, folder, paths, guide))
        for problem in found:
            problems.add(problem.file, problem.line, problem.wrong, problem.remedy)
        translations[folder.name] = translation
    return translations


def _read(folder: Path, paths: Sequence[Path], guide: Guide) -> tuple[tuple[Problem, ...], Translation]:
    """A language, and what is wrong in its files."""
    problems, name = Problems(), f"{folder.parent.name}/{folder.name}"
    said = About()
    pairs: defaultdict[str, list[Pair]] = defaultdict(list)
    if folder / ABOUT not in paths:
        problems.add(f"{name}/{ABOUT}", 1, "Filen mangler.", 'Skriv “tal: "1,234.5"” og “niveau: "({år} level)"”.')
    for path in paths:
        file = f"{name}/{path.relative_to(folder).as_posix()}"
        if path == folder / ABOUT:
            said = read_about(path, file, problems)
        elif place := _misplaced(path, folder):
            problems.add(file, 1, *place)
        else:
            parent = path.relative_to(folder).parts[0] if path.parent != folder else ""
            slug = SHARED if parent in _SHARED_FOLDERS else parent
            pairs[slug].extend(read_pairs(path, file, folder.name, problems))
    matcher = Matcher(guide, folder.name, said, problems)
    stale = matcher.match(SHARED, pairs.pop(SHARED, []))
    for slug in pairs:
        if slug in guide.municipalities:
            stale += matcher.match(slug, pairs[slug])
    return problems.sorted(), matcher.translation(stale)


def danish_of(path: Path, folder: Path) -> Path | None:
    """The Danish file of a file of pairs, if any."""
    twin = folder.parent / _DANISH / path.relative_to(folder)
    return next((one for one in (twin, twin.with_suffix(".md")) if path.suffix == ".yaml" and one.is_file()), None)


def _misplaced(path: Path, folder: Path) -> tuple[str, str] | None:
    """What is wrong with a file's place, and the remedy."""
    if path.suffix != ".yaml":
        return "En oversættelse står i en fil, der ender på .yaml.", f"Kald den {path.stem}.yaml."
    if danish_of(path, folder) is None:
        place = f"{_DANISH}/{path.relative_to(folder).with_suffix('').as_posix()}"
        return (
            f"Der er ingen dansk fil {place}.md eller .yaml.",
            "Læg filen i samme mappe og med samme navn som den danske.",
        )
    return None
