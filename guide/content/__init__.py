"""Read the files of ``content/``: a ``Guide``, and every problem.

The only package that knows YAML, Markdown and paths. Nothing of it is needed once the guide is loaded.
"""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from datetime import date
from pathlib import Path

from guide.content.cache import NOTHING_KEPT, Cache, build, fingerprint
from guide.content.files.letters import read_letters
from guide.content.files.municipalities import Reader
from guide.content.files.municipality import OWN_FILE, read_pages
from guide.content.files.national import (
    read_glossary,
    read_law_changes,
    read_rates,
    read_talk,
)
from guide.content.files.questions import QuestionIndex, Sentences, read_questions
from guide.content.files.standard import ReadingContext
from guide.content.layers import SHARED, Layers, hashes
from guide.content.syntax.problems import ContentError, Problem, Problems, shown
from guide.content.syntax.reading import read_yaml
from guide.content.texts.prose import to_html
from guide.content.texts.wording import Figures
from guide.content.translations import read_translations
from guide.municipality import Guide
from guide.next_steps.talk import Talk
from guide.sources import Rate

__all__ = ["NOTHING_KEPT", "Cache", "ContentError", "Layers", "Problem", "build", "load", "read", "shown"]


def load(directory: Path, today: date, cache: Cache = NOTHING_KEPT, also: tuple[str, ...] = ()) -> Guide:
    """The guide of the content below ``directory`` (which holds ``da/``).

    ``today`` decides which of an amount's entries is valid; ``also`` is as ``Layers`` has it.

    Raises:
        ContentError: with every problem at once.
    """
    guide, problems = read(directory, today, cache, also)
    if problems:
        raise ContentError(problems)
    return guide


def read(
    directory: Path, today: date, cache: Cache = NOTHING_KEPT, also: tuple[str, ...] = ()
) -> tuple[Guide, tuple[Problem, ...]]:
    """The readable part of the guide, and every problem."""
    problems, layers = Problems(), Layers(directory, also)
    if not layers.are_usable(problems):
        return Guide((), {}, {}, {}, (), {}, {}), problems.sorted()
    files = {name: layers.shared(name) for name in SHARED}
    questions_root, changes_root, glossary_root, letters_root, talk_root = (
        read_yaml(path, problems) for path in files.values()
    )
    rates = _rates(layers, today, problems)
    figures = Figures(rates)
    shared_questions, sentences = read_questions(questions_root, figures) if questions_root else ((), Sentences())
    questions = QuestionIndex({question.id: question for question in shared_questions}, sentences)
    changes = read_law_changes(changes_root, figures, questions) if changes_root else {}
    glossary = read_glossary(glossary_root) if glossary_root else ()
    letters = read_letters(letters_root, figures) if letters_root else {}
    context = ReadingContext(questions, figures, changes, problems, letters=letters)
    folders = layers.municipalities(problems)
    # Which entry of an amount is valid depends on the day.
    common = fingerprint([], directory, hashes((*files.values(), *layers.rates())), repr(rates))
    whole = [folder for folder in folders if (folder / OWN_FILE).exists()]
    municipalities, made_of = Reader(common, context, glossary, cache, today).read(whole)
    pages = layers.shared_pages()
    guide = Guide(
        shared_questions=shared_questions,
        municipalities=municipalities,
        rates=rates,
        law_changes=changes,
        glossary=glossary,
        pages={page.slug: page for page in read_pages(pages, context)},
        letters=letters,
        talk=read_talk(talk_root, figures) if talk_root else Talk(),
        files={name: shown(path) for name, path in files.items()},
        texts=figures.texts,
        made_of={"": fingerprint([], directory, hashes(pages), common), **made_of},
    )
    # Where Danish texts are missing, their translations would seem to be of none.
    if not problems:
        guide = replace(guide, translations=read_translations(layers, guide, problems, cache))
    to_html.cache_clear()
    return guide, problems.sorted()


def _rates(layers: Layers, today: date, problems: Problems) -> dict[str, Rate]:
    """Both layers' rates; none where a file cannot be read.

    Texts of both borrow them.
    """
    roots = [read_yaml(path, problems) for path in layers.rates()]
    rates = [read_rates(root, today) for root in roots if root]
    return dict(ChainMap(*reversed(rates))) if all(roots) else {}
