"""A new municipality's folder: what is laid, what is refused, and that it is whole once its blanks are filled in."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask import Flask

from guide.__main__ import main
from guide.check import check
from guide.content import Problem, load, read
from guide.content.files.slugs import RESERVED
from guide.content.syntax.problems import BLANK
from guide.settings import variable
from testing.changed_content import COMPANION, MEALS, STYLESHEET, TODAY, Copy, copied
from testing.long_run import first_now
from tests.conftest import ROOT

FILLED = {
    "telefonnummer": "12 34 56 78",
    "kommunens navn, fx Roskilde Kommune": "Roskilde Kommune",
    "hvem guiden er for, i én sætning": "Guiden er for voksne.",
    "kommunens hjemmeside, fra https og frem": "https://roskilde.example",
    "måder at klage på, fx i et brev eller i telefonen": "I et brev",
    "antal måneder, kun tallet": "2",
    "hvor meget ledsagelse I giver, med enhed": "15 timer om måneden",
}
"""What an editor writes where something special is asked for."""

FERRY = """\
spørgsmål:
  - id: faerge
    slags: en
    emne: Ud
    navn: Færgen
    tekst: Tager du færgen?
    hvorfor: Det er en ø.
    fejl: Vælg
    svar:
      - {id: ja, tekst: Ja}
      - {id: nej, tekst: Nej}
"""


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable("content"), "")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The content of the guide."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path / "content"


def new(content: Path, *words: str) -> int:
    return main(["--content", str(content), "new", *words])


def fill(folder: Path, filled: Mapping[str, str] = FILLED) -> None:
    """Fill in every blank of a folder: a date for a date, a short sentence where nothing special is asked for."""
    for path in files_of(folder):

        def written(blank: re.Match[str]) -> str:
            return filled.get(blank[1], "2026-11-22" if "år-måned-dag" in blank[1] else "Spørg os om det.")

        path.write_text(BLANK.sub(written, path.read_text(encoding="utf-8")), encoding="utf-8")


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*.*") if path.suffix in (".md", ".yaml"))


def blanks_in(folder: Path) -> list[str]:
    """Every blank of a folder's files, but those that a note shows."""
    lines = [line for path in files_of(folder) for line in path.read_text(encoding="utf-8").split("\n")]
    return [blank for line in lines if not line.lstrip().startswith("# ") for blank in BLANK.findall(line)]


def told(content: Path) -> list[Problem]:
    return list(read(content, TODAY)[1])


# From nothing


def test_every_blank_is_told_and_nothing_else(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(content, "roskilde") == 0
    blanks, problems = blanks_in(content / "da" / "roskilde"), told(content)
    assert len(blanks) > 20
    assert sorted(problem.wrong for problem in problems) == sorted(f"Her mangler: {blank}." for blank in blanks)
    assert all(problem.is_blank for problem in problems)
    for problem in problems:
        line = Path(problem.file).read_text(encoding="utf-8").split("\n")[problem.line - 1]
        assert problem.wrong.removeprefix("Her mangler: ").removesuffix(".") in line
    assert f"\n{len(blanks)} steder skal udfyldes." in capsys.readouterr().out


def test_a_new_folder_passes_the_check_once_its_blanks_are_filled_in(content: Path) -> None:
    new(content, "roskilde")
    fill(content / "da" / "roskilde")
    report = check(content, TODAY, STYLESHEET)
    assert report.problems == ()
    roskilde = load(content, TODAY).municipalities["roskilde"]
    assert [standard.slug for standard in roskilde.with_outcome] == ["ledsagelse"]
    (warning,) = [warning for warning in report.warnings if "roskilde" in warning.file]
    assert "“databeskyttelse”" in warning.remedy


def test_a_blank_that_is_left_is_told_and_the_others_are_not(content: Path) -> None:
    new(content, "roskilde")
    fill(content / "da" / "roskilde", FILLED | {"telefonnummer": "«telefonnummer»"})
    (problem,) = told(content)
    assert str(problem).endswith("kommune.md:12: Her mangler: telefonnummer. Skriv det i stedet for «…».")


def test_a_folder_of_ones_own_holds_only_what_is_its_own(tmp_path: Path) -> None:
    content = tmp_path / "vores" / "content"
    assert new(content, "roskilde") == 0
    assert [path.name for path in files_of(content)] == ["kommune.md", "ledsagelse.md"]
    fill(content / "da" / "roskilde")
    assert check(content, TODAY, STYLESHEET).problems == ()
    guide = load(content, TODAY)
    assert list(guide.municipalities) == ["roskilde"]
    assert guide.law_changes == load(ROOT / "content", TODAY).law_changes


# Refusals


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("Roskilde", "“roskilde”."),
        ("Høje-Taastrup", "“hoeje-taastrup”."),
        ("Ringkøbing Skjern", "“ringkoebing-skjern”."),
        ("../roskilde", "“roskilde”."),
        ("en", "mindst 3."),
        ("-x-", "mindst 3."),
    ],
)
def test_a_name_that_fits_no_address_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str], slug: str, said: str
) -> None:
    before = sorted(content.rglob("*"))
    assert main(["--content", str(content), "new", "--", slug]) == 1
    refusal = capsys.readouterr().err
    assert refusal.startswith(f"“{slug}” kan ikke være navnet på en mappe.")
    assert refusal.endswith(f"{said}\n")
    assert sorted(content.rglob("*")) == before


def test_a_folder_that_is_there_is_not_written_over(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (content / "da" / "helsingoer" / "kommune.md").read_bytes()
    assert new(content, "helsingoer") == 1
    assert "findes allerede" in capsys.readouterr().err
    assert (content / "da" / "helsingoer" / "kommune.md").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("helsingor",), "Kommunen “helsingor” findes ikke. Mente du “helsingoer”?"),
        (("helsingoer", "ledsagelsen"), "har ingen standard “ledsagelsen”. Mente du “ledsagelse”?"),
    ],
)
def test_an_unknown_neighbour_or_standard_is_refused(
    content: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert new(content, "roskilde", "--from", *words) == 1
    assert said in capsys.readouterr().err
    assert not (content / "da" / "roskilde").exists()


def test_no_address_of_the_guide_itself_can_be_the_name_of_a_municipality(app: Flask) -> None:
    firsts = {rule.rule.split("/")[1] for rule in app.url_map.iter_rules()}
    # What has a point in it can be no name in any case.
    assert {first for first in firsts if first and "<" not in first and "." not in first} <= RESERVED


@pytest.mark.parametrize("slug", ["Roskilde", "en", "let", "om", "ældre"])
def test_the_loader_refuses_a_folder_of_such_a_name_too(tmp_path: Path, slug: str) -> None:
    content = copied(tmp_path)
    content.path("lilleby").rename(content.path(slug))
    assert any(f"{content.path(slug)}:1: " in complaint for complaint in content.complaints())


# From a neighbour


NOT_OURS = {
    "helsingoer": r"Helsingør|Birkedalsvej|Vinkeldammen|Samlet katalog|DUOS|SPUC|Sudergade|Wisborg|Frederiksberg"
    r"|Center for Rusmidler|Pensionsteamet|Sundhed og Omsorg|1\. januar 2021|3 måneder|6 måneder"
    r"|hvert 3\. år|kl\. 10|helsingor\.dk|100,77",
    "koebenhavn": r"Københavns? Kommune|Borgercenter|Pallesvej|Idrætshuset|kk\.dk|kl\. 8-15|hver 14\. dag|2\.000",
}


@pytest.mark.parametrize(("neighbour", "theirs"), first_now(NOT_OURS.items()))
@pytest.mark.parametrize("laid", first_now(["in a folder of its own", "beside it"]))
def test_a_neighbours_standards_come_without_what_is_its_own(
    content: Path, tmp_path: Path, neighbour: str, theirs: str, laid: str
) -> None:
    """Wherever the neighbour is; and nothing is wrong with them but that they are blank."""
    content = content if laid == "beside it" else tmp_path / "vores"
    assert new(content, "roskilde", "--from", neighbour) == 0
    names = {path.name for path in (ROOT / "content" / "da" / neighbour).glob("*.md")}
    ours = content / "da" / "roskilde"
    assert {path.name for path in ours.glob("*.md")} == names
    assert {problem.is_blank for problem in told(content)} == {True}
    for path in files_of(ours):
        text = path.read_text(encoding="utf-8")
        kept = "\n".join(line for line in BLANK.sub("", text).split("\n") if not line.startswith("# "))
        assert re.search(theirs, kept) is None, path
        assert re.search(r"^kontrolleret: \d|^pris: \S", kept, re.MULTILINE) is None, path
        if path.suffix == ".md" and path.name != "kommune.md":
            assert text.startswith("---\n# Kopi fra "), path


@pytest.mark.full
def test_the_rule_of_a_neighbours_standard_stays(content: Path) -> None:
    new(content, "roskilde", "--from", "helsingoer", "ledsagelse")
    guide, _problems = read(content, TODAY)
    theirs, ours = (guide.municipalities[slug].standard("ledsagelse") for slug in ("helsingoer", "roskilde"))
    assert theirs is not None
    assert ours is not None
    assert [rule.conditions for rule in ours.requirements] == [rule.conditions for rule in theirs.requirements]
    assert [rule.text for rule in ours.requirements] == [rule.text for rule in theirs.requirements]
    assert all(BLANK.fullmatch(quote) for rule in ours.requirements for quote in rule.quotes)
    assert [one.expected for one in ours.examples] == [one.expected for one in theirs.examples]
    assert all(BLANK.fullmatch(one.source) for one in ours.examples)
    assert ours.easy_read != theirs.easy_read  # it borrows the hours
    assert BLANK.fullmatch(ours.source.document)
    assert not (content / "da" / "roskilde" / "sider").exists()


@pytest.mark.full
def test_some_of_a_neighbours_standards_keep_only_their_own_links(content: Path) -> None:
    new(content, "roskilde", "--from", "helsingoer", "ledsagelse", "raad-og-vejledning")
    guide, problems = read(content, TODAY)
    roskilde = guide.municipalities["roskilde"]
    assert [rung.standards for rung in roskilde.ladder] == [("raad-og-vejledning",)]
    others = [problem.wrong for problem in problems if not problem.is_blank]
    assert others
    assert all(re.fullmatch(r"Standarden “[a-z-]+” under “[a-zæøå ]+” findes ikke her\.", one) for one in others)


def test_a_neighbours_own_questions_come_with_its_standards(tmp_path: Path) -> None:
    content: Copy = copied(tmp_path)
    content.path("lilleby/spoergsmaal.yaml").write_text(FERRY, encoding="utf-8")
    content.change(MEALS, "spørgsmål: faerdes", "spørgsmål: faerge")
    content.change(MEALS, "svar: [nej, på-gode-dage]", "svar: [nej]")
    content.change(COMPANION, "udelukker:\n", "kilderne er uenige:\n  - Om alderen.\nudelukker:\n")
    assert new(content.root, "storeby", "--from", "lilleby") == 0
    guide, _problems = read(content.root, TODAY)
    assert [question.id for question in guide.municipalities["storeby"].own_questions] == ["faerge"]
    copy = content.text(COMPANION.replace("lilleby", "storeby"))
    assert "timer: «jeres eget tal; Lilleby Kommune har 15 timer om måneden»" in copy
    assert "sagsbehandlingstid: «jeres tid som et felt, fx måneder; Lilleby Kommune har måneder 3»" in copy
    assert "Om alderen" not in copy
