"""What is changed, and for whom."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from flask import Blueprint, abort, render_template

from guide.edit.desk.at_hand import PLACE, desk_here, saved_text, trial_of
from guide.edit.desk.beside import labels
from guide.edit.forms.differences import Difference, changed_lines, differences
from guide.edit.open_file import OpenFile, document_or_none, without_blanks
from guide.edit.people import SAMPLE, effects
from guide.edit.writing.document import Document, fingerprint, merged
from guide.edit.writing.fields import CannotWrite

blueprint = Blueprint("review", __name__, url_prefix=PLACE)


def _differences(opened: OpenFile, old: str) -> list[Difference]:
    layout = opened.format.layout
    blank = "---\n---\n" if layout == "front matter" else ""
    before, now = document_or_none(old, layout) or Document(blank, layout), document_or_none(opened.text, layout)
    if now is None or not opened.format.table:
        return [Difference("Filen", *changed_lines(old, opened.text))] if old != opened.text else []
    return differences(opened.format.fields, before, now, trial_of(opened).questions)


def review(opened: OpenFile) -> str:
    """What is changed, with what somebody else has saved meanwhile."""
    saved = saved_text(opened.slug, opened.name)
    text, is_merged = opened.text, False
    both: tuple[str, ...] = ()
    with suppress(CannotWrite):
        text = without_blanks(text, opened.format.layout)
        if opened.start and saved not in (opened.start, text):
            (text, both), is_merged = merged(opened.start, text, saved, opened.format.layout), True
    now = replace(opened, text=text, base=fingerprint(saved), start=saved)
    before, trial = trial_of(replace(opened, text=saved)), trial_of(now)
    return render_template(
        "review.html",
        opened=now,
        differences=_differences(now, saved),
        was_changed=fingerprint(saved) != opened.base,
        is_gone=not saved and opened.base != fingerprint(""),
        is_merged=is_merged,
        both=both,
        trial=trial,
        elsewhere=[problem for problem in trial.others if problem not in before.others],
        labels=labels(opened.format),
    )


def approve(opened: OpenFile) -> str:
    return _approval(opened, saved_text(opened.slug, opened.name))


@blueprint.get("/<slug>/<file:name>/godkendelse")
def approval(slug: str, name: str) -> str:
    """What is saved, against what was last committed."""
    saved = saved_text(slug, name)
    last = desk_here().repository.last(desk_here().shelf.path(slug, name))
    if last is None:
        abort(404)
    return _approval(OpenFile(slug, name, saved, fingerprint(saved), ""), last)


def _approval(opened: OpenFile, old: str) -> str:
    before, after = trial_of(replace(opened, text=old)), trial_of(opened)
    rules = [trial.standard for trial in (before, after)]
    whom = effects(rules[0], rules[1], list(after.questions.values())) if rules[0] and rules[1] else None
    return render_template(
        "approval.html",
        opened=opened,
        differences=_differences(opened, old),
        whom=whom,
        sample=f"{SAMPLE:,}".replace(",", "."),
        is_new=not old,
        trial=after,
        labels=labels(opened.format),
        today=desk_here().today(),
    )
