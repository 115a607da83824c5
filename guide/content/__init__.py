"""Read the files of ``content/``: a ``Guide``, and every problem.

The only package that knows YAML, Markdown and paths. Nothing of it is needed once the guide is loaded.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from guide.content.cache import NOTHING_KEPT, Cache, fingerprint
from guide.content.files.letters import read_letters
from guide.content.files.municipalities import Reader
from guide.content.files.municipality import OWN_FILE, read_pages
from guide.content.files.national import (
    read_glossary,
    read_law_changes,
    read_rates,
    read_talk,
    report_unused,
    require_rates,
)
from guide.content.files.questions import QuestionIndex, read_questions
from guide.content.files.slugs import slug_problem
from guide.content.files.standard import ReadingContext
from guide.content.syntax.problems import ContentError, Problem, Problems
from guide.content.syntax.reading import read_yaml
from guide.content.texts.wording import EMPTY, Figures
from guide.content.translations import read_translations
from guide.municipality import Guide, Talk

__all__ = ["NOTHING_KEPT", "Cache", "ContentError", "Problem", "load", "read"]

_COMMON_FILES = ("spoergsmaal.yaml", "satser.yaml", "lovaendringer.yaml", "ordbog.yaml", "breve.yaml", "samtale.yaml")
_COMMON_PAGES = ("om", "privatliv", "tilgaengelighed", "afproevning", "klage", "hvem-maa-hjaelpe")


def load(directory: Path, today: date, cache: Cache = NOTHING_KEPT) -> Guide:
    """The guide of the content below ``directory`` (which holds ``da/``).

    Args:
        directory: the folder ``content``.
        today: decides which of an amount's entries is valid.
        cache: where what was read is kept for the next time.

    Raises:
        ContentError: with every problem at once.
    """
    guide, problems = read(directory, today, cache)
    if problems:
        raise ContentError(problems)
    return guide


def read(directory: Path, today: date, cache: Cache = NOTHING_KEPT) -> tuple[Guide, tuple[Problem, ...]]:
    """The readable part of the guide, and every problem."""
    problems = Problems()
    if _report_links(directory, problems):
        return Guide((), {}, {}, {}, (), {}, {}), problems.sorted()
    danish, name = directory / "da", f"{directory.name}/da"
    questions_root, rates_root, changes_root, glossary_root, letters_root, talk_root = (
        read_yaml(danish / file, f"{name}/{file}", problems) for file in _COMMON_FILES
    )
    rates = read_rates(rates_root, today) if rates_root else {}
    if rates_root:
        require_rates(rates, rates_root)
    figures = Figures(rates)
    shared_questions, need_text = read_questions(questions_root, figures) if questions_root else ((), EMPTY)
    questions = QuestionIndex({question.id: question for question in shared_questions})
    changes = read_law_changes(changes_root, figures, questions) if changes_root else {}
    glossary = read_glossary(glossary_root) if glossary_root else ()
    context = ReadingContext(questions, figures, changes, need_text, problems)
    folders = _folders(danish, name, problems)
    # Which entry of an amount is valid depends on the day.
    common = fingerprint([path for file in _COMMON_FILES if (path := danish / file).is_file()], danish, repr(rates))
    whole = [folder for folder in folders if (folder / OWN_FILE).exists()]
    municipalities, made_of = Reader(name, common, context, glossary, cache).read(whole)
    pages = {page.slug: page for page in read_pages(danish / "sider", f"{name}/sider", context)}
    _require_pages(danish, name, problems)
    standards = [standard for municipality in municipalities.values() for standard in municipality.standards]
    # A standard that cannot be read may well name the law change that no other one does.
    if 0 < len(standards) == sum(path.name != OWN_FILE for folder in folders for path in folder.glob("*.md")):
        used = {change.id for standard in standards for change in standard.law_changes}
        report_unused(changes, used, f"{name}/lovaendringer.yaml", problems)
    guide = Guide(
        shared_questions=shared_questions,
        municipalities=municipalities,
        rates=rates,
        law_changes=changes,
        glossary=glossary,
        pages=pages,
        letters=read_letters(letters_root, figures) if letters_root else {},
        talk=read_talk(talk_root, figures) if talk_root else Talk(),
        texts=figures.texts,
        made_of={"": fingerprint(sorted((danish / "sider").glob("*.md")), danish, common), **made_of},
    )
    # Where Danish texts are missing, their translations would seem to be of none.
    if not problems:
        guide = replace(guide, translations=read_translations(directory, guide, problems, cache))
    return guide, problems.sorted()


def _report_links(directory: Path, problems: Problems) -> bool:
    """Whether there are symlinks, which may lead to keys."""
    links = [path for path in directory.rglob("*") if path.is_symlink()]
    for link in links:
        file = f"{directory.name}/{link.relative_to(directory).as_posix()}"
        problems.add(file, 1, "Her er et symlink, og det kan føre ud af mappen.", "Læg selve filen eller mappen her.")
    return bool(links)


def _folders(danish: Path, name: str, problems: Problems) -> list[Path]:
    """The municipalities' folders; one without ``kommune.md`` is a problem."""
    folders = sorted({path.parent for path in danish.glob("*/*.md")} - {danish / "sider"})
    if not folders:
        problems.add(name, 1, "Der er ingen kommune.", f"Opret en mappe med filen {OWN_FILE}.")
    for folder in folders:
        if wrong := slug_problem(folder.name):
            problems.add(f"{name}/{folder.name}", 1, *wrong)
        if not (folder / OWN_FILE).exists():
            file = f"{name}/{folder.name}/{OWN_FILE}"
            problems.add(file, 1, "Filen mangler, så kommunen kan ikke vises.", "Opret den, eller slet mappen.")
    return folders


def _require_pages(danish: Path, name: str, problems: Problems) -> None:
    for slug in _COMMON_PAGES:
        if not (danish / "sider" / f"{slug}.md").exists():
            problems.add(f"{name}/sider/{slug}.md", 1, "Siden mangler.", "Opret den.")
