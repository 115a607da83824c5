"""Støtteguiden: guidance to a municipality's standards for social support."""

import tomllib
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
IS_INSTALLED = (_PACKAGE / "_data").is_dir()
"""Whether this is an installed package (a wheel), not the repository or a copy of it."""

ROOT = _PACKAGE / "_data" if IS_INSTALLED else _PACKAGE.parent
"""Where content, static files, translations and pyproject.toml are: inside an installed package, else beside it."""

__version__: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
