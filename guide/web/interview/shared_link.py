"""A link to a result that somebody takes along, and its QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from guide.rules.answers import Answers
from guide.web.addresses import qr_code, whole_address
from guide.web.sealed.lifetime import Lifetime
from guide.web.site import here, opened, site


@dataclass(frozen=True, slots=True)
class SharedLink:
    """The whole address of a result, until when it can be opened, and its QR code."""

    address: str
    until: datetime | None
    code: Markup


def shared_link(answers: Answers, lifetime: Lifetime) -> SharedLink:
    """A link to the result of these answers; it is shown, and never sent."""
    sealed = site().seals.seal(here().slug, answers, lifetime)
    address = whole_address(url_for("interview.result", token=sealed))
    return SharedLink(address, opened(sealed).until, qr_code(address))
