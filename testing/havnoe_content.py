"""Havnø, the fictitious municipality that was written by ``docs/redigering.md`` alone."""

from __future__ import annotations

import shutil
from pathlib import Path

HAVNOE = Path(__file__).parent / "havnoe"
SLUG = "havnoe"
SINGS_ON_THE_MAINLAND = {
    "hvem": ["mig"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset"],
    "aarsag": ["syn"],
    "bolig": ["egen"],
    "stoettebehov": ["let"],
    "varig": ["ja"],
    "faerdes": ["nej"],
    "paa-havnoe": ["ja"],
    "faerge": ["hver-uge"],
}
"""Cannot take the ferry alone, and sings in a choir on the other side of the water every week."""


def created(to: Path) -> Path:
    """The folder ``content`` with Havnø and nobody else."""
    shutil.copytree(HAVNOE, to / "content" / "da" / SLUG)
    return to / "content"


def with_skovlev(to: Path) -> Path:
    """The folder ``content`` with Havnø, and with Skovlev, whose standards use every form that the format has."""
    content = created(to)
    shutil.copytree(HAVNOE.parent / "skovlev", content / "da" / "skovlev")
    return content
