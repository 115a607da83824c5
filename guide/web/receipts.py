"""Receipts: made with each token, read where one is opened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Flask

from guide.result.receipt import Changes, changes_since, receipt_of, version_of
from guide.rules.answers import Answers
from guide.rules.outcome import Outcome, evaluate
from guide.web.sealed.tokens import OpenedToken
from guide.web.site import here, site


def register(app: Flask) -> None:
    """Let pages name the rules, and what these have changed."""
    app.jinja_env.globals.update(rules_version=rules_version, changes_of=changes_of)


def rules_version() -> str:
    """The version of the municipality's rules."""
    return site().rules[here().slug]


def new_receipt(answers: Answers) -> bytes:
    """The receipt of today's result of these answers."""
    return receipt_of(rules_version(), _outcomes(answers))


def changes_of(opened: OpenedToken, outcomes: Sequence[Outcome] | None = None) -> Changes | None:
    """What the rules have changed in this result, if anything.

    ``outcomes`` are those of its answers, where they are at hand.
    """
    if version_of(opened.receipt) == rules_version():
        return None
    changes = changes_since(opened.receipt, outcomes or _outcomes(opened.answers))
    return changes if changes and changes.any else None


def _outcomes(answers: Answers) -> Iterable[Outcome]:
    return [evaluate(standard, answers) for standard in here().with_outcome]
