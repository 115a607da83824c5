"""Finds the words of a text that the glossary explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from guide.municipality import Term
from guide.plain_text import plain_text
from guide.rules.standards import Standard


class Glossary:
    """Terms, found as whole words; of several the longest counts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._of_form = {form.casefold(): term for term in terms for form in (term.word, *term.forms)}
        forms = sorted(self._of_form, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)")

    def explained(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms in texts or HTML, in the glossary's order."""
        words = plain_text(" ".join(texts)).casefold()
        used = {self._of_form[form].word for form in self._forms.findall(words)}
        return tuple(term for term in self._terms if term.word in used)

    def of_page(self, standard: Standard) -> tuple[Term, ...]:
        requirements = (requirement.text for requirement in standard.requirements)
        wordings = (standard.summary, standard.fee, *requirements, *standard.discretion)
        plain = (standard.application, standard.complaint, standard.no_complaint)
        html = (section.html for section in standard.sections)
        return self.explained((*(wording.self_ for wording in wordings), *plain, *html))
