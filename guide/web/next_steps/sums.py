"""Small sums, each from the rule of one standard: an estimate with its steps, answered at once and kept nowhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, assert_never

from babel.dates import format_date
from flask import Blueprint, abort, render_template, request
from flask_babel import gettext as _
from wtforms.form import BaseForm

from guide.next_steps.deadlines import months_after
from guide.rules.standards import Standard
from guide.rules.sums import (
    CompensationRule,
    Package,
    RespiteRule,
    SavedHoursRule,
    StayRule,
    SumRule,
    TransportRule,
)
from guide.web.fields import Fields, NumberField, OneOfField, Page, Posted, page_of
from guide.web.headers import allow_storing
from guide.web.http.prefixes import chosen_language
from guide.web.site import here, site, standard_or_404
from guide.web.typed_text import NumberBounds

blueprint = Blueprint("sums", __name__, url_prefix="/<municipality>/beregn")
blueprint.before_request(allow_storing)

_MOST_KRONER = Decimal(1_000_000)
_MOST_KILOMETRES = Decimal(1_000)
_MOST_DAYS = Decimal(366)
_MONTHS_OF_PERIOD = {"maaned": 1, "aar": 12}


class SumForm(BaseForm):
    """What a sum asks; ``template`` shows its fields and its result."""

    template: ClassVar[str]

    def __init__(self, fields: Fields, posted: Posted) -> None:
        super().__init__(fields)
        self.process(posted)

    def calculate(self) -> object:
        """The sum with its steps, as ``template`` knows it; wants a form that has been validated."""
        raise NotImplementedError


class CompensationForm(SumForm):
    """Extra costs, of a month or a year."""

    template = "next_steps/sums/compensation.html"

    def __init__(self, rule: CompensationRule, posted: Posted) -> None:
        self.rule = rule
        periods = [("maaned", _("A month")), ("aar", _("A year"))]
        fields: Fields = {
            "udgifter": NumberField(bounds=_kroner(), missing=_("Write your extra costs in kroner.")),
            "periode": OneOfField(offered=periods, missing=_("Choose whether the amount is for a month or a year.")),
        }
        super().__init__(fields, posted)

    def calculate(self) -> object:
        """What either group gives."""
        return self.rule.calculate(self["udgifter"].data, months=_MONTHS_OF_PERIOD[self["periode"].data])


class TransportForm(SumForm):
    """Earnings after tax and the cost of the way, both a month, and how long the way is."""

    template = "next_steps/sums/transport.html"

    def __init__(self, rule: TransportRule, posted: Posted) -> None:
        self.rule = rule
        earnings = _("Write what you earn after tax. Write 0 if you earn nothing.")
        kilometres = NumberBounds("km", most=_MOST_KILOMETRES, example="12,5")
        fields: Fields = {
            "loen": NumberField(bounds=_kroner(), missing=earnings),
            "pris": NumberField(bounds=_kroner(), missing=_("Write what the transport costs in a month.")),
            "afstand": NumberField(bounds=kilometres, missing=_("Write how many kilometres it is from home to work.")),
        }
        super().__init__(fields, posted)

    def calculate(self) -> object:
        """What one pays oneself."""
        return self.rule.calculate(self["loen"].data, self["pris"].data, self["afstand"].data)


class StayForm(SumForm):
    """The days of a stay, a year of them at the most."""

    template = "next_steps/sums/stay.html"

    def __init__(self, rule: StayRule, posted: Posted) -> None:
        self.rule = rule
        days = NumberBounds(_("nights"), least=Decimal(1), most=_MOST_DAYS, whole=True, example="14")
        super().__init__({"doegn": NumberField(bounds=days, missing=_("Write the number of days."))}, posted)

    def calculate(self) -> object:
        """What the stay costs."""
        return self.rule.calculate(int(self["doegn"].data))


class SavedHoursForm(SumForm):
    """The hours that were not used, by month; how many there are a month depends on where one lives."""

    template = "next_steps/sums/saved_hours.html"

    def __init__(self, rule: SavedHoursRule, posted: Posted, today: date) -> None:
        self.rule = rule
        self.hours = rule.in_home if posted and posted.get("bolig") == "ja" else rule.hours
        self.months = {
            f"maaned-{back}": months_after(today.replace(day=1), -back) for back in range(int(rule.months.value))
        }
        unused = NumberBounds(_("hours"), most=self.hours.value, example="7,5")
        told = posted is not None and any(posted.get(name, "").strip() for name in self.months)
        missing = "" if told else _("Write the hours that you did not use, in one month at least.")
        home = _("Choose whether you live in a home with support.")
        fields: Fields = {"bolig": OneOfField(offered=[("nej", _("No")), ("ja", _("Yes"))], missing=home)}
        for name in self.months:
            fields[name] = NumberField(bounds=unused, missing=missing)
            missing = ""
        super().__init__(fields, posted)

    def month_names(self) -> list[tuple[str, str]]:
        """The fields of the months by name, and what the months are called: “november 2026”."""
        return [(name, format_date(first, "MMMM y", locale=chosen_language())) for name, first in self.months.items()]

    @property
    def oldest_month(self) -> str:
        """What the month is called whose hours lapse next."""
        return self.month_names()[-1][1]

    def calculate(self) -> object:
        """What is at hand; a month of which nothing is told has nothing left."""
        return self.rule.calculate([self[name].data or Decimal(0) for name in self.months])


class RespiteForm(SumForm):
    """A package, and how much of it has been used this year."""

    template = "next_steps/sums/respite.html"

    def __init__(self, rule: RespiteRule, posted: Posted) -> None:
        self.rule = rule
        packages = [(str(number), package.name) for number, package in enumerate(rule.packages)]
        self.chosen = self._chosen(posted)
        used = NumberBounds(
            _("nights") if self.chosen and self.chosen.nights else _("weekends"),
            most=self.chosen.a_year if self.chosen else max((one.a_year for one in rule.packages), default=Decimal(0)),
            example="12",
        )
        nothing = _("Write how much you have used this year. Write 0 if it is nothing.")
        fields: Fields = {
            "pakke": OneOfField(offered=packages, missing=_("Choose how the child is looked after.")),
            "brugt": NumberField(bounds=used, missing=nothing),
        }
        super().__init__(fields, posted)

    def _chosen(self, posted: Posted) -> Package | None:
        number = posted.get("pakke", "") if posted else ""
        offered = {str(position): package for position, package in enumerate(self.rule.packages)}
        return offered.get(number)

    def calculate(self) -> object:
        """The package by the year, and what is left of it."""
        if self.chosen is None:
            raise ValueError("No package was chosen: validate the form first.")
        return self.rule.calculate(self.chosen, self["brugt"].data)


def form_of(rule: SumRule, posted: Posted, today: date) -> SumForm:
    """The form of a rule's sum, with what was posted."""
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
    """The question that a rule's sum answers."""
    questions = {
        CompensationRule: lambda: _("How much could the money for extra costs be?"),
        TransportRule: lambda: _("What could the transport cost you?"),
        StayRule: lambda: _("What could a stay cost you?"),
        SavedHoursRule: lambda: _("How many hours have you saved up?"),
        RespiteRule: lambda: _("How much respite is it in a year?"),
    }
    return str(questions[type(rule)]())


def _kroner() -> NumberBounds:
    return NumberBounds("kr.", most=_MOST_KRONER)


@blueprint.get("")
def overview() -> str:
    """The sums of the municipality's standards; a 404 page where none has a rule for one."""
    standards = [standard for standard in here().standards if standard.sum_rule] or abort(404)
    return render_template("next_steps/sums.html", standards=standards, question_of=question_of)


@blueprint.get("/<slug>")
def ask(slug: str) -> Page:
    """Ask for what the sum needs."""
    standard = standard_or_404(slug)
    return _page(standard, _form(standard, posted=False))


@blueprint.post("/<slug>")
def calculate(slug: str) -> Page:
    """The sum with its steps, or what to do about what was typed."""
    standard = standard_or_404(slug)
    form = _form(standard, posted=True)
    return _page(standard, form, form.calculate() if form.validate() else None)


def _form(standard: Standard, *, posted: bool) -> SumForm:
    rule = standard.sum_rule or abort(404)
    return form_of(rule, request.form if posted else None, site().today())


def _page(standard: Standard, form: SumForm, result: object = None) -> Page:
    rule = standard.sum_rule
    used = {figure.rate for figure in rule.figures()} if rule else set()
    return page_of(
        form,
        form.template,
        standard=standard,
        question=question_of(rule) if rule else "",
        rule=rule,
        result=result,
        rates=[rate for rate in standard.rates if rate.id in used],
        today=site().today(),
    )
