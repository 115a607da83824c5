"""Markdown to HTML that is safe to show: few elements, no style, links of known kinds only.

Links inside the guide are written ``standard:slug``, ``side:slug`` and ``klage``; the web makes addresses of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import markdown
import nh3

from guide.content.problems import Problems, suggestion
from guide.content.source import Value
from guide.content.wording import Figures
from guide.standards import Section

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
"""The ids of a standard page's sections, in the order of showing (``vocabulary.md``, HTML)."""

_TAGS = {"p", "ul", "ol", "li", "a", "strong", "em", "h2", "h3", "blockquote", "br"}
_HEADING = re.compile(
    r'^##[ \t]+(?P<heading>[^\n{]+?)[ \t]*\{#(?P<id>[a-zæøå-]+)(?:[ \t]+kilde="(?P<part>[^"\n]*)")?\}[ \t]*$'
)
_INTERNAL = re.compile(r'href="(standard|side):([^"]*)"')


def to_html(text: str) -> str:
    """Sanitised HTML of a Markdown text."""
    html = markdown.markdown(text, extensions=["sane_lists", "attr_list"], output_format="html")
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "h2": {"id"}, "h3": {"id"}},
        url_schemes={"https", "http", "mailto", "tel", "standard", "side"},
        link_rel="noreferrer",
    )


def internal_links(html: str) -> list[tuple[str, str]]:
    """The links inside the guide: kind (``standard`` or ``side``) and slug."""
    return _INTERNAL.findall(html)


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown under the front matter, and the line that it begins on."""

    text: str
    line: int

    def sections(self, at: Value, figures: Figures) -> tuple[Section, ...]:
        """The body cut at its ``##`` headings, each with a known id; complaints for everything else."""
        problems, file = at.problems, at.file
        found: dict[str, Section] = {}
        heading: re.Match[str] | None = None
        heading_line = self.line
        lines: list[str] = []

        def close() -> None:
            text = "\n".join(lines).strip()
            if heading is None:
                if text:
                    problems.add(
                        file,
                        self.line,
                        "Der står tekst før den første overskrift.",
                        "Flyt den under en overskrift.",
                    )
                return
            _close_section(found, heading, heading_line, text, at, figures)

        for number, line in enumerate(self.text.split("\n"), start=self.line):
            if not line.startswith("## "):
                lines.append(line)
                continue
            close()
            lines = []
            heading, heading_line = _HEADING.match(line), number
            if heading is None:
                problems.add(
                    file,
                    number,
                    "Overskriften mangler sit mærke.",
                    'Skriv for eksempel ## Hvad er det? {#hvad kilde="Formål"}.',
                )
        close()
        return tuple(found[id_] for id_ in SECTIONS if id_ in found)


def _close_section(
    found: dict[str, Section], heading: re.Match[str], line: int, text: str, at: Value, figures: Figures
) -> None:
    problems, file, id_ = at.problems, at.file, heading["id"]
    if id_ not in SECTIONS:
        problems.add(file, line, f"Afsnittet “#{id_}” findes ikke.", suggestion(id_, SECTIONS))
        return
    if id_ in found:
        problems.add(file, line, f"Afsnittet “#{id_}” står to gange.", "Saml teksten under den ene overskrift.")
        return
    if not text:
        problems.add(
            file,
            line,
            f"Afsnittet “{heading['heading']}” er tomt.",
            "Skriv teksten, eller slet overskriften.",
        )
        return
    if not heading["part"]:
        problems.add(
            file,
            line,
            f"Afsnittet “{heading['heading']}” siger ikke, hvad det bygger på.",
            'Skriv kilde="…" i overskriften.',
        )
    filled = _fill_at(text, line, at, figures)
    found[id_] = Section(id_, heading["heading"], heading["part"] or "", to_html(filled))


def _fill_at(text: str, line: int, at: Value, figures: Figures) -> str:
    """Fill in the figures; complaints name the section's line rather than the front matter's."""
    own = Problems()
    filled = figures.fill(text, Value(at.node, at.file, at.offset, own, at.label))
    for problem in own.sorted():
        at.problems.add(problem.file, line, problem.wrong, problem.remedy)
    return filled


def page_html(body: Body, at: Value, figures: Figures) -> str:
    """The whole body as one piece of HTML; an empty body is a complaint."""
    if not body.text.strip():
        at.problems.add(at.file, body.line, "Siden har ingen tekst.", "Skriv teksten under felterne.")
    return to_html(_fill_at(body.text, body.line, at, figures))
