"""A link to a result to take along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from guide.rules.answers import Answers
from guide.web.addresses.whole import on_paper, qr_code, whole_address
from guide.web.receipts import new_receipt
from guide.web.sealed.lifetime import Lifetime
from guide.web.site import here, site


@dataclass(frozen=True, slots=True)
class SharedLink:
    address: str
    until: datetime
    code: Markup
    printed: Markup


def shared_link(answers: Answers, lifetime: Lifetime, first: datetime | None) -> SharedLink:
    """A link to a result; ``first`` as in ``OpenedToken``."""
    token, until = site().seals.seal_until(here().slug, answers, lifetime, first, new_receipt(answers))
    address = whole_address(url_for("interview.result", token=token))
    return SharedLink(address, until, qr_code(address), on_paper(address))
