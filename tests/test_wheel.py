"""The package: all that the guide needs is in the wheel, and it runs far from the repository.

The wheel is built with what is installed here, and is installed without network into an environment of its own. That
environment gets the guide from the wheel alone, and all other packages through a `.pth` file that names the folder
where they are installed for the tests: a path in such a file comes last, and the guide itself is not in that folder.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import flask
import pytest
from babel.messages.pofile import read_po

from guide import __version__
from testing.changed_content import LILLEBY
from testing.server import Server, serving
from tests.conftest import ROOT


@dataclass(frozen=True, slots=True)
class Installed:
    """An environment with the wheel in it, and a folder far from the repository."""

    python: Path
    script: Path
    away: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What ``stoetteguiden`` answers to these arguments."""
        command = [str(self.python), str(self.script), *arguments]
        return subprocess.run(command, cwd=self.away, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as ``pip wheel`` would have it built."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own."""
    place, away = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("away")
    venv.create(place, symlinks=True)
    python = place / "bin" / "python"
    offline = ("--no-index", "--no-deps", "--disable-pip-version-check", "-qq")
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", *offline, str(wheel)]
    subprocess.run(command, cwd=away, check=True, capture_output=True)
    own = Path(sysconfig.get_path("purelib", vars={"base": str(place), "platbase": str(place)}))
    assert (own / "guide").is_dir()
    (own / "others.pth").write_text(f"{Path(flask.__file__).parent.parent}\n", encoding="utf-8")
    return Installed(python, place / "bin" / "stoetteguiden", away)


def names(wheel: Path) -> set[str]:
    """The files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def below(folder: str) -> set[str]:
    """The files of a folder of the repository that belong to the guide, named from that folder on."""
    found = (path for path in (ROOT / folder).rglob("*") if path.is_file())
    kept = (path for path in found if "__pycache__" not in path.parts and path.suffix != ".mo")
    return {path.relative_to(ROOT / folder).as_posix() for path in kept}


@pytest.mark.parametrize("folder", ["content", "static", "translations"])
def test_the_wheel_holds_what_stands_beside_the_package_in_the_repository(wheel: Path, folder: str) -> None:
    start = f"guide/_data/{folder}/"
    assert below(folder)
    assert {name.removeprefix(start) for name in names(wheel) if name.startswith(start)} == below(folder)


def test_the_wheel_holds_the_package_its_licence_and_nothing_else(wheel: Path) -> None:
    package = {name for name in names(wheel) if name.startswith("guide/") and not name.startswith("guide/_data/")}
    assert package == {f"guide/{name}" for name in below("guide")}
    rest = {name.split("/")[0] for name in names(wheel)} - {"guide"}
    assert rest == {f"stoetteguiden-{__version__}.dist-info"}
    assert any("/licenses/" in name for name in names(wheel))


def test_the_wheel_asks_for_what_the_guide_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(f"stoetteguiden-{__version__}.dist-info/METADATA").decode()
    lines = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    wanted = {re.sub(r"[^a-z0-9].*", "", line) for line in lines if line and not line.startswith("#")}
    asked = {re.sub(r"[^a-z0-9].*", "", name) for name in re.findall(r"^Requires-Dist: (\S+)", metadata, re.MULTILINE)}
    assert asked == wanted
    assert f"\nVersion: {__version__}\n" in metadata


@pytest.fixture(scope="module")
def served(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The installed guide with content of its own, from a folder far away."""
    log = tmp_path_factory.mktemp("log") / "log.txt"
    arguments = ("--workers", "1", "--content", str(LILLEBY))
    with serving(
        log, *arguments, run=(str(installed.script),), python=str(installed.python), folder=installed.away
    ) as server:
        yield server


def fetched(server: Server, path: str) -> str:
    """What the server answers."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        assert response.status == 200, path
        return response.read().decode()
    finally:
        connection.close()


def test_the_installed_guide_serves_content_from_anywhere(served: Server) -> None:
    page = fetched(served, "/lilleby/")
    with (ROOT / "translations/da/LC_MESSAGES/messages.po").open("rb") as file:
        begin = read_po(file).get("Begin")
    assert begin is not None
    assert f">{begin.string}</a>" in page
    (stylesheet,) = re.findall(r'<link rel="stylesheet" href="([^"]+)">', page)
    assert "--accent" in fetched(served, stylesheet)


@pytest.mark.full
def test_the_installed_guide_has_content_of_its_own(installed: Installed) -> None:
    asked = [str(installed.python), "-c", "import guide; print(guide.__version__, guide.ROOT)"]
    told = subprocess.run(asked, cwd=installed.away, check=True, capture_output=True, text=True).stdout
    version, root = told.strip().split(" ", 1)
    assert version == __version__
    assert Path(root).is_relative_to(installed.python.parent.parent)
    checked = installed.run("check")
    assert checked.returncode == 0, checked.stderr
    assert len(checked.stdout.splitlines()) > 3


@pytest.mark.full
def test_the_installed_guide_never_writes_into_its_package(installed: Installed) -> None:
    refused = installed.run("new", "roskilde")
    assert refused.returncode == 1
    assert "--content" in refused.stderr
    laid = installed.run("new", "roskilde", "--content", "vores", "--from", "helsingoer", "ledsagelse")
    assert laid.returncode == 0, laid.stderr
    assert [path.name for path in (installed.away / "vores" / "da").iterdir()] == ["roskilde"]
    checked = installed.run("check", "--content", "vores")
    assert checked.returncode == 1
    assert {line.split(":")[0] for line in checked.stdout.splitlines()[:-1]} == {
        "vores/da/roskilde/kommune.md",
        "vores/da/roskilde/ledsagelse.md",
    }


@pytest.mark.full
def test_the_mark_beside_the_version_changes_with_any_file(installed: Installed) -> None:
    """What an update of the same number shows."""
    (page,) = installed.python.parent.parent.rglob("guide/_data/content/da/sider/om.md")
    written, before = page.read_bytes(), installed.run("--version").stdout
    page.write_bytes(written + b"\n")
    after = installed.run("--version").stdout
    page.write_bytes(written)
    assert before.startswith(f"{__version__} (")
    assert before != after
    assert installed.run("--version").stdout == before
