"""Runs the guide with its clock thirty days ahead: ``python testing/load/programs/later.py serve …``."""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

AHEAD = dt.timedelta(days=30)
_now = time.time


class Later(dt.datetime):
    """The clock, thirty days ahead."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> Later:
        return cls.fromtimestamp(time.time(), tz)


time.time = lambda: _now() + AHEAD.total_seconds()
dt.datetime = Later  # type: ignore[misc]
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from guide.__main__ import main  # noqa: E402  # the clock must be set before anything looks at it

sys.exit(main())
