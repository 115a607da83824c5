"""An operator's settings in the environment, one row each."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from guide import ROOT

LONGEST_LIFETIME = 14 * 24
"""Hours; as long as the longest lifetime that a reader can choose."""

HIGHEST_PORT = 65_535

_LABEL = "[a-z0-9_-]{1,63}"
HOST = rf"(?:(?:{_LABEL}\.)*{_LABEL}\.?|\[[0-9a-f:.]+\])(?::[0-9]{{1,5}})?"
"""Names and numbers of machines, with or without a port; in any case of letters."""


class WrongSetting(ValueError):
    """A setting that cannot be used; says what to write."""


def _listed(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(",") if part.strip())


def _hours(written: str) -> timedelta:
    if not (written.isascii() and written.isdigit() and 1 <= int(written) <= LONGEST_LIFETIME):
        raise ValueError(f"Write a whole number of hours from 1 to {LONGEST_LIFETIME}.")
    return timedelta(hours=int(written))


def _address(written: str) -> str:
    if written.rstrip("/") and not re.fullmatch(f"https?://{HOST}", written.rstrip("/"), re.IGNORECASE | re.ASCII):
        raise ValueError("Write the scheme and the host only: https://guide.example")
    return written.rstrip("/")


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal()):
        raise ValueError("Write a number of proxies, such as 1.")
    return int(written)


def _megabytes(written: str) -> int:
    if not (written.isascii() and written.isdecimal()):
        raise ValueError("Write a whole number of megabytes, such as 32.")
    return int(written) * 1_000_000


def _contact(written: str) -> str:
    uri = f"mailto:{written}" if re.fullmatch(r"[^\s:@<>]+@[^\s:@<>]+\.[^\s:@<>]+", written) else written
    if not re.fullmatch(r"(?:mailto|https):\S+", uri):
        raise ValueError("Write a mail address or a page: security@guide.example or https://guide.example/security")
    return uri


def _place(written: str) -> tuple[str, int]:
    host, _colon, port = written.rpartition(":")
    if not (re.fullmatch(r"\d{1,5}", port, re.ASCII) and 1 <= int(port) <= HIGHEST_PORT):
        raise ValueError(f"Write a port up to {HIGHEST_PORT}, or an address and a port: 9464 or 10.0.0.1:9464")
    return host.strip("[]") or "127.0.0.1", int(port)


def _is_on(written: str) -> bool:
    return written.lower() != "off"


def _cache(written: str) -> Path | None:
    return Path(written) if _is_on(written) else None


def _usual_cache(environ: Mapping[str, str]) -> Path | None:
    """Where this user's programs keep such files, if known."""
    usual = Path(environ.get("XDG_CACHE_HOME") or f"{environ.get('HOME', '')}/.cache")
    return usual / "stoetteguiden" if usual.is_absolute() and usual != Path("/.cache") else None


def _row(variable: str, read: Callable[[str], object]) -> Mapping[str, Any]:
    return {"variable": variable, "read": read}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one installation, each beside its variable."""

    keys: tuple[str, ...] = field(default=(), metadata=_row("STOETTEGUIDEN_KEYS", _listed))
    """Fernet keys of the sealed answers: the first one encrypts, all of them decrypt."""

    keys_file: Path | None = field(default=None, metadata=_row("STOETTEGUIDEN_KEYS_FILE", Path))
    """A file with the keys instead, one a line; read again at every reload."""

    content: Path = field(default=ROOT / "content", metadata=_row("STOETTEGUIDEN_CONTENT", Path))
    """The folder that holds ``da/``."""

    also: tuple[str, ...] = field(default=(), metadata=_row("STOETTEGUIDEN_ALSO", _listed))
    """Folders of content whose municipalities are shown too, or names of municipalities that came with the guide."""

    link_lifetime: timedelta = field(default=timedelta(hours=24), metadata=_row("STOETTEGUIDEN_LINK_HOURS", _hours))
    """How long a link with answers works after each step."""

    address: str = field(default="", metadata=_row("STOETTEGUIDEN_ADDRESS", _address))
    """Where the guide is found from outside, as in ``https://guide.example``."""

    proxies: int = field(default=0, metadata=_row("STOETTEGUIDEN_PROXIES", _number))
    """Trusted reverse proxies, whose ``X-Forwarded-Proto`` is believed."""

    kept_pages: int = field(default=32_000_000, metadata=_row("STOETTEGUIDEN_KEPT_MB", _megabytes))
    """Bytes of pages and parts, without answers, that each worker keeps."""

    security_contact: str = field(default="", metadata=_row("STOETTEGUIDEN_SECURITY_CONTACT", _contact))
    """Whom to tell of a vulnerability: ``mailto:…`` or ``https://…``."""

    cache: Path | None = field(default=None, metadata=_row("STOETTEGUIDEN_CACHE", _cache))
    """The folder of what was read, for a quicker start; none where nothing is kept."""

    access_log: bool = field(default=True, metadata=_row("STOETTEGUIDEN_ACCESS_LOG", _is_on))
    """Whether each answer is logged."""

    metrics: tuple[str, int] | None = field(default=None, metadata=_row("STOETTEGUIDEN_METRICS", _place))
    """Host and port where Prometheus asks; nothing is counted without it."""

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> Self:
        """The settings of this environment.

        Raises:
            WrongSetting: one cannot be understood, or the file of keys cannot be read or holds none.
        """
        given: dict[str, Any] = {"cache": _usual_cache(environ)} | {
            row.name: _read(row.metadata, environ)
            for row in fields(cls)
            if environ.get(row.metadata["variable"], "").strip()
        }
        settings = cls(**given)
        return replace(settings, keys=_keys_in(settings.keys_file)) if settings.keys_file else settings


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return next(str(row.metadata["variable"]) for row in fields(Settings) if row.name == name)


def danish_today() -> date:
    """Today in Denmark."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def _read(metadata: Mapping[str, Any], environ: Mapping[str, str]) -> object:
    written = environ[metadata["variable"]].strip()
    try:
        return metadata["read"](written)
    except ValueError as error:
        raise WrongSetting(f"{metadata['variable']} is “{written}”. {error}") from error


def _keys_in(file: Path) -> tuple[str, ...]:
    try:
        keys = tuple(file.read_text(encoding="ascii").split())
    except OSError as error:
        raise WrongSetting(f"{file}, which {variable('keys_file')} names, cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongSetting(f"{file}, which {variable('keys_file')} names, holds something that is no key") from error
    if not keys:
        raise WrongSetting(f"{file}, which {variable('keys_file')} names, holds no key")
    return keys
