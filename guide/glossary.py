"""The words of a text that the glossary explains, found in any of their forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from guide.municipality import Term
from guide.rules.standards import Standard

_TAG = re.compile(r"<[^>]+>")


class Glossary:
    """The terms, to be found in texts by their word or any of its forms, as whole words; the longest one counts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._terms = terms
        self._of_form = {form.casefold(): term for term in terms for form in (term.word, *term.forms)}
        forms = sorted(self._of_form, key=len, reverse=True)
        self._forms = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms)) or '(?!)'})(?!\w)")

    def explained(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand in these texts or pieces of HTML, in the glossary's order."""
        words = _TAG.sub(" ", " ".join(texts)).casefold()
        found = {self._of_form[match].word for match in self._forms.findall(words)}
        return tuple(term for term in self._terms if term.word in found)

    def of_page(self, standard: Standard) -> tuple[Term, ...]:
        """The terms that the page of a standard uses."""
        texts = [
            standard.summary.self_,
            standard.fee.self_,
            standard.application,
            standard.complaint,
            standard.no_complaint,
        ]
        texts += [section.html for section in standard.sections]
        texts += [requirement.text.self_ for requirement in standard.requirements]
        texts += [wording.self_ for wording in standard.discretion]
        return self.explained(texts)
