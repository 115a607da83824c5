"""Letters to edit and print; none is stored."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _

from guide.next_steps.deadlines import latest_due
from guide.next_steps.decision import read_decision
from guide.next_steps.letters import (
    Letter,
    LetterKind,
    compose,
    compose_complaint,
    ids_and_texts,
    may_be_written,
    reasons_for,
)
from guide.rules.standards import Standard
from guide.web.fields import (
    DateField,
    Fields,
    LongTextField,
    OneOfField,
    Page,
    Posted,
    PostedForm,
    SomeOfField,
    page_of,
    posted_form,
)
from guide.web.http.headers import allow_storing
from guide.web.next_steps.deadlines import check_of_decision, day_not_long_ago, last_day_of_complaint
from guide.web.next_steps.decision import DecisionForm, ticks_page
from guide.web.next_steps.letter_facts import letter_facts
from guide.web.site import here, standard_or_404
from guide.web.translated.letters import in_both

blueprint = Blueprint("letters", __name__, url_prefix="/<municipality>/breve")
blueprint.before_request(allow_storing)

LONGEST = 5_000
"""Characters: three pages, and within the largest body in any alphabet."""


class ChoicesForm(PostedForm):
    """Whom the letter is about, its reasons, its day."""

    def __init__(self, letter: Letter, posted: Posted, standard: Standard) -> None:
        writers = ids_and_texts(letter.writers)
        fields: Fields = {"hvem": OneOfField(offered=writers, missing=_("Choose who the letter is about."))}
        if letter.kind == LetterKind.COMPLAINT:
            fields["dag"] = DateField(validators=[check_of_decision(standard)])
        elif letter.kind == LetterKind.OVERDUE:
            fields["dag"] = DateField(validators=[day_not_long_ago])
        fields["grunde"] = SomeOfField(offered=ids_and_texts(reasons_for(letter, standard.complaint_board)))
        super().__init__(fields, posted)


def field_of_the_text() -> Fields:
    return {"brev": LongTextField(most=LONGEST, missing=_("Write the letter. It is empty."))}


@blueprint.get("")
def overview() -> str:
    letters = [
        (letter, [standard for standard in here().standards if may_be_written(letter, standard)])
        for letter in here().letters.values()
    ]
    return render_template("next_steps/letters.html", letters=letters)


@blueprint.post("/<kind>/<slug>")
@blueprint.get("/<kind>/<slug>", endpoint="choose")
def write(kind: str, slug: str) -> Page:
    """Ask what the letter says; then edit and print it."""
    letter, standard = _letter_or_404(kind, slug)
    posted = posted_form()
    if posted and "brev" in posted:
        written = PostedForm(field_of_the_text(), posted)
        template = "letter_to_print" if not written.errors and posted.get("vis") == "print" else "letter"
        return page_of(
            written, f"next_steps/{template}.html", letter=letter, standard=standard, last=None, due=None, meaning=""
        )
    if posted and letter.kind is LetterKind.COMPLAINT and "resultat" in posted:
        return _complaint_of(letter, standard, DecisionForm(standard, posted))
    form = ChoicesForm(letter, posted, standard)
    if posted is None or form.errors:
        return page_of(form, "next_steps/letter_choices.html", letter=letter, standard=standard)
    day = form["dag"].data if "dag" in form else None
    facts, reasons = letter_facts(letter.kind, standard, day), form["grunde"].data
    text = in_both(lambda say: compose(say(letter), say(facts), form["hvem"].data, reasons))
    return _letter_page(letter, standard, text, day)


def _letter_or_404(kind: str, slug: str) -> tuple[Letter, Standard]:
    letter, standard = here().letters.get(kind), standard_or_404(slug)
    if letter is None or not may_be_written(letter, standard):
        abort(404)
    return letter, standard


def _complaint_of(letter: Letter, standard: Standard, form: DecisionForm) -> Page:
    """The complaint on what the reader's decision leaves open."""
    if form.errors:
        return ticks_page(standard, form)
    decision = form.decision
    facts = letter_facts(letter.kind, standard, decision.received)
    reading = read_decision(decision, standard)
    writer, about = form["hvem"].data, form.perspective
    text = in_both(lambda say: compose_complaint(say(letter), say(facts), writer, decision, say(reading), about))
    return _letter_page(letter, standard, text, decision.received)


def _letter_page(letter: Letter, standard: Standard, text: tuple[str, str], day: date | None) -> Page:
    """The letter to change, and what follows from its day."""
    overdue = letter.kind is LetterKind.OVERDUE
    return page_of(
        PostedForm(field_of_the_text(), None, brev=text[0]),
        "next_steps/letter.html",
        letter=letter,
        standard=standard,
        meaning=text[1],
        last=None if overdue else last_day_of_complaint(day, standard.complaint_board),
        due=latest_due(standard, day) if overdue and day else None,
    )
