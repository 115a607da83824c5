"""Upkeep: old dates, old amounts, figures that nobody borrows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from guide.check.gaps import cases
from guide.check.readability import line_of
from guide.content import Problem
from guide.content.files.own_layer import QUESTIONS, beside
from guide.municipality import DATA_PROTECTION, Guide, Municipality, Page
from guide.next_steps.deadlines import months_after
from guide.next_steps.talk import Talk
from guide.rules.standards import Standard

_MONTHS_UNTIL_STALE = 12


def upkeep(guide: Guide, today: date) -> Iterator[Problem]:
    """Everything to look at as of today."""
    yield from _stale(guide, today)
    yield from _out_of_date(guide, today)
    yield from _unused(guide)
    yield from _not_asked(guide)
    yield from _without_data_protection(guide)
    yield from _to_find_out(guide)
    yield from _disagreements(guide)


def _stale(guide: Guide, today: date) -> Iterator[Problem]:
    """Texts compared with their source long ago, or in future."""
    places = guide.municipalities.values()
    talks = (guide.talk, *(place.own_talk for place in places if place.own_talk.file))
    standards = [standard for place in places for standard in place.standards]
    pages = [*guide.pages.values(), *(page for place in places for page in place.pages)]
    checked = [
        *((rate.checked, rate.file, rate.name, rate.positions[""]) for rate in guide.every_rate),
        *((change.checked, change.file, change.title, change.positions[""]) for change in guide.every_law_change),
        *((talk.checked, talk.file, "Samtalen", _line(talk)) for talk in talks),
        *((place.checked, place.file, place.name, _line(place)) for place in places),
        *((standard.checked, standard.file, standard.title, _line(standard)) for standard in standards),
        *((page.checked, page.file, page.title, _line(page)) for page in pages),
    ]
    for day, file, name, line in checked:
        if months_after(day, _MONTHS_UNTIL_STALE) < today:
            yield Problem(file, line, f"“{name}” er ikke kontrolleret siden {day}.", "Sammenlign med kilden.")
        if day > today:
            yield Problem(file, line, f"“{name}” er kontrolleret i fremtiden ({day}).", "Ret datoen.")


def _line(text: Municipality | Standard | Page | Talk) -> int:
    return text.positions.get("kontrolleret", 1)


def _out_of_date(guide: Guide, today: date) -> Iterator[Problem]:
    """Rates with no entry valid today."""
    for rate in guide.every_rate:
        if rate.valid_to and rate.valid_to < today:
            line = rate.positions["gyldig til"]
            wrong = f"“{rate.name}” ({rate.id}) gjaldt kun til {rate.valid_to.isoformat()}, og bliver stadig vist."
            yield Problem(rate.file, line, wrong, "Skriv en ny post med det, der gælder nu.")
        if rate.valid_from and rate.valid_from > today:
            line = rate.positions["gyldig fra"]
            wrong = f"“{rate.name}” ({rate.id}) gælder først fra {rate.valid_from.isoformat()}, men bliver vist nu."
            yield Problem(rate.file, line, wrong, "Skriv også en post med det, der gælder nu.")


def _unused(guide: Guide) -> Iterator[Problem]:
    """Figures nobody borrows, and law changes nobody names."""
    for municipality in guide.municipalities.values():
        named = {change.id for standard in municipality.standards for change in standard.law_changes}
        for change in municipality.own_law_changes:
            if change.id not in named:
                wrong = f"Lovændringen “{change.id}” nævnes ikke af nogen standard."
                remedy = "Skriv den under “lovændringer”, eller slet den."
                yield Problem(change.file, change.positions[""], wrong, remedy)
        for standard in municipality.standards:
            for name in standard.figures_not_borrowed:
                line = standard.positions[f"tal.{name}"]
                wrong = f"Tallet “{name}” bliver ikke lånt af nogen tekst."
                yield Problem(standard.file, line, wrong, f"Skriv {{{name}}} i teksten, eller slet tallet.")


def _to_find_out(guide: Guide) -> Iterator[Problem]:
    """What a municipality's sources do not say, in one list."""
    for place in guide.municipalities.values():
        silent: dict[str, list[str]] = {key: [] for key in place.unknown}
        for standard in place.standards:
            for key in standard.unknown:
                silent.setdefault(key, []).append(standard.title)
        fields = [f"{key} ({', '.join(titles)})" if titles else key for key, titles in silent.items()]
        if fields:
            wrong = f"Det skal kommunen finde ud af, for kilden siger det ikke: {'; '.join(fields)}."
            remedy = "Skriv det i stedet for “ukendt”. Indtil da læser borgerne, at de kan spørge."
            yield Problem(place.file, 1, wrong, remedy)


def _disagreements(guide: Guide) -> Iterator[Problem]:
    """Where sources contradict each other, until that is cleared."""
    for standard in (standard for place in guide.municipalities.values() for standard in place.standards):
        for note, line in standard.disagreements.items():
            remedy = "Find ud af, hvad der gælder. Ret teksten, og slet noten. Borgerne ser den ikke."
            yield Problem(standard.file, line, f"Kilderne er uenige: {note.rstrip('.')}.", remedy)


def _not_asked(guide: Guide) -> Iterator[Problem]:
    """Own questions whose answers change nothing."""
    for place in guide.municipalities.values():
        used = {condition.question.id for case in cases(place) for condition in case}
        used |= {id_ for standard in place.standards for id_ in standard.questions}
        file = beside(place.file, QUESTIONS)
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
