"""What letters are filled in with, and who receives them."""

from __future__ import annotations

from datetime import date

from guide.next_steps.letters import LINE, LetterFacts, LetterKind
from guide.result.account import Account
from guide.rules.standards import Standard
from guide.web.http.locale import long_date
from guide.web.http.prefixes import DANISH
from guide.web.site import here


def letter_facts(kind: str, standard: Standard, day: date | None = None, account: Account | None = None) -> LetterFacts:
    """What a letter on this standard is filled in with.

    ``day`` is that of the decision, or of the application, ``account`` the reader's, if their answers are at hand.
    """
    about = standard.complaint_about if kind == LetterKind.COMPLAINT else ""
    return LetterFacts(
        title=about[:1].upper() + about[1:] or standard.title,
        within_sentence=about or standard.title_within_sentence,
        law=standard.law,
        recipient=_recipient(kind, standard, account),
        received=long_date(day, DANISH) if day else "",
        to_board=standard.complaint_board is not None,
    )


def _recipient(kind: str, standard: Standard, account: Account | None) -> tuple[str, ...]:
    """Who receives it; a line where that is not known."""
    if kind not in tuple(LetterKind):
        return here().contact_lines[: 1 + bool(here().contact.address)]
    if kind == LetterKind.COMPLAINT:
        return (standard.complaint_board or here().complaint).lines
    if kind in (LetterKind.APPLICATION, LetterKind.OVERDUE):
        if any(case.applied_to for case in (account or standard).cases):
            return ((account.applied_to if account else "") or LINE,)
        if not standard.application:
            return here().complaint.lines
        # Some are applied for elsewhere: with somebody who may only send it on, and who cannot answer for the decision.
        sent_on = kind == LetterKind.OVERDUE and standard.applied_to != here().complaint.recipient
        return (LINE if sent_on else standard.applied_to or LINE,)
    # Where a board decides complaints, the case may be with a school or a region.
    return (LINE,) if standard.complaint_board else here().complaint.lines
