"""The forms: WTForms validates what was posted, the templates show it."""

from __future__ import annotations

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, SelectMultipleField, StringField, ValidationError

from guide.rules.answers import Answers, Perspective, Question, QuestionKind
from guide.web.sealed.lifetime import DAYS_TO_CHOOSE, HOURS_TO_CHOOSE

TO_THE_PERSON, TO_ANOTHER = "selv", "anden"
"""Who is to have a sheet: the one who needs help, or another one who asks for that person."""


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
            raise ValidationError(self.question.error.to(self.perspective))
        if not offered.issuperset(chosen):
            raise ValidationError(_("That answer is not among the choices. Choose one of those shown."))
        if len(chosen) > 1 and self.question.kind is QuestionKind.ONE:
            raise ValidationError(_("Choose only one answer."))
        if len(chosen) > 1 and (alone := next(filter(self.question.excludes_others, chosen), None)):
            label = self.question.option(alone).label.to(self.perspective)
            raise ValidationError(_("Choose either “%(alone)s” or the others, not both.", alone=label))

    @property
    def chosen(self) -> frozenset[str]:
        """The option ids that were posted."""
        return frozenset(self.svar.data or ())

    @property
    def error(self) -> str:
        """What to do about the first thing that is wrong; empty when nothing is."""
        return str(self.svar.errors[0]) if self.svar.errors else ""


def shown_as_left(answers: Answers, question: Question) -> frozenset[str]:
    """The options to show as chosen: what was told, and nothing where nothing was."""
    return answers.get(question.id, frozenset())


class SheetForm(Form):
    """What the adviser's sheet is to hold; before anything is chosen all answers, for the person, and no link."""

    svar = BooleanField(default=True)
    til = StringField(default=TO_THE_PERSON)
    timer = StringField(default="0")

    def validate_til(self, field: StringField) -> None:
        """Raise what to do, unless one of those that are offered was chosen."""
        if field.data not in (TO_THE_PERSON, TO_ANOTHER):
            raise ValidationError(_("Choose who is to have the sheet."))

    def validate_timer(self, field: StringField) -> None:
        """Raise what to do, unless one of the lives that are offered was chosen, or no link."""
        if field.data not in [str(hours) for hours in (0, *HOURS_TO_CHOOSE)]:
            raise ValidationError(_("Choose how long the link is to work."))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """What to do about each thing that is wrong, and the id of the field where to do it."""
        fields = ((self.til, f"til-{TO_THE_PERSON}"), (self.timer, "timer-0"))
        return [(str(error), target) for field, target in fields for error in field.errors]

    @property
    def with_answers(self) -> bool:
        """Whether the answers are to stand on the sheet."""
        return bool(self.svar.data)

    @property
    def to_the_person(self) -> bool:
        """Whether the one who needs help is to read the sheet."""
        return self.til.data != TO_ANOTHER

    @property
    def hours(self) -> int:
        """How long the link on the sheet is to live; 0 where there is to be none, or the choice is none."""
        return 0 if self.timer.errors else int(self.timer.data or 0)


class ShareForm(Form):
    """For how many days a link to oneself is to work."""

    dage = StringField()

    def validate_dage(self, field: StringField) -> None:
        """Raise what to do, unless one of the lives that are offered was chosen."""
        if field.data not in [str(days) for days in DAYS_TO_CHOOSE]:
            raise ValidationError(_("Choose how long the link is to work."))

    @property
    def days(self) -> int:
        """The choice, once it has been validated."""
        return int(self.dage.data or 0)

    @property
    def error(self) -> str:
        """What to do about it when nothing that is offered was chosen; empty when all is well."""
        return str(self.dage.errors[0]) if self.dage.errors else ""
