"""The field `beregning`: every figure of a sum is borrowed, and what cannot be reckoned with is told with its line."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from guide.content import load
from guide.rules.sums import SavedHoursRule, StayRule
from testing.changed_content import COMPANION, RATES, TODAY, Copy, copied

SAVED = 'beregning: {gemte timer: {timer: "{timer}", i botilbud: "{timer}", gemmes: "{gemmes}", højst: "{hoejst}"}}\n'


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    copy = copied(tmp_path)
    copy.change(COMPANION, "tal:\n", "tal:\n  gemmes: 6 måneder\n  hoejst: 90 timer\n")
    return copy


def with_rule(content: Copy, rule: str) -> list[str]:
    """The complaints of a copy whose standard has this rule."""
    content.change(COMPANION, "tal:\n", f"{rule}tal:\n")
    return content.complaints()


def told(content: Copy, says: str) -> str:
    return content.told(COMPANION, "beregning:", says)


def test_a_sum_borrows_its_figures_from_the_file_and_from_the_rates(content: Copy) -> None:
    assert with_rule(content, SAVED) == []
    standard = load(content.root, TODAY).municipalities["lilleby"].standard("ledsagelse")
    assert standard is not None
    assert isinstance(standard.sum_rule, SavedHoursRule)
    assert [figure.value for figure in standard.sum_rule.figures()] == [Decimal(15), Decimal(15), 6, 90]


def test_an_amount_keeps_its_level_year_and_its_rate(content: Copy) -> None:
    assert with_rule(content, 'beregning: {ophold: {døgn: "{tilskud}"}}\n') == []
    standard = load(content.root, TODAY).municipalities["lilleby"].standard("ledsagelse")
    assert standard is not None
    assert isinstance(standard.sum_rule, StayRule)
    figure = standard.sum_rule.a_day
    assert (figure.value, figure.words, figure.rate) == (Decimal(1040), "1.040 kr. (2026-niveau)", "tilskud")
    assert "tilskud" in {rate.id for rate in standard.rates}


def test_a_decimal_comma_is_understood(content: Copy) -> None:
    content.change(RATES, 'værdi: "1.040"', 'værdi: "1.040,75"')
    assert with_rule(content, 'beregning: {ophold: {døgn: "{tilskud}"}}\n') == []
    standard = load(content.root, TODAY).municipalities["lilleby"].standard("ledsagelse")
    assert standard is not None
    assert isinstance(standard.sum_rule, StayRule)
    assert standard.sum_rule.a_day.value == Decimal("1040.75")


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ('beregning: {ophold: {døgn: "100 kr."}}\n', '“døgn” låner ikke et tal. Skriv navnet på tallet: "{navn}".'),
        ('beregning: {ophold: {døgn: "{timer}"}}\n', "“15 timer om måneden” kan ikke bruges under “døgn”."),
        ('beregning: {ophold: {døgn: "{takst}"}}\n', "Tallet “{takst}” findes ikke."),
        ("beregning: {ophold: {}}\n", "Feltet “døgn” mangler. Skriv “døgn: …”."),
        ("beregning: {}\n", "“beregning” skal have én slags."),
        ("beregning: {lotto: {}}\n", "Feltet “lotto” findes ikke her."),
        ("beregning: {aflastning: [{navn: Her}]}\n", "Pakken har hverken døgn eller weekender."),
        (
            'beregning: {ophold: {døgn: "{tilskud}"}, transport: {andel: "{tilskud}", afstand: "{tilskud}"}}\n',
            "“beregning” skal have én slags.",
        ),
    ],
)
def test_a_sum_that_cannot_be_reckoned_is_told_with_its_line(content: Copy, rule: str, says: str) -> None:
    complaints = with_rule(content, rule)
    assert [one for one in complaints if one.startswith(told(content, says))], complaints
