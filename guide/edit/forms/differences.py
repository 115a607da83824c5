"""What differs between two versions of a file, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from guide.edit.forms.items import Items, as_items
from guide.edit.forms.kinds import PERSPECTIVES, WORDING, Choice, Field, Fields, Unfit, as_list
from guide.edit.forms.rule_kinds import MAYBE, NO, YES, Effect
from guide.edit.writing.document import Document
from guide.edit.writing.fields import Raw, are_mappings, as_yaml
from guide.rules.answers import NOT_KNOWN, Question

Questions = Mapping[str, Question]
_EFFECTS = {YES: "opfylder kravet", MAYBE: "kommer an på en vurdering", NO: "opfylder ikke kravet"}
_BETWEEN = {"et af": "\neller\n", "alle af": "\nog\n"}
_SILENT = "Kilden siger det ikke"
_ALIKE = 0.6
"""From here on, two parts of a list are the same one, changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: where, and what it says before and after."""

    where: str
    before: str
    after: str


def differences(fields: Fields, old: Document, new: Document, asked: Questions) -> list[Difference]:
    """All that was changed, removed or added."""
    found = list(_of_fields(fields, old.fields, new.fields, asked, ""))
    before, after = old.by_key, new.by_key
    for key in dict.fromkeys([*before, *after]):
        texts = [
            f"{one.heading}\n{one.text or one.written}".strip() if one else ""
            for one in (before.get(key), after.get(key))
        ]
        if texts[0] != texts[1]:
            heading = (after.get(key) or before[key]).heading
            found.append(Difference(f"Afsnittet “{heading}”" if heading else "Teksten", *changed_lines(*texts)))
        elif (one := before.get(key)) and (two := after.get(key)) and one.part != two.part:
            found.append(Difference(f"Afsnittet “{one.heading}”, bygger på", one.part, two.part))
    return found


def _of_fields(
    fields: Fields, old: Mapping[str, Any], new: Mapping[str, Any], asked: Questions, where: str
) -> Iterator[Difference]:
    known = {key for field in fields for key in field.keys}
    for field in fields:
        before, after = field.of(old), field.of(new)
        if before == after:
            continue
        kind = field.kind
        items = [as_items(value, alone=kind.alone) for value in (before, after)] if isinstance(kind, Items) else []
        if items and all(map(are_mappings, items)):
            yield from _of_items(field, items[0], items[1], asked, where)
        else:
            texts = in_words(field, before, asked), in_words(field, after, asked)
            if texts[0] != texts[1]:
                yield Difference(f"{where}{field.label}", *changed_lines(*texts))
    for key in dict.fromkeys([*old, *new]):
        if key not in known and old.get(key) != new.get(key):
            yield Difference(f"{where}{key}", _written(old.get(key)), _written(new.get(key)))


def changed_lines(before: str, after: str) -> tuple[str, str]:
    """The lines of each text that the other one lacks.

    Both texts whole, where only the order differs.
    """
    old, new = before.split("\n"), after.split("\n")
    removed = [line for line in old if line not in new]
    added = [line for line in new if line not in old]
    return ("\n".join(removed), "\n".join(added)) if removed or added else (before, after)


def _of_items(
    field: Field, old: list[dict[str, Any]], new: list[dict[str, Any]], asked: Questions, where: str
) -> Iterator[Difference]:
    """Parts that are new, removed, moved or changed."""
    pairs = _paired([_written(item) for item in old], [_written(item) for item in new])
    name = field.kind.name  # type: ignore[attr-defined]  # only lists come here
    for number, item in enumerate(old):
        if number not in pairs.values():
            yield Difference(f"{where}{name} “{title(item)}”", in_part(field, item, asked), "")
    moved = [pairs[number] for number in sorted(pairs)]
    if moved != sorted(moved):
        yield Difference(f"{where}{field.label}: rækkefølgen", *("; ".join(map(title, items)) for items in (old, new)))
    for number, item in enumerate(new):
        if number not in pairs:
            yield Difference(f"{where}{name} “{title(item)}”", "", in_part(field, item, asked))
        elif old[pairs[number]] != item:
            label = f"{where}{name} “{title(old[pairs[number]])}”: "
            yield from _of_fields(field.kind.fields, old[pairs[number]], item, asked, label)


def _paired(old: list[str], new: list[str]) -> dict[int, int]:
    """Which old part each new one was."""
    pairs: dict[int, int] = {}
    left = list(range(len(old)))
    for number, text in enumerate(new):
        if (place := next((place for place in left if old[place] == text), None)) is not None:
            pairs[number] = place
            left.remove(place)
    for number, text in enumerate(new):
        if number not in pairs and left:
            alike = {place: SequenceMatcher(None, old[place], text, autojunk=False).ratio() for place in left}
            best = max(left, key=lambda place: (alike[place], -abs(place - number)))
            best = number if alike[best] < _ALIKE and number in left else best
            if alike[best] >= _ALIKE or best == number:
                pairs[number] = best
                left.remove(best)
    return pairs


def title(item: Mapping[str, Any], asked: Questions | None = None) -> str:
    """The first words of a part of a list."""
    if together := [part for part in item.get("alle af") or () if isinstance(part, dict)]:
        return " og ".join(title(part, asked) for part in together)
    if (question := item.get("spørgsmål")) and asked and isinstance(question, str) and not item.get("krav"):
        return _name(question, asked)
    for key in ("krav", "navn", "titel", "ord", "spørg", "tekst", "standard", "spørgsmål", "dokument"):
        if item.get(key):
            try:
                return WORDING.normal(item[key])[0]
            except Unfit:
                continue
    return "uden navn"


def in_part(field: Field, item: Mapping[str, Any], asked: Questions) -> str:
    """A part of a list in lines: label and value."""
    lines = ((inner.label, in_words(inner, inner.of(item), asked)) for inner in field.kind.fields)
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def in_words(field: Field, value: Raw, asked: Questions) -> str:
    """A value as a colleague reads it."""
    try:
        normal = field.kind.normal(value)
    except Unfit:
        return _written(value)
    if field.kind.shape == "items":
        return _BETWEEN.get(field.key, "\n").join(in_part(field, item, asked) for item in normal.items)
    if field.kind.shape == "may_be_unknown":
        inner = field.kind.inner(field)  # type: ignore[attr-defined]
        return _SILENT if normal[0] else in_words(inner, value, asked)
    if field.kind.shape == "group":
        return value if isinstance(value, str) else in_part(field, value or {}, asked)
    if isinstance(field.kind, Choice) and field.kind.options:
        options = dict(field.kind.options)
        return "\n".join(options.get(option, option) for option in as_list(normal))
    return _words(normal, asked)


def _words(value: Raw, asked: Questions) -> str:
    if isinstance(value, Effect):
        return _effect(value, asked)
    if isinstance(value, bool):
        return "ja" if value else ""
    if isinstance(value, tuple):
        named = zip(("", *(f"{key}: " for key in PERSPECTIVES[1:])), value, strict=True)
        return "\n".join(f"{name}{text}" for name, text in named if text)
    if isinstance(value, dict):
        lines = (
            (
                _name(key, asked),
                text if isinstance(text, str) else ", ".join(label(key, option, asked) for option in text),
            )
            for key, text in value.items()
        )
        return "\n".join(f"{name}: {text}" for name, text in lines if text)
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return _BETWEEN["et af"].join(_words(case, asked) for case in value)
    return "\n".join(value) if isinstance(value, list) else str(value)


def label(question: str, option: str, asked: Questions) -> str:
    """An answer in its own words."""
    known = {one.id: one.label.self_ for one in asked[question].options} if question in asked else {}
    return known.get(option, option)


def _name(question: str, asked: Questions) -> str:
    return asked[question].name if question in asked else question


def _effect(effect: Effect, asked: Questions) -> str:
    lines = [_name(effect.question, asked)]
    known = [option.id for option in asked[effect.question].options] if effect.question in asked else []
    for option in dict.fromkeys([option for option in known if option != NOT_KNOWN] + [*effect.effects]):
        says = f" (“{effect.sentences[option][0]}”)" if option in effect.sentences else ""
        does = f"grænsen er {effect.limits[option]} år" if option in effect.limits else _EFFECTS[effect.of(option)]
        lines.append(f"{label(effect.question, option, asked)}: {does}{says}")
    if effect.each:
        lines.append("Alle valgte svar skal opfylde kravet")
    advice = _words(effect.rest, asked)
    return "\n".join(filter(None, [*lines, f"Ellers: {advice}" if advice else ""]))


def _written(value: Raw) -> str:
    return as_yaml(value) if value is not None else ""
