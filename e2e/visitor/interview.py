"""A visitor's way through the interview."""

from __future__ import annotations

from e2e.visitor.visit import Visit
from testing.people import Person


def interview(visit: Visit, person: Person, municipality: str = "helsingoer") -> list[str]:
    """Walks from the start page to the answers; returns the questions that were asked, in order."""
    visit.open(f"/{municipality}/").follow("Begynd")
    asked = []
    while (question := visit.question) is not None:
        asked.append(question)
        visit.answer(*person.to(question))
    return asked
