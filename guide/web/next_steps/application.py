"""The application that follows from the sealed answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from guide.next_steps.letters import LetterKind, compose, in_first_person
from guide.result.account import Account
from guide.result.overview import build_result, is_under_18, urgent_messages
from guide.rules.answers import Perspective
from guide.rules.met import Met
from guide.rules.standards import Prompt
from guide.web.fields import Fields, LongTextField, Page, Posted, PostedForm, page_of, posted_form
from guide.web.next_steps.letter_facts import letter_facts
from guide.web.next_steps.letters import LONGEST, field_of_the_text
from guide.web.site import here, open_token, site
from guide.web.translated.letters import Say, in_both
from guide.web.translated.tables import COMMA

blueprint = Blueprint("application", __name__, url_prefix="/<municipality>/resultat/<token>/<slug>/ansoegning")


class ApplicationForm(PostedForm):
    """The letter in ``brev``, the facts in ``oplysning-1`` and on."""

    def __init__(self, posted: Posted, letter: str, prompts: Sequence[Prompt]) -> None:
        facts: Fields = {f"oplysning-{at}": LongTextField(most=LONGEST) for at, _prompt in enumerate(prompts, 1)}
        super().__init__(field_of_the_text() | facts, posted, brev=letter)

    def validate(self, extra_validators: Any = None) -> bool:  # noqa: ANN401  # WTForms' own
        """Limit all of it as one letter, in one request."""
        super().validate(extra_validators)
        written = 0
        for field in self:
            written += len(field.data)
            if written > LONGEST and not self.errors:
                message = _("All of it is too long: write at most %(most)s characters, letter and all.", most=LONGEST)
                field.errors = [message]
        return not self.errors


@blueprint.post("")
@blueprint.get("", endpoint="begin")
def write(token: str, slug: str) -> Page | AnyResponse:
    """The letter to change, then ready to print.

    Where there is nothing to apply for, the account says what to do instead.
    """
    opened, standard, posted = open_token(token), here().standard(slug), posted_form()
    answers, letter = opened.answers, here().letters[LetterKind.APPLICATION]
    result = build_result(here(), answers)
    if standard not in here().with_outcome or not standard.can_be_applied_for or result.is_for_adults(standard):
        return redirect(url_for("interview.account", token=token, slug=slug), 303)
    account = result.account(standard, site().today())
    facts, perspective = letter_facts(letter.kind, standard, account=account), answers.perspective
    text, says = in_both(
        lambda say: compose(say(letter), say(facts), perspective, (), _findings(account, perspective, say))
    )
    prompts = (*standard.prompts, *letter.prompts)
    form = ApplicationForm(posted, text, prompts)
    return page_of(
        form,
        "next_steps/application.html",
        token=token,
        opened=opened,
        perspective=answers.perspective,
        urgent=urgent_messages(here(), answers),
        standard=standard,
        account=account,
        prompts=prompts,
        meaning=says if posted is None else "",
        asks_as_a_child=answers.perspective is Perspective.SELF and is_under_18(answers),
        ready=posted is not None and posted.get("vis") == "print" and not form.errors,
    )


def _findings(account: Account, perspective: Perspective, say: Say) -> tuple[list[str], list[str]]:
    """Requirements that are met, with the answers, and the others.

    The others are quoted as the guide writes them: what was not answered, or not so, is nobody's statement.
    """
    met, others, between = [], [], f"”{say(COMMA)}“"
    order = account.outcome.findings.index
    for reason in sorted((*account.reasons, *account.others), key=lambda reason: order(reason.finding)):
        text = say(reason.finding.requirement.text.for_(perspective))
        if reason.met is Met.YES:
            told = [f"{say(one.question.name)}: “{between.join(map(say, one.labels))}”." for one in reason.answers]
            own = " ".join((text, *told))
            met.append(in_first_person(own) if perspective is Perspective.SELF else own)
        elif reason.finding.requirement is not account.standard.need:
            others.append(f"“{text}”")
    return met, others
