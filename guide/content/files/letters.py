"""The letters of ``breve.yaml``."""

from __future__ import annotations

from collections.abc import Callable

from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures, read_prompts
from guide.next_steps.decision import Point, Result
from guide.next_steps.letters import PLACEHOLDERS, Choice, Letter, Letterhead, LetterKind, OfDecision, placeholders_in

_TO_A_BOARD = "slutning til nævn"
_OF_AN_APPLICATION = ("før opfyldte", "før åbne")
"""Written before requirements, where the letter follows from answers."""
_OF_A_DECISION = ("før ikke nævnt", "før passer ikke", "før passer")
_KEYS = (
    "slags",
    "titel",
    "emne",
    "indledning",
    "før grunde",
    "grunde",
    "før uddybning",
    "afgørelse",
    "slutning",
    _TO_A_BOARD,
    *_OF_AN_APPLICATION,
    "oplysninger",
)


def read_letters(root: Value, figures: Figures) -> dict[LetterKind, Letter]:
    """The letters by kind: each exactly once."""
    top = root.fields("afsender", "dato", "hilsen", "bilag", "hvem", "breve")
    sender = tuple(item.text() for item in top.items("afsender", optional=False))
    letterhead = Letterhead(sender, top.text("dato"), top.text("hilsen"), top.text("bilag"))
    writers = _choices(top, "hvem", figures)
    letters: dict[LetterKind, Letter] = {}
    for item in top.items("breve", optional=False):
        fields = item.fields(*_KEYS)
        name = fields.required("slags").one_of(tuple(LetterKind))
        if name not in tuple(LetterKind):
            continue
        kind = LetterKind(name)
        if kind in letters:
            item.report(f"Brevet “{kind}” står to gange.", "Slet det ene.")
        else:
            letters[kind] = _letter(kind, letterhead, writers, fields, figures)
    for kind in LetterKind:
        if kind not in letters:
            root.report(f"Brevet “{kind}” mangler.", f"Skriv en post med “slags: {kind}”.")
    return letters


def _letter(
    kind: LetterKind, letterhead: Letterhead, writers: tuple[Choice, ...], fields: Fields, figures: Figures
) -> Letter:
    def only(*kinds: LetterKind) -> Callable[[str], Value]:
        return fields.required if kind in kinds else fields.get

    before_met, before_open = (_text(only(LetterKind.APPLICATION)(key), figures) for key in _OF_AN_APPLICATION)
    decision = only(LetterKind.COMPLAINT)("afgørelse")
    return Letter(
        kind=kind,
        letterhead=letterhead,
        title=_text(fields.required("titel"), figures),
        subject=_text(fields.required("emne"), figures),
        writers=writers,
        opening=_text(fields.required("indledning"), figures),
        before_reasons=_text(fields.required("før grunde"), figures),
        reasons=_choices(fields, "grunde", figures),
        before_more=_text(only(LetterKind.COMPLAINT, LetterKind.APPLICATION)("før uddybning"), figures),
        closing=tuple(_text(item, figures) for item in fields.items("slutning", optional=False)),
        closing_to_board=tuple(_text(item, figures) for item in only(LetterKind.COMPLAINT)(_TO_A_BOARD).items()),
        before_met=before_met,
        before_open=before_open,
        prompts=read_prompts(fields, figures, sourced=False),
        of_decision=_of_decision(decision, figures) if decision else OfDecision(),
    )


def _of_decision(value: Value, figures: Figures) -> OfDecision:
    """What a complaint says of a decision, point by point."""
    fields = value.fields("resultat", "punkter", *_OF_A_DECISION)
    before_open, before_unmet, before_met = (_text(fields.required(key), figures) for key in _OF_A_DECISION)
    results, points = (_choices(fields, key, figures) for key in ("resultat", "punkter"))
    for key, ids, choices in (("resultat", Result, results), ("punkter", Point, points)):
        for missing in set(ids) - {choice.id for choice in choices}:
            fields.get(key).report(f"“{missing}” mangler under “{key}”.", f"Skriv en post med “id: {missing}”.")
    return OfDecision(results, points, before_open, before_unmet, before_met)


def _choices(fields: Fields, key: str, figures: Figures) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for item in fields.items(key, optional=False):
        parts = item.fields("id", "tekst", "brev", "ud fra svar", "bilag", "ikke til nævn")
        values = (parts.required("tekst"), parts.get("brev"), parts.get("ud fra svar"), parts.get("bilag"))
        said, written, by_answer, enclosed = (_text(value, figures) for value in values)
        choice = Choice(parts.text("id"), said, written, by_answer, enclosed, parts.boolean("ikke til nævn"))
        if choice.id in choices:
            item.report(f"“{choice.id}” står to gange under “{key}”.", "Giv det ene et andet id.")
        choices.setdefault(choice.id, choice)
    return tuple(choices.values())


def _text(value: Value, figures: Figures) -> str:
    """A text of the letter with known placeholders only."""
    text = figures.text(value)
    for place in placeholders_in(text):
        if place not in PLACEHOLDERS:
            value.report(f"“[{place}]” kan ikke udfyldes.", suggestion(place, PLACEHOLDERS))
    return text
