"""A decision in hand: ticks, and what it leaves open.

The ticks travel in the body of a POST only, from page to page; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template
from flask_babel import gettext as _
from wtforms import ValidationError

from guide.next_steps.decision import (
    Decision,
    Grounds,
    Hearing,
    Paragraph,
    Result,
    Says,
    asked_requirements,
    is_older,
    later_changes,
    read_decision,
)
from guide.next_steps.letters import LetterKind, filled, ids_and_texts, perspective_of
from guide.rules.answers import Perspective
from guide.rules.standards import Standard
from guide.web.fields import DateField, Fields, OneOfField, Page, Posted, PostedForm, SomeOfField, page_of, posted_form
from guide.web.http.headers import allow_storing
from guide.web.kept import same_for_all
from guide.web.next_steps.deadlines import check_of_decision, last_day_of_complaint
from guide.web.next_steps.letter_facts import letter_facts
from guide.web.site import here, standard_or_404
from guide.web.translated.texts import danish, filled_in, unmarked

blueprint = Blueprint("decision", __name__, url_prefix="/<municipality>/afgoerelse")
blueprint.before_request(allow_storing)


class DecisionForm(PostedForm):
    """What a decision on the standard says, ``krav-1`` and on.

    Only whom it is about and its result are asked for where it grants everything.
    """

    def __init__(self, standard: Standard, posted: Posted) -> None:
        letter = here().letters[LetterKind.COMPLAINT]
        self.posted = posted
        self.granted = posted is not None and posted.get("resultat") == Result.ALL
        asked = asked_requirements(standard)
        self.requirements = [(f"krav-{number}", requirement) for number, requirement in enumerate(asked, 1)]
        results, writers = ids_and_texts(letter.of_decision.results), ids_and_texts(letter.writers)
        fields: Fields = {
            "hvem": OneOfField(offered=writers, missing=_("Choose who the decision is about.")),
            "dag": DateField(validators=[check_of_decision(standard)]),
            "resultat": OneOfField(offered=results, missing=_("Choose what the decision says.")),
        }
        said = [(Says.YES, _("Fits")), (Says.NO, _("Does not fit")), (Says.UNCLEAR, _("I cannot see that"))]
        for name, requirement in self.requirements:
            missing = _(
                "Choose what the decision says of this: %(requirement)s", requirement=unmarked(requirement.text.self_)
            )
            fields[name] = self._one_of(said, missing)
        super().__init__(fields | self._about_its_reasons(standard), posted)

    def _one_of(self, offered: Sequence[tuple[str, str]], missing: str) -> OneOfField:
        return OneOfField(offered=offered, missing="" if self.granted else missing)

    def _about_its_reasons(self, standard: Standard) -> Fields:
        paragraphs = [
            (Paragraph.OF_THE_STANDARD, danish(standard.law)),
            (Paragraph.ANOTHER, _("Another")),
            (Paragraph.NONE, _("None that I can see")),
        ]
        grounds = [
            (Grounds.CONSIDERATIONS, _("What was given most weight")),
            (Grounds.FACTS, _("Which facts counted")),
            (Grounds.STANDARD, _("A standard or a level of service")),
            (Grounds.NONE, _("None of these, as far as I can see")),
        ]
        hearing = [
            (Hearing.ALL_KNOWN, _("No, all of it was known")),
            (Hearing.HEARD, _("Yes, but it was shown first, and could be answered")),
            (Hearing.NOT_HEARD, _("Yes, and it was not shown first")),
            (Hearing.UNCLEAR, _("I do not know")),
        ]
        guidance = [(Says.YES, _("Yes")), (Says.NO, _("No")), (Says.UNCLEAR, _("I cannot see that"))]
        return {
            "paragraf": self._one_of(paragraphs, _("Choose which paragraph it names.")),
            "grunde": SomeOfField(offered=grounds, validators=[self._grounds_fit]),
            "hoert": self._one_of(hearing, _("Choose whether it rests on something that was not known.")),
            "klagevejledning": self._one_of(guidance, _("Choose whether it says how to complain.")),
        }

    def _grounds_fit(self, _form: object, field: SomeOfField) -> None:
        """Ask for a tick; “none of these” excludes the others."""
        ticked = set(field.data or ()) & {str(ground) for ground in Grounds}
        if not ticked and not self.granted:
            raise ValidationError(_("Tick what it gives as reasons, or “None of these”."))
        if Grounds.NONE in ticked and len(ticked) > 1:
            raise ValidationError(_("Tick “None of these” alone, or only the others."))

    @property
    def ticks(self) -> list[tuple[str, str]]:
        """What was ticked and typed, to send along."""
        return [(field.name, told) for field in self if self.posted for told in self.posted.getlist(field.name)]

    @property
    def decision(self) -> Decision:
        """What the decision says, from a form without errors."""
        if self.granted:
            return Decision(Result.ALL, received=self["dag"].data)
        return Decision(
            result=Result(self["resultat"].data),
            paragraph=Paragraph(self["paragraf"].data),
            requirements=tuple(Says(self[name].data) for name, _requirement in self.requirements),
            grounds=frozenset(ground for ground in Grounds if ground in self["grunde"].data),
            hearing=Hearing(self["hoert"].data),
            how_to_complain=Says(self["klagevejledning"].data),
            received=self["dag"].data,
        )

    @property
    def perspective(self) -> Perspective:
        return perspective_of(self["hvem"].data)


@blueprint.get("")
def overview() -> str:
    return render_template("next_steps/decisions.html", standards=here().standards)


@blueprint.get("/<slug>")
@same_for_all
def ask(slug: str) -> str:
    """What the decision says."""
    standard = standard_or_404(slug)
    return ticks_page(standard, DecisionForm(standard, None))[0]


@blueprint.post("/<slug>")
def read(slug: str) -> Page:
    """What the decision does not answer; else the form."""
    standard = standard_or_404(slug)
    posted = posted_form() if standard.can_be_complained_about else None
    form = DecisionForm(standard, posted)
    if posted is None or form.errors or posted.get("vis") == "ret":
        return ticks_page(standard, form)
    decision, facts = form.decision, letter_facts(LetterKind.COMPLAINT, standard)
    reading = read_decision(decision, standard)
    texts = {point.id: point.text for point in here().letters[LetterKind.COMPLAINT].of_decision.points}
    return page_of(
        form,
        "next_steps/decision_read.html",
        standard=standard,
        decision=decision,
        reading=reading,
        points=[filled_in(texts[point], lambda text: filled(text, facts)) for point in reading.points],
        perspective=form.perspective,
        older=is_older(standard, decision.received),
        later=later_changes(standard, decision.received),
        last=last_day_of_complaint(decision.received, standard.complaint_board),
    )


def ticks_page(standard: Standard, form: DecisionForm) -> Page:
    """The form, with what is wrong in it."""
    return page_of(form, "next_steps/decision.html", standard=standard)
