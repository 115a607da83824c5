"""Letters: what the citizen chose becomes a text to change, to copy or to print. The guide sends and keeps nothing."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from guide.municipality import Municipality
from guide.next_steps.deadlines import complaint_dates
from guide.next_steps.letters import Letter, LetterKind, Matter, compose
from guide.rules.standards import Standard
from guide.web.fields import errors_of
from guide.web.http.locale import long_date
from guide.web.kept_nowhere import keep_nowhere
from guide.web.next_steps.letter_forms import ChoicesForm, TextForm
from guide.web.site import municipality_or_404, site, standard_or_404

blueprint = Blueprint("letters", __name__, url_prefix="/<municipality>/breve")
blueprint.after_request(keep_nowhere)

Page = tuple[str, int]


@blueprint.get("")
def overview(municipality: str) -> str:
    """The letters that can be written."""
    chosen = municipality_or_404(municipality)
    letters = [
        (letter, [standard for standard in chosen.standards if letter_may_be_written(letter.kind, standard)])
        for letter in site().guide.letters.values()
    ]
    return render_template("next_steps/letters.html", municipality=chosen, letters=letters)


@blueprint.get("/<any(klage, ansoegning):kind>/<slug>")
def choose(municipality: str, kind: str, slug: str) -> Page:
    """Ask what the letter shall say."""
    chosen = municipality_or_404(municipality)
    letter, standard = _letter_or_404(chosen, kind, slug)
    return _choices_page(chosen, letter, standard, ChoicesForm(letter, None))


@blueprint.post("/<any(klage, ansoegning):kind>/<slug>")
def write(municipality: str, kind: str, slug: str) -> Page:
    """The letter, to change; or as it was changed, to change it again or to print it."""
    chosen = municipality_or_404(municipality)
    letter, standard = _letter_or_404(chosen, kind, slug)
    if "brev" in request.form:
        return _text_page(chosen, letter, standard, TextForm(request.form), show=request.form.get("vis", ""))
    form = ChoicesForm(letter, request.form)
    if not form.validate():
        return _choices_page(chosen, letter, standard, form)
    return _composed_page(chosen, letter, standard, form)


def letter_may_be_written(kind: LetterKind, standard: Standard) -> bool:
    """Whether such a letter leads anywhere: not where there is nothing to apply for, or nothing to complain of."""
    if kind is LetterKind.COMPLAINT:
        return not standard.no_complaint
    return not standard.processing.nothing_to_decide


def _letter_or_404(chosen: Municipality, kind: str, slug: str) -> tuple[Letter, Standard]:
    standard = standard_or_404(chosen, slug)
    if not letter_may_be_written(LetterKind(kind), standard):
        abort(404)
    return site().guide.letters[LetterKind(kind)], standard


def _choices_page(chosen: Municipality, letter: Letter, standard: Standard, form: ChoicesForm) -> Page:
    page = render_template(
        "next_steps/letter_choices.html",
        municipality=chosen,
        letter=letter,
        standard=standard,
        form=form,
        errors=list(errors_of(form)),
    )
    return page, 422 if form.errors else 200


def _composed_page(chosen: Municipality, letter: Letter, standard: Standard, form: ChoicesForm) -> Page:
    received = form["dag"].data if "dag" in form else None
    matter = Matter(
        title=standard.title,
        within_sentence=standard.title_within_sentence,
        law=standard.law,
        recipient=(chosen.complaint.recipient, chosen.complaint.address),
        received=long_date(received) if received else "",
    )
    text = compose(letter, matter, form["hvem"].data, form["grunde"].data)
    rates = site().guide.rates
    dates = complaint_dates(received, rates["klagefrist"], rates["klage-videre"]) if received else None
    page = render_template(
        "next_steps/letter.html",
        municipality=chosen,
        letter=letter,
        standard=standard,
        form=TextForm(None, text),
        errors=[],
        dates=dates,
    )
    return page, 200


def _text_page(chosen: Municipality, letter: Letter, standard: Standard, form: TextForm, show: str) -> Page:
    right = form.validate()
    page = render_template(
        "next_steps/letter_to_print.html" if right and show == "print" else "next_steps/letter.html",
        municipality=chosen,
        letter=letter,
        standard=standard,
        form=form,
        errors=list(errors_of(form)),
        dates=None,
    )
    return page, 200 if right else 422
