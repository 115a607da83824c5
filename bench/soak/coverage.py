"""Fuzzing by coverage, where atheris can be had: the targets of ``fuzz.py``, each in a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROGRAM = Path(__file__).resolve().parent / "fuzz.py"
TARGETS = ("tokens", "answers", "content")
MISSING = "skipped: atheris is not installed; it is made for Python 3.11 on Linux with an Intel or AMD processor only"


def run_all(seconds: int) -> Iterator[str]:
    """Run every target for so many seconds; a line on each.

    Raises:
        AssertionError: an input was found that must not be; the message ends with it.
    """
    if importlib.util.find_spec("atheris") is None:
        yield MISSING
        return
    for name in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(PROGRAM), name, str(seconds), folder]
            done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        said = (done.stdout + done.stderr).strip().splitlines()
        assert done.returncode == 0, "\n".join([f"{name}:", *said[-40:]])
        yield f"{name}: {next(line for line in reversed(said) if line.startswith('Done'))}"
