"""A standard's field `beregning`: a calculator and its figures.

It holds no figure itself: each is borrowed by name, so that a sum cannot say anything else than the text does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, get_args

from guide.content.syntax.problems import BLANK
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures
from guide.sources.sums import (
    CompensationRule,
    Figure,
    Package,
    RespiteRule,
    SavedHoursRule,
    StayRule,
    SumRule,
    TransportRule,
)

_BORROWED = re.compile(r"\{([^{}]*)\}")
_FIGURE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?) (?P<unit>.+)")
_PLURAL = re.compile(r"^(weekend|time|måned)(?:er|r)\b")
_NOTHING = Figure(Decimal(0), "")
_KINDS: Mapping[str, type[SumRule]] = {rule.kind: rule for rule in get_args(SumRule)}
_HOURS = "timer om måneden"
_FORMS: Mapping[type[SumRule], Mapping[str, tuple[str, str]]] = {
    CompensationRule: {
        "least": ("gruppe 1 fra", "kr."),
        "flat": ("gruppe 1 giver", "kr."),
        "above": ("gruppe 2 over", "kr."),
        "supplement": ("gruppe 2 lægger til", "kr."),
    },
    TransportRule: {
        "share": ("andel", "procent"),
        "distance": ("afstand", "kilometer"),
        "pays_beyond": ("længere betaler kommunen", ""),
        "pays_above": ("dyrere betaler kommunen", ""),
    },
    StayRule: {"a_day": ("døgn", "kr.")},
    SavedHoursRule: {
        "hours": ("timer", _HOURS),
        "in_home": ("i botilbud", _HOURS),
        "months": ("gemmes", "måneder"),
        "most": ("højst", "timer"),
    },
}
"""What the file calls each figure of a rule, and the unit; without a unit it is a yes or no."""
_PACKAGE = {"nights": ("døgn", "døgn om året"), "weekends": ("weekender", "weekend om måneden")}


def read_sum_rule(value: Value, figures: Figures) -> SumRule | None:
    """The rule of the field's calculator, if any."""
    kinds = value.fields(*_KINDS)
    named = [(kind, rule) for kind in _KINDS if (rule := kinds.get(kind))]
    if len(named) != 1:
        if value.is_mapping:
            value.report("“beregning” skal have én slags.", f"Skriv én af {', '.join(_KINDS)}.")
        return None
    ((kind, rule),) = named
    form = _KINDS[kind]
    if form is RespiteRule:
        return RespiteRule(tuple(_package(item, figures) for item in rule.items()))
    fields = rule.fields(*(key for key, _unit in _FORMS[form].values()))
    read: dict[str, Any] = {
        name: borrowed_figure(fields, key, unit, figures) if unit else fields.boolean(key)
        for name, (key, unit) in _FORMS[form].items()
    }
    return form(**read)


def _package(item: Value, figures: Figures) -> Package:
    fields = item.fields("navn", *(key for key, _unit in _PACKAGE.values()), "særligt")
    if item.is_mapping and not any(key in fields for key, _unit in _PACKAGE.values()):
        item.report("Pakken har hverken døgn eller weekender.", "Skriv mindst én af dem.")
    given = {
        name: borrowed_figure(fields, key, unit, figures) if key in fields else None
        for name, (key, unit) in _PACKAGE.items()
    }
    return Package(name=fields.text("navn"), **given, exceptional=fields.boolean("særligt"))


def borrowed_figure(fields: Fields, key: str, unit: str, figures: Figures) -> Figure:
    """The borrowed figure of a field, in the expected unit."""
    value = fields.required(key)
    written = value.text()
    borrowed = _BORROWED.fullmatch(written)
    if borrowed is None:
        if written:
            value.report(f"“{key}” låner ikke et tal.", 'Skriv navnet på tallet: "{navn}".')
        return _NOTHING
    words, rate = figures.text(value), figures.rates.get(borrowed[1])
    figure = _FIGURE.fullmatch(f"{rate.value} {rate.unit}" if rate else words)
    if figure is None or _singular(figure["unit"]) != _singular(unit):
        # A figure that is still blank is reported where it is written.
        if words != written and not BLANK.search(words):
            value.report(f"“{words}” kan ikke bruges under “{key}”.", f"Lån et tal, der er skrevet som “15 {unit}”.")
        return _NOTHING
    number = Decimal(figure["number"].replace(".", "").replace(",", "."))
    return Figure(number, rate.in_words if rate else words, rate.id if rate else "")


def _singular(unit: str) -> str:
    """The unit of one, as in “weekend om måneden”."""
    return _PLURAL.sub(r"\1", unit)
