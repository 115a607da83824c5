"""The unit of ``deploy/``: systemd understands it, and it shuts the guide off from what it does not need."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

ANALYZE = shutil.which("systemd-analyze")
MOST_EXPOSED = 25
"""Of 100, as ``systemd-analyze security`` counts; a unit that says nothing has 96."""


@pytest.fixture
def unit(tmp_path: Path) -> Path:
    """The unit as a file, with a program that is there."""
    found = (ROOT / "deploy" / "stoetteguiden.service").read_text(encoding="utf-8")
    file = tmp_path / "stoetteguiden.service"
    file.write_text(found.replace("/opt/stoetteguiden/bin/stoetteguiden", "/bin/true"), encoding="utf-8")
    return file


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is not installed")
@pytest.mark.parametrize("asked", [("verify",), ("security", "--offline=true", f"--threshold={MOST_EXPOSED}")])
def test_systemd_takes_the_unit_and_finds_it_little_exposed(unit: Path, asked: tuple[str, ...]) -> None:
    run = subprocess.run([str(ANALYZE), *asked, str(unit)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Unknown" not in run.stderr


@pytest.mark.parametrize("setting", ["LimitCORE=0", "MemorySwapMax=0", "UMask=0077"])
def test_the_unit_writes_no_memory_to_the_disk(unit: Path, setting: str) -> None:
    """Not counted by systemd, but promised in ``docs/sikkerhed.md``."""
    assert setting in unit.read_text(encoding="utf-8").splitlines()
