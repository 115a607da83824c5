"""Small sums that follow from a standard's own rule: what help may cost or give. Pure, and exact: decimals throughout.

A rule holds the figures of one standard, borrowed from its file or from ``satser.yaml``; ``reckon`` takes what a reader
has typed, already known to be sensible, and gives every step. A result is an estimate: the municipality decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

MONTHS_A_YEAR = 12
_OERE = Decimal("0.01")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a sum reckons with, as texts tell it (“6.660 kr. (2025-niveau)”), and the id of its rate if any."""

    value: Decimal
    words: str
    rate: str = ""


def rounded(amount: Decimal) -> Decimal:
    """An amount in whole øre, a half upwards."""
    return amount.quantize(_OERE, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Compensation:
    """Extra costs a month and a year, and what either group gives a month (``None``: the costs do not reach it)."""

    a_month: Decimal
    a_year: Decimal
    group_1: Decimal | None
    group_2: Decimal | None


@dataclass(frozen=True, slots=True)
class CompensationRule:
    """Money for extra costs: group 1 a flat amount, group 2 the costs themselves and a supplement.

    Group 1 from ``least`` a year on, group 2 above ``above`` a year; ``flat`` and ``supplement`` are a month.
    """

    kind: ClassVar[str] = "kompensation"
    least: Figure
    flat: Figure
    above: Figure
    supplement: Figure

    def calculate(self, costs: Decimal, months: int) -> Compensation:
        """What costs of so many kroner in so many months (1 or 12) give."""
        a_month, a_year = rounded(costs / months), costs * MONTHS_A_YEAR / months
        return Compensation(
            a_month=a_month,
            a_year=rounded(a_year),
            group_1=self.flat.value if a_year >= self.least.value else None,
            group_2=a_month + self.supplement.value if a_year > self.above.value else None,
        )

    def figures(self) -> Iterator[Figure]:
        """The figures of the rule."""
        yield from (self.least, self.flat, self.above, self.supplement)


@dataclass(frozen=True, slots=True)
class Transport:
    """The most that transport may cost a month, what one pays oneself of it, and whether the way is a short one.

    On a longer way ``own`` is the most that the first part of it can cost.
    """

    most: Decimal
    own: Decimal
    is_short: bool


@dataclass(frozen=True, slots=True)
class TransportRule:
    """Transport to sheltered work: the reader pays up to ``distance`` (km), but at most ``share`` (%) of the earnings.

    ``pays_beyond``: the source says that the municipality pays for what is further away.
    """

    kind: ClassVar[str] = "transport"
    share: Figure
    distance: Figure
    pays_beyond: bool

    def calculate(self, earnings: Decimal, cost: Decimal, kilometres: Decimal) -> Transport:
        """What one pays of a cost, by earnings after tax, both a month, and the length of the way."""
        most = rounded(earnings * self.share.value / _PERCENT)
        return Transport(most, min(most, cost), kilometres <= self.distance.value)

    def figures(self) -> Iterator[Figure]:
        """The figures of the rule."""
        yield from (self.share, self.distance)


@dataclass(frozen=True, slots=True)
class StayRule:
    """A stay that is paid by the day, from the first one on."""

    kind: ClassVar[str] = "ophold"
    a_day: Figure

    def calculate(self, days: int) -> Decimal:
        """What so many days cost."""
        return rounded(self.a_day.value * days)

    def figures(self) -> Iterator[Figure]:
        """The figures of the rule."""
        yield self.a_day


@dataclass(frozen=True, slots=True)
class SavedHours:
    """The hours that were not used, those of them that are at hand, and those that lapse when this month is over."""

    unused: Decimal
    at_hand: Decimal
    lapsing: Decimal


@dataclass(frozen=True, slots=True)
class SavedHoursRule:
    """Hours a month that can be saved: each month's can be used in that month and the following, ``months`` in all.

    ``in_home`` are the hours of somebody who lives in a home with support; ``most`` hours can be at hand at a time.
    """

    kind: ClassVar[str] = "gemte timer"
    hours: Figure
    in_home: Figure
    months: Figure
    most: Figure

    def calculate(self, unused: Sequence[Decimal]) -> SavedHours:
        """What is at hand of the hours not used in this month, the one before, and so on."""
        kept = unused[: int(self.months.value)]
        oldest = kept[-1] if kept and len(kept) == self.months.value else Decimal(0)
        total = sum(kept, Decimal(0))
        return SavedHours(total, min(total, self.most.value), oldest)

    def figures(self) -> Iterator[Figure]:
        """The figures of the rule."""
        yield from (self.hours, self.in_home, self.months, self.most)


@dataclass(frozen=True, slots=True)
class Package:
    """One way of giving respite: ``nights`` a year, ``weekends`` a month, or both; at least one is there."""

    name: str
    nights: Figure | None
    weekends: Figure | None
    exceptional: bool = False

    @property
    def a_year(self) -> Decimal:
        """What is effective of it in a year: nights, or weekends where the source names no nights."""
        if self.nights:
            return self.nights.value
        return self.weekends_a_year or Decimal(0)

    @property
    def weekends_a_year(self) -> Decimal | None:
        """The weekends of a year, ``None`` where the source names none."""
        return self.weekends.value * MONTHS_A_YEAR if self.weekends else None


@dataclass(frozen=True, slots=True)
class Respite:
    """A package by the year and, on average, by the month, and how much of it is left this year."""

    a_year: Decimal
    a_month: Decimal
    weekends_a_year: Decimal | None
    left: Decimal


@dataclass(frozen=True, slots=True)
class RespiteRule:
    """The packages that respite is given in."""

    kind: ClassVar[str] = "aflastning"
    packages: tuple[Package, ...]

    def calculate(self, package: Package, used: Decimal) -> Respite:
        """What a package holds when so much of it has been used this year, in what it is effective in."""
        a_month = (package.a_year / MONTHS_A_YEAR).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return Respite(package.a_year, a_month, package.weekends_a_year, package.a_year - used)

    def figures(self) -> Iterator[Figure]:
        """The figures of the rule."""
        for package in self.packages:
            yield from (figure for figure in (package.nights, package.weekends) if figure)


SumRule = CompensationRule | TransportRule | StayRule | SavedHoursRule | RespiteRule
