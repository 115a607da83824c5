"""Installs what checks the pages besides axe in Chromium: Debian's Firefox, WebKit's driver, Java, checkers from npm.

``python -m e2e.checkers.install`` does it; make calls it before the tests that take long. What cannot be had is
said here once, and skipped, with the reason, by the tests that need it.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from testing.chromium import may_install, succeeds

NODE = Path(__file__).parent / "node"

PROGRAMS = {
    "firefox-esr": "firefox-esr",
    "WebKitWebDriver": "webkit2gtk-driver",
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "java": "default-jre-headless",
    "npm": "npm",
}
"""Programs, and the package that brings each on Debian; Xvfb is the screen that WebKit wants, seen by nobody."""


def from_debian() -> bool:
    """Whether all the programs are there, now if not before."""
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    if not missing:
        return True
    if not may_install():
        print(f"Missing, and installed by itself only as root on Debian or Ubuntu: {', '.join(missing)}")
        return False
    print(f"Installing {', '.join(missing)} (once)", flush=True)
    succeeds("apt-get", "update", "-qq")
    return succeeds("apt-get", "install", "-qq", "-y", "--no-install-recommends", *missing)


def from_npm() -> bool:
    """Whether the packages of ``e2e/checkers/node`` are there, now if not before."""
    if not shutil.which("npm"):
        return False
    print("Installing the checkers from npm (once, about a minute)", flush=True)
    return succeeds("npm", "ci", "--prefix", str(NODE), "--loglevel", "error")


def main() -> int:
    """Exit code 0, whatever could be had: the tests say what they had to skip. 1 where the fault is ours."""
    debian, npm = from_debian(), from_npm()
    if not npm and shutil.which("npm") and succeeds("npm", "ping", "--loglevel", "error"):
        print(
            "The registry answers, so the fault is in checkers/node: package.json, the lock, or a package that is gone"
        )
        return 1
    if not (debian and npm):
        print("(the tests that need it are skipped, and say so)", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
