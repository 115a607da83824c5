"""Markdown to safe HTML: few elements, no style, known links.

Links inside the guide are written ``standard:slug``, ``side:slug`` and ``klage``; the web makes addresses of them.
"""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import markdown
import nh3

from guide.content.syntax.clutter import IMAGE, clutter, with_lists
from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import suggestion
from guide.content.texts.references import References
from guide.content.texts.wording import Figures
from guide.sources import Section

SECTIONS = (
    "hvad",
    "hvem",
    "hvor-meget",
    "pris",
    "ansoegning",
    "sagsbehandlingstid",
    "klage",
    "ikke-omfattet",
    "opfoelgning",
    "kilde",
)
"""The ids of a standard page's sections, in the order of showing (``docs/vocabulary.md``, HTML)."""

_TAGS = {"p", "ul", "ol", "li", "a", "strong", "em", "h2", "h3", "blockquote", "br"}
_HEADING = re.compile(
    r"^##[ \t]+(?P<heading>[^\n{]+?)[ \t]*\{#(?P<id>[a-zæøå-]+)"
    r'(?:[ \t]+kilde=(?:"(?P<part>[^"\n]*)"|[“”„»«](?P<curly>[^“”„»«\n]*)[“”„»«]))?\}[ \t]*$'
)
_NOT_TWO_MARKS = re.compile(r"#[ \t]+(?=\S)|##(?=[^\s#])")
"""A heading of another rank than the file’s, or without its space."""
_LINK = re.compile(r"\]\(\s*<?([^)\s>]*)|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)", re.MULTILINE)
_ELSEWHERE = ("https://", "http://", "mailto:", "tel:")


class _OfThread(threading.local):
    """The reader of Markdown, made once for each thread."""

    def __init__(self) -> None:
        self.markdown = markdown.Markdown(extensions=["sane_lists", "attr_list"], output_format="html")


_OF_THREAD = _OfThread()


@lru_cache(maxsize=1024)
def to_html(text: str) -> str:
    """Sanitised HTML of a Markdown text.

    The pairs of every language have the Danish again.
    """
    return nh3.clean(
        _OF_THREAD.markdown.reset().convert(with_lists(text)),
        tags=_TAGS,
        attributes={"a": {"href"}, "h2": {"id"}, "h3": {"id"}},
        url_schemes={"https", "http", "mailto", "tel", "standard", "side"},
        link_rel="noreferrer",
    )


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown below the front matter.

    ``references`` collects its links inside the municipality; a page that all municipalities share has none.
    """

    passage: Passage
    references: References | None

    def sections(self, figures: Figures) -> tuple[Section, ...]:
        """The body cut at its ``##`` headings."""
        lines = self._lines()
        starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
        before = self._part(lines, 0, starts[0] if starts else len(lines))
        if before.text:
            before.report(0, "Der står tekst før den første overskrift.", "Flyt den under en overskrift.")
        elif not starts:
            before.report(0, "Siden har ingen afsnit.", "Skriv dem under felterne.")
        by_id: dict[str, Section] = {}
        for start, end in pairwise([*starts, len(lines)]):
            heading, at = _HEADING.match(lines[start]), self._part(lines, start, start + 1)
            if heading is None:
                at.report(
                    0, "Overskriften mangler sit mærke.", 'Skriv for eksempel ## Hvad er det? {#hvad kilde="Formål"}.'
                )
            elif (id_ := heading["id"]) not in SECTIONS:
                at.report(0, f"Afsnittet “#{id_}” findes ikke.", suggestion(id_, SECTIONS))
            elif id_ in by_id:
                at.report(0, f"Afsnittet “#{id_}” står to gange.", "Saml teksten under den ene overskrift.")
            else:
                by_id[id_] = self._section(heading, at, self._part(lines, start + 1, end), figures)
        return tuple(by_id[id_] for id_ in SECTIONS if id_ in by_id)

    def page(self, figures: Figures) -> str:
        """The whole body as HTML."""
        lines = self._lines()
        passage = self._part(lines, 0, len(lines))
        if not passage.text:
            passage.report(0, "Siden har ingen tekst.", "Skriv teksten under felterne.")
        return self._html(passage, figures)

    def _lines(self) -> list[str]:
        """The lines, with two marks before every heading."""
        lines = self.passage.text.split("\n")
        for number, line in enumerate(lines):
            if mark := _NOT_TWO_MARKS.match(line):
                wrong = "Overskriften begynder ikke med to # og et mellemrum."
                heading = line[mark.end() :].partition("{")[0].strip()
                self._part(lines, number, number + 1).report(0, wrong, f"Skriv “## {heading} …”.")
                lines[number] = f"## {line[mark.end() :]}"
        return lines

    def _part(self, lines: list[str], start: int, end: int) -> Passage:
        """Some lines, without empty ones around them."""
        text = "\n".join(lines[start:end])
        empty = text[: len(text) - len(text.lstrip())].count("\n")
        return replace(self.passage, text=text.strip(), line=self.passage.line + start + empty)

    def _section(self, heading: re.Match[str], at: Passage, passage: Passage, figures: Figures) -> Section:
        name = f"Afsnittet “{heading['heading']}”"
        if not passage.text:
            at.report(0, f"{name} er tomt.", "Skriv teksten, eller slet overskriften.")
        part = heading["part"] or heading["curly"] or ""
        if not part:
            at.report(0, f"{name} siger ikke, hvad det bygger på.", 'Skriv kilde="…" i overskriften.')
        return Section(heading["id"], heading["heading"], part, self._html(passage, figures))

    def _html(self, passage: Passage, figures: Figures) -> str:
        for position, wrong, remedy in clutter(passage.text, is_field=False):
            passage.report(position, wrong, remedy)
        for match in _LINK.finditer(IMAGE.sub(lambda image: " " * len(image[0]), passage.text)):
            self._follow(match[1] or match[2] or "", match.start(), passage)
        text = figures.fill(passage.text, passage)
        try:
            return to_html(text)
        except RecursionError:
            passage.report(0, "Lister eller citater står for dybt inde i hinanden.", "Brug højst et par trin.")
            return ""

    def _follow(self, address: str, position: int, passage: Passage) -> None:
        """Note the target of a link, or report the link."""
        if address.startswith(_ELSEWHERE):
            return
        wrong = f"Linket “{address}” fører ingen steder hen."
        if self.references is None:
            passage.report(position, wrong, "På en fælles side kan der kun stå adresser med https://.")
        elif not self.references.link(address, position, passage) and address != "klage":
            passage.report(position, wrong, "Skriv standard:…, side:…, klage eller en adresse med https://.")
