"""Sites that may embed the guide, topics, and first steps."""

from __future__ import annotations

import re

from guide.content.files.questions import QuestionIndex
from guide.content.syntax.source import WEB_ADDRESS, Fields, Value
from guide.content.texts.references import References
from guide.content.texts.wording import Figures
from guide.municipality import FirstStep, Topic
from guide.rules.answers import NOT_KNOWN, Answers, Question

# What a browser calls an origin: it goes into a policy and is compared letter by letter.
_ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?|http://(localhost|127\.0\.0\.1)(:\d+)?")
PHONE = re.compile(r"\d{3,4}|\d{8}|\d{2}( \d{2}){3}")
NO_PHONE = "“{}” er ikke et telefonnummer.", "Skriv kun cifre: 49 28 28 28."
_OWN_PAGES = ("klage", "frister")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_embedding_origins(fields: Fields) -> tuple[str, ...]:
    """The origins under `indlejring`."""
    remedy = "Skriv den med https:// og små bogstaver, uden side og uden stjerne: https://www.kommunen.dk."
    wrong = "“{}” er ikke adressen på en hjemmeside."
    hosts = (item.matching(_ORIGIN, wrong, remedy) for item in fields.items("indlejring"))
    return tuple(filter(_ORIGIN.fullmatch, hosts))


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


def read_first_steps(
    value: Value, questions: QuestionIndex, figures: Figures, references: References
) -> tuple[FirstStep, ...]:
    """The field `gør nu`: the last step is everybody's."""
    steps = [_first_step(item, questions, figures, references) for item in value.items()]
    if any(not step.when for step in steps[:-1]) or (steps and steps[-1].when):
        remedy = "Skriv “når” ved alle de andre, og ikke ved det sidste."
        value.report("Kun det sidste under “gør nu” er for alle.", remedy)
    return tuple(steps)


def _first_step(value: Value, questions: QuestionIndex, figures: Figures, references: References) -> FirstStep:
    step = value.fields("når", "tekst", "telefon", "link")
    when, link, phone = step.get("når"), step.get("link"), step.get("telefon")
    phones = phone.pairs() if phone.is_mapping else (("", number) for number in phone.items())
    address = link.text()
    leads = address in _OWN_PAGES or WEB_ADDRESS.fullmatch(address) or references.link(address, 0, link.as_written)
    if link and not leads:
        remedy = "Skriv standard:navn, side:navn, klage, frister eller en hel adresse med https:// foran."
        link.report(f"Linket “{address}” fører ingen steder hen.", remedy)
    text = figures.wording(step.required("tekst"))
    numbers = tuple((use, number.matching(PHONE, *NO_PHONE)) for use, number in phones)
    return FirstStep(text, questions.any_of(when) if when else (), numbers, address)
