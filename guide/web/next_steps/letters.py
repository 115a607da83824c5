"""Letters to edit and print; none is stored."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, abort, render_template
from flask_babel import gettext as _
from wtforms.form import BaseForm

from guide.next_steps.letters import LINE, Letter, LetterFacts, LetterKind, compose
from guide.rules.standards import ComplaintRecipient, Standard
from guide.web.fields import (
    DateField,
    Fields,
    LongTextField,
    OneOfField,
    Page,
    Posted,
    SomeOfField,
    page_of,
    posted_form,
)
from guide.web.headers import allow_storing
from guide.web.http.locale import long_date
from guide.web.next_steps.deadlines import dates_of_complaint, day_of_a_decision
from guide.web.site import here, site, standard_or_404

blueprint = Blueprint("letters", __name__, url_prefix="/<municipality>/breve")
blueprint.before_request(allow_storing)

LONGEST = 5_000
"""Characters: three pages, and within the largest body in any alphabet."""


class ChoicesForm(BaseForm):
    """Whom the letter is about, its reasons, its decision."""

    def __init__(self, letter: Letter, posted: Posted, board: ComplaintRecipient | None) -> None:
        writers = [(writer.id, writer.text) for writer in letter.writers]
        fields: Fields = {"hvem": OneOfField(offered=writers, missing=_("Choose who the letter is about."))}
        if letter.kind is LetterKind.COMPLAINT:
            fields["dag"] = DateField(validators=[day_of_a_decision])
        reasons = [reason for reason in letter.reasons if not (board and reason.not_to_board)]
        fields["grunde"] = SomeOfField(offered=[(reason.id, reason.text) for reason in reasons])
        super().__init__(fields)
        self.process(posted)


class TextForm(BaseForm):
    """The text of the letter, in the field ``brev``."""

    def __init__(self, posted: Posted, initial: str = "") -> None:
        fields: Fields = {"brev": LongTextField(most=LONGEST, missing=_("Write the letter. It is empty."))}
        super().__init__(fields)
        self.process(posted, data={"brev": initial})


@blueprint.get("")
def overview() -> str:
    letters = [
        (letter, [standard for standard in here().standards if _may_be_written(letter.kind, standard)])
        for letter in site().guide.letters.values()
    ]
    return render_template("next_steps/letters.html", letters=letters)


@blueprint.post("/<any(klage, ansoegning):kind>/<slug>")
@blueprint.get("/<any(klage, ansoegning):kind>/<slug>", endpoint="choose")
def write(kind: str, slug: str) -> Page:
    """Ask what the letter says; then edit and print it."""
    letter, standard = _letter_or_404(kind, slug)
    posted = posted_form()
    if posted and "brev" in posted:
        text = TextForm(posted)
        template = "letter_to_print" if text.validate() and posted.get("vis") == "print" else "letter"
        return page_of(text, f"next_steps/{template}.html", letter=letter, standard=standard, dates=None)
    form = ChoicesForm(letter, posted, standard.complaint_board)
    if posted is None or not form.validate():
        return page_of(form, "next_steps/letter_choices.html", letter=letter, standard=standard)
    return _composed_page(letter, standard, form)


def _may_be_written(kind: LetterKind, standard: Standard) -> bool:
    return standard.can_be_complained_about if kind is LetterKind.COMPLAINT else standard.can_be_applied_for


def _letter_or_404(kind: str, slug: str) -> tuple[Letter, Standard]:
    standard = standard_or_404(slug)
    if not _may_be_written(LetterKind(kind), standard):
        abort(404)
    return site().guide.letters[LetterKind(kind)], standard


def letter_facts(kind: LetterKind, standard: Standard, received: date | None = None) -> LetterFacts:
    """What a letter on this standard is filled in with."""
    complains = kind is LetterKind.COMPLAINT
    board, about = (standard.complaint_board, standard.complaint_about) if complains else (None, "")
    # Some are applied for elsewhere; the letter goes there, or leaves a line for it.
    elsewhere = kind is LetterKind.APPLICATION and standard.application
    return LetterFacts(
        title=about[:1].upper() + about[1:] or standard.title,
        within_sentence=about or standard.title_within_sentence,
        law=standard.law,
        recipient=(standard.applied_to or LINE,) if elsewhere else (board or here().complaint).lines,
        received=long_date(received) if received else "",
        to_board=board is not None,
    )


def _composed_page(letter: Letter, standard: Standard, form: ChoicesForm) -> Page:
    received = form["dag"].data if "dag" in form else None
    text = compose(letter, letter_facts(letter.kind, standard, received), form["hvem"].data, form["grunde"].data)
    return page_of(
        TextForm(None, text),
        "next_steps/letter.html",
        letter=letter,
        standard=standard,
        dates=dates_of_complaint(received),
    )
