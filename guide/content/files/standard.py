"""A standard's file: the rule, and its page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from guide.content.files.questions import QuestionIndex
from guide.content.files.requirement import read_requirement
from guide.content.files.sources import (
    TIME,
    read_application,
    read_cases,
    read_complaint,
    read_fee,
    read_processing,
    read_sources,
    unknown_fields,
)
from guide.content.files.sums import read_sum_rule
from guide.content.syntax.problems import Problems, suggestion
from guide.content.syntax.reading import read_front_matter
from guide.content.syntax.source import Fields, Value
from guide.content.texts.figures import check_figures
from guide.content.texts.prose import Body
from guide.content.texts.references import IN_PLACE_OF, References
from guide.content.texts.wording import Figures, read_prompts, read_search_words
from guide.next_steps.letters import Letter
from guide.rules.answers import Answers
from guide.rules.outcome import State
from guide.rules.standards import Condition, Example, Extent, LawChange, Relation, Requirement, Standard

_HELP, DISAGREE = "hjælp", "kilderne er uenige"
_OUTCOMES = (
    "Skriv likely (passer), individual (kommer an på en vurdering), unknown (mangler svar), unlikely (passer ikke) "
    "eller not_sought (ikke valgt)."
)
# fmt: off
_KEYS = (
    "titel", "med andre ord", "kort", "søgeord", "let læst", "lov", "trin", "behov", "krav", "omfang", "pris",
    "pris kort", "sagsbehandlingstid", "ansøgning", "klage", "kommunen vurderer", "oplysninger", "udelukker",
    "i stedet for", "ellers se", "se også", "går forud for", "tal", "beregning", "lovændringer", "fravalgt",
    "tilfælde", "uden udfald", "forlad hurtigt", "eksempler", "kilde", DISAGREE, "kontrolleret",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What files may refer to, and where they report."""

    questions: QuestionIndex
    figures: Figures
    law_changes: dict[str, LawChange]
    problems: Problems
    references: References | None = None
    letters: Mapping[str, Letter] = field(default_factory=dict)


def read_standard(path: Path, context: ReadingContext) -> Standard | None:
    """The standard of a file; ``None`` without readable front matter."""
    root, body = read_front_matter(path, context.problems)
    if root is None:
        return None
    fields, references = root.fields(*_KEYS), context.references or References()
    processing = read_processing(fields.required(TIME), context.questions.sentences.of_unknown)
    own = _own_figures(fields, context)
    figures = context.figures.of_a_file({**own, TIME: processing.in_words})
    has_outcome = not fields.boolean("uden udfald")
    if has_outcome and "krav" not in fields:
        root.report("Feltet “krav” mangler.", "Skriv kravene, eller “uden udfald: ja”, hvis der ingen er.")
    sources = read_sources(fields)
    complaint, no_complaint, about, board = read_complaint(fields, figures)
    applied_to, application = read_application(fields)
    return Standard(
        slug=path.stem,
        title=fields.text("titel"),
        plain_title=fields.text("med andre ord", optional=True),
        summary=figures.wording(fields.required("kort")),
        easy_read=tuple(figures.text(line) for line in fields.items("let læst", optional=False)),
        law=fields.text("lov"),
        intrusiveness=fields.required("trin").integer(),
        need=_needs(fields, context),
        requirements=tuple(read_requirement(item, context.questions, figures) for item in fields.items("krav")),
        extents=tuple(_extent(item, context.questions, figures) for item in fields.items("omfang")),
        fee=read_fee(fields.required("pris"), context.questions, figures),
        short_fee=figures.text(fields.get("pris kort"), may_state=True),
        processing=processing,
        source=sources[0],
        more_sources=sources[1:],
        cases=tuple(read_cases(fields, context.questions, figures)),
        unknown=unknown_fields(fields),
        disagreements={note.text(): note.line for note in fields.items(DISAGREE)},
        checked=fields.date("kontrolleret"),
        prompts=tuple(read_prompts(fields, figures)),
        has_outcome=has_outcome,
        quick_exit=fields.boolean("forlad hurtigt"),
        application=figures.text(application),
        applied_to=applied_to,
        application_rates=figures.borrowed(application),
        complaint=complaint,
        no_complaint=no_complaint,
        complaint_about=about,
        complaint_board=board,
        opted_out=figures.text(fields.get("fravalgt")),
        discretion=tuple(figures.wording(item) for item in fields.items("kommunen vurderer")),
        excludes=tuple(_relations(fields, "udelukker", figures, references, _HELP)),
        in_place_of=tuple(_relations(fields, IN_PLACE_OF, figures, references)),
        see_instead=tuple(_relations(fields, "ellers se", figures, references)),
        see_also=tuple(_relations(fields, "se også", figures, references, "kilde")),
        comes_before=tuple(references.standard(item, "går forud for") for item in fields.items("går forud for")),
        law_changes=tuple(_law_changes(fields, context)),
        examples=_examples(fields, context),
        sections=Body(body, references).sections(figures),
        sum_rule=read_sum_rule(fields.get("beregning"), figures),
        rates=tuple(figures.used.values()),
        figures=own,
        figures_not_borrowed=tuple(name for name in own if name not in figures.used_own),
        search_words=read_search_words(fields),
        file=root.file,
        positions=fields.positions(),
    )


def _needs(fields: Fields, context: ReadingContext) -> Requirement | None:
    value = fields.get("behov")
    if not value:
        return None
    if value.is_mapping:
        shown_by = context.questions.all_of(value, opening_only=True)
        return Requirement(context.questions.sentences.need, tuple((condition,) for condition in shown_by))
    question = context.questions.by_id.get("behov")
    if question is None and context.questions.by_id:
        value.report("Spørgsmålet “behov” findes ikke.", "Skriv det i spoergsmaal.yaml.")
    if question is None:
        return None
    named = Condition(question, context.questions.options(question, value.items()))
    return Requirement(context.questions.sentences.need, ((named,),))


def _extent(item: Value, questions: QuestionIndex, figures: Figures) -> Extent:
    fields = item.fields("når", "tekst", "kort")
    return Extent(
        figures.wording(fields.required("tekst"), may_state=True),
        questions.all_of(fields.get("når")),
        figures.text(fields.get("kort"), may_state=True),
    )


def _own_figures(fields: Fields, context: ReadingContext) -> dict[str, str]:
    """The figures under `tal`: new names, no amounts of money."""
    own = {}
    value = fields.get("tal")
    for name, figure in value.pairs():
        if name in context.figures.rates:
            figure.report(f"Tallet “{name}” står også i satser.yaml.", "Slet det her, og brug det fælles.")
        elif name == TIME:
            figure.report(f"Tallet “{name}” findes i forvejen.", "Slet det her; det følger af feltet af samme navn.")
        check_figures(figure.as_written, amounts_only=True)
        own[name] = figure.text()
    return own


def _relations(fields: Fields, key: str, figures: Figures, references: References, *more: str) -> Iterator[Relation]:
    """Other standards under a field, or help of another name.

    Their sources are required where ``more`` names them.
    """
    for item in fields.items(key):
        relation = item.fields("standard", "tekst", *more)
        name = relation.text(_HELP, optional=True)
        if name and "standard" in relation:
            item.report(f"Her står både “standard” og “{_HELP}”.", f"Har I en standard for det, så slet “{_HELP}”.")
        other = "" if name else references.standard(relation.required("standard"), key)
        quotes = relation.items("kilde", optional="kilde" not in more)
        positions = {f"kilde.{number}": quote.line for number, quote in enumerate(quotes)}
        text = figures.wording(relation.required("tekst"))
        yield Relation(other, text, tuple(quote.text() for quote in quotes), name, positions)


def _law_changes(fields: Fields, context: ReadingContext) -> Iterator[LawChange]:
    for item in fields.items("lovændringer"):
        if change := context.law_changes.get(item.text()):
            yield change
        elif context.law_changes:  # else lovaendringer.yaml cannot be read, which is problem enough
            item.report(f"Lovændringen “{item.text()}” findes ikke.", suggestion(item.text(), context.law_changes))


def _examples(fields: Fields, context: ReadingContext) -> tuple[Example, ...]:
    examples: dict[str, Example] = {}
    for item in fields.items("eksempler"):
        example = item.fields("navn", "ligesom", "svar", "forventet", "kilde")
        name, state = example.text("navn"), example.required("forventet").one_of(tuple(State), _OUTCOMES)
        answers = context.questions.answers(example.get("svar"))
        if like := example.get("ligesom"):
            if like.text() in examples:
                answers = Answers({**examples[like.text()].answers, **answers})
            else:
                like.report(f"Eksemplet “{like.text()}” findes ikke før dette.", suggestion(like.text(), examples))
        if name in examples:
            item.report(f"Eksemplet “{name}” står to gange.", "Giv det et andet navn.")
        examples[name] = Example(name, answers, state, example.text("kilde"), item.line)
    return tuple(examples.values())
