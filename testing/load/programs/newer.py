"""Runs the guide under another version number: ``python testing/load/programs/newer.py serve …``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import guide

guide.__version__ = "99.0"

from guide.__main__ import main  # noqa: E402  # the version comes first

sys.exit(main())
