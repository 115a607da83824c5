"""What an operator sets, read from the environment, and where the guide's own files stand."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

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

_PACKAGE = Path(__file__).resolve().parent.parent
ROOT = _PACKAGE / "_data" if (_PACKAGE / "_data").exists() else _PACKAGE.parent
"""Where content, static files and translations stand: inside an installed package, beside it in the repository."""


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
    """How many proxies stand in front; raises ``ValueError`` for what is no number."""
    told = environ.get(PROXIES, "").strip() or "0"
    if not (told.isascii() and told.isdecimal()):
        raise ValueError(f"{PROXIES} must be a number of proxies, such as 1")
    return int(told)


def access_logged(environ: Mapping[str, str]) -> bool:
    """Whether the access log is wanted."""
    return environ.get(ACCESS_LOG, "").strip().lower() != "off"
