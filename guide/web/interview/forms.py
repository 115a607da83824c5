"""The form of one question: WTForms validates what was posted, the templates show it."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, ValidationError

from guide.rules.answers import Perspective, Question, QuestionKind


class AnswerForm(Form):
    """One question's answer: at least one option, at most one where the question takes one, none that exclude."""

    svar = SelectMultipleField(validate_choice=False)

    def __init__(self, question: Question, perspective: Perspective, posted: MultiDict[str, str] | None) -> None:
        super().__init__(posted)
        self.question = question
        self.perspective = perspective

    def validate_svar(self, field: SelectMultipleField) -> None:
        """Raise the first thing that is wrong, in words that say what to do."""
        chosen = list(field.data or ())
        offered = {option.id for option in self.question.offered(self.perspective)}
        if not chosen:
            raise ValidationError(self.question.error.for_(self.perspective))
        if not offered.issuperset(chosen):
            raise ValidationError(_("That answer is not among the choices. Choose one of those shown."))
        if len(chosen) > 1 and self.question.kind is QuestionKind.ONE:
            raise ValidationError(_("Choose only one answer."))
        if len(chosen) > 1 and (alone := next(filter(self.question.excludes_others, chosen), None)):
            label = self.question.option(alone).label.for_(self.perspective)
            raise ValidationError(_("Choose either “%(alone)s” or the others, not both.", alone=label))

    @property
    def chosen(self) -> frozenset[str]:
        """The option ids that were posted."""
        return frozenset(self.svar.data or ())

    @property
    def error(self) -> str:
        """What to do about the first thing that is wrong; empty when nothing is."""
        return str(self.svar.errors[0]) if self.svar.errors else ""
