"""Shared by all municipalities: rates, law changes, glossary, talk."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date

from guide.content.files.questions import QuestionIndex
from guide.content.files.sources import is_unknown
from guide.content.syntax.source import Value
from guide.content.texts.wording import Figures, read_search_words
from guide.municipality import Term
from guide.next_steps.talk import Talk, TalkTheme
from guide.rules.standards import LawChange
from guide.sources import Rate

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?|\d+(?:,\d+)?")
_CERTAINTIES = ("sikker", "sandsynlig", "usikker")


def read_rates(root: Value, today: date, *, taken: Collection[str] = ()) -> dict[str, Rate]:
    """Rates valid today by id; the latest where none is.

    Two entries of one id whose periods overlap are a problem, and so are an amount without a level year and an id that
    is ``taken`` by a shared rate.
    """
    entries: dict[str, list[Rate]] = {}
    for item in root.items():
        rate = _rate(item)
        if not rate.id:
            continue
        if rate.id in taken:
            item.report(f"Tallet “{rate.id}” er et af de fælles.", "Giv jeres eget et andet id.")
            continue
        for other in entries.get(rate.id, ()):
            if _start(rate) <= _end(other) and _start(other) <= _end(rate):
                remedy = "Skriv “gyldig til” på det gamle, før det nye begynder."
                item.report(f"“{rate.id}” har to beløb, der gælder samtidig.", remedy)
        entries.setdefault(rate.id, []).append(rate)
    return {id_: _current(rates, today) for id_, rates in entries.items()}


def _rate(item: Value) -> Rate:
    fields = item.fields(
        "id", "navn", "værdi", "enhed", "niveau", "gyldig fra", "gyldig til", "kilde", "aktuel", "kontrolleret"
    )
    id_, unit, level, current = fields.text("id"), fields.text("enhed"), fields.get("niveau"), fields.get("aktuel")
    where = current.fields("tekst", "link")
    if unit.startswith("kr") and not level:
        remedy = "Skriv det år, beløbet gælder for: “niveau: 2025”."
        item.report(f"Beløbet “{id_}” har ikke noget niveau.", remedy)
    if level and not current:
        remedy = "Skriv “aktuel: {tekst: …, link: …}”."
        item.report(f"“{id_}” siger ikke, hvor det aktuelle beløb står.", remedy)
    remedy = "Skriv kun tallet, for eksempel 6.660 eller 100,77."
    return Rate(
        id=id_,
        name=fields.text("navn"),
        value=fields.required("værdi").matching(_NUMBER, "“værdi: {}” er ikke et tal.", remedy),
        unit=unit,
        level=level.integer() if level else None,
        valid_from=fields.date("gyldig fra") if "gyldig fra" in fields else None,
        valid_to=fields.date("gyldig til") if "gyldig til" in fields else None,
        source=fields.text("kilde"),
        current_text=where.text("tekst"),
        current_link=where.required("link").web_address(),
        checked=fields.date("kontrolleret"),
        file=item.file,
        positions=fields.positions(),
    )


def _start(rate: Rate) -> date:
    return rate.valid_from or date.min


def _end(rate: Rate) -> date:
    return rate.valid_to or date.max


def _current(rates: list[Rate], today: date) -> Rate:
    valid = [rate for rate in rates if _start(rate) <= today <= _end(rate)]
    return valid[0] if valid else max(rates, key=_start)


def read_law_changes(
    root: Value, figures: Figures, questions: QuestionIndex, *, taken: Collection[str] = ()
) -> dict[str, LawChange]:
    """The law changes by id, none of them ``taken``."""

    def build(item: Value) -> tuple[str, LawChange]:
        fields = item.fields(
            "id", "titel", "tekst", "i kraft", "kilde", "sikkerhed", "kontrolleret", "når", "kun hvis det kan passe"
        )
        id_, in_force = fields.text("id"), fields.required("i kraft")
        if id_ in taken:
            item.report(f"Lovændringen “{id_}” er en af de fælles.", "Giv jeres egen et andet id.")
        return id_, LawChange(
            id=id_,
            title=fields.text("titel"),
            text=figures.text(fields.required("tekst")),
            in_force=in_force.date() if in_force and not is_unknown(in_force) else None,
            source=fields.text("kilde"),
            certainty=fields.required("sikkerhed").one_of(_CERTAINTIES),
            checked=fields.date("kontrolleret"),
            when=questions.all_of(fields.get("når")),
            only_if_it_may_fit=fields.boolean("kun hvis det kan passe"),
            file=item.file,
            positions=fields.positions(),
        )

    return root.unique(build, "Lovændringen", "Slet den ene.")


def read_glossary(root: Value, shared: Iterable[Term] = ()) -> tuple[Term, ...]:
    """The glossary in alphabetical order.

    A word of ``shared`` that is explained anew keeps its forms, where ``root`` has none.
    """
    known = {term.word.lower(): term for term in shared}

    def build(item: Value) -> tuple[str, Term]:
        fields = item.fields("ord", "former", "forklaring", "søgeord")
        word, forms = fields.text("ord"), tuple(form.text() for form in fields.items("former"))
        old = known.get(word.lower(), Term(word, (), ""))
        return word, Term(
            word, forms or old.forms, fields.text("forklaring"), read_search_words(fields) or old.search_words
        )

    terms = known | root.unique(build, "Ordet", "Saml forklaringen ét sted.", fold=str.lower)
    return tuple(terms[key] for key in sorted(terms, key=_danish_order))


def _danish_order(word: str) -> str:
    """A key that sorts æ, ø and å after z."""
    return word.translate(str.maketrans("æøå", "{|}"))


def read_talk(root: Value, figures: Figures, *, adds: bool = False) -> Talk:
    """The talk that all share, or what a municipality ``adds``."""
    lists = ("medbring", "spørg om", "stikord")
    fields = root.fields(*lists, *(() if adds else ("temaer",)), "kilde", "kontrolleret")
    bring, ask, prompts = (fields.items(key, optional=adds) for key in lists)
    themes = fields.get("temaer") if adds else fields.required("temaer")
    return Talk(
        bring=tuple(figures.wording(item) for item in bring),
        ask=tuple(figures.wording(item) for item in ask),
        prompts=tuple(figures.text(item) for item in prompts),
        themes=tuple(themes.unique(lambda item: _theme(item, figures), "Temaet", "Slet det ene.").values()),
        source=fields.text("kilde"),
        checked=fields.date("kontrolleret"),
        file=root.file,
        positions=fields.positions(),
    )


def _theme(item: Value, figures: Figures) -> tuple[str, TalkTheme]:
    fields = item.fields("id", "navn", "tekst", "kaldes")
    id_ = fields.text("id")
    text, term = figures.text(fields.required("tekst")), fields.text("kaldes", optional=True)
    return id_, TalkTheme(id_, fields.text("navn"), text, term)
