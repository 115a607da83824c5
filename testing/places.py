"""A country to measure with: invented municipalities, each a copy of real content under a name of its own.

``python -m testing.places FOLDER [COUNT]`` writes the content of 98 of them, or of so many, with 20 standards each on
the average. What it says is no fact about any place. The same count always gives the same bytes.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice, product
from pathlib import Path

from guide import ROOT
from guide.municipality import Guide

COUNTRY = 98
SEED = 20261128

_LARGE, _SMALL = ("helsingoer", "Helsingør"), ("koebenhavn", "København")
"""Folders and names of the originals; the second place is a copy of the small one, for a law that it alone names."""
_ACCENT = re.compile(r'(?<=accent: )"#[0-9a-f]{6}"')
_MORE = (0, 1, 2, 3, 4, 5, 6)
"""Standards that a municipality has beside the originals."""
_BEGINNINGS = ("Aa", "Bro", "Dal", "Eng", "Fredens", "Gam", "Hav", "Hol", "Kir", "Lil", "Nord", "Ran", "Syd", "Ves")
_ENDINGS = ("by", "rup", "sted", "lev", "holm", "torp", "borg")


def names(count: int) -> Iterator[tuple[str, str]]:
    """Slugs and names."""
    assert count <= len(_BEGINNINGS) * len(_ENDINGS), f"there are no {count} names"
    for begin, end in islice(product(_BEGINNINGS, _ENDINGS), count):
        name = begin + end
        yield name.casefold(), name


def with_places(guide: Guide, count: int) -> Guide:
    """The guide with so many copies of its first municipality instead."""
    original = next(iter(guide.municipalities.values()))
    copies = {slug: replace(original, slug=slug, name=f"{name} Kommune") for slug, name in names(count)}
    return replace(guide, municipalities=copies)


def write_country(folder: Path, count: int = COUNTRY) -> None:
    """Write the content of so many municipalities below a new folder."""
    danish, original, chance = folder / "da", ROOT / "content" / "da", random.Random(SEED)
    for number, ((slug, name), more) in enumerate(zip(names(count), cycle(_MORE), strict=False)):
        source, written = _SMALL if number == 1 else _LARGE
        accent = f'"#{chance.randrange(0x50):02x}{chance.randrange(0x50):02x}{chance.randrange(0x50):02x}"'
        for path in sorted(path for path in (original / source).rglob("*.*") if path.suffix in (".md", ".yaml")):
            text = _ACCENT.sub(accent, path.read_text(encoding="utf-8").replace(written, name))
            target = danish / slug / path.relative_to(original / source)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        standards = sorted(path for path in (danish / slug).glob("*.md") if path.name != "kommune.md")
        for copy, path in enumerate(chance.sample(standards, more), 1):
            shutil.copyfile(path, path.with_stem(f"{path.stem}-{copy}"))


if __name__ == "__main__":
    write_country(Path(sys.argv[1]), *map(int, sys.argv[2:]))
