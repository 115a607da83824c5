"""The letters of ``breve.yaml``: the texts that a citizen's letter is made of."""

from __future__ import annotations

from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures
from guide.next_steps.letters import PLACEHOLDERS, Choice, Letter, Letterhead, LetterKind, placeholders_in

_KEYS = ("slags", "titel", "emne", "hvem", "indledning", "før grunde", "grunde", "før uddybning", "slutning")


def read_letters(root: Value, figures: Figures) -> dict[LetterKind, Letter]:
    """The letters by kind; a kind that is unknown, missing or there twice is a complaint."""
    top = root.fields("afsender", "dato", "hilsen", "breve")
    sender = tuple(item.text() for item in top.items("afsender", optional=False))
    letterhead = Letterhead(sender, top.text("dato"), top.text("hilsen"))
    letters: dict[LetterKind, Letter] = {}
    for item in top.items("breve", optional=False):
        fields = item.fields(*_KEYS)
        kind = _kind(fields)
        if kind is None:
            continue
        if kind in letters:
            item.complain(f"Brevet “{kind}” står to gange.", "Slet det ene.")
        letters.setdefault(kind, _letter(kind, letterhead, fields, figures))
    for kind in LetterKind:
        if kind not in letters:
            root.complain(f"Brevet “{kind}” mangler.", f"Skriv en post med “slags: {kind}”.")
    return letters


def _kind(fields: Fields) -> LetterKind | None:
    given = fields.need("slags")
    name = given.text() if given else ""
    if name in tuple(LetterKind):
        return LetterKind(name)
    if given and name:
        given.complain(f"“slags: {name}” findes ikke.", suggestion(name, tuple(LetterKind)))
    return None


def _letter(kind: LetterKind, letterhead: Letterhead, fields: Fields, figures: Figures) -> Letter:
    return Letter(
        kind=kind,
        letterhead=letterhead,
        title=_text(fields.need("titel"), figures),
        subject=_text(fields.need("emne"), figures),
        writers=_choices(fields, "hvem", figures),
        opening=_text(fields.need("indledning"), figures),
        before_reasons=_text(fields.need("før grunde"), figures),
        reasons=_choices(fields, "grunde", figures),
        before_more=_text(fields.need("før uddybning"), figures),
        closing=tuple(_text(item, figures) for item in fields.items("slutning", optional=False)),
    )


def _choices(fields: Fields, key: str, figures: Figures) -> tuple[Choice, ...]:
    choices: dict[str, Choice] = {}
    for item in fields.items(key, optional=False):
        given = item.fields("id", "tekst", "brev")
        choice = Choice(given.text("id"), _text(given.need("tekst"), figures), _text(given.get("brev"), figures))
        if choice.id in choices:
            item.complain(f"“{choice.id}” står to gange under “{key}”.", "Giv det ene et andet id.")
        choices.setdefault(choice.id, choice)
    return tuple(choices.values())


def _text(value: Value | None, figures: Figures) -> str:
    """A text of the letter; a place in square brackets that nothing is known to fill is a complaint."""
    if value is None:
        return ""
    text = figures.text(value)
    for place in placeholders_in(text):
        if place not in PLACEHOLDERS:
            value.complain(f"“[{place}]” kan ikke udfyldes.", suggestion(place, PLACEHOLDERS))
    return text
