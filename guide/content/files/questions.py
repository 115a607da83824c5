"""Questions of ``spoergsmaal.yaml``, and conditions on their answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from guide.content.syntax.problems import suggestion
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import EMPTY, Figures
from guide.rules.answers import NOT_KNOWN, Answers, Option, Perspective, Question, QuestionKind, Wording
from guide.rules.change import AGE
from guide.rules.standards import Condition

_THE_OTHERS = "andre"
"""Under `ellers`: every answer not named that does not meet it."""
_DO_NOT_KNOW = Wording("Ved ikke", "Ved ikke", "Ved ikke")
_QUESTION_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OPTION_ID = re.compile(r"\w+(?:-\w+)*")
_NO_GROUP = "ingen"
MAY_BE_UNKNOWN = ("pris", "sagsbehandlingstid", "ansøgning", "klage")
_OLDEST = 130
_KINDS = {"en": QuestionKind.ONE, "flere": QuestionKind.MANY}


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said in every standard, in the same words."""

    need: Wording = EMPTY
    """The requirement that a need makes."""
    age_limit: Wording = EMPTY
    """To an age that a limit divides; ``[år]`` is the limit. Empty where no file says it."""
    unknown: Mapping[str, Wording] = field(default_factory=dict)
    """Instead of what a source does not say, by the name of the field."""

    def of_unknown(self, value: Value, name: str = "") -> Wording:
        """The sentence for a field that says `ukendt`."""
        name = name or value.label
        if name not in self.unknown and self.need is not EMPTY:
            remedy = f"Skriv “{name}: …” under “ukendt” i spoergsmaal.yaml."
            value.report("Der mangler en sætning til det, der er ukendt.", remedy)
        return self.unknown.get(name, EMPTY)


def read_questions(root: Value, figures: Figures) -> tuple[tuple[Question, ...], Sentences]:
    """All questions in order, and the sentences beside them."""
    top = root.fields("behovskrav", "aldersgrænse", "ukendt", "spørgsmål")
    unknown = top.get("ukendt").fields(*MAY_BE_UNKNOWN)
    sentences = Sentences(
        figures.wording(top.required("behovskrav")),
        figures.wording(top.get("aldersgrænse")),
        {name: figures.wording(unknown.get(name)) for name in MAY_BE_UNKNOWN if name in unknown},
    )
    return _listed(top, figures, ()), sentences


def read_own_questions(root: Value, figures: Figures, shared: Collection[str]) -> tuple[Question, ...]:
    """A municipality's own questions; the ids of ``shared`` are taken."""
    return _listed(root.fields("spørgsmål"), figures, shared)


def _listed(top: Fields, figures: Figures, taken: Collection[str]) -> tuple[Question, ...]:
    def build(item: Value) -> tuple[str, Question]:
        question = _question(item, figures)
        if question.id in taken:
            item.report(f"Spørgsmålet “{question.id}” er et af de fælles.", "Giv dit eget et andet id.")
        return question.id, question

    questions = top.required("spørgsmål").unique(build, "Spørgsmålet", "Slet det ene.")
    return tuple(question for id_, question in questions.items() if id_ not in taken)


def _question(item: Value, figures: Figures) -> Question:
    fields = item.fields("id", "slags", "åbning", "emne", "navn", "tekst", "hjælp", "hvorfor", "fejl", "svar")
    kind = fields.required("slags").one_of(_KINDS, "Skriv en eller flere.")
    remedy = "“Ved ikke” kommer af sig selv; andre skal have hver sit id."
    headings = [""]
    options = fields.required("svar").unique(
        lambda option: _option(option, figures, headings), "Svaret", remedy, taken=(NOT_KNOWN,)
    )
    options[NOT_KNOWN] = Option(NOT_KNOWN, _DO_NOT_KNOW)
    help_text = fields.get("hjælp")
    return Question(
        id=_id(fields, _QUESTION_ID, "Skriv a-z, 0-9 og bindestreg: id'et bliver en del af en adresse."),
        kind=_KINDS.get(kind, QuestionKind.ONE),
        name=fields.text("navn"),
        topic=fields.text("emne"),
        text=figures.wording(fields.required("tekst")),
        why=figures.wording(fields.required("hvorfor")),
        help=figures.wording(help_text) if help_text else None,
        error=figures.wording(fields.required("fejl")),
        options=tuple(options.values()),
        opening=fields.boolean("åbning"),
    )


def _id(fields: Fields, allowed: re.Pattern[str], remedy: str) -> str:
    return fields.required("id").matching(allowed, "“id: {}” kan ikke bruges.", remedy)


def _option(item: Value, figures: Figures, headings: list[str]) -> tuple[str, Option]:
    """One option, under its own heading or the last."""
    fields = item.fields("id", "gruppe", "tekst", "hjælp", "kun")
    if heading := fields.text("gruppe", optional=True):
        if heading in headings:
            fields.get("gruppe").report(f"Gruppen “{heading}” står to gange.", "Saml dens svar under den første.")
        headings.append("" if heading == _NO_GROUP else heading)
    only = {value.one_of(tuple(Perspective)) for value in fields.items("kun")} & set(Perspective)
    help_text = fields.get("hjælp")
    id_ = _id(fields, _OPTION_ID, "Skriv bogstaver, tal og bindestreg, uden mellemrum.")
    return id_, Option(
        id=id_,
        label=figures.wording(fields.required("tekst")),
        help=figures.wording(help_text) if help_text else None,
        offered_to=frozenset(map(Perspective, only)) or frozenset(Perspective),
        group=headings[-1],
    )


@dataclass(frozen=True, slots=True)
class QuestionIndex:
    """The questions by id, for files to refer to."""

    by_id: Mapping[str, Question]
    sentences: Sentences = field(default_factory=Sentences)

    def question(self, value: Value) -> Question | None:
        return self._question(value.text(), value)

    def options(self, question: Question, values: list[Value]) -> frozenset[str]:
        """The named options of a question, never “Ved ikke”."""
        return frozenset(value.text() for value in values if _exists(question, value.text(), value))

    def condition(self, fields: Fields, figures: Figures) -> Condition | None:
        """The condition of a requirement, with advice for each answer."""
        question = self.question(fields.required("spørgsmål"))
        if question is None:
            return None
        accepts, field = self.options(question, fields.items("svar")), fields.get("måske")
        none_of = fields.get("ingen af")
        if not (field.items() or fields.items("svar") or none_of.items() or "aldersgrænse" in fields):
            fields.at.report("Ingen svar opfylder kravet.", "Skriv “svar: […]” eller “måske: […]”.")
        perhaps, cut = _said(field, question, figures), self._cut_by_limits(fields.get("aldersgrænse"), question)
        for name in perhaps.keys() & cut.keys():
            cut[name][0].report(f"Svaret “{name}” står både under “måske” og “aldersgrænse”.", "Slet det ene.")
        perhaps |= cut
        if none_of:
            accepts = self._all_but(none_of, question, fields.get("svar"), perhaps)
        for name, (value, sentence) in perhaps.items():
            if name in accepts:
                place = "med sin egen sætning" if sentence else "“måske”"
                value.report(f"Svaret “{name}” står både under “svar” og {place}.", "Slet det ene.")
        otherwise = fields.get("ellers")
        others = _said(otherwise, question, figures, _THE_OTHERS) if says_by_answer(otherwise) else {}
        for name, (value, _sentence) in others.items():
            if name in accepts or name in perhaps:
                wrong = f"Svaret “{name}” står også under {'“svar”' if name in accepts else '“måske”'}."
                value.report(wrong, "“ellers” er kun til svar, der ikke opfylder kravet. Flyt eller slet sætningen.")
        failing = [option for option in _choosable(question) if option not in accepts and option not in perhaps]
        said = perhaps | (dict.fromkeys(failing, others.pop(_THE_OTHERS)) if _THE_OTHERS in others else {}) | others
        advice = {name: sentence for name, (_value, sentence) in said.items() if sentence}
        return Condition(question, accepts, frozenset(perhaps), advice, each=bool(none_of))

    def _cut_by_limits(self, field: Value, question: Question) -> dict[str, tuple[Value, Wording | None]]:
        """The ages that a limit divides, each with its sentence."""
        cut: dict[str, tuple[Value, Wording | None]] = {}
        if field and question.id != AGE:
            field.report(f"“aldersgrænse” hører til spørgsmålet “{AGE}”.", "Skriv svarene under “måske” i stedet.")
        for age, limit in field.pairs() if field else ():
            years, (least, most) = limit.integer(), _years_of(age)
            if not _exists(question, age, limit):
                continue
            if years and not least <= years <= most:
                limit.report(f"{years} år ligger ikke i svaret “{age}”.", "Skriv det svar, som grænsen ligger inde i.")
            mine, adult, child = (text.replace("[år]", str(years)) for text in self.sentences.age_limit)
            cut[age] = limit, Wording(mine, adult, child) if mine else None
        return cut

    def _all_but(
        self, none_of: Value, question: Question, accepted: Value, perhaps: Mapping[str, tuple[Value, object]]
    ) -> frozenset[str]:
        """The answers that meet a condition with `ingen af`."""
        if accepted:
            accepted.report("Her står både “svar” og “ingen af”.", "Slet “svar”. Alle andre svar opfylder kravet.")
        named = self.options(question, none_of.items())
        for name, (value, _sentence) in perhaps.items():
            if name in named:
                value.report(f"Svaret “{name}” står både under “ingen af” og “måske”.", "Slet det ene.")
        others = frozenset(_choosable(question)) - named
        if named and not others:
            none_of.report("Ingen svar opfylder kravet.", "Nævn færre svar under “ingen af”.")
        return others - perhaps.keys()

    def all_of(self, value: Value, *, opening_only: bool = False) -> tuple[Condition, ...]:
        """The conditions of `når` or `behov`: question to accepted answers."""
        conditions = []
        for key, accepted in value.pairs():
            if question := self._question(key, accepted):
                if opening_only and not question.opening:
                    remedy = "Et behov kan kun vises af dem, alle bliver spurgt om."
                    accepted.report(f"“{key}” er ikke et åbningsspørgsmål.", remedy)
                conditions.append(Condition(question, self.options(question, accepted.items())))
        return tuple(conditions)

    def any_of(self, value: Value) -> tuple[tuple[Condition, ...], ...]:
        """The cases of a `når`, or its only one."""
        return tuple(self.all_of(case) for case in value.items())

    def answers(self, value: Value) -> Answers:
        """Answers of an example, “ved-ikke” among them."""
        answers: dict[str, frozenset[str]] = {}
        for key, answer in value.pairs():
            question = self._question(key, answer)
            if question is None:
                continue
            items = answer.items()
            if len(items) == 1 and items[0].text() == NOT_KNOWN:
                answers[key] = frozenset((NOT_KNOWN,))
                continue
            if question.kind is QuestionKind.ONE and len(items) != 1:
                answer.report(f"Spørgsmålet “{key}” tager ét svar.", "Skriv kun ét.")
            answers[key] = self.options(question, items)
        return Answers(answers)

    def _question(self, name: str, at: Value) -> Question | None:
        question = self.by_id.get(name)
        # Without any question the file of questions cannot be read, which is problem enough.
        if question is None and name and self.by_id:
            at.report(f"Spørgsmålet “{name}” findes ikke.", suggestion(name, self.by_id))
        return question


def says_by_answer(value: Value) -> bool:
    """Whether a field has a sentence for each answer."""
    return value.is_mapping and not value.is_braced and "mig" not in value.names


def _said(field: Value, question: Question, figures: Figures, *more: str) -> dict[str, tuple[Value, Wording | None]]:
    """The options that a field names, where, and their sentences.

    A list of options has no sentences. Several options may share one: ``let, moderat: …``.
    """
    by_answer = says_by_answer(field)
    said: dict[str, tuple[Value, Wording | None]] = {}
    for key, value in field.pairs() if by_answer else ((item.text(), item) for item in field.items()):
        sentence = figures.wording(value) if by_answer and not value.is_empty else None
        for name in map(str.strip, key.split(",")):
            if name in said:
                value.report(f"Svaret “{name}” står to gange.", "Slet det ene.")
            elif name in more or _exists(question, name, value):
                said[name] = (value, sentence)
    return said


def _years_of(age: str) -> tuple[int, int]:
    """The ages of a band: `65-pension` has no greatest."""
    least, _dash, most = age.partition("-")
    return int(least) if least.isdecimal() else 0, int(most) if most.isdecimal() else _OLDEST


def _choosable(question: Question) -> list[str]:
    """The options that a rule may name."""
    return [option for option in question.option_ids if option != NOT_KNOWN]


def _exists(question: Question, option: str, at: Value) -> bool:
    allowed = _choosable(question)
    if option and option not in allowed:
        at.report(f"Svaret “{option}” findes ikke i spørgsmålet “{question.id}”.", suggestion(option, allowed))
    return option in allowed
