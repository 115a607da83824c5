"""The forms of the pages on deadlines: one day each, within bounds that a slip of the pen falls outside."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import Form, ValidationError

from guide.deadlines import months_after
from guide.web.locale import long_date
from guide.web.typed_fields import DateField

_YEARS_BACK = 2
"""What is older is more likely a wrong year than a case that is still open."""

_YEARS_AHEAD = 1
"""Nobody plans an application further ahead."""


class DayForm(Form):
    """A form with one day, in the field ``dag``."""

    def __init__(self, today: date, posted: MultiDict[str, str] | None) -> None:
        super().__init__(posted)
        self.today = today

    @property
    def day(self) -> date | None:
        """The day that was typed, once it is understood and within its bounds."""
        day: date | None = self["dag"].data
        return None if self["dag"].errors else day

    def years_from_today(self, years: int) -> date:
        """The same day so many years later, or earlier where they are negative."""
        return months_after(self.today, years * 12)


class ReceivedForm(DayForm):
    """The day on which a decision was received: neither tomorrow nor years ago."""

    dag = DateField(missing=_("Write the day on which you got the decision."))

    def validate_dag(self, field: DateField) -> None:
        """Raise what is wrong with the day."""
        if field.data and field.data > self.today:
            raise ValidationError(
                _("That day has not come yet. Write a day that is not after %(day)s.", day=long_date(self.today))
            )
        if field.data and field.data < self.years_from_today(-_YEARS_BACK):
            raise ValidationError(
                _(
                    "That is more than %(years)s years ago. Check the year. If it is right, the deadline is over.",
                    years=_YEARS_BACK,
                )
            )


class AppliedForm(DayForm):
    """The day of an application: sent not years ago, or planned for the year to come."""

    dag = DateField(missing=_("Write the day on which you applied, or want to apply."))

    def validate_dag(self, field: DateField) -> None:
        """Raise what is wrong with the day."""
        if field.data and field.data > self.years_from_today(_YEARS_AHEAD):
            raise ValidationError(_("That is more than a year ahead. Check the year."))
        if field.data and field.data < self.years_from_today(-_YEARS_BACK):
            raise ValidationError(_("That is more than %(years)s years ago. Check the year.", years=_YEARS_BACK))
