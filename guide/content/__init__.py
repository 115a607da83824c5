"""The files of ``content/`` become a ``Guide``, or every problem with file, line and remedy.

The only package that knows YAML, Markdown and paths. Nothing of it is needed once the guide is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from guide.content.municipality_file import read_municipality, read_pages
from guide.content.problems import ContentError, Problem, Problems
from guide.content.questions import Asking, read_questions
from guide.content.shared import read_glossary, read_law_changes, read_rates, refuse_unused
from guide.content.source import read_yaml
from guide.content.standard_file import Shared
from guide.content.wording import EMPTY, Figures
from guide.municipality import Guide, Municipality, Page
from guide.standards import LawChange, Rate

__all__ = ["ContentError", "Problem", "load", "read"]

_COMMON_PAGES = ("om", "privatliv", "tilgaengelighed", "klage")


def load(directory: Path, today: date) -> Guide:
    """The guide of the content below ``directory`` (which holds ``da/``).

    Args:
        directory: the folder ``content``.
        today: decides which of an amount's entries is valid.

    Raises:
        ContentError: with every problem at once.
    """
    guide, problems = read(directory, today)
    if problems:
        raise ContentError(problems)
    return guide


def read(directory: Path, today: date) -> tuple[Guide, tuple[Problem, ...]]:
    """As much of the guide as can be read, and every problem; only a guide without problems may be shown."""
    problems = Problems()
    danish, name = directory / "da", f"{directory.name}/da"
    questions_root, rates_root, changes_root, glossary_root = (
        read_yaml(danish / file, f"{name}/{file}", problems)
        for file in ("spoergsmaal.yaml", "satser.yaml", "lovaendringer.yaml", "ordbog.yaml")
    )
    rates: Mapping[str, Rate] = read_rates(rates_root, today) if rates_root else {}
    figures = Figures(rates)
    questions, need_text = read_questions(questions_root, figures) if questions_root else ((), EMPTY)
    changes = read_law_changes(changes_root, figures) if changes_root else {}
    law_changes: dict[str, LawChange] = {id_: change for id_, (change, _) in changes.items()}
    asking = Asking({question.id: question for question in questions})
    shared = Shared(asking, figures, law_changes, need_text, problems)
    municipalities = _municipalities(danish, name, shared)
    pages = {page.slug: page for page in read_pages(danish / "sider", f"{name}/sider", figures, problems)}
    _require_pages(pages, name, problems)
    used = {
        change.id
        for municipality in municipalities.values()
        for standard in municipality.standards
        for change in standard.law_changes
    }
    refuse_unused(changes, used, problems)
    guide = Guide(
        questions=questions,
        municipalities=municipalities,
        rates=rates,
        law_changes=law_changes,
        glossary=read_glossary(glossary_root) if glossary_root else (),
        pages=pages,
    )
    return guide, problems.sorted()


def _municipalities(danish: Path, name: str, shared: Shared) -> dict[str, Municipality]:
    found = {}
    for folder in sorted(path.parent for path in danish.glob("*/kommune.md")):
        municipality = read_municipality(folder, f"{name}/{folder.name}", shared)
        if municipality:
            found[municipality.slug] = municipality
    if not found:
        shared.problems.add(name, 1, "Der er ingen kommune.", "Opret en mappe med filen kommune.md.")
    return found


def _require_pages(pages: Mapping[str, Page], name: str, problems: Problems) -> None:
    for slug in _COMMON_PAGES:
        if slug not in pages:
            problems.add(f"{name}/sider/{slug}.md", 1, "Siden mangler.", "Opret den.")
