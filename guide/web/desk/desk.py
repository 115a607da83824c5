"""All questions at once, with a summary of the outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from guide.result.overview import Result
from guide.rules.answers import Answers, Option, Question
from guide.rules.interview import Interview
from guide.rules.outcome import State
from guide.web.interview.forms import AnswerForm
from guide.web.translated.tables import COMMA
from guide.web.translated.texts import translated

Posted = MultiDict[str, str]
_IN_SUMMARY = (State.LIKELY, State.INDIVIDUAL, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    question: Question
    options: tuple[Option, ...]
    answer: frozenset[str]
    is_relevant: bool
    """Whether it affects the result."""
    error: str = ""
    """What to do about the answer."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The answers so far, without wrong ones."""

    answers: Answers
    questions: tuple[DeskQuestion, ...]

    @property
    def topics(self) -> tuple[tuple[str, tuple[DeskQuestion, ...]], ...]:
        """The questions by topic, both in the order of asking."""
        grouped: dict[str, list[DeskQuestion]] = {}
        for desk_question in self.questions:
            grouped.setdefault(desk_question.question.topic, []).append(desk_question)
        return tuple((topic, tuple(questions)) for topic, questions in grouped.items())

    @property
    def wrong(self) -> tuple[DeskQuestion, ...]:
        return tuple(question for question in self.questions if question.error)


def desk_from_form(interview: Interview, posted: Posted) -> Desk:
    """The desk as it was posted: options by question.

    An answer that is not offered in this perspective is dropped, and so asked again. Any other wrong answer stays on
    the desk with what to do about it.
    """
    perspective = Answers({"hvem": posted.getlist("hvem")}).perspective
    forms = {}
    for question in interview.used:
        options = posted.getlist(question.id)
        offered = {option.id for option in question.offered(perspective)}
        of_another_person = set(question.option_ids).issuperset(options) and not offered.issuperset(options)
        if options and not of_another_person:
            forms[question.id] = AnswerForm(question, perspective, MultiDict(("svar", option) for option in options))
    wrong = {id_: form for id_, form in forms.items() if not form.validate()}
    answers = Answers({id_: form.options for id_, form in forms.items() if id_ not in wrong})
    return desk_from_answers(interview, answers, wrong)


def desk_from_answers(interview: Interview, answers: Answers, wrong: Mapping[str, AnswerForm] | None = None) -> Desk:
    """The desk with these answers, and forms of wrong ones."""
    relevant, wrong = interview.relevant(answers), wrong or {}
    return Desk(
        answers,
        tuple(
            DeskQuestion(
                question,
                question.offered(answers.perspective),
                wrong[question.id].options if question.id in wrong else answers.get(question.id, frozenset()),
                question.id in relevant,
                wrong[question.id].error if question.id in wrong else "",
            )
            for question in interview.used
        ),
    )


def summary_sentence(result: Result) -> str:
    """The outcomes in one sentence to be read out."""
    likely, individual, unknown = (len(result.rows(state)) for state in _IN_SUMMARY)
    if not (likely or individual or unknown):
        return str(_("Nothing that the municipality describes seems to fit. You can always apply."))
    clauses = [
        ngettext("%(num)s kind of support fits", "%(num)s kinds of support fit", likely)
        if likely
        else _("No kind of support fits yet")
    ]
    if individual:
        clauses.append(ngettext("%(num)s depends on an assessment", "%(num)s depend on an assessment", individual))
    if unknown:
        clauses.append(ngettext("%(num)s lacks answers", "%(num)s lack answers", unknown))
    return translated(COMMA).join(map(str, clauses))
