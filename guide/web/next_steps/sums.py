"""Calculators from the rules of standards; nothing is stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from babel.dates import format_date
from flask import Blueprint, abort, render_template
from flask_babel import gettext as _

from guide.next_steps.deadlines import months_after
from guide.sources.sums import CompensationRule, RespiteRule, SavedHoursRule, StayRule, SumRule, TransportRule
from guide.web.fields import Fields, NumberField, OneOfField, Page, Posted, PostedForm, page_of, posted_form
from guide.web.http.headers import allow_storing
from guide.web.http.prefixes import chosen_language
from guide.web.site import here, site, standard_or_404
from guide.web.typed_text.numbers import NumberBounds

blueprint = Blueprint("sums", __name__, url_prefix="/<municipality>/beregn")
blueprint.before_request(allow_storing)

_KRONER = NumberBounds("kr.", most=Decimal(1_000_000))
_KILOMETRES = NumberBounds("km", most=Decimal(1_000), example="12,5")
_MOST_DAYS = Decimal(366)
_MONTHS_OF_PERIOD = {"maaned": 1, "aar": 12}


class SumForm(PostedForm):
    """What a sum needs; ``template`` shows its fields and result."""

    template: ClassVar[str]

    def calculate(self) -> object:
        """The sum with its steps, from a valid form."""
        raise NotImplementedError


class CompensationForm(SumForm):
    template = "next_steps/sums/compensation.html"

    def __init__(self, rule: CompensationRule, posted: Posted) -> None:
        self.rule = rule
        periods = [("maaned", _("A month")), ("aar", _("A year"))]
        fields: Fields = {
            "udgifter": NumberField(bounds=_KRONER, missing=_("Write your extra costs in kroner.")),
            "periode": OneOfField(offered=periods, missing=_("Choose whether the amount is for a month or a year.")),
        }
        super().__init__(fields, posted)

    def calculate(self) -> object:
        return self.rule.calculate(self["udgifter"].data, months=_MONTHS_OF_PERIOD[self["periode"].data])


class TransportForm(SumForm):
    """A month's earnings after tax, its cost, the distance."""

    template = "next_steps/sums/transport.html"

    def __init__(self, rule: TransportRule, posted: Posted) -> None:
        self.rule = rule
        earnings = _("Write what you earn after tax. Write 0 if you earn nothing.")
        fields: Fields = {
            "loen": NumberField(bounds=_KRONER, missing=earnings),
            "pris": NumberField(bounds=_KRONER, missing=_("Write what the transport costs in a month.")),
            "afstand": NumberField(bounds=_KILOMETRES, missing=_("Write how many kilometres it is from home to work.")),
        }
        super().__init__(fields, posted)

    def calculate(self) -> object:
        return self.rule.calculate(self["loen"].data, self["pris"].data, self["afstand"].data)


class StayForm(SumForm):
    template = "next_steps/sums/stay.html"

    def __init__(self, rule: StayRule, posted: Posted) -> None:
        self.rule = rule
        days = NumberBounds(_("nights"), least=Decimal(1), most=_MOST_DAYS, whole=True, example="14")
        super().__init__({"doegn": NumberField(bounds=days, missing=_("Write the number of days."))}, posted)

    def calculate(self) -> object:
        return self.rule.calculate(int(self["doegn"].data))


class SavedHoursForm(SumForm):
    """Hours not used, by month; homes differ in hours."""

    template = "next_steps/sums/saved_hours.html"

    def __init__(self, rule: SavedHoursRule, posted: Posted, today: date) -> None:
        self.rule = rule
        self.hours = rule.in_home if posted and posted.get("bolig") == "ja" else rule.hours
        self.months = {
            f"maaned-{back}": months_after(today.replace(day=1), -back) for back in range(int(rule.months.value))
        }
        # In a home the hours are a starting point: a resident may have been given as many as others.
        unused = NumberBounds(_("hours"), most=max(rule.hours.value, rule.in_home.value), example="7,5")
        any_hours = posted is not None and any(posted.get(name, "").strip() for name in self.months)
        missing = "" if any_hours else _("Write the hours that you did not use, in one month at least.")
        home = _("Choose whether you live in a home with support.")
        fields: Fields = {"bolig": OneOfField(offered=[("nej", _("No")), ("ja", _("Yes"))], missing=home)}
        for name in self.months:
            fields[name] = NumberField(bounds=unused, missing=missing)
            missing = ""
        super().__init__(fields, posted)

    def month_names(self) -> list[tuple[str, str]]:
        """The names of the months' fields, and “november 2026”."""
        return [(name, format_date(first, "MMMM y", locale=chosen_language())) for name, first in self.months.items()]

    def calculate(self) -> object:
        return self.rule.calculate([self[name].data or Decimal(0) for name in self.months])


class RespiteForm(SumForm):
    """A package, and what was used of it."""

    template = "next_steps/sums/respite.html"

    def __init__(self, rule: RespiteRule, posted: Posted) -> None:
        self.rule = rule
        packages = {str(number): package for number, package in enumerate(rule.packages)}
        self.package = packages.get(posted.get("pakke", "")) if posted else None
        unit = _("nights") if self.package and self.package.nights else _("weekends")
        # A family may have been given more than the starting point.
        used = NumberBounds(unit, most=_MOST_DAYS, example="12")
        offered = [(number, package.name) for number, package in packages.items()]
        nothing = _("Write how much you have used this year. Write 0 if it is nothing.")
        fields: Fields = {
            "pakke": OneOfField(offered=offered, missing=_("Choose how the child is looked after.")),
            "brugt": NumberField(bounds=used, missing=nothing),
        }
        super().__init__(fields, posted)

    def calculate(self) -> object:
        if self.package is None:
            raise ValueError("No package was chosen: validate the form first.")
        return self.rule.calculate(self.package, self["brugt"].data)


def form_of(rule: SumRule, posted: Posted, today: date) -> SumForm:
    match rule:
        case CompensationRule():
            return CompensationForm(rule, posted)
        case TransportRule():
            return TransportForm(rule, posted)
        case StayRule():
            return StayForm(rule, posted)
        case SavedHoursRule():
            return SavedHoursForm(rule, posted, today)
        case RespiteRule():
            return RespiteForm(rule, posted)
    assert_never(rule)


def question_of(rule: SumRule) -> str:
    questions = {
        CompensationRule: lambda: _("How much could the money for extra costs be?"),
        TransportRule: lambda: _("What could the transport cost you?"),
        StayRule: lambda: _("What could a stay cost you?"),
        SavedHoursRule: lambda: _("How many hours have you saved up?"),
        RespiteRule: lambda: _("How much respite is it in a year?"),
    }
    return str(questions[type(rule)]())


@blueprint.get("")
def overview() -> str:
    standards = [standard for standard in here().standards if standard.sum_rule] or abort(404)
    return render_template("next_steps/sums.html", standards=standards, question_of=question_of)


@blueprint.post("/<slug>")
@blueprint.get("/<slug>", endpoint="ask")
def calculate(slug: str) -> Page:
    """The form, and the sum once it is right."""
    standard, posted = standard_or_404(slug), posted_form()
    rule = standard.sum_rule or abort(404)
    form = form_of(rule, posted, site().today())
    used = {figure.rate for figure in rule.figures()}
    return page_of(
        form,
        form.template,
        standard=standard,
        question=question_of(rule),
        rule=rule,
        result=form.calculate() if posted is not None and not form.errors else None,
        rates=[rate for rate in standard.rates if rate.id in used],
    )
