"""A standard's file: the rule, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from guide.content.files.questions import QuestionIndex, says_by_answer
from guide.content.files.sums import read_sum_rule
from guide.content.syntax.problems import Problems, suggestion
from guide.content.syntax.reading import read_front_matter
from guide.content.syntax.source import Fields, Value
from guide.content.texts.figures import check_figures
from guide.content.texts.prose import Body
from guide.content.texts.references import IN_PLACE_OF, References
from guide.content.texts.wording import Figures, read_prompts, read_search_words
from guide.rules.answers import Answers, Wording
from guide.rules.outcome import State
from guide.rules.standards import Condition, Example, Extent, LawChange, Relation, Requirement, Standard
from guide.sources import ComplaintRecipient, ProcessingTime, Source

_TIME = "sagsbehandlingstid"
# fmt: off
_KEYS = (
    "titel", "med andre ord", "kort", "søgeord", "let læst", "lov", "trin", "behov", "krav", "omfang", "pris",
    "pris kort", "sagsbehandlingstid", "ansøgning", "klage", "kommunen vurderer", "oplysninger", "udelukker",
    "i stedet for", "ellers se", "se også", "går forud for", "tal", "beregning", "lovændringer", "fravalgt",
    "uden udfald", "forlad hurtigt", "eksempler", "kilde", "kontrolleret",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What files may refer to, and where they report."""

    questions: QuestionIndex
    figures: Figures
    law_changes: dict[str, LawChange]
    need_text: Wording
    problems: Problems
    references: References | None = None


def read_standard(path: Path, file: str, context: ReadingContext) -> Standard | None:
    """The standard of a file; ``None`` without readable front matter."""
    root, body, body_line = read_front_matter(path, file, context.problems)
    if root is None:
        return None
    fields, references = root.fields(*_KEYS), context.references or References()
    processing = _processing(fields)
    own = _own_figures(fields, context)
    figures = context.figures.of_a_file({**own, _TIME: processing.in_words})
    has_outcome = not fields.boolean("uden udfald")
    if has_outcome and "krav" not in fields:
        root.report("Feltet “krav” mangler.", "Skriv kravene, eller “uden udfald: ja”, hvis der ingen er.")
    complaint, no_complaint, about, board = _complaint(fields, figures)
    applied_to, application = _application(fields)
    return Standard(
        slug=path.stem,
        title=fields.text("titel"),
        plain_title=fields.text("med andre ord", optional=True),
        summary=figures.wording(fields.required("kort")),
        easy_read=tuple(figures.text(line) for line in fields.items("let læst", optional=False)),
        law=fields.text("lov"),
        intrusiveness=fields.required("trin").integer(),
        need=_needs(fields, context),
        requirements=tuple(_requirement(item, context.questions, figures) for item in fields.items("krav")),
        extents=tuple(_extent(item, context.questions, figures) for item in fields.items("omfang")),
        fee=figures.wording(fields.required("pris"), may_state=True),
        short_fee=figures.text(fields.get("pris kort"), may_state=True),
        processing=processing,
        source=read_source(fields),
        checked=fields.date("kontrolleret"),
        prompts=read_prompts(fields, figures),
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
        excludes=_relations(fields, "udelukker", figures, references),
        in_place_of=_relations(fields, IN_PLACE_OF, figures, references),
        see_instead=_relations(fields, "ellers se", figures, references),
        see_also=_relations(fields, "se også", figures, references, sourced=True),
        comes_before=tuple(references.standard(item, "går forud for") for item in fields.items("går forud for")),
        law_changes=_law_changes(fields, context),
        examples=_examples(fields, context),
        sections=Body(body, body_line, references).sections(root, figures),
        sum_rule=read_sum_rule(fields.get("beregning"), figures),
        rates=tuple(figures.used.values()),
        figures=own,
        figures_not_borrowed=tuple(pair for pair in own.items() if pair[0] not in figures.used_own),
        search_words=read_search_words(fields),
        file=file,
        positions=fields.positions(),
    )


def _needs(fields: Fields, context: ReadingContext) -> Requirement | None:
    value = fields.get("behov")
    if not value:
        return None
    if value.is_mapping:
        return Requirement(context.need_text, context.questions.all_of(value, opening_only=True))
    question = context.questions.by_id.get("behov")
    if question is None and context.questions.by_id:
        value.report("Spørgsmålet “behov” findes ikke.", "Skriv det i spoergsmaal.yaml.")
    if question is None:
        return None
    return Requirement(context.need_text, (Condition(question, context.questions.options(question, value.items())),))


def _requirement(item: Value, questions: QuestionIndex, figures: Figures) -> Requirement:
    fields = item.fields("krav", "kendetegn", "spørgsmål", "svar", "måske", "et af", "vejledende", "ellers", "kilde")
    otherwise, quotes = fields.get("ellers"), fields.items("kilde")
    if "et af" in fields:
        for key in ("spørgsmål", "svar", "måske"):
            if beside := fields.get(key):
                beside.report(f"Kravet har både “{key}” og “et af”.", f"Flyt “{key}” ind under “et af”.")
        if says_by_answer(otherwise):
            otherwise.report("Kravet har “et af”.", "Flyt det, der er til hvert svar, ind under “et af”.")
        names = ("spørgsmål", "svar", "måske", "ellers")
        alternatives = [alternative.fields(*names) for alternative in fields.items("et af")]
        for alternative in alternatives:
            if (advice := alternative.get("ellers")) and not says_by_answer(advice):
                advice.report("Rådet er ikke til ét svar.", "Skriv svaret foran, eller flyt rådet ud til kravet.")
    else:
        alternatives = [fields]
    if not alternatives:
        item.report("Ingen svar opfylder kravet.", "Skriv mindst ét spørgsmål under “et af”.")
    conditions = tuple(
        condition
        for alternative in alternatives
        if (condition := questions.condition(alternative, figures)) is not None
    )
    return Requirement(
        text=figures.wording(fields.required("krav")),
        conditions=conditions,
        advisory=fields.boolean("vejledende"),
        typical=fields.boolean("kendetegn"),
        otherwise=figures.wording(otherwise) if otherwise and not says_by_answer(otherwise) else None,
        quotes=tuple(quote.text() for quote in quotes),
        positions=fields.positions() | {f"kilde.{number}": quote.line for number, quote in enumerate(quotes)},
    )


def _extent(item: Value, questions: QuestionIndex, figures: Figures) -> Extent:
    fields = item.fields("når", "tekst", "kort")
    return Extent(
        figures.wording(fields.required("tekst"), may_state=True),
        questions.all_of(fields.get("når")),
        figures.text(fields.get("kort"), may_state=True),
    )


def _processing(fields: Fields) -> ProcessingTime:
    value = fields.required(_TIME)
    time = value.fields("måneder", "uger", "ingen", "se", "link")
    explained = time.get("ingen") or time.get("se")
    if value.is_mapping and sum(key in time for key in ("måneder", "uger", "ingen", "se")) != 1:
        value.report("Sagsbehandlingstiden skal siges på én måde.", "Skriv måneder, uger, ingen eller se.")
    check_figures(explained.as_written, amounts_only=True)
    return ProcessingTime(
        months=time.get("måneder").integer(),
        weeks=time.get("uger").integer(),
        explanation=explained.text(),
        link=time.text("link", optional=True),
        nothing_to_decide="ingen" in time,
    )


def _application(fields: Fields) -> tuple[str, Value]:
    """Who receives the letter, if named, and the text."""
    value = fields.get("ansøgning")
    if not value.is_mapping or value.is_braced:
        return "", value
    route = value.fields("til", "tekst")
    return route.text("til"), route.required("tekst")


def _complaint(fields: Fields, figures: Figures) -> tuple[str, str, str, ComplaintRecipient | None]:
    """How to complain, why not, of what, and the board."""
    value = fields.get("klage")
    if not value.is_mapping:
        return figures.text(value), "", "", None
    route = value.fields("ingen", "om", "nævn", "adresse", "tekst")
    if "ingen" in route:
        if any(key in route for key in ("om", "nævn", "adresse", "tekst")):
            value.report("Enten kan man klage, eller også kan man ikke.", "Skriv kun “ingen”, eller slet “ingen”.")
        return "", figures.text(route.get("ingen")), "", None
    about = route.text("om", optional=True)
    to_board = "nævn" in route or "adresse" in route or not about
    board = ComplaintRecipient(route.text("nævn"), route.text("adresse")) if to_board else None
    return figures.text(route.required("tekst")), "", about, board


def _own_figures(fields: Fields, context: ReadingContext) -> dict[str, str]:
    """The figures under `tal`: new names, no amounts of money."""
    own = {}
    value = fields.get("tal")
    for name, figure in value.pairs():
        if name in context.figures.rates:
            figure.report(f"Tallet “{name}” står også i satser.yaml.", "Slet det her, og brug det fælles.")
        elif name == _TIME:
            figure.report(f"Tallet “{name}” findes i forvejen.", "Slet det her; det følger af feltet af samme navn.")
        check_figures(figure.as_written, amounts_only=True)
        own[name] = figure.text()
    return own


def _relations(
    fields: Fields, key: str, figures: Figures, references: References, *, sourced: bool = False
) -> tuple[Relation, ...]:
    """Other standards under a field, with their sources where required."""
    relations = []
    for item in fields.items(key):
        relation = item.fields("standard", "tekst", *(("kilde",) if sourced else ()))
        other = references.standard(relation.required("standard"), key)
        quotes = relation.items("kilde", optional=not sourced)
        positions = {f"kilde.{number}": quote.line for number, quote in enumerate(quotes)}
        text = figures.wording(relation.required("tekst"))
        relations.append(Relation(other, text, tuple(quote.text() for quote in quotes), positions))
    return tuple(relations)


def _law_changes(fields: Fields, context: ReadingContext) -> tuple[LawChange, ...]:
    changes = []
    for item in fields.items("lovændringer"):
        change = context.law_changes.get(item.text())
        if change is None and not context.law_changes:
            continue  # lovaendringer.yaml cannot be read, which is problem enough.
        if change is None:
            item.report(f"Lovændringen “{item.text()}” findes ikke.", suggestion(item.text(), context.law_changes))
        else:
            changes.append(change)
    return tuple(changes)


def _examples(fields: Fields, context: ReadingContext) -> tuple[Example, ...]:
    examples: dict[str, Example] = {}
    for item in fields.items("eksempler"):
        example = item.fields("navn", "ligesom", "svar", "forventet", "kilde")
        name, state = example.text("navn"), example.required("forventet").one_of(tuple(State))
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


def read_source(fields: Fields) -> Source:
    """The field `kilde`: document, part and the date of adoption."""
    source = fields.required("kilde").fields("dokument", "afsnit", "vedtaget")
    return Source(
        document=source.text("dokument"),
        part=source.text("afsnit", optional=True),
        adopted=source.date("vedtaget") if "vedtaget" in source else None,
    )
