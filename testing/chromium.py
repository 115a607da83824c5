"""The Chromium that the browser tests drive, and the two fonts that it knows: finds them, installs what is missing.

``python -m testing.chromium`` does the last. Make calls it once per virtual environment. The fonts of the machine are
left out (``fontconfig/``), for what fits in one may be too long in another: everything is set in a font as wide as a
reader may have, and each kind of page in a narrow one too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Playwright, sync_playwright

SHELL = "chromium-headless-shell"
"""Debian's headless shell: the same engine, without the windows that the whole browser draws for nobody, which cost it
four times the work for every visitor. It keeps no pages in memory and knows no settings of a profile."""

WHOLE = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
"""The browser as people have it."""

PACKAGES = ("chromium", SHELL)
"""On Debian and Ubuntu; the first is enough, and slower."""

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Without these, Chromium calls home at every start, and on a closed network waits for an answer.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

WIDE, NARROW = "DejaVuSans.ttf", "LiberationSansNarrow-Regular.ttf"
FONTS = {WIDE: ("fonts-dejavu-core",), NARROW: ("fonts-liberation", "fonts-liberation-sans-narrow")}
"""The fonts' files, and the packages that bring them on Debian and Ubuntu: an older or a newer one."""

FONT_FOLDERS = (Path("/usr/share/fonts"), Path.home() / ".local/share/fonts")

ADVICE = """\
The browser tests need Chromium, and none was found that starts. Do one of these, and run the tests again:
  - on Debian or Ubuntu, as root:      apt-get install chromium chromium-headless-shell
  - on a machine with a free network:  .venv/bin/playwright install --with-deps chromium
  - if there is one somewhere else:    CHROMIUM=/where/it/is make test"""


class BrowserMissing(Exception):
    """There is no Chromium to drive; the message says what to do."""


def candidates(playwright: Playwright, *, whole: bool = False) -> Iterator[Path]:
    """The one that the variable CHROMIUM names, and no other; else Playwright's own, then the system's.

    ``whole``: the browser as people have it, and no shell.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise BrowserMissing(f"CHROMIUM names {named}, which is no program that can be run.")
        yield Path(found)
        return
    own = Path(playwright.chromium.executable_path)
    if own.is_file():
        yield own
    for name in WHOLE if whole else (SHELL, *WHOLE):
        if found := shutil.which(name):
            yield Path(found)


def has_font(file: str) -> bool:
    """Whether a font is installed."""
    return any(any(folder.rglob(file)) for folder in FONT_FOLDERS)


def in_font(file: str = WIDE) -> dict[str, str]:
    """The variables with which a browser sets everything in a font; none where it is missing."""
    if not has_font(file):
        return {}
    settings = {WIDE: "wide.conf", NARROW: "narrow.conf"}
    return {"FONTCONFIG_PATH": str(Path(__file__).parent / "fontconfig"), "FONTCONFIG_FILE": settings[file]}


def launch(playwright: Playwright, *, whole: bool = False, memory: bool = False, font: str = WIDE) -> Browser:
    """The first Chromium that starts, headless; ``whole``: as people have it, and no shell.

    With ``memory`` it also keeps whole pages for the way back, as people's Chromium does and Playwright's does not.

    It has no sandbox, for as root it does not start with one; it opens nothing but our own pages.
    """
    refusals = []
    for chromium in candidates(playwright, whole=whole):
        try:
            return playwright.chromium.launch(
                executable_path=chromium,
                headless=True,
                chromium_sandbox=False,
                args=FLAGS,
                ignore_default_args=["--disable-back-forward-cache"] if memory else None,
                env={**os.environ, **in_font(font)},
            )
        except Error as error:
            refusals.append(f"{chromium} does not start: {error.message}")
    raise BrowserMissing("\n".join([*refusals, ADVICE]))


def starts() -> bool:
    """Whether a Chromium is there and starts. A wrong CHROMIUM is complained of, for no install mends it."""
    with sync_playwright() as playwright:
        if not any(candidates(playwright, whole=True)):
            return False
        try:
            launch(playwright, whole=True).close()
            launch(playwright).close()
        except BrowserMissing as missing:
            print(missing, file=sys.stderr)
            return False
    return True


def install() -> None:
    """Installs a Chromium: Playwright's own, which asks no rights, or else, as root, Debian's or Ubuntu's."""
    print("Installing Chromium for the browser tests (once)", flush=True)
    if succeeds(sys.executable, "-m", "playwright", "install", "chromium") and starts():
        return
    if may_install():
        print("Playwright's own cannot be had here; trying the system's", flush=True)
        _install_each(PACKAGES)


def install_fonts() -> None:
    """Installs the fonts that are missing, and says which cannot be had."""
    if all(map(has_font, FONTS)):
        return
    if may_install():
        print("Installing fonts for the browser tests (once)", flush=True)
        _install_each(package for file, packages in FONTS.items() for package in packages if not has_font(file))
    for file, packages in FONTS.items():
        if not has_font(file):
            print(f"The font {file} is missing (on Debian and Ubuntu, as root: apt-get install {packages[0]})")
    if not has_font(WIDE):
        print("(the browser tests take the machine's own fonts instead, and what they find depends on those)")


def _install_each(packages: Iterable[str]) -> None:
    """Installs packages of Debian or Ubuntu, each if it is still wanted by then."""
    succeeds("apt-get", "update", "-qq")
    for package in packages:
        succeeds("apt-get", "install", "-qq", "-y", "--no-install-recommends", package)


def may_install() -> bool:
    """Whether packages of Debian or Ubuntu can be installed."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def main() -> int:
    """Exit code 0 when a Chromium is there, now if not before."""
    try:
        if not starts():
            install()
            if not starts():
                print(ADVICE, file=sys.stderr)
                return 1
    except BrowserMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    install_fonts()
    return 0


def succeeds(*command: str) -> bool:
    """Runs a command; what it prints is shown only if it fails, and then only the end of it."""
    result = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    )
    if result.returncode:
        lines = (result.stdout + result.stderr).strip().splitlines()
        print(f"`{' '.join(command)}` failed:", *lines[-5:], sep="\n  ", flush=True)
    return result.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
