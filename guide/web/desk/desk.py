"""The adviser's desk: all questions at once as they were posted, what still matters, and how the outcomes stand."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from guide.result.cards import Result
from guide.rules.answers import Answers, Option, Perspective, Question
from guide.rules.interview import Interview
from guide.rules.outcome import State
from guide.web.interview.forms import AnswerForm

Posted = MultiDict[str, str]
_STANDING = (State.LIKELY, State.INDIVIDUAL, State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class DeskQuestion:
    """One question on the desk: its options, those chosen, whether it can still change anything, what is wrong."""

    question: Question
    options: tuple[Option, ...]
    chosen: frozenset[str]
    is_relevant: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the adviser has told so far; a question whose answer is wrong counts as not asked."""

    answers: Answers
    asked: tuple[DeskQuestion, ...]

    @property
    def topics(self) -> tuple[tuple[str, tuple[DeskQuestion, ...]], ...]:
        """The questions by topic, both in the order of asking."""
        grouped: dict[str, list[DeskQuestion]] = {}
        for one in self.asked:
            grouped.setdefault(one.question.topic, []).append(one)
        return tuple((topic, tuple(questions)) for topic, questions in grouped.items())

    @property
    def wrong(self) -> tuple[DeskQuestion, ...]:
        """The questions whose answers cannot stand as they are."""
        return tuple(one for one in self.asked if one.error)


def desk_from_answers(interview: Interview, answers: Answers) -> Desk:
    """The desk as these answers leave it."""
    return _desk(interview, answers, {})


def desk_from_form(interview: Interview, posted: Posted) -> Desk:
    """The desk as it was posted: under each question's id the options that were chosen.

    An answer that is not offered for the person who is asked for is dropped, and so asked again. Any other answer that
    cannot stand is kept on the desk with what to do about it.
    """
    perspective = _perspective(posted)
    forms = {}
    for question in interview.questions:
        chosen = posted.getlist(question.id)
        offered = {option.id for option in question.offered(perspective)}
        of_another_person = set(question.option_ids).issuperset(chosen) and not offered.issuperset(chosen)
        if chosen and not of_another_person:
            forms[question.id] = AnswerForm(question, perspective, MultiDict(("svar", one) for one in chosen))
    wrong = {id_: form for id_, form in forms.items() if not form.validate()}
    told = Answers({id_: form.chosen for id_, form in forms.items() if id_ not in wrong})
    return _desk(interview, told, wrong)


def _desk(interview: Interview, answers: Answers, wrong: dict[str, AnswerForm]) -> Desk:
    relevant = interview.relevant(answers)
    return Desk(
        answers,
        tuple(
            DeskQuestion(
                question,
                question.offered(answers.perspective),
                wrong[question.id].chosen if question.id in wrong else answers.get(question.id, frozenset()),
                question.id in relevant,
                wrong[question.id].error if question.id in wrong else "",
            )
            for question in interview.questions
        ),
    )


def _perspective(posted: Posted) -> Perspective:
    told = posted.getlist("hvem")
    return Perspective(told[0]) if len(told) == 1 and told[0] in tuple(Perspective) else Perspective.SELF


def summary_sentence(result: Result) -> str:
    """How the outcomes stand, as one short sentence that can be read out at every change."""
    likely, individual, unknown = (len(result.cards(state)) for state in _STANDING)
    if not (likely or individual or unknown):
        return str(_("Nothing that the municipality describes seems to fit. You can always apply."))
    said = [
        ngettext("%(num)s kind of support fits", "%(num)s kinds of support fit", likely)
        if likely
        else _("No kind of support fits yet")
    ]
    if individual:
        said.append(ngettext("%(num)s depends on an assessment", "%(num)s depend on an assessment", individual))
    if unknown:
        said.append(ngettext("%(num)s lacks answers", "%(num)s lack answers", unknown))
    return ", ".join(map(str, said))
