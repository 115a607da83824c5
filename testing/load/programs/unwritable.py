"""Runs the guide where no file may grow: ``python testing/load/programs/unwritable.py serve …``."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

from guide.__main__ import main  # noqa: E402  # the limit comes first

sys.exit(main())
