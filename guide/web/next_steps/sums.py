"""Small sums, each from the rule of one standard: an estimate with its steps, answered at once and kept nowhere."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from guide.municipality import Municipality
from guide.rules.standards import Standard
from guide.web.fields import errors_of
from guide.web.kept_nowhere import keep_nowhere
from guide.web.next_steps.sum_forms import SumForm, form_of, question_of
from guide.web.site import municipality_or_404, site, standard_or_404

blueprint = Blueprint("sums", __name__, url_prefix="/<municipality>/beregn")
blueprint.after_request(keep_nowhere)

Page = tuple[str, int]


@blueprint.get("")
def overview(municipality: str) -> str:
    """The sums of the municipality's standards; a 404 page where none has a rule for one."""
    chosen = municipality_or_404(municipality)
    standards = [standard for standard in chosen.standards if standard.sum_rule] or abort(404)
    return render_template("next_steps/sums.html", municipality=chosen, standards=standards, question_of=question_of)


@blueprint.get("/<slug>")
def ask(municipality: str, slug: str) -> Page:
    """Ask for what the sum needs."""
    chosen = municipality_or_404(municipality)
    standard = standard_or_404(chosen, slug)
    return _page(chosen, standard, _form(standard, posted=False))


@blueprint.post("/<slug>")
def reckon(municipality: str, slug: str) -> Page:
    """The sum with its steps, or what to do about what was typed."""
    chosen = municipality_or_404(municipality)
    standard = standard_or_404(chosen, slug)
    form = _form(standard, posted=True)
    return _page(chosen, standard, form, form.reckon() if form.validate() else None)


def _form(standard: Standard, *, posted: bool) -> SumForm:
    rule = standard.sum_rule or abort(404)
    return form_of(rule, request.form if posted else None, site().today())


def _page(chosen: Municipality, standard: Standard, form: SumForm, reckoned: object = None) -> Page:
    rule = standard.sum_rule
    used = {figure.rate for figure in rule.figures()} if rule else set()
    page = render_template(
        form.template,
        municipality=chosen,
        standard=standard,
        question=question_of(rule) if rule else "",
        rule=rule,
        form=form,
        errors=list(errors_of(form)),
        reckoned=reckoned,
        rates=[rate for rate in standard.rates if rate.id in used],
        today=site().today(),
    )
    return page, 422 if form.errors else 200
