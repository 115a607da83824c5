"""The days of an application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from guide.next_steps.deadlines import complaint_due, decision_due, whole_weeks
from guide.rules.standards import Standard
from guide.sources import ProcessingTime, Rate


@dataclass(frozen=True, slots=True)
class Timeline:
    """Days for standards of one processing time."""

    standards: tuple[Standard, ...]
    processing: ProcessingTime
    applied: date
    decision: date | None
    """``None`` where the municipality names no number."""
    complaint: date | None
    """Counted from ``decision``; ``None`` where a board decides, one cannot complain, or no day follows."""


def timelines(standards: Iterable[Standard], applied: date, to_complain: Rate) -> tuple[Timeline, ...]:
    """One per processing time, the earliest decision first."""
    alike: dict[tuple[ProcessingTime, bool], list[Standard]] = {}
    for standard in standards:
        counted = not (standard.no_complaint or standard.complaint_board)
        alike.setdefault((standard.processing, counted), []).append(standard)
    lines = []
    for (processing, counted), group in alike.items():
        decision, weeks = decision_due(processing, applied), whole_weeks(to_complain)
        complaint = complaint_due(decision, weeks) if decision and weeks and counted else None
        lines.append(Timeline(tuple(group), processing, applied, decision, complaint))
    return tuple(sorted(lines, key=lambda line: line.decision or date.max))
