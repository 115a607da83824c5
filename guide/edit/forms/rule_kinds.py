"""Kinds of fields that are about questions, answers and figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from guide.edit.forms.kinds import (
    PERSPECTIVES,
    WORDING,
    Kind,
    Submission,
    Unfit,
    as_list,
    as_text,
    in_one_line,
    kept_order,
    one,
)
from guide.edit.writing.fields import Changes, Part, Raw

YES, MAYBE, NO = "ja", "måske", "nej"
_THE_OTHERS = "andre"


@dataclass(frozen=True, slots=True)
class Answers(Kind):
    """Questions, each with its answers.

    ``alone`` is a question whose answers may be a list without its name.
    """

    alone: str = ""
    shape = "answers"

    def normal(self, value: Raw) -> dict[str, list[str]]:
        if self.alone and not isinstance(value, dict):
            return {} if value is None else {self.alone: sorted(as_list(value))}
        if not isinstance(value or {}, dict):
            raise Unfit
        return {question: sorted(as_list(options)) for question, options in (value or {}).items()}

    def read(self, sent: Submission, path: str) -> dict[str, list[str]]:
        added = one(sent, f"{path}.nyt")
        asked = dict.fromkeys([*sent.get(f"{path}.spørgsmål", ()), *([added] if added else [])])
        answers = {question: sorted(filter(None, sent.get(f"{path}.{question}", ()))) for question in asked}
        return {question: options for question, options in answers.items() if options or question == added}

    def to_write(self, now: dict[str, list[str]], before: Raw) -> Raw:
        if not now:
            return None
        if self.alone and set(now) == {self.alone} and not isinstance(before, dict):
            return kept_order(now[self.alone], as_list(before))
        old = before if isinstance(before, dict) else {}
        new: dict[str, Any] = {question: None for question in old if question not in now}
        for question, options in now.items():
            if question not in old or sorted(as_list(old[question])) != options:
                ordered = kept_order(options, as_list(old.get(question)))
                new[question] = ordered[0] if len(ordered) == 1 and isinstance(old.get(question, ""), str) else ordered
        return Changes(new)


class Cases(Kind):
    """Questions with answers; of several cases one is enough."""

    shape = "cases"

    def normal(self, value: Raw) -> list[dict[str, list[str]]]:
        return [Answers().normal(case) for case in _cases(value)]

    def read(self, sent: Submission, path: str) -> list[dict[str, list[str]]]:
        cases = (Answers().read(sent, f"{path}.{number}") for number in sent.get(f"{path}.tilfælde", ()))
        return [case for case in cases if case]

    def to_write(self, now: list[dict[str, list[str]]], before: Raw) -> Raw:
        if len(now) <= 1 and not isinstance(before, list):  # one alone is written without a list
            return Answers().to_write(now[0] if now else {}, before)
        if not isinstance(before, list):  # what was alone becomes a part of a list that is all new
            return [Part(None, Changes(case)) for case in now]
        old, parts = self.normal(before), []
        for number, case in enumerate(now):
            if case in old:
                parts.append(Part(old.index(case)))
            elif number < len(old) and old[number] not in now:
                parts.append(Part(number, Answers().to_write(case, before[number])))
            else:
                parts.append(Part(None, Answers().to_write(case, None)))
        return parts or None


def _cases(value: Raw) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


Sentences = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What each answer to a question does."""

    question: str
    effects: Mapping[str, str]
    """Those of all answers but the ``usual`` one."""
    sentences: Mapping[str, tuple[str, ...]]
    rest: tuple[str, ...] = ("", "", "")
    """Advice to those whose answer has no sentence of its own."""
    limits: Mapping[str, str] = field(default_factory=dict)
    """Years, where an age limit divides an answer."""
    each: bool = False
    """Whether every chosen answer has to meet it."""

    @property
    def usual(self) -> str:
        """What an answer does that the file does not name."""
        return YES if self.each else NO

    def of(self, option: str) -> str:
        return self.effects.get(option, self.usual)

    def named(self, effect: str) -> list[str]:
        """The answers with this effect, but for age limits."""
        return [option for option, does in self.effects.items() if does == effect and option not in self.limits]


@dataclass(frozen=True, slots=True)
class Effects(Kind):
    """A question, the answers that meet it, and advice.

    ``within``: one of several questions, where advice is to each answer.
    """

    within: bool = False
    shape = "effects"
    spans = ("spørgsmål", "svar", "ingen af", "måske", "aldersgrænse", "ellers")

    def normal(self, value: Raw) -> Effect:
        each, maybe = "ingen af" in value, _spoken(value.get("måske"))
        named = _unpacked(as_list(value.get("ingen af" if each else "svar")))
        limits = {option: text[0] for option, text in _spoken(value.get("aldersgrænse")).items()}
        otherwise = value.get("ellers")
        by_answer = says_by_answer(otherwise)
        advice = _spoken(otherwise) if by_answer else {}
        rest = advice.pop(_THE_OTHERS, ("", "", "")) if by_answer else WORDING.normal(otherwise)
        effects = dict.fromkeys(named, NO if each else YES) | dict.fromkeys([*maybe, *limits], MAYBE)
        effect = Effect(as_text(value.get("spørgsmål")), effects, {}, rest, limits, each)
        if (
            len(effects) < len({*named}) + len(maybe) + len(limits)
            or (each and "svar" in value)
            or any(effect.of(option) != NO for option in advice)
            or (self.within and otherwise and not by_answer)
        ):
            raise Unfit
        return replace(effect, sentences={option: texts for option, texts in {**maybe, **advice}.items() if any(texts)})

    def read(self, sent: Submission, path: str) -> Effect:
        question, shown = one(sent, path), one(sent, f"{path}.vist")
        options = sent.get(f"{path}.svarene", ()) if question == shown else ()
        limits = {option: years for option in options if (years := one(sent, f"{path}.grænse.{option}"))}
        effects = {option: one(sent, f"{path}.virkning.{option}") for option in options} | dict.fromkeys(limits, MAYBE)
        texts = {option: WORDING.read(sent, f"{path}.sætning.{option}") for option in options if option not in limits}
        said = {option: text for option, text in texts.items() if any(text) and effects[option] != YES}
        each = bool(options) and one(sent, f"{path}.hver") == YES
        effect = Effect(question, {}, said, WORDING.read(sent, f"{path}.råd"), limits, each)
        return replace(effect, effects={option: does for option, does in effects.items() if does != effect.usual})

    def to_write(self, now: Effect, before: Raw) -> dict[str, Any]:
        old, maybe = self.normal(before), now.named(MAYBE)
        spoken = _grouped(now, maybe) if any(_of(now, maybe).values()) else maybe
        parts: tuple[tuple[str, Callable[[Effect], object], Raw], ...] = (
            ("spørgsmål", lambda effect: effect.question, now.question),
            ("svar", lambda effect: set(effect.named(YES)), now.named(YES)),
            ("ingen af", lambda effect: (effect.each, set(effect.named(NO))), now.named(NO) if now.each else None),
            ("måske", lambda effect: _of(effect, effect.named(MAYBE)), spoken),
            ("aldersgrænse", lambda effect: effect.limits, now.limits),
            ("ellers", lambda effect: (_advised(effect), effect.rest), self._advice(now, _advised(now))),
        )
        return {key: value or None for key, compared, value in parts if compared(now) != compared(old)}

    def _advice(self, now: Effect, advised: Sentences) -> Raw:
        if not advised and not self.within:
            return WORDING.to_write(now.rest)
        rest = {_THE_OTHERS: WORDING.to_write(now.rest)} if any(now.rest) else {}
        return _grouped(now, list(advised)) | rest or None


def says_by_answer(otherwise: Raw) -> bool:
    """Whether advice has a sentence for each answer."""
    return isinstance(otherwise, dict) and not set(otherwise) <= set(PERSPECTIVES)


def _unpacked(options: Iterable[str]) -> list[str]:
    return [option.strip() for several in options for option in several.split(",")]


def _spoken(value: Raw) -> Sentences:
    """Answers with their sentences; several may share one."""
    if not isinstance(value, dict):
        return dict.fromkeys(_unpacked(as_list(value)), ("", "", ""))
    return {option: WORDING.normal(text) for several, text in value.items() for option in _unpacked([several])}


def _of(effect: Effect, options: Iterable[str]) -> Sentences:
    return {option: effect.sentences.get(option, ()) for option in options}


def _advised(effect: Effect) -> Sentences:
    return {option: text for option, text in effect.sentences.items() if effect.of(option) == NO}


def _grouped(effect: Effect, options: list[str]) -> dict[str, Any]:
    """Sentences under their answers, each sentence once."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for option in options:
        groups.setdefault(tuple(effect.sentences.get(option, ("", "", ""))), []).append(option)
    return {", ".join(group): WORDING.to_write(text) for text, group in groups.items()}


class Pairs(Kind):
    """Names and values: the figures of a file."""

    labels = "Navn", "Tal med enhed"
    shape = "pairs"

    def normal(self, value: Raw) -> dict[str, str]:
        if not isinstance(value or {}, dict):
            raise Unfit
        return {name: as_text(text) for name, text in (value or {}).items()}

    def read(self, sent: Submission, path: str) -> dict[str, str]:
        names, values = sent.get(f"{path}.navn", ()), sent.get(f"{path}.værdi", ())
        pairs = ((in_one_line(name), in_one_line(value)) for name, value in zip(names, values, strict=False))
        return {name: value for name, value in pairs if name}

    def to_write(self, now: dict[str, str], before: Raw) -> Raw:
        old = self.normal(before)
        new: dict[str, str | None] = {name: None for name in old if name not in now}
        return Changes(new | {name: value for name, value in now.items() if old.get(name) != value}) if now else None


class Phones(Pairs):
    """Numbers, each with its use or without."""

    labels = "Telefonnummer", "Hvad nummeret er til"

    def normal(self, value: Raw) -> dict[str, str]:
        if not isinstance(value, dict):
            return dict.fromkeys(as_list(value), "")
        uses = {as_text(number): use for use, number in value.items()}
        if len(uses) < len(value):
            raise Unfit
        return uses

    def to_write(self, now: dict[str, str], before: Raw) -> Raw:
        if not any(now.values()):
            return next(iter(now)) if len(now) == 1 and not isinstance(before, list) else list(now) or None
        by_use: dict[str, str] = {}
        for number, use in now.items():
            by_use[f"{use} {number}".strip() if use in by_use or not use else use] = number
        return Pairs().to_write(by_use, before) if isinstance(before, dict) else by_use
