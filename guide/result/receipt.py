"""The rules behind a result, and their changes since.

A receipt is a few bytes for each of a person's results. It says which rules gave it, and for every standard what came
out and why, as numbers that mean nothing without the rules. Reasons are their sentences: whoever reads
another one has another reason. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from guide.municipality import Municipality
from guide.rules.outcome import Outcome, State
from guide.rules.standards import Condition, Requirement, Standard

_VERSION, _ORDER = 32, 8
"""Bits; the order is a number of the standards' names."""
_STATES = (State.LIKELY, State.INDIVIDUAL, State.UNKNOWN, State.UNLIKELY)
_STATE, _REASON = 2, 12
"""Bits of what is sought, after the one that says that it is."""

Entry = tuple[State, int]
_NOT_SOUGHT: Entry = (State.NOT_SOUGHT, 0)


@dataclass(frozen=True, slots=True)
class Difference:
    """A standard with another outcome or another reason than before."""

    standard: Standard
    now: State
    before: State | None
    """``None`` where it was not there, or nobody can tell."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What has become of a result since its receipt."""

    version: str
    """Of the rules that gave it."""
    differences: tuple[Difference, ...]
    gone: bool = False
    """Whether something that was there may be there no more."""

    @property
    def any(self) -> bool:
        return bool(self.differences) or self.gone


def rules_version(municipality: Municipality) -> str:
    """A short hash of all that decides or explains outcomes."""
    questions = [(question.id, question.kind, question.option_ids) for question in municipality.questions]
    standards = [
        (
            standard.slug,
            _requirements([standard.need] if standard.need else []),
            _requirements(standard.requirements),
            [(extent.text.self_, _conditions(extent.when)) for extent in standard.extents],
        )
        for standard in sorted(municipality.with_outcome, key=lambda standard: standard.slug)
    ]
    return f"{_number(_VERSION, questions, standards):08x}"


def receipt_of(version: str, outcomes: Iterable[Outcome]) -> bytes:
    """The receipt of a result.

    Its first byte is never zero, and zeros behind it mean nothing.
    """
    by_slug = sorted(outcomes, key=lambda outcome: outcome.standard.slug)
    bits = f"{_order_of(by_slug):0{_ORDER}b}{int(version, 16):0{_VERSION}b}"
    for state, reason in map(_entry, by_slug):
        bits += "0" if state is State.NOT_SOUGHT else f"1{_STATES.index(state):0{_STATE}b}{reason:0{_REASON}b}"
    return int(bits + "0" * (-len(bits) % 8), 2).to_bytes(-(-len(bits) // 8))


def version_of(receipt: bytes) -> str:
    """The version of the rules that gave it."""
    return receipt[_ORDER // 8 : (_ORDER + _VERSION) // 8].hex()


def changes_since(receipt: bytes, outcomes: Iterable[Outcome]) -> Changes | None:
    """What differs in a result, or ``None`` without a receipt."""
    if not any(receipt):
        return None
    bits = "".join(f"{byte:08b}" for byte in receipt)
    order, version, rest = bits[:_ORDER], bits[_ORDER : _ORDER + _VERSION], bits[_ORDER + _VERSION :]
    by_slug = sorted(outcomes, key=lambda outcome: outcome.standard.slug)
    now, before = [_entry(outcome) for outcome in by_slug], list(_entries(rest))
    version = f"{int(version or '0', 2):08x}"
    if int(order, 2) == _order_of(by_slug):
        before += [_NOT_SOUGHT] * (len(now) - len(before))
        pairs = zip(by_slug, now, before, strict=False)
        return Changes(
            version, tuple(Difference(one.standard, is_[0], was[0]) for one, is_, was in pairs if is_ != was)
        )
    # Standards have come or gone, so nobody knows which is which; but each reason has the name of its standard in it.
    known = {*before, _NOT_SOUGHT}
    new = [Difference(one.standard, is_[0], None) for one, is_ in zip(by_slug, now, strict=True) if is_ not in known]
    return Changes(version, tuple(new), gone=not {*before} <= {*now, _NOT_SOUGHT})


def _entries(bits: str) -> Iterator[Entry]:
    """What a receipt says of each standard."""
    place, length = 0, 1 + _STATE + _REASON
    while place < len(bits):
        if bits[place] == "0":
            yield _NOT_SOUGHT
            place += 1
        else:
            state, reason = bits[place + 1 : place + 1 + _STATE], bits[place + 1 + _STATE : place + length]
            yield _STATES[int(state or "0", 2)], int(reason or "0", 2)
            place += length


def _entry(outcome: Outcome) -> Entry:
    if outcome.state is State.NOT_SOUGHT:
        return _NOT_SOUGHT  # for no other reason than that nobody asked for it
    reasons = sorted(_letters(requirement.text.self_) for requirement in outcome.deciding)
    return outcome.state, _number(_REASON, outcome.standard.slug, reasons)


def _order_of(by_slug: Sequence[Outcome]) -> int:
    return 1 + _number(_ORDER, [outcome.standard.slug for outcome in by_slug]) % ((1 << _ORDER) - 1)


def _requirements(requirements: Iterable[Requirement]) -> list[object]:
    return [
        (one.text.self_, one.advisory, _conditions(one.conditions), *map(_conditions, _together(one)))
        for one in requirements
    ]


def _together(requirement: Requirement) -> list[tuple[Condition, ...]]:
    return [conditions for conditions in requirement.alternatives if len(conditions) > 1]


def _conditions(conditions: Iterable[Condition]) -> list[object]:
    return [
        (one.question.id, sorted(one.accepts), sorted(one.discretionary), *(["each"] if one.each else []))
        for one in conditions
    ]


def _letters(sentence: str) -> str:
    """A sentence without its capitals and punctuation."""
    return "".join(filter(str.isalnum, sentence.casefold()))


def _number(bits: int, *of: object) -> int:
    """A hash of so many bits, the same everywhere."""
    digest = hashlib.sha256(repr(of).encode()).digest()
    return int.from_bytes(digest[:8]) >> (64 - bits)
