"""The letters of ``breve.yaml``."""

from __future__ import annotations

from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures, read_prompts
from guide.next_steps.letters import PLACEHOLDERS, Choice, Letter, Letterhead, LetterKind, placeholders_in

_TO_A_BOARD = "slutning til nævn"
_OF_AN_APPLICATION = ("før opfyldte", "før åbne")
"""Written before requirements, where the letter follows from answers."""
_KEYS = (
    "slags",
    "titel",
    "emne",
    "hvem",
    "indledning",
    "før grunde",
    "grunde",
    "før uddybning",
    "slutning",
    _TO_A_BOARD,
    *_OF_AN_APPLICATION,
    "oplysninger",
)


def read_letters(root: Value, figures: Figures) -> dict[LetterKind, Letter]:
    """The letters by kind: each exactly once."""
    top = root.fields("afsender", "dato", "hilsen", "breve")
    sender = tuple(item.text() for item in top.items("afsender", optional=False))
    letterhead = Letterhead(sender, top.text("dato"), top.text("hilsen"))
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
            letters[kind] = _letter(kind, letterhead, fields, figures)
    for kind in LetterKind:
        if kind not in letters:
            root.report(f"Brevet “{kind}” mangler.", f"Skriv en post med “slags: {kind}”.")
    return letters


def _letter(kind: LetterKind, letterhead: Letterhead, fields: Fields, figures: Figures) -> Letter:
    of_answers = fields.required if kind is LetterKind.APPLICATION else fields.get
    before_met, before_open = (_text(of_answers(key), figures) for key in _OF_AN_APPLICATION)
    return Letter(
        kind=kind,
        letterhead=letterhead,
        title=_text(fields.required("titel"), figures),
        subject=_text(fields.required("emne"), figures),
        writers=_choices(fields, "hvem", figures),
        opening=_text(fields.required("indledning"), figures),
        before_reasons=_text(fields.required("før grunde"), figures),
        reasons=_choices(fields, "grunde", figures),
        before_more=_text(fields.required("før uddybning"), figures),
        closing=tuple(_text(item, figures) for item in fields.items("slutning", optional=False)),
        closing_to_board=tuple(
            _text(item, figures) for item in fields.items(_TO_A_BOARD, optional=kind is not LetterKind.COMPLAINT)
        ),
        before_met=before_met,
        before_open=before_open,
        prompts=read_prompts(fields, figures, sourced=False),
    )


def _choices(fields: Fields, key: str, figures: Figures) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for item in fields.items(key, optional=False):
        parts = item.fields("id", "tekst", "brev", "ud fra svar", "ikke til nævn")
        values = (parts.required("tekst"), parts.get("brev"), parts.get("ud fra svar"))
        said, written, by_answer = (_text(value, figures) for value in values)
        choice = Choice(parts.text("id"), said, written, by_answer, parts.boolean("ikke til nævn"))
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
