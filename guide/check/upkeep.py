"""Upkeep: old dates, old amounts, figures that nobody borrows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guide.check.gaps import cases
from guide.check.readability import line_of
from guide.content import Problem
from guide.content.files.municipality import OWN_QUESTIONS
from guide.municipality import DATA_PROTECTION, Guide, Municipality, Page, Talk
from guide.next_steps.deadlines import months_after
from guide.rules.standards import Standard

_MONTHS_UNTIL_STALE = 12


def upkeep(guide: Guide, danish: str, today: date) -> Iterator[Problem]:
    """Everything to look at as of today."""
    yield from _stale(guide, danish, today)
    yield from _out_of_date(guide, f"{danish}/satser.yaml", today)
    yield from _not_borrowed(guide)
    yield from _not_asked(guide, danish)
    yield from _without_data_protection(guide)


def _stale(guide: Guide, danish: str, today: date) -> Iterator[Problem]:
    """Texts compared with their source long ago, or in future."""
    rates, changes = f"{danish}/satser.yaml", f"{danish}/lovaendringer.yaml"
    checked = [
        *((rate.checked, rates, rate.name, rate.positions[""]) for rate in guide.rates.values()),
        *((change.checked, changes, change.title, change.positions[""]) for change in guide.law_changes.values()),
        (guide.talk.checked, f"{danish}/samtale.yaml", "Samtalen", _line(guide.talk)),
    ]
    for municipality in guide.municipalities.values():
        checked.append((municipality.checked, municipality.file, municipality.name, _line(municipality)))
        checked.extend((text.checked, text.file, text.title, _line(text)) for text in municipality.standards)
        checked.extend((page.checked, page.file, page.title, _line(page)) for page in municipality.pages)
    checked.extend((page.checked, page.file, page.title, _line(page)) for page in guide.pages.values())
    for day, file, name, line in checked:
        if months_after(day, _MONTHS_UNTIL_STALE) < today:
            yield Problem(file, line, f"“{name}” er ikke kontrolleret siden {day}.", "Sammenlign med kilden.")
        if day > today:
            yield Problem(file, line, f"“{name}” er kontrolleret i fremtiden ({day}).", "Ret datoen.")


def _line(text: Municipality | Standard | Page | Talk) -> int:
    return text.positions.get("kontrolleret", 1)


def _out_of_date(guide: Guide, file: str, today: date) -> Iterator[Problem]:
    """Rates with no entry valid today."""
    for rate in guide.rates.values():
        if rate.valid_to and rate.valid_to < today:
            line = rate.positions["gyldig til"]
            wrong = f"“{rate.name}” ({rate.id}) gjaldt kun til {rate.valid_to.isoformat()}, og bliver stadig vist."
            yield Problem(file, line, wrong, "Skriv en ny post med det, der gælder nu.")
        if rate.valid_from and rate.valid_from > today:
            line = rate.positions["gyldig fra"]
            wrong = f"“{rate.name}” ({rate.id}) gælder først fra {rate.valid_from.isoformat()}, men bliver vist nu."
            yield Problem(file, line, wrong, "Skriv også en post med det, der gælder nu.")


def _not_borrowed(guide: Guide) -> Iterator[Problem]:
    """Figures under `tal` that no text of the file borrows."""
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            for name, _figure in standard.figures_not_borrowed:
                line = standard.positions[f"tal.{name}"]
                wrong = f"Tallet “{name}” bliver ikke lånt af nogen tekst."
                yield Problem(standard.file, line, wrong, f"Skriv {{{name}}} i teksten, eller slet tallet.")


def _not_asked(guide: Guide, danish: str) -> Iterator[Problem]:
    """Own questions whose answers change nothing."""
    for place in guide.municipalities.values():
        used = {condition.question.id for case in cases(place) for condition in case}
        used |= {id_ for standard in place.standards for id_ in standard.questions}
        file = f"{danish}/{place.slug}/{OWN_QUESTIONS}"
        for question in place.own_questions:
            if question.id not in used:
                wrong = f"Spørgsmålet “{question.id}” bliver ikke brugt af nogen standard eller besked."
                line = line_of(guide, file, question.text.self_)
                yield Problem(file, line, wrong, "Brug det i et krav, eller slet det.")


def _without_data_protection(guide: Guide) -> Iterator[Problem]:
    """Fields missing that citizens must be told."""
    for place in guide.municipalities.values():
        missing = [f"“{key}”" for key, name in DATA_PROTECTION.items() if not getattr(place.data_protection, name)]
        if missing:
            wrong = (
                f"Siden om privatliv mangler {', '.join(missing)}. Borgerne skal kunne læse det, før I bruger guiden."
            )
            remedy = "Skriv det under “databeskyttelse”, når kommunen har besluttet det."
            yield Problem(place.file, place.positions.get("databeskyttelse", 1), wrong, remedy)
