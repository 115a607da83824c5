"""The time until an answer, in words."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from guide.sources import ProcessingTime


def processing_in_words(processing: ProcessingTime) -> str:
    """The processing time as a sentence, or its explanation."""
    if processing.least:
        return _range_in_words(processing)
    words: str = processing.explanation
    if processing.months:
        words = ngettext(
            "%(num)s month at the most, as a starting point.",
            "%(num)s months at the most, as a starting point.",
            processing.months,
        )
    elif processing.weeks:
        words = ngettext(
            "%(num)s week at the most, as a starting point.",
            "%(num)s weeks at the most, as a starting point.",
            processing.weeks,
        )
    elif processing.days:
        words = ngettext(
            "%(num)s day at the most, as a starting point.",
            "%(num)s days at the most, as a starting point.",
            processing.days,
        )
    elif processing.working_days:
        words = ngettext(
            "%(num)s working day at the most, as a starting point.",
            "%(num)s working days at the most, as a starting point.",
            processing.working_days,
        )
    return words


def _range_in_words(processing: ProcessingTime) -> str:
    least = processing.least
    if processing.months:
        return str(_("%(least)s to %(most)s months, as a starting point.", least=least, most=processing.months))
    if processing.weeks:
        return str(_("%(least)s to %(most)s weeks, as a starting point.", least=least, most=processing.weeks))
    if processing.days:
        return str(_("%(least)s to %(most)s days, as a starting point.", least=least, most=processing.days))
    most = processing.working_days
    return str(_("%(least)s to %(most)s working days, as a starting point.", least=least, most=most))


def answer_within(processing: ProcessingTime) -> str:
    """The longest time in few words; empty if not known."""
    if processing.months:
        return str(ngettext("answer within %(num)s month", "answer within %(num)s months", processing.months))
    if processing.weeks:
        return str(ngettext("answer within %(num)s week", "answer within %(num)s weeks", processing.weeks))
    if processing.days:
        return str(ngettext("answer within %(num)s day", "answer within %(num)s days", processing.days))
    if number := processing.working_days:
        return str(ngettext("answer within %(num)s working day", "answer within %(num)s working days", number))
    return ""
