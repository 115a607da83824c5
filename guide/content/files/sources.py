"""What a standard says beside its rule: time, ways, document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from guide.content.files.questions import MAY_BE_UNKNOWN, QuestionIndex
from guide.content.files.sums import borrowed_figure
from guide.content.syntax.source import UNKNOWN, Fields, Value
from guide.content.texts.figures import check_figures
from guide.content.texts.wording import Figures
from guide.rules.answers import Wording
from guide.rules.standards import Case
from guide.sources import Board, ProcessingTime, Source

TIME, TIMES = "sagsbehandlingstid", "sagsbehandlingstider"
_DIFFERING = ("lov", "omfang", "pris", TIME, "ansøgning", "klage")
_OF_A_BOARD = ("nævn", "adresse", "frist", "kun lovspørgsmål")
_UNITS = {"måneder": "months", "uger": "weeks", "dage": "days", "arbejdsdage": "working_days"}
_RANGE = re.compile(r"([0-9]{1,4}) ?(?:-|–|til) ?([0-9]{1,4})")


def is_unknown(value: Value) -> bool:
    """Whether a field says that its source is silent."""
    return str(value.node.value).strip(" .\n").lower() == UNKNOWN


def unknown_fields(fields: Fields) -> tuple[str, ...]:
    """The fields that say `ukendt`, also those of cases."""
    of_cases = (pair for item in fields.items("tilfælde") if item.is_mapping for pair in item.pairs())
    every = [*((key, fields.get(key)) for key in MAY_BE_UNKNOWN), *of_cases]
    return tuple(dict.fromkeys(key for key, value in every if key in MAY_BE_UNKNOWN and is_unknown(value)))


def read_processing(value: Value, unknown: Callable[[Value], Wording]) -> ProcessingTime:
    """The time; ``unknown`` gives the sentence where there is none."""
    if is_unknown(value):
        return ProcessingTime(explanation=unknown(value).self_)
    time = value.fields(*_UNITS, "ingen", "se", "link")
    units = [unit for unit in _UNITS if unit in time]
    if value.is_mapping and len(units) + ("ingen" in time) + ("se" in time) != 1:
        remedy = f"Skriv {', '.join(_UNITS)}, ingen eller se."
        value.report("Sagsbehandlingstiden skal siges på én måde.", remedy)
    explained = time.get("ingen") or time.get("se")
    check_figures(explained.as_written, amounts_only=True)
    least, most = _range(time.get(units[0])) if units else (0, 0)
    return ProcessingTime(
        **{name: most for unit, name in _UNITS.items() if unit in units[:1]},
        least=least,
        explanation=explained.text(),
        link=time.get("link").web_address(),
        nothing_to_decide="ingen" in time,
    )


def _range(value: Value) -> tuple[int, int]:
    """The shortest time, 0 without a range, and the longest."""
    written = _RANGE.fullmatch(value.text())
    if written is None:
        return 0, value.integer()
    first, last = int(written[1]), int(written[2])
    if last <= first:
        value.report(f"“{value.label}: {written[0]}” går ikke fra det mindste til det største.", "Skriv det som 3-6.")
    return first, last


def read_application(fields: Fields) -> tuple[str, Value]:
    """Who receives the letter, if named, and the text."""
    value = fields.get("ansøgning")
    if is_unknown(value):
        return "", fields.get(UNKNOWN)  # which is no field here, so that it has no text
    if not value.is_mapping or value.is_braced:
        return "", value
    route = value.fields("til", "tekst")
    return route.text("til"), route.required("tekst")


def read_complaint(fields: Fields, figures: Figures) -> tuple[str, str, str, Board | None]:
    """How to complain, why not, of what, and the board."""
    value = fields.get("klage")
    if is_unknown(value):
        return "", "", "", None
    if not value.is_mapping:
        return figures.text(value), "", "", None
    route = value.fields("ingen", "om", *_OF_A_BOARD, "tekst")
    if "ingen" in route:
        if any(key in route for key in ("om", *_OF_A_BOARD, "tekst")):
            value.report("Enten kan man klage, eller også kan man ikke.", "Skriv kun “ingen”, eller slet “ingen”.")
        return "", figures.text(route.get("ingen")), "", None
    about = route.text("om", optional=True)
    to_board = not about or any(key in route for key in _OF_A_BOARD)
    board = _board(route, figures) if to_board else None
    return figures.text(route.required("tekst")), "", about, board


def _board(route: Fields, figures: Figures) -> Board:
    weeks = int(borrowed_figure(route, "frist", "uger", figures).value) if "frist" in route else 0
    return Board(route.text("nævn"), route.text("adresse"), weeks, route.boolean("kun lovspørgsmål"))


def read_sources(fields: Fields) -> tuple[Source, ...]:
    """The documents of `kilde`, the one that counts most first."""
    return tuple(map(_source, fields.items("kilde", optional=False))) or (Source("", "", None),)


def read_fee(value: Value, questions: QuestionIndex, figures: Figures) -> Wording:
    """The price, or the sentence where there is none."""
    return questions.sentences.of_unknown(value) if is_unknown(value) else figures.wording(value, may_state=True)


def read_cases(fields: Fields, questions: QuestionIndex, figures: Figures) -> Iterator[Case]:
    """What is otherwise in some cases."""
    for item in fields.items("tilfælde"):
        case = item.fields("navn", "når", *_DIFFERING, "kilde")
        if not any(field in case for field in _DIFFERING):
            item.report("Tilfældet siger ikke, hvad der er anderledes.", "Skriv det, eller slet tilfældet.")
        extent, fee, processing, source = (case.get(key) for key in ("omfang", "pris", TIME, "kilde"))
        applied_to, application = read_application(case)
        is_silent = is_unknown(case.get("ansøgning"))
        yield Case(
            name=case.text("navn"),
            when=questions.all_of(case.get("når")) if "når" in case else (),
            law=case.text("lov", optional=True),
            extent=figures.wording(extent, may_state=True) if extent else None,
            fee=read_fee(fee, questions, figures) if fee else None,
            processing=read_processing(processing, questions.sentences.of_unknown) if processing else None,
            application=_way(case.get("ansøgning") if is_silent else application, questions, figures),
            applied_to=applied_to,
            complaint=_way(case.get("klage"), questions, figures),
            source=_source(source) if source else None,
        )


def _way(value: Value, questions: QuestionIndex, figures: Figures) -> str:
    """How to apply or complain in a case."""
    return questions.sentences.of_unknown(value).self_ if is_unknown(value) else figures.text(value)


def _source(value: Value) -> Source:
    """A document, its part and the date of adoption."""
    source = value.fields("dokument", "afsnit", "vedtaget")
    return Source(
        document=source.text("dokument"),
        part=source.text("afsnit", optional=True),
        adopted=source.date("vedtaget") if "vedtaget" in source and not is_unknown(source.get("vedtaget")) else None,
    )
