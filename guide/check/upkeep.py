"""Upkeep: old dates, old amounts, figures that nobody borrows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guide.check.positions import Places
from guide.content import Problem
from guide.municipality import Guide
from guide.next_steps.deadlines import months_after

_MONTHS_UNTIL_STALE = 12


def upkeep(guide: Guide, danish: str, places: Places, today: date) -> Iterator[Problem]:
    """Everything to look at as of today."""
    yield from _stale(guide, danish, places, today)
    yield from _out_of_date(guide, f"{danish}/satser.yaml", places, today)
    yield from _not_borrowed(guide, places)


def _stale(guide: Guide, danish: str, places: Places, today: date) -> Iterator[Problem]:
    """Texts compared with their source long ago, or in future."""
    rates, changes = f"{danish}/satser.yaml", f"{danish}/lovaendringer.yaml"
    checked = [
        *((rate.checked, rates, rate.name, f"id: {rate.id}") for rate in guide.rates.values()),
        *((change.checked, changes, change.title, f"id: {change.id}") for change in guide.law_changes.values()),
    ]
    texts = [(page.checked, page.file, page.title) for page in guide.pages.values()]
    texts.append((guide.talk.checked, f"{danish}/samtale.yaml", "Samtalen"))
    for municipality in guide.municipalities.values():
        texts.append((municipality.checked, municipality.file, municipality.name))
        texts.extend((standard.checked, standard.file, standard.title) for standard in municipality.standards)
        texts.extend((page.checked, page.file, page.title) for page in municipality.pages)
    checked.extend((day, file, name, f"kontrolleret: {day.isoformat()}") for day, file, name in texts)
    for day, file, name, words in checked:
        if months_after(day, _MONTHS_UNTIL_STALE) < today:
            wrong = f"“{name}” er ikke kontrolleret siden {day.isoformat()}."
            yield Problem(file, places.line(file, words), wrong, "Sammenlign med kilden.")
        if day > today:
            wrong = f"“{name}” er kontrolleret i fremtiden ({day.isoformat()})."
            yield Problem(file, places.line(file, words), wrong, "Ret datoen.")


def _out_of_date(guide: Guide, file: str, places: Places, today: date) -> Iterator[Problem]:
    """Rates with no entry valid today."""
    for rate in guide.rates.values():
        if rate.valid_to and rate.valid_to < today:
            line = places.line(file, f"gyldig til: {rate.valid_to.isoformat()}")
            wrong = f"“{rate.name}” ({rate.id}) gjaldt kun til {rate.valid_to.isoformat()}, og bliver stadig vist."
            yield Problem(file, line, wrong, "Skriv en ny post med det, der gælder nu.")
        if rate.valid_from and rate.valid_from > today:
            line = places.line(file, f"gyldig fra: {rate.valid_from.isoformat()}")
            wrong = f"“{rate.name}” ({rate.id}) gælder først fra {rate.valid_from.isoformat()}, men bliver vist nu."
            yield Problem(file, line, wrong, "Skriv også en post med det, der gælder nu.")


def _not_borrowed(guide: Guide, places: Places) -> Iterator[Problem]:
    """Figures under `tal` that no text of the file borrows."""
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            for name, figure in standard.figures_not_borrowed:
                line = places.line(standard.file, f"{name}: {figure}")
                wrong = f"Tallet “{name}” bliver ikke lånt af nogen tekst."
                yield Problem(standard.file, line, wrong, f"Skriv {{{name}}} i teksten, eller slet tallet.")
