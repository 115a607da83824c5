"""Files for translators, with what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from guide.content.layers import Layers
from guide.content.syntax.problems import Problems
from guide.content.syntax.problems import shown as shown_path
from guide.content.syntax.reading import read_front_matter, read_yaml
from guide.content.texts.prose import to_html
from guide.content.translations.matching import Index, figures_at, filled, with_hash
from guide.content.translations.pairs import ABOUT, Pair, one_line, read_pairs
from guide.municipality import Guide
from guide.shown import Kind, files_at, shown_in
from guide.translation import SHARED, Translation

_HEADING = re.compile(r"^##[ \t]+([^\n{]+?)[ \t]*\{#[^\n]*$")
ALIKE = 0.6
"""How much of a text a changed one has kept at least."""


@dataclass(frozen=True, slots=True)
class Written:
    """A Danish text as written, and where."""

    text: str
    where: str


def written_in(path: Path) -> Iterator[Written]:
    """Every scalar of a file, and its prose."""
    nothing, body = Problems(), ""
    if path.suffix == ".md":
        root, passage = read_front_matter(path, nothing)
        body = passage.text
    else:
        root = read_yaml(path, nothing)
    if root is not None:
        yield from _scalars(root.node, "")
    pieces = re.split(r"^(?=## )", body, flags=re.MULTILINE)
    for piece in pieces:
        heading, _end, rest = piece.partition("\n")
        if match := _HEADING.match(heading):
            yield Written(match[1], "overskrift")
            yield Written(rest.strip(), "afsnit")
        yield Written(piece.strip(), "afsnit")


def _scalars(node: yaml.Node, where: str) -> Iterator[Written]:
    if isinstance(node, yaml.ScalarNode):
        yield Written(str(node.value).strip(), where)
    for part in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _scalars(part, where)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        yield from _scalars(value, f"{where}, {key.value}" if where else str(key.value))


def shown_of(guide: Guide, danish: Path, file: str) -> dict[str, tuple[Written, tuple[str, ...]]]:
    """What readers are shown of a Danish file, in order.

    By the text on one line: as written, and each way in which it is shown.

    Args:
        guide: as read.
        danish: the file on disk.
        file: the same below ``da/``.
    """
    slug = slug_of(guide, file)
    part = dict(files_at(guide, slug)).get(file, ())
    index, names = Index([(file, part)]), figures_at(guide, guide.municipalities.get(slug), file)
    found: dict[str, tuple[Written, tuple[str, ...]]] = {}
    for written in written_in(danish):
        text = filled(written.text, names)
        if one_line(text) in index.figures:
            continue
        shown = tuple(said for said, _derived in index.plain.get(one_line(text), ()))
        if not shown and (html := index.prose.get(one_line(to_html(text)))):
            shown = (html,)
        if written.text and shown:
            found.setdefault(one_line(written.text), (written, shown))
    reached = {said for _written, shown in found.values() for said in shown} | index.figures.keys()
    for kind, words in shown_in(part):
        said = words if isinstance(words, str) else words.self_
        # A figure, or words that the program itself has: “Ved ikke”.
        whole = with_hash(said) if kind is Kind.FIGURE else said
        if kind is Kind.FIGURE or said not in reached:
            found.setdefault(one_line(whole), (Written(whole, "guidens egne ord"), (said,)))
    return found


def slug_of(guide: Guide, file: str) -> str:
    """The municipality of a file below ``da/``, or ``SHARED``."""
    folder = file.partition("/")[0]
    return folder if folder in guide.municipalities else SHARED


def skeleton(guide: Guide, language: str, directory: Path, file: str) -> str:
    """A file of pairs, empty where it lacks a translation.

    A pair whose Danish is gone becomes a note at the text that is nearest to it, or at the end.
    """
    path = pairs_of(directory, language, file)
    name = shown_path(path)
    pairs = read_pairs(path, language, Problems()) if path.exists() else []
    there = {one_line(pair.danish): pair for pair in pairs}
    translation = guide.translations.get(language, Translation(language))
    stale = {one_line(text) for file_, _line, text in translation.stale if file_ == name}
    old = {key: pair for key, pair in there.items() if key in stale}
    known = {**translation.texts.get(SHARED, {}), **translation.texts.get(slug_of(guide, file), {})}
    parts = []
    for key, (written, shown) in shown_of(guide, directory / "da" / file, file).items():
        if key in there:
            parts.append(pair_as_text(written.text, there.pop(key).text, language))
        elif not all(one in known for one in shown):
            near = get_close_matches(key, old, n=1, cutoff=ALIKE)
            note = _note(old.pop(near[0]), language) if near else ""
            parts.append(f"# {written.where}\n{note}{pair_as_text(written.text, '', language)}")
    parts.extend(pair_as_text(pair.danish, pair.text, language) for key, pair in there.items() if key not in stale)
    parts.extend(_note(pair, language) for pair in old.values())
    return "\n".join(parts)


def pairs_of(directory: Path, language: str, file: str) -> Path:
    """Where the pairs of a Danish file are."""
    return (directory / language / file).with_suffix(".yaml")


def begin(layers: Layers, language: str) -> None:
    """Make a language's ``oversaettelse.yaml``, if there is none."""
    about = layers.folder / language / ABOUT
    if not any((content / language / ABOUT).exists() for content in layers.contents):
        about.parent.mkdir(exist_ok=True)
        about.write_text('tal: "1,234.5"\nniveau: "({år})"\n', encoding="utf-8")


def write_skeletons(guide: Guide, directory: Path, language: str, names: Sequence[str]) -> Iterator[Path]:
    """Write the files of pairs that these names mean."""
    for file in files_to_translate(directory, names):
        if text := skeleton(guide, language, directory, file):
            path = pairs_of(directory, language, file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            yield path


def pair_as_text(danish: str, text: str, language: str) -> str:
    """A pair as a file has it."""
    return f"- da: {block(danish)}  {language}: {block(text)}"


def block(text: str, column: int = 4) -> str:
    """A text as YAML, its lines from this column on."""
    if not text:
        return '""\n'
    lines = "".join(f"{' ' * column}{line}".rstrip() + "\n" for line in text.split("\n"))
    return f"{'|-' if chr(10) in text else '>-'}\n{lines}"


def _note(pair: Pair, language: str) -> str:
    """A pair whose Danish has changed, as a comment."""
    before = f"Før stod der, og oversat:\n{pair_as_text(pair.danish, pair.text, language)}"
    return "".join(f"#   {line}\n" for line in before.rstrip().split("\n"))


def files_to_translate(directory: Path, chosen: Sequence[str]) -> list[str]:
    """The files below ``da/`` that these names mean."""
    danish = directory / "da"
    every = sorted(path.relative_to(danish).as_posix() for path in danish.rglob("*") if path.suffix in (".md", ".yaml"))
    return [file for file in every if not chosen or any(_means(name, file) for name in chosen)]


def _means(name: str, file: str) -> bool:
    """Whether a name is this file or its folder."""
    name = name.strip("/")
    return name in (file, file.rpartition(".")[0]) or file.startswith(f"{name}/")
