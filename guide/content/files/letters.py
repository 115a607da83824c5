"""The letters of ``breve.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from guide.content.files.slugs import SLUG
from guide.content.files.standard import ReadingContext
from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.references import References
from guide.content.texts.wording import Figures, read_prompts
from guide.next_steps.decision import Point, Result
from guide.next_steps.letters import PLACEHOLDERS, Choice, Letter, Letterhead, LetterKind, OfDecision, placeholders_in

_TO_A_BOARD, _JUDGEMENT = "slutning til nævn", "fagligt skøn"
_OF_AN_APPLICATION = ("før opfyldte", "før åbne")
"""Written before requirements, where the letter follows from answers."""
_LETTERS_OF_AN_ID = "Brug små bogstaver fra a til z, tal og bindestreg."
_POINTS = "punkter"
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


def read_letters(root: Value, figures: Figures) -> dict[str, Letter]:
    """The letters by kind: each exactly once."""
    top = root.fields("afsender", "dato", "hilsen", "bilag", "hvem", "breve")
    sender = tuple(item.text() for item in top.items("afsender", optional=False))
    letterhead = Letterhead(sender, top.text("dato"), top.text("hilsen"), top.text("bilag"))
    writers = _choices(top, "hvem", figures)
    letters: dict[str, Letter] = {}
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
        title=_text(fields.required("titel"), figures, ()),
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
        prompts=tuple(read_prompts(fields, figures, sourced=False)),
        of_decision=_of_decision(decision, figures) if decision else OfDecision(),
    )


def _of_decision(value: Value, figures: Figures) -> OfDecision:
    """What a complaint says of a decision, point by point."""
    fields = value.fields("resultat", _POINTS, *_OF_A_DECISION)
    before_open, before_unmet, before_met = (_text(fields.required(key), figures) for key in _OF_A_DECISION)
    results, points = (_choices(fields, key, figures) for key in ("resultat", _POINTS))
    for key, ids, choices in (("resultat", Result, results), (_POINTS, Point, points)):
        for missing in set(ids) - {choice.id for choice in choices}:
            fields.get(key).report(f"“{missing}” mangler under “{key}”.", f"Skriv en post med “id: {missing}”.")
    return OfDecision(results, points, before_open, before_unmet, before_met)


def read_own_letters(root: Value, figures: Figures, context: ReadingContext) -> tuple[Letter, ...]:
    """What a municipality adds to letters, and its own."""

    def build(item: Value) -> tuple[str, Letter]:
        letter = _added(item, figures, context.letters) if "slags" in item.names else _own(item, figures, context)
        return letter.kind, letter

    letters = root.fields("breve").required("breve").unique(build, "Brevet", "Saml det ét sted.")
    return tuple(letters.values())


def _added(item: Value, figures: Figures, shared: Mapping[str, Letter]) -> Letter:
    """What a municipality adds to a letter that all share."""
    fields = item.fields("slags", "grunde", "slutning", _TO_A_BOARD, "oplysninger")
    kind = fields.required("slags").one_of(tuple(shared), "Et brev, som kun er jeres, har “id” og ikke “slags”.")
    to_board, prompts = fields.get(_TO_A_BOARD), fields.get("oplysninger")
    if to_board and kind in shared and not shared[kind].closing_to_board:
        to_board.report(f"Brevet “{kind}” har ikke “{_TO_A_BOARD}”.", "Skriv det under “slutning”.")
    if prompts and kind != LetterKind.APPLICATION:
        prompts.report("“oplysninger” bliver kun spurgt om i ansøgningen.", "Skriv det under “slags: ansoegning”.")
    taken = [reason.id for reason in shared[kind].reasons] if kind in shared else []
    return Letter(
        kind=kind,
        reasons=_choices(fields, "grunde", figures, taken=taken),
        closing=tuple(_text(line, figures) for line in fields.items("slutning")),
        closing_to_board=tuple(_text(line, figures) for line in to_board.items()),
        prompts=tuple(read_prompts(fields, figures, sourced=False)),
    )


def _own(item: Value, figures: Figures, context: ReadingContext) -> Letter:
    """A letter that only one municipality has."""
    own = ("id", "tekst", "standarder", "titel", "emne", "indledning", "før grunde", "grunde", "før uddybning")
    fields, references = item.fields(*own, "slutning"), context.references or References()
    id_ = fields.required("id").matching(SLUG, "“id: {}” kan ikke stå i en adresse.", _LETTERS_OF_AN_ID)
    for one, other in (("grunde", "før grunde"), ("før grunde", "grunde")):
        if one in fields:
            fields.required(other)
    if "standarder" in fields and not fields.items("standarder"):
        remedy = "Nævn de standarder, som brevet er til. Slet feltet, hvis det er til dem alle."
        fields.get("standarder").report("“standarder” er tom.", remedy)
    if id_ in context.letters:
        remedy = f"Skriv “slags: {id_}”, hvis I vil lægge noget til det. Giv ellers jeres eget et andet id."
        item.report(f"Brevet “{id_}” er et af de fælles.", remedy)
    return Letter(
        kind=id_,
        title=_text(fields.required("titel"), figures, ()),
        subject=_text(fields.required("emne"), figures),
        opening=_text(fields.required("indledning"), figures),
        before_reasons=_text(fields.get("før grunde"), figures),
        reasons=_choices(fields, "grunde", figures, taken=()),
        before_more=_text(fields.get("før uddybning"), figures),
        closing=tuple(_text(line, figures) for line in fields.items("slutning", optional=False)),
        about=_text(fields.required("tekst"), figures, ()),
        standards=tuple(references.standard(one, "standarder") for one in fields.items("standarder")),
    )


def _choices(fields: Fields, key: str, figures: Figures, *, taken: Collection[str] | None = None) -> tuple[Choice, ...]:
    """Choices by id; optional where some may be ``taken``."""
    choices: dict[str, Choice] = {}
    for item in fields.items(key, optional=taken is not None):
        parts = item.fields("id", "tekst", "brev", "ud fra svar", "bilag", "ikke til nævn", _JUDGEMENT)
        said = _text(parts.required("tekst"), figures, PLACEHOLDERS if key == _POINTS else ())
        written, by_answer, enclosed = (_text(parts.get(key), figures) for key in ("brev", "ud fra svar", "bilag"))
        id_ = parts.required("id").matching(SLUG, "“id: {}” kan ikke bruges.", _LETTERS_OF_AN_ID)
        not_to_board, is_judgement = parts.boolean("ikke til nævn"), parts.boolean(_JUDGEMENT)
        choice = Choice(id_, said, written, by_answer, enclosed, not_to_board, is_judgement)
        if choice.id in choices:
            item.report(f"“{choice.id}” står to gange under “{key}”.", "Giv det ene et andet id.")
        if choice.id in (taken or ()):
            item.report(f"“{choice.id}” er i det fælles brev.", "Giv jeres eget et andet id.")
        choices.setdefault(choice.id, choice)
    return tuple(choices.values())


def _text(value: Value, figures: Figures, known: Collection[str] = PLACEHOLDERS) -> str:
    """A text with known placeholders; none on a page."""
    text = figures.text(value)
    for place in placeholders_in(text):
        if place not in known:
            remedy = "" if known else "Det bliver kun udfyldt i selve brevet. Slet det her."
            value.report(f"“[{place}]” kan ikke udfyldes.", suggestion(place, known, remedy))
    return text
