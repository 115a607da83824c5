"""What help may cost or give. Pure, in decimals.

A rule holds the figures of one standard, borrowed from its file or from ``satser.yaml``; ``calculate`` takes what a
reader has typed, already known to be sensible, and gives every step. A result is an estimate: the municipality decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

MONTHS_A_YEAR = 12
_OERE = Decimal("0.01")
_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a rule: “6.660 kr. (2025-niveau)”."""

    value: Decimal
    words: str
    rate: str = ""
    """The id of its rate, if it is one."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of one kind, as files name it."""

    kind: ClassVar[str]

    def figures(self) -> Iterator[Figure]:
        values = (getattr(self, field.name) for field in fields(self))
        yield from (value for value in values if isinstance(value, Figure))


def rounded(amount: Decimal) -> Decimal:
    """In whole øre, a half upwards."""
    return amount.quantize(_OERE, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Compensation:
    a_month: Decimal
    a_year: Decimal
    group_1: Decimal | None
    """``None`` where the costs do not reach it."""
    group_2: Decimal | None


@dataclass(frozen=True, slots=True)
class CompensationRule(Rule):
    """Money for extra costs, in two groups.

    Group 1 gives a flat amount, group 2 the costs themselves and a supplement. Group 1 from ``least`` a year on, group
    2 above ``above`` a year; ``flat`` and ``supplement`` are a month.
    """

    kind: ClassVar[str] = "kompensation"
    least: Figure
    flat: Figure
    above: Figure
    supplement: Figure

    def calculate(self, costs: Decimal, months: int) -> Compensation:
        """From the costs of 1 or 12 months."""
        a_month, a_year = rounded(costs / months), costs * MONTHS_A_YEAR / months
        return Compensation(
            a_month=a_month,
            a_year=rounded(a_year),
            group_1=self.flat.value if a_year >= self.least.value else None,
            group_2=a_month + self.supplement.value if a_year > self.above.value else None,
        )


@dataclass(frozen=True, slots=True)
class Transport:
    """The most that transport may cost a month."""

    most: Decimal
    own: Decimal
    """On a longer way the most that its first part can cost."""
    is_short: bool


@dataclass(frozen=True, slots=True)
class TransportRule(Rule):
    """Transport to sheltered work.

    The reader pays up to ``distance`` (km), but at most ``share`` (%) of the earnings.
    """

    kind: ClassVar[str] = "transport"
    share: Figure
    distance: Figure
    pays_beyond: bool
    """The source says that the municipality pays for what is further away."""
    pays_above: bool
    """It says so of what the share does not cover."""

    def calculate(self, earnings: Decimal, cost: Decimal, kilometres: Decimal) -> Transport:
        """From a month's earnings after tax, its cost, the distance."""
        most = rounded(earnings * self.share.value / _PERCENT)
        return Transport(most, min(most, cost), kilometres <= self.distance.value)


@dataclass(frozen=True, slots=True)
class StayRule(Rule):
    """A stay that is paid by the day."""

    kind: ClassVar[str] = "ophold"
    a_day: Figure

    def calculate(self, days: int) -> Decimal:
        return rounded(self.a_day.value * days)


@dataclass(frozen=True, slots=True)
class SavedHours:
    unused: Decimal
    at_hand: Decimal
    lapsing: Decimal
    """Those that lapse when this month is over."""


@dataclass(frozen=True, slots=True)
class SavedHoursRule(Rule):
    """Hours that can be saved for ``months``, the first included.

    ``in_home`` are the hours of somebody who lives in a home with support; ``most`` hours can be at hand at a time.
    """

    kind: ClassVar[str] = "gemte timer"
    hours: Figure
    in_home: Figure
    months: Figure
    most: Figure

    def calculate(self, unused: Sequence[Decimal]) -> SavedHours:
        """From unused hours by month, this month first."""
        saved = unused[: int(self.months.value)]
        oldest = saved[-1] if saved and len(saved) == self.months.value else Decimal(0)
        total = sum(saved, Decimal(0))
        return SavedHours(total, min(total, self.most.value), oldest)


@dataclass(frozen=True, slots=True)
class Package:
    """``nights`` a year, ``weekends`` a month, or both."""

    name: str
    nights: Figure | None
    weekends: Figure | None
    exceptional: bool = False

    @property
    def a_year(self) -> Decimal:
        """Nights, or weekends where the source names no nights."""
        if self.nights:
            return self.nights.value
        return self.weekends_a_year or Decimal(0)

    @property
    def weekends_a_year(self) -> Decimal | None:
        return self.weekends.value * MONTHS_A_YEAR if self.weekends else None


@dataclass(frozen=True, slots=True)
class Respite:
    """A package, and what is left of it this year."""

    a_year: Decimal
    a_month: Decimal
    weekends_a_year: Decimal | None
    left: Decimal


@dataclass(frozen=True, slots=True)
class RespiteRule(Rule):
    kind: ClassVar[str] = "aflastning"
    packages: tuple[Package, ...]

    def calculate(self, package: Package, used: Decimal) -> Respite:
        """From nights, or else weekends, used this year."""
        a_month = (package.a_year / MONTHS_A_YEAR).quantize(Decimal("0.1"), ROUND_HALF_UP)
        return Respite(package.a_year, a_month, package.weekends_a_year, package.a_year - used)

    def figures(self) -> Iterator[Figure]:
        for package in self.packages:
            yield from (figure for figure in (package.nights, package.weekends) if figure)


SumRule = CompensationRule | TransportRule | StayRule | SavedHoursRule | RespiteRule
