"""The small sums against tables that were reckoned by hand from the sources' own figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from guide.municipality import Guide
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
from testing.changed_content import COMPANION, RATES, Copy
from tests.conftest import standard_of


def rule_of(guide: Guide, municipality: str, standard: str) -> SumRule:
    rule = standard_of(guide, standard, municipality).sum_rule
    assert rule is not None
    return rule


def figure(value: str) -> Figure:
    return Figure(Decimal(value), value)


def numbers(*written: str) -> list[Decimal]:
    return [Decimal(number) for number in written]


@pytest.mark.parametrize(
    ("costs", "months", "a_month", "gives"),
    [
        # Group 1 begins at 6.660 a year: 555 a month is enough, an øre less is not.
        ("555", 1, "555.00", ("1105", None)),
        ("554.99", 1, "554.99", (None, None)),
        ("6660", 12, "555.00", ("1105", None)),
        ("6659.99", 12, "555.00", (None, None)),
        # Group 2 is for what is above 24.000 a year, not for 24.000 itself: 2.000 a month reaches only group 1.
        ("24000", 12, "2000.00", ("1105", None)),
        ("2000", 1, "2000.00", ("1105", None)),
        ("24000.01", 12, "2000.00", ("1105", "2500.00")),
        # 30.000 : 12 = 2.500, and 500 more.
        ("30000", 12, "2500.00", ("1105", "3000.00")),
        ("2523.50", 1, "2523.50", ("1105", "3023.50")),
        # 25.000 : 12 = 2.083,333…
        ("25000", 12, "2083.33", ("1105", "2583.33")),
        ("0", 1, "0.00", (None, None)),
    ],
)
def test_extra_costs(guide: Guide, costs: str, months: int, a_month: str, gives: tuple[str | None, str | None]) -> None:
    """They give a flat amount, or the costs with a supplement."""
    rule = rule_of(guide, "helsingoer", "merudgifter")
    assert isinstance(rule, CompensationRule)
    found = rule.calculate(Decimal(costs), months)
    assert found.a_month == Decimal(a_month)
    assert found.a_year == Decimal(costs) * (12 if months == 1 else 1)
    assert (found.group_1, found.group_2) == tuple(amount and Decimal(amount) for amount in gives)


@pytest.mark.parametrize("municipality", ["helsingoer", "koebenhavn"])
@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Earnings, cost and kilometres; the most, one's own share, and whether the way is short. 30 % of 1.000 is 300.
        (("1000", "200", "5"), ("300.00", "200", True)),
        (("1000", "300", "10"), ("300.00", "300", True)),
        (("1000", "500", "10"), ("300.00", "300.00", True)),
        (("1000", "500", "10.1"), ("300.00", "300.00", False)),
        # 30 % of 1.250,55 is 375,165: half an øre counts as one.
        (("1250.55", "400", "12"), ("375.17", "375.17", False)),
        (("0", "400", "2"), ("0.00", "0.00", True)),
        (("1000", "0", "2"), ("300.00", "0", True)),
    ],
)
def test_transport(guide: Guide, municipality: str, given: tuple[str, ...], expected: tuple[str, str, bool]) -> None:
    """It costs at most its share of the earnings."""
    rule = rule_of(guide, municipality, "beskyttet-beskaeftigelse")
    assert isinstance(rule, TransportRule)
    found = rule.calculate(*numbers(*given))
    assert (found.most, found.own, found.is_short) == (Decimal(expected[0]), Decimal(expected[1]), expected[2])


def test_only_helsingoers_source_says_who_pays_what_lies_further_away(guide: Guide) -> None:
    rules = [rule_of(guide, slug, "beskyttet-beskaeftigelse") for slug in ("helsingoer", "koebenhavn")]
    assert [isinstance(rule, TransportRule) and rule.pays_beyond for rule in rules] == [True, False]


@pytest.mark.parametrize(
    ("days", "cost"),
    [(1, "100.77"), (2, "201.54"), (14, "1410.78"), (30, "3023.10"), (365, "36781.05"), (366, "36881.82")],
)
def test_a_stay_costs_its_days(guide: Guide, days: int, cost: str) -> None:
    rule = rule_of(guide, "helsingoer", "boformer-hjemloese")
    assert isinstance(rule, StayRule)
    assert rule.calculate(days) == Decimal(cost)


@pytest.mark.parametrize(
    ("unused", "total", "at_hand", "lapsing"),
    [
        (["15"], "15", "15", "0"),
        (["15", "15", "15", "15", "15", "15"], "90", "90", "15"),
        (["0", "0", "0", "0", "0", "7.5"], "7.5", "7.5", "7.5"),
        (["8", "8", "8", "8", "8"], "40", "40", "0"),
        # What is older than six months has lapsed already.
        (["1", "1", "1", "1", "1", "1", "50"], "6", "6", "1"),
        # Whoever has been given more hours still has 90 at hand at the most.
        (["20", "20", "20", "20", "20", "20"], "120", "90", "20"),
        ([], "0", "0", "0"),
    ],
)
def test_saved_hours(guide: Guide, unused: list[str], total: str, at_hand: str, lapsing: str) -> None:
    """For six months, and ninety at the most."""
    rule = rule_of(guide, "helsingoer", "ledsagelse")
    assert isinstance(rule, SavedHoursRule)
    found = rule.calculate(numbers(*unused))
    assert (found.unused, found.at_hand, found.lapsing) == tuple(numbers(total, at_hand, lapsing))


@pytest.mark.parametrize(
    ("package", "used", "expected"),
    [
        # A year, a month on average, and what is left; the weekends of a year.
        ("I en familie fra netværket", "3", ("12", "1.0", "9", "12")),
        ("På en institution med den lille pakke", "10", ("40", "3.3", "30", None)),
        ("På en institution med den store pakke", "0", ("80", "6.7", "80", None)),
        ("På en institution i helt særlige tilfælde", "120", ("120", "10.0", "0", None)),
        ("Hos Skovtours", "2", ("24", "2.0", "22", "12")),
        ("Hos Skovtours i helt særlige tilfælde", "48", ("48", "4.0", "0", "24")),
    ],
)
def test_respite(guide: Guide, package: str, used: str, expected: tuple[str | None, ...]) -> None:
    """So many nights and weekends a year."""
    rule = rule_of(guide, "koebenhavn", "afloesning-og-aflastning")
    assert isinstance(rule, RespiteRule)
    (chosen,) = (one for one in rule.packages if one.name == package)
    found = rule.calculate(chosen, Decimal(used))
    told = (found.a_year, found.a_month, found.left, found.weekends_a_year)
    assert told == tuple(number and Decimal(number) for number in expected)


def test_a_rule_names_every_figure_that_it_reckons_with() -> None:
    one, two, three, four = map(figure, ("1", "2", "3", "4"))
    assert list(CompensationRule(one, two, three, four).figures()) == [one, two, three, four]
    assert list(TransportRule(one, two, pays_beyond=True, pays_above=False).figures()) == [one, two]
    assert list(StayRule(one).figures()) == [one]
    assert list(SavedHoursRule(one, two, three, four).figures()) == [one, two, three, four]
    packages = (Package("a", one, None), Package("b", None, two), Package("c", three, four))
    assert list(RespiteRule(packages).figures()) == [one, two, three, four]


def test_only_standards_whose_source_has_a_rule_offer_a_sum(guide: Guide) -> None:
    offered = {
        slug: {standard.slug for standard in one.standards if standard.sum_rule}
        for slug, one in guide.municipalities.items()
    }
    assert offered["helsingoer"] == {"merudgifter", "beskyttet-beskaeftigelse", "boformer-hjemloese", "ledsagelse"}
    assert offered["koebenhavn"] == {"beskyttet-beskaeftigelse", "afloesning-og-aflastning"}


# As a standard's file has them


def test_a_sum_borrows_its_figures_from_the_file(content: Copy) -> None:
    rule = '{gemte timer: {timer: "{timer}", i botilbud: "{timer}", gemmes: "{gemmes}", højst: "{hoejst}"}}'
    content.change(COMPANION, "tal:\n", f"beregning: {rule}\ntal:\n  gemmes: 6 måneder\n  hoejst: 90 timer\n")
    saved = content.companion().sum_rule
    assert isinstance(saved, SavedHoursRule)
    assert [figure.value for figure in saved.figures()] == [Decimal(15), Decimal(15), 6, 90]


@pytest.mark.parametrize(
    ("written", "words", "value"),
    [("1.040", "1.040 kr. (2026-niveau)", "1040"), ("1.040,75", "1.040,75 kr. (2026-niveau)", "1040.75")],
)
def test_an_amount_keeps_its_year_and_its_rate(content: Copy, written: str, words: str, value: str) -> None:
    content.change(RATES, 'værdi: "1.040"', f'værdi: "{written}"')
    content.change(COMPANION, "tal:\n", 'beregning: {ophold: {døgn: "{tilskud}"}}\ntal:\n')
    standard = content.companion()
    assert isinstance(standard.sum_rule, StayRule)
    assert standard.sum_rule.a_day == Figure(Decimal(value), words, "tilskud")
    assert "tilskud" in {rate.id for rate in standard.rates}
