"""What an operator sets, read from the environment, and where the guide's own files stand."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from guide import ROOT

KEYS = "STOETTEGUIDEN_KEYS"
"""The environment variable with the keys of the sealed answers, commas between; the first one seals."""

KEYS_FILE = "STOETTEGUIDEN_KEYS_FILE"
"""The environment variable that names a file with the keys instead, one a line; it is read anew at every reload."""

CONTENT = "STOETTEGUIDEN_CONTENT"
"""The environment variable with the folder of the content; without it, the one beside the package."""

PROXIES = "STOETTEGUIDEN_PROXIES"
"""The environment variable with the number of proxies in front, which tell by ``X-Forwarded-Proto`` of HTTPS."""

ACCESS_LOG = "STOETTEGUIDEN_ACCESS_LOG"
"""The environment variable that silences the access log when it is ``off``."""

LINK_HOURS = "STOETTEGUIDEN_LINK_HOURS"
"""The environment variable with the life of a link with answers after each step, in whole hours; without it, 24."""

ADDRESS = "STOETTEGUIDEN_ADDRESS"
"""The environment variable with where the guide is found from outside, as in ``https://guide.example``."""

LONGEST_LIFE = 14 * 24
"""Hours; as long as the longest life that a reader can choose."""

_HOST = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?", re.IGNORECASE)


class WrongSetting(ValueError):
    """An environment variable cannot be used; the message says which, and what to write."""


def content_directory(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder ``content``."""
    return Path(environ.get(CONTENT) or ROOT / "content")


def danish_today() -> date:
    """Today in Denmark."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def keys_from(environ: Mapping[str, str]) -> list[str]:
    """The keys of the file, or else of the environment; empty when there are none.

    Raises:
        ValueError: the file cannot be read, or holds none.
    """
    written = environ.get(KEYS, "")
    if file := environ.get(KEYS_FILE):
        try:
            written = ",".join(Path(file).read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"the file that {KEYS_FILE} names cannot be read") from error
        if not written:
            raise ValueError(f"the file that {KEYS_FILE} names holds no key")
    return [key.strip() for key in written.split(",") if key.strip()]


def proxies_from(environ: Mapping[str, str]) -> int:
    """How many proxies stand in front; raises ``WrongSetting`` for what is no number."""
    told = environ.get(PROXIES, "").strip() or "0"
    if not (told.isascii() and told.isdecimal()):
        raise WrongSetting(f"{PROXIES} is “{told}”. Write a number of proxies, such as 1.")
    return int(told)


def life_from(environ: Mapping[str, str]) -> timedelta:
    """How long a link with answers lives after each step; raises ``WrongSetting``."""
    written = environ.get(LINK_HOURS, "").strip() or "24"
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= LONGEST_LIFE):
        raise WrongSetting(f"{LINK_HOURS} is “{written}”. Write a whole number of hours from 1 to {LONGEST_LIFE}.")
    return timedelta(hours=int(written))


def address_from(environ: Mapping[str, str]) -> str:
    """Where the guide is found from outside, without a slash at the end; empty where nobody has said it.

    Raises:
        WrongSetting: it is more or less than a scheme and a host.
    """
    written = environ.get(ADDRESS, "").strip().rstrip("/")
    if written and not _HOST.fullmatch(written):
        raise WrongSetting(f"{ADDRESS} is “{written}”. Write the scheme and the host only: https://guide.example")
    return written


def access_logged(environ: Mapping[str, str]) -> bool:
    """Whether the access log is wanted."""
    return environ.get(ACCESS_LOG, "").strip().lower() != "off"
