"""The form of one question."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, ValidationError

from guide.rules.answers import Perspective, Question, QuestionKind
from guide.web.translated.texts import unmarked


class AnswerForm(Form):
    """At least one option, and none that exclude each other."""

    svar = SelectMultipleField(validate_choice=False)

    def __init__(self, question: Question, perspective: Perspective, posted: MultiDict[str, str] | None) -> None:
        super().__init__(posted)
        self.question = question
        self.perspective = perspective

    def validate_svar(self, field: SelectMultipleField) -> None:
        """Say what to do about the first error."""
        options = list(field.data or ())
        offered = {option.id for option in self.question.offered(self.perspective)}
        if not options:
            raise ValidationError(self.question.error.for_(self.perspective))
        if not offered.issuperset(options):
            raise ValidationError(_("That answer is not among the choices. Choose one of those shown."))
        if len(options) > 1 and self.question.kind is QuestionKind.ONE:
            raise ValidationError(_("Choose only one answer."))
        if len(options) > 1 and (alone := next(filter(self.question.excludes_others, options), None)):
            label = self.question.option(alone).label.for_(self.perspective)
            raise ValidationError(_("Choose either “%(alone)s” or the others, not both.", alone=unmarked(label)))

    @property
    def options(self) -> frozenset[str]:
        return frozenset(self.svar.data or ())

    @property
    def error(self) -> str:
        """The first error, if any."""
        return str(self.svar.errors[0]) if self.svar.errors else ""
