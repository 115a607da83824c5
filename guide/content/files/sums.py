"""A standard's field `beregning`: a calculator and its figures.

No figure stands there itself: each is borrowed by name, so that a sum cannot say anything else than the text does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

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


def read_sum_rule(value: Value, figures: Figures) -> SumRule | None:
    """The rule of the field's calculator, if any."""
    kinds = value.fields(*_KINDS)
    named = [(kind, rule) for kind in _KINDS if (rule := kinds.get(kind))]
    if len(named) != 1:
        if value.is_mapping:
            value.report("“beregning” skal have én slags.", f"Skriv én af {', '.join(_KINDS)}.")
        return None
    ((kind, rule),) = named
    return _KINDS[kind](rule, figures)


def _compensation(value: Value, figures: Figures) -> SumRule:
    fields = value.fields("gruppe 1 fra", "gruppe 1 giver", "gruppe 2 over", "gruppe 2 lægger til")
    return CompensationRule(
        least=borrowed_figure(fields, "gruppe 1 fra", "kr.", figures),
        flat=borrowed_figure(fields, "gruppe 1 giver", "kr.", figures),
        above=borrowed_figure(fields, "gruppe 2 over", "kr.", figures),
        supplement=borrowed_figure(fields, "gruppe 2 lægger til", "kr.", figures),
    )


def _transport(value: Value, figures: Figures) -> SumRule:
    fields = value.fields("andel", "afstand", "længere betaler kommunen")
    return TransportRule(
        share=borrowed_figure(fields, "andel", "procent", figures),
        distance=borrowed_figure(fields, "afstand", "kilometer", figures),
        pays_beyond=fields.boolean("længere betaler kommunen"),
    )


def _stay(value: Value, figures: Figures) -> SumRule:
    return StayRule(borrowed_figure(value.fields("døgn"), "døgn", "kr.", figures))


def _saved_hours(value: Value, figures: Figures) -> SumRule:
    fields = value.fields("timer", "i botilbud", "gemmes", "højst")
    return SavedHoursRule(
        hours=borrowed_figure(fields, "timer", "timer om måneden", figures),
        in_home=borrowed_figure(fields, "i botilbud", "timer om måneden", figures),
        months=borrowed_figure(fields, "gemmes", "måneder", figures),
        most=borrowed_figure(fields, "højst", "timer", figures),
    )


def _respite(value: Value, figures: Figures) -> SumRule:
    return RespiteRule(tuple(_package(item, figures) for item in value.items()))


def _package(item: Value, figures: Figures) -> Package:
    fields = item.fields("navn", "døgn", "weekender", "særligt")
    if item.is_mapping and "døgn" not in fields and "weekender" not in fields:
        item.report("Pakken har hverken døgn eller weekender.", "Skriv mindst én af dem.")
    return Package(
        name=fields.text("navn"),
        nights=borrowed_figure(fields, "døgn", "døgn om året", figures) if "døgn" in fields else None,
        weekends=borrowed_figure(fields, "weekender", "weekend om måneden", figures) if "weekender" in fields else None,
        exceptional=fields.boolean("særligt"),
    )


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
        # A figure that is still blank is reported where it stands.
        if words != written and not BLANK.search(words):
            value.report(f"“{words}” kan ikke bruges under “{key}”.", f"Lån et tal, der er skrevet som “15 {unit}”.")
        return _NOTHING
    number = Decimal(figure["number"].replace(".", "").replace(",", "."))
    return Figure(number, rate.in_words if rate else words, rate.id if rate else "")


def _singular(unit: str) -> str:
    """The unit of one, as in “weekend om måneden”."""
    return _PLURAL.sub(r"\1", unit)


_KINDS: Mapping[str, Callable[[Value, Figures], SumRule]] = {
    CompensationRule.kind: _compensation,
    TransportRule.kind: _transport,
    StayRule.kind: _stay,
    SavedHoursRule.kind: _saved_hours,
    RespiteRule.kind: _respite,
}
