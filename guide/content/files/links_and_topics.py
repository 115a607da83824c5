"""Sites that may embed the guide, and topics of links."""

from __future__ import annotations

import re

from guide.content.files.questions import QuestionIndex
from guide.content.syntax.source import Fields, Value
from guide.content.texts.wording import Figures
from guide.municipality import Topic
from guide.rules.answers import NOT_KNOWN, Answers, Question

# What a browser calls an origin: it goes into a policy and is compared letter by letter.
_ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_embedding_origins(fields: Fields) -> tuple[str, ...]:
    """The origins under `indlejring`."""
    hosts = []
    for item in fields.items("indlejring"):
        host = item.text()
        if _ORIGIN.fullmatch(host):
            hosts.append(host)
        elif host:
            item.report(
                f"“{host}” er ikke adressen på en hjemmeside.",
                "Skriv den med https:// og små bogstaver, uden side og uden stjerne: https://www.helsingor.dk.",
            )
    return tuple(hosts)


def read_topics(fields: Fields, questions: QuestionIndex, figures: Figures) -> tuple[Topic, ...]:
    """The topics under `emner`: answers to opening questions."""

    def build(item: Value) -> tuple[str, Topic]:
        topic = item.fields("id", "titel", "svar")
        remedy = "Skriv små bogstaver, tal og bindestreger: ud-af-huset."
        id_ = topic.required("id").matching(_ID, "“{}” kan ikke stå i et link.", remedy)
        return id_, Topic(id_, figures.text(topic.required("titel")), _answers(topic.required("svar"), questions))

    return tuple(fields.get("emner").unique(build, "Emnet", "Giv dem hver sit id.").values())


def _answers(value: Value, questions: QuestionIndex) -> Answers:
    answers = questions.answers(value)
    for key, answer in value.pairs():
        if question := questions.by_id.get(key):
            _check_answer(answer, question, answers)
    return answers


def _check_answer(answer: Value, question: Question, answers: Answers) -> None:
    """Report an answer that cannot be given or says nothing."""
    ids = answers[question.id]
    offered = {option.id for option in question.offered(answers.perspective)}
    if not question.opening:
        answer.report(f"“{question.id}” er ikke et åbningsspørgsmål.", "Brug kun dem, alle bliver spurgt om.")
    elif NOT_KNOWN in ids:
        answer.report("“Ved ikke” siger ikke, hvad et link handler om.", "Skriv et andet svar.")
    elif len(ids) > 1 and (alone := next(filter(question.excludes_others, sorted(ids)), None)):
        answer.report(f"Svaret “{alone}” kan ikke stå sammen med andre.", "Skriv kun det, eller kun de andre.")
    elif strange := sorted(ids - offered):
        answer.report(f"Svaret “{strange[0]}” kan ikke vælges sammen med “hvem” her.", "Skriv et andet svar.")
