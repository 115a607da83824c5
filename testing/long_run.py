"""Which cases of a test are for every run, and which only for the long one (``make test-full``)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest


def first_now(cases: Iterable[object]) -> list[object]:
    """The first in every run, the others in the long one."""
    cases = list(cases)
    return some_now(cases, every=len(cases))


def some_now(cases: Iterable[object], *, every: int) -> list[object]:
    """Every third, say, in every run, the others in the long one.

    A tuple is a case of several arguments.
    """
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.full if number % every else ())
        for number, case in enumerate(cases)
    ]
