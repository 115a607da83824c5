"""The words of a text that the glossary explains, found in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from guide.municipality import Term
from guide.standards import Standard

_TAG = re.compile(r"<[^>]+>")


def explained(texts: Iterable[str], glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms whose word, or a form of it, stands in one of the texts or HTML pieces as a whole word."""
    words = _TAG.sub(" ", " ".join(texts)).casefold()
    return tuple(term for term in glossary if any(_stands_in(form, words) for form in (term.word, *term.forms)))


def _stands_in(form: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form.casefold())}(?!\w)", words) is not None


def terms_of(standard: Standard, glossary: Sequence[Term]) -> tuple[Term, ...]:
    """The terms that the page of a standard uses."""
    texts = [standard.summary.mig, standard.fee.mig, standard.application, standard.complaint, standard.no_complaint]
    texts += [section.html for section in standard.sections]
    texts += [requirement.text.mig for requirement in standard.requirements]
    texts += [wording.mig for wording in standard.discretion]
    return explained(texts, glossary)
