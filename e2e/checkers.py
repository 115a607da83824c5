"""Installs what checks the pages besides axe in Chromium: checkers from npm, Debian's Firefox, WebKit's driver.

``python -m e2e.checkers`` does it; make calls it before the tests that take long. What cannot be had is said here
once, and skipped, with the reason, by the tests that need it.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from e2e.browser import succeeds

NODE = Path(__file__).parent / "node"

BROWSERS = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "xauth": "xauth",
}
"""Programs, and the package that brings each on Debian; Xvfb is the screen that WebKit wants, seen by nobody."""


def from_npm() -> bool:
    """Whether the packages of ``e2e/node`` are there, now if not before."""
    if not shutil.which("npm"):
        print("Node.js and npm are needed for Nu, IBM's checker, QualWeb, DKFDS and Lighthouse: these are skipped")
        return False
    print("Installing the checkers from npm (once, about a minute)", flush=True)
    return succeeds("npm", "ci", "--prefix", str(NODE), "--loglevel", "error")


def from_debian() -> bool:
    """Whether Firefox and WebKit are there, now if not before."""
    missing = [package for program, package in BROWSERS.items() if not shutil.which(program)]
    if not missing:
        return True
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"Firefox and WebKit are driven as Debian has them: {', '.join(missing)} missing, these are skipped")
        return False
    print(f"Installing {', '.join(missing)} (once)", flush=True)
    succeeds("apt-get", "update", "-qq")
    return succeeds("apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing)


def main() -> int:
    """Exit code 0, whatever could be had: the tests say what they had to skip."""
    for had in (from_npm(), from_debian()):
        if not had:
            print("(the tests that need it will say so)", flush=True)
    if not shutil.which("java"):
        print("Java is needed for the Nu HTML checker (on Debian: default-jre-headless): it is skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
