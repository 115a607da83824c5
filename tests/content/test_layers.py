"""A folder of one's own over what came with the guide: what is read from where, and who is shown."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from guide.check import check
from guide.content import Cache, load, read
from testing.changed_content import LILLEBY, MUNICIPALITY, RATES, STYLESHEET, TODAY, Copy
from tests.conftest import ROOT, NewApp, Visitor

FERRY = """\
- {id: faerge, navn: Færgen, værdi: "40", enhed: kr., niveau: 2025, gyldig til: 2025-12-31, kilde: Katalog,
   aktuel: {tekst: Spørg., link: "https://lilleby.example"}, kontrolleret: 2026-11-22}
- {id: faerge, navn: Færgen, værdi: "50", enhed: kr., niveau: 2026, gyldig fra: 2026-01-01, kilde: Katalog,
   aktuel: {tekst: Spørg., link: "https://lilleby.example"}, kontrolleret: 2026-11-22}
"""
NOTICE = """\
- {id: faergeloven, titel: Færgen er dyrere, tekst: "Færgen koster nu {faerge}.", i kraft: ukendt, kilde: Loven,
   sikkerhed: sikker, kontrolleret: 2026-11-22}
"""
NOW = "Loven har ingen grænse."
LETTERS = """\
breve:
  - slags: klage
    grunde: [{id: oeen, tekst: "Færgen koster {faerge}."}]
    slutning: [Ring til os på øen.]
  - {id: besoeg, titel: Brev om et besøg, tekst: I kan komme ud til os., standarder: [ledsagelse], emne: "[Ordning]",
     indledning: "Kom [dag].", slutning: [Vi ses.]}
"""
TALK = "{medbring: [Et kort.], kilde: Katalog, kontrolleret: 2026-11-22}\n"


@pytest.fixture
def own(tmp_path: Path) -> Copy:
    """Lilleby alone in a folder, with something of its own in each file; Storeby beside it has nothing."""
    copy = Copy(tmp_path / "vores")
    copytree(LILLEBY / "da" / "lilleby", copy.path("storeby"))
    copytree(LILLEBY / "da" / "lilleby", copy.path("lilleby"))
    for name, text in {
        "satser.yaml": FERRY,
        "lovaendringer.yaml": NOTICE,
        "samtale.yaml": TALK,
        "breve.yaml": LETTERS,
    }.items():
        copy.path(f"lilleby/{name}").write_text(text, encoding="utf-8")
    # What Lilleby's rules ask is its own world's; the rest comes from the guide.
    for name in ("spoergsmaal.yaml", "satser.yaml", "lovaendringer.yaml"):
        copy.path(name).write_bytes((LILLEBY / "da" / name).read_bytes())
    copy.change("lilleby/ledsagelse.md", "lovændringer: [ny-alder]", "lovændringer: [ny-alder, faergeloven]")
    return copy


def test_a_municipality_adds_to_what_all_share_and_nobody_else_sees_it(
    own: Copy, new_app: NewApp, visitor: Visitor
) -> None:
    own.change("lilleby/ledsagelse.md", "- krav: Du er voksen.\n", f"- krav: Du er voksen.\n    loven nu: {NOW}\n")
    client = visitor(new_app(load(own.root, TODAY)))
    assert NOW in client.get("/lilleby/standarder/ledsagelse").text
    for path, words in {
        "standarder/ledsagelse": "Færgen koster nu 50 kr.",
        "forbered": "Et kort.",
        "breve": "Brev om et besøg",
        "breve/klage/ledsagelse": "Færgen koster 50 kr.",
    }.items():
        here, there = (client.get(f"/{slug}/{path}").text for slug in ("lilleby", "storeby"))
        assert (words in here, words in there) == (True, False), path


def test_translations_of_what_is_added_are_in_its_own_layer(own: Copy) -> None:
    pairs = own.root / "en" / "lilleby" / "breve.yaml"
    pairs.parent.mkdir(parents=True)
    pairs.write_text(
        "- da: Ring til os på øen.\n  en: Call us on the island.\n- da: Væk.\n  en: Gone.\n", encoding="utf-8"
    )
    guide, problems = read(own.root, TODAY)
    assert problems == ()
    english = guide.translations["en"]
    assert english.texts["lilleby"]["Ring til os på øen."] == "Call us on the island."
    assert [danish for _file, _line, danish in english.stale] == ["Væk."]
    (file,) = [part for part in english.files["lilleby"] if part.file == "lilleby/breve.yaml"]
    assert (file.short, file.short_done) == (7, 1)


def test_what_the_folder_lacks_comes_from_the_guide(own: Copy) -> None:
    guide, guides = load(own.root, TODAY), load(ROOT / "content", TODAY)
    assert (guide.letters, guide.talk, guide.glossary) == (guides.letters, guides.talk, guides.glossary)
    assert {slug: page.html for slug, page in guide.pages.items()} == {
        slug: page.html for slug, page in guides.pages.items()
    }
    assert list(guide.law_changes) == ["ny-alder"]


def test_a_new_day_has_its_own_amounts_though_they_were_kept(own: Copy, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    for day, value in ((TODAY, "50"), (date(2025, 12, 31), "40"), (date(2026, 1, 1), "50")):
        guide, problems = read(own.root, day, cache)
        assert problems == ()
        (rate,) = guide.municipalities["lilleby"].own_rates
        (notice,) = guide.municipalities["lilleby"].own_law_changes
        assert (rate.value, value in notice.text) == (value, True)


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        ("satser.yaml", 'id: faerge, navn: Færgen, værdi: "40"', 'id: tilskud, navn: Færgen, værdi: "40"',
         "Tallet “tilskud” er et af de fælles."),
        ("lovaendringer.yaml", "id: faergeloven", "id: ny-alder", "Lovændringen “ny-alder” er en af de fælles."),
        ("samtale.yaml", "medbring", "temaer", "Feltet “temaer” findes ikke her."),
        ("breve.yaml", "id: besoeg", "id: klage", "Brevet “klage” er et af de fælles. Skriv “slags: klage”, hvis"),
        ("breve.yaml", "id: besoeg", "id: På besøg", "“id: På besøg” kan ikke stå i en adresse. Brug små bogstaver"),
        ("breve.yaml", "id: oeen", "id: Øen 1", "“id: Øen 1” kan ikke bruges. Brug små bogstaver"),
        ("breve.yaml", "slags: klage", "slags: klager", "“slags: klager” findes ikke. Mente du “klage”?"),
        ("breve.yaml", "slags: klage", "slags: besoeg", "“slags: besoeg” findes ikke. Et brev, som kun er"),
        ("breve.yaml", "  - slags: klage", "  - slags: klage\n  - slags: klage", "Brevet “klage” står to gange."),
        ("breve.yaml", "id: oeen", "id: behov", "“behov” er i det fælles brev. Giv jeres eget et andet id."),
        ("breve.yaml", "[dag]", "[dage]", "“[dage]” kan ikke udfyldes. Mente du “dag”?"),
        ("breve.yaml", "Brev om et besøg", '"Besøg: [Ordning]"', "“[Ordning]” kan ikke udfyldes. Det bliver kun"),
        ("breve.yaml", "Færgen koster", "[linje] Færgen koster", "“[linje]” kan ikke udfyldes. Det bliver kun"),
        ("breve.yaml", "[ledsagelse]", "[ledsager]", "Standarden “ledsager” under “standarder” findes ikke her."),
        ("breve.yaml", "[ledsagelse]", "[]", "“standarder” er tom. Nævn de standarder, som brevet er til."),
        ("breve.yaml", "slags: klage\n", "slags: aktindsigt\n    slutning til nævn: [Tak.]\n",
         "Brevet “aktindsigt” har ikke “slutning til nævn”. Skriv det under “slutning”."),
        ("breve.yaml", "slags: klage\n", "slags: klage\n    oplysninger: [{spørg: Hvor bor du?}]\n",
         "“oplysninger” bliver kun spurgt om i ansøgningen."),
        ("breve.yaml", "slutning: [Vi ses.]", "slutning: [Vi ses.], grunde: [{id: a, tekst: A.}]",
         "Feltet “før grunde” mangler."),
        ("breve.yaml", "[Vi ses.]", "[Vi ses.], før grunde: Jeg har", "Feltet “grunde” mangler."),
        ("lovaendringer.yaml", "{faerge}", "{faergen}", "Tallet “{faergen}” findes ikke. Mente du “faerge”?"),
    ],
)  # fmt: skip
def test_what_is_shared_is_not_written_over(own: Copy, file: str, old: str, new: str, wrong: str) -> None:
    own.change(f"lilleby/{file}", old, new)
    place = re.escape(str(own.path(f"lilleby/{file}")))
    assert any(re.match(f"{place}:[0-9]+: {re.escape(wrong)}", complaint) for complaint in own.complaints())


# Who is shown


@pytest.mark.parametrize(
    ("also", "slugs"),
    [
        ((), ["lilleby", "storeby"]),
        (("helsingoer",), ["helsingoer", "lilleby", "storeby"]),
        (("helsingoer", "koebenhavn"), ["helsingoer", "koebenhavn", "lilleby", "storeby"]),
        (("{}/andre",), ["lilleby", "nyby", "storeby"]),
    ],
)
def test_others_come_along_only_when_named(own: Copy, also: tuple[str, ...], slugs: list[str]) -> None:
    for name in ("spoergsmaal.yaml", "satser.yaml", "lovaendringer.yaml"):
        own.path(name).unlink()  # of another world than theirs
    for slug in ("lilleby", "storeby"):
        for path in own.path(slug).glob("*.md"):
            if path.name != "kommune.md":
                path.unlink()
    copytree(own.path("storeby"), own.root / "andre" / "da" / "nyby")
    guide, _problems = read(own.root, TODAY, also=tuple(name.format(own.root) for name in also))
    assert list(guide.municipalities) == slugs


@pytest.mark.parametrize(
    ("folder", "also", "wrong"),
    [
        ("vore", (), "vore:1: Mappen “vore” findes ikke. Den skal have “da” i sig."),
        ("vores/da", (), "vores/da:1: Mappen “vores/da” har ikke “da” i sig. Nævn mappen over den: vores"),
        ("vores/da/x", (), "vores/da/x:1: Mappen “vores/da/x” har ikke “da” i sig. Nævn den, “da” ligger i."),
        ("vores", ("helsingor",), "helsingor:1: Mappen “helsingor” findes ikke. Den skal have “da” i sig."),
    ],
)  # fmt: skip
def test_a_folder_that_is_not_there_is_named_as_it_was_typed(
    own: Copy, monkeypatch: pytest.MonkeyPatch, folder: str, also: tuple[str, ...], wrong: str
) -> None:
    own.path("x").mkdir()
    monkeypatch.chdir(own.root.parent)
    assert [str(problem) for problem in read(Path(folder), TODAY, also=also)[1]] == [wrong]


def test_a_municipality_in_two_folders_is_refused(own: Copy) -> None:
    copytree(own.path("lilleby"), own.root / "andre" / "da" / "lilleby")
    problems = read(own.root, TODAY, also=(f"{own.root}/andre",))[1]
    assert f"Kommunen er også i {own.path('lilleby')}." in [problem.wrong for problem in problems]


# What the check says of the layers


def test_copies_of_shared_files_and_unused_notices_are_warnings(own: Copy) -> None:
    before = check(own.root, TODAY, STYLESHEET)
    (own.path("ordbog.yaml")).write_bytes((ROOT / "content" / "da" / "ordbog.yaml").read_bytes())
    own.change("lilleby/ledsagelse.md", ", faergeloven]", "]")
    after = check(own.root, TODAY, STYLESHEET)
    assert before.problems == after.problems == ()
    new = {(problem.file, problem.wrong) for problem in set(after.warnings) - set(before.warnings)}
    assert new == {
        (str(own.path("ordbog.yaml")), "Filen står i stedet for guidens egen."),
        (str(own.path("lilleby/lovaendringer.yaml")), "Lovændringen “faergeloven” nævnes ikke af nogen standard."),
    }


def test_a_copy_from_before_is_named_and_breaks_nothing(own: Copy) -> None:
    text = (
        (ROOT / "content" / "da" / "satser.yaml")
        .read_text(encoding="utf-8")
        .replace("- id: link-levetid", "- id: link-tid")
    )
    own.path(RATES).write_text(text + own.text(RATES).replace("- id: klage", "- id: anden-klage"), encoding="utf-8")
    own.path("lovaendringer.yaml").write_text("# Hvad der er ændret i loven.\n[]\n", encoding="utf-8")
    own.change("lilleby/ledsagelse.md", "[ny-alder, faergeloven]", "[faergeloven]")
    own.change("storeby/ledsagelse.md", "lovændringer: [ny-alder]\n", "")
    report = check(own.root, TODAY, STYLESHEET)
    assert report.problems == ()
    replaced = {problem.file for problem in report.warnings if "i stedet for guidens egen" in problem.wrong}
    assert replaced == {str(own.path(RATES)), str(own.path("lovaendringer.yaml"))}


def test_the_page_about_the_guide_names_those_that_are_there(own: Copy, new_app: NewApp, visitor: Visitor) -> None:
    own.change(MUNICIPALITY, "dokument: Lillebys katalog", "dokument: Lillebys nye katalog")
    page = visitor(new_app(load(own.root, TODAY))).get("/om").text
    assert "Lillebys nye katalog" in page
    assert "Helsingør" not in page
