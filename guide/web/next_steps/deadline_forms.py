"""The forms of the pages on deadlines: one day each, within bounds that a slip of the pen falls outside."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import Form, ValidationError

from guide.next_steps.deadlines import months_after
from guide.web.fields import DateField
from guide.web.http.locale import long_date
from guide.web.site import site

_YEARS_BACK = 2
"""What is older is more likely a wrong year than a case that is still open."""

_YEARS_AHEAD = 1
"""Nobody plans an application further ahead."""


def day_of_a_decision(_form: object, field: DateField) -> None:
    """Raise ``ValidationError`` where the day has not come yet, or was years ago."""
    day, today = field.data, site().today()
    if day and day > today:
        raise ValidationError(
            _("That day has not come yet. Write a day that is not after %(day)s.", day=long_date(today))
        )
    if day and day < _years_from(today, -_YEARS_BACK):
        raise ValidationError(
            _(
                "That is more than %(years)s years ago. Check the year. If it is right, the deadline is over.",
                years=_YEARS_BACK,
            )
        )


def day_of_an_application(_form: object, field: DateField) -> None:
    """Raise ``ValidationError`` where the day was years ago, or is more than a year ahead."""
    day, today = field.data, site().today()
    if day and day > _years_from(today, _YEARS_AHEAD):
        raise ValidationError(_("That is more than a year ahead. Check the year."))
    if day and day < _years_from(today, -_YEARS_BACK):
        raise ValidationError(_("That is more than %(years)s years ago. Check the year.", years=_YEARS_BACK))


def _years_from(day: date, years: int) -> date:
    return months_after(day, years * 12)


class DayForm(Form):
    """A form with one day, in the field ``dag``."""

    @property
    def day(self) -> date | None:
        """The day that was typed, once it is understood and within its bounds."""
        day: date | None = self["dag"].data
        return None if self["dag"].errors else day


class ReceivedForm(DayForm):
    """The day on which a decision was received."""

    dag = DateField(missing=_("Write the day on which you got the decision."), validators=[day_of_a_decision])


class AppliedForm(DayForm):
    """The day on which somebody applied, or wants to."""

    dag = DateField(
        missing=_("Write the day on which you applied, or want to apply."), validators=[day_of_an_application]
    )
