"""A new municipality's folder: blank, or from a neighbour's standards.

It writes text and knows no rules: the content's own check lists what is still blank.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.content import Layers
from guide.content.files.municipality import OWN_FILE
from guide.content.files.slugs import slug_problem
from guide.content.syntax.problems import suggestion
from guide.municipality import Municipality
from guide.new_municipality.neighbour import Neighbour, own_rates
from guide.new_municipality.own_words import OwnWords

_TEMPLATES = Path(__file__).parent
_LADDER = re.compile(r"^trappe:.*\n(?:[ -].*\n)*", re.MULTILINE)
_BORROWED = re.compile(r"\{([\w-]+)\}")


class CannotCreate(Exception):
    """Why the folder cannot be created, in Danish."""


@dataclass(frozen=True, slots=True)
class Start:
    """A neighbour to begin with.

    Args:
        folder: its folder.
        place: the same, as read.
        standards: the slugs of standards; without any, all of them and the pages.
    """

    folder: Path
    place: Municipality
    standards: Collection[str] = ()


def create(layers: Layers, slug: str, start: Start | None = None) -> tuple[Path, tuple[Path, ...]]:
    """Create a municipality's folder; returns it and its files.

    Args:
        layers: the folder of the content, which need not be there, and what all share.
        slug: the name of the folder.
        start: the neighbour to begin with.

    Raises:
        CannotCreate: the name cannot be used, the folder is there already, or the neighbour has no such standard.
    """
    folder = layers.folder / "da" / slug
    if wrong := slug_problem(slug):
        raise CannotCreate(" ".join(wrong))
    if folder.exists():
        raise CannotCreate(f"Mappen {folder} findes allerede. Vælg et andet navn, eller ret filerne i den.")
    blank = {name: _text(_TEMPLATES / name) for name in (OWN_FILE, "ledsagelse.md")}
    files = _files_of_neighbour(start, layers) if start else blank
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder, tuple(folder / name for name in files)


def _files_of_neighbour(start: Start, layers: Layers) -> Mapping[str, str]:
    """The neighbour's files by name, rewritten."""
    place, own = start.place, {standard.slug for standard in start.place.standards}
    if unknown := sorted(set(start.standards) - own):
        raise CannotCreate(f"{place.name} har ingen standard “{unknown[0]}”. {suggestion(unknown[0], own)}")
    taken = set(start.standards) or own
    every = [f"{standard.slug}.md" for standard in place.standards] + [f"sider/{page.slug}.md" for page in place.pages]
    names = [f"{slug}.md" for slug in sorted(taken)] if start.standards else sorted(every)
    there = {f"standard:{slug}" for slug in taken} | {f"side:{Path(name).stem}" for name in names if "/" in name}
    neighbour = Neighbour(place, there)
    whole = {name: neighbour.rewritten(_text(start.folder / name)) for name in every}
    words = OwnWords(layers.shared_texts(), (*whole.values(), _text(start.folder / OWN_FILE)), neighbour.names())
    files = {OWN_FILE: _with_ladder(_text(_TEMPLATES / OWN_FILE), place, taken)}
    files |= {name: neighbour.marked(whole[name], words) for name in names}
    if place.own_questions:
        files["spoergsmaal.yaml"] = neighbour.marked(_text(start.folder / "spoergsmaal.yaml"), words)
    borrowed = {name for text in files.values() for name in _BORROWED.findall(text)}
    if borrowed & {rate.id for rate in place.own_rates}:
        files["satser.yaml"] = neighbour.marked(own_rates(_text(start.folder / "satser.yaml"), borrowed), words)
    return files


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _with_ladder(text: str, neighbour: Municipality, taken: Collection[str]) -> str:
    """The template with the rungs of these standards."""
    lines = ["trappe:"]
    for rung in neighbour.ladder:
        if here := [slug for slug in rung.standards if slug in taken]:
            step = f"trin: {rung.step}, " if rung.step else ""
            lines.append(f'  - {{{step}navn: "{rung.name}", standarder: [{", ".join(here)}]}}')
    ladder = "\n".join(lines) if len(lines) > 1 else "trappe: []"
    return _LADDER.sub(lambda _own: f"{ladder}\n", text)
