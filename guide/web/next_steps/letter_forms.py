"""The forms of the letters: what a letter shall say, and the letter itself as it was changed."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from guide.next_steps.letters import Letter, LetterKind
from guide.web.fields import DateField, LongTextField, OneOfField, SomeOfField
from guide.web.next_steps.deadline_forms import day_of_a_decision

Posted = MultiDict[str, str] | None

LONGEST = 5_000
"""Characters of a letter: three pages, and within the largest body however many bytes each of them takes."""


class ChoicesForm(BaseForm):
    """For whom the letter is written, what it shall say, and for a complaint the day of the decision, if it is told."""

    def __init__(self, letter: Letter, posted: Posted) -> None:
        writers = [(one.id, one.text) for one in letter.writers]
        fields: dict[str, Any] = {"hvem": OneOfField(offered=writers, missing=_("Choose whom the letter is about."))}
        if letter.kind is LetterKind.COMPLAINT:
            fields["dag"] = DateField(validators=[day_of_a_decision])
        fields["grunde"] = SomeOfField(offered=[(one.id, one.text) for one in letter.reasons])
        super().__init__(fields)
        self.process(posted)


class TextForm(BaseForm):
    """The text of the letter, in the field ``brev``: as it was posted, or as it begins."""

    def __init__(self, posted: Posted, begin: str = "") -> None:
        fields: dict[str, Any] = {"brev": LongTextField(most=LONGEST, missing=_("Write the letter. It is empty."))}
        super().__init__(fields)
        self.process(posted, data={"brev": begin})
