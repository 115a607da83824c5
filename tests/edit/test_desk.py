"""Files as forms: what is not changed stays to the letter, and nothing is lost or overwritten unseen."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client

from guide.edit.formats.files import format_of
from guide.edit.open_file import text_from
from guide.edit.writing.document import Document
from testing.changed_content import COMPANION, MEALS, MUNICIPALITY, Copy
from testing.desk import FORM, OWN, PLACE, editing, post, save, sent_by, words
from testing.havnoe_content import with_skovlev
from testing.long_run import first_now
from testing.page import Page, text_of
from tests.conftest import ROOT


@pytest.fixture
def editor(content: Copy) -> Client:
    return editing(content.root)


@pytest.mark.parametrize("folder", first_now(["testing/content", "fictitious", "content"]))
def test_form_that_nobody_touched_changes_nothing(folder: str, tmp_path: Path) -> None:
    if folder == "fictitious":
        with_skovlev(tmp_path)
    else:
        shutil.copytree(ROOT / folder, tmp_path / "content")
    editor = editing(tmp_path / "content")
    danish = tmp_path / "content" / "da"
    files = [path for path in danish.rglob("*") if path.suffix in (".md", ".yaml")]
    for path in files:
        name = path.relative_to(danish).as_posix().removesuffix(".md")
        first, _slash, rest = name.partition("/")
        slug, name = (first, rest) if rest and first != "sider" else ("da", name)
        shown = editor.get(f"/_redigering/{slug}/{name}")
        assert shown.status_code == 200, path
        sent = sent_by(shown).to_dict(flat=False)
        assert text_from(format_of(slug, name), sent) == path.read_text(encoding="utf-8"), path
        assert path.parent.name != "skovlev" or "Formularen kan ikke vise dette" not in shown.text, path
        assert folder != "fictitious" or "Filen er i orden" in shown.text, path
        assert ("grundlag" in sent) == ((slug, name) != ("da", "breve.yaml"))
    assert files


FORMS: list[tuple[str, str, dict[str, str], tuple[str, str]]] = [
    (
        "none of these",
        "ledsagelse",
        {"krav.2.et af.0.spørgsmål.virkning.syn": "nej"},
        ("ingen af: [sociale, misbrug]", "ingen af: [syn, misbrug, sociale]"),
    ),
    (
        "an answer without a sentence beside one with a sentence",
        "ledsagelse",
        {"krav.2.et af.0.spørgsmål.virkning.syn": "måske"},
        ("          psykisk: Kommunen ser", "          syn:\n          psykisk: Kommunen ser"),
    ),
    (
        "none of these, seen from the other side",
        "ledsagelse",
        {"krav.1.spørgsmål.hver": "ja"},
        ("    svar: [nej]\n", "    ingen af: [ja]\n"),
    ),
    (
        "an age limit",
        "ledsagelse",
        {"krav.0.et af.0.spørgsmål.grænse.0-15": "", "krav.0.et af.0.spørgsmål.virkning.0-15": "ja"},
        (
            "svar: [16-17, 18-25, 26-64]\n        aldersgrænse: {0-15: 12, 65-pension: 67}",
            "svar: [0-15, 16-17, 18-25, 26-64]\n        aldersgrænse: {65-pension: 67}",
        ),
    ),
    ("what the source does not say", "ledsagelse", {"pris.ukendt": "ja"}, ("pris: Det er gratis.", "pris: ukendt")),
    ("what it says after all", "botilbud", {"pris.mig": "Det er gratis."}, ("pris: ukendt", "pris: Det er gratis.")),
    (
        "a time",
        "botilbud",
        {"sagsbehandlingstid.måneder": "", "sagsbehandlingstid.arbejdsdage": "20-30"},
        ("sagsbehandlingstid: {måneder: 3-6}", "sagsbehandlingstid: {arbejdsdage: 20-30}"),
    ),
    ("a case", "botilbud", {"tilfælde.0.lov": "Lejeloven § 1"}, ("lov: Almenboligloven § 105", "lov: Lejeloven § 1")),
    (
        "how much in a case",
        "botilbud",
        {"tilfælde.0.omfang.mig": "Lidt."},
        ("Der er nogen om dagen, men ikke om natten.", "Lidt."),
    ),
    (
        "whose letter it is in a case",
        "botilbud",
        {"tilfælde.1.ansøgning.til": "Skovlevs botilbud"},
        ("til: Skovlevs botilbud, Skovvej 2, 9997 Skovlev", "til: Skovlevs botilbud"),
    ),
    (
        "sources that disagree",
        "ledsagelse",
        {"kilderne er uenige": "Den ene siger 12, den anden 18."},
        (
            "Standarden siger 12 til 67 år, men den ældre side siger 18 til 67 år. Vi har skrevet 12.",
            "Den ene siger 12, den anden 18.",
        ),
    ),
    (
        "a document of several",
        "botilbud",
        {"kilde.1.afsnit": "Livet"},
        ("side, afsnit: Hverdagen i et botilbud", "side, afsnit: Livet"),
    ),
    ("the only document", "ledsagelse", {"kilde.0.afsnit": "Ud"}, ("2026, afsnit: Ledsagelse", "2026, afsnit: Ud")),
]


@pytest.mark.parametrize(
    ("name", "changed", "lines"),
    [
        pytest.param(*case[1:], id=case[0], marks=pytest.mark.full if number else ())
        for number, case in enumerate(FORMS)
    ],
)
def test_each_form_of_the_format_is_written(
    tmp_path: Path, name: str, changed: dict[str, str], lines: tuple[str, str]
) -> None:
    content, address = with_skovlev(tmp_path), f"/_redigering/skovlev/{name}"
    file, editor = content / "da" / "skovlev" / f"{name}.md", editing(content)
    before = file.read_text(encoding="utf-8")
    assert before.count(lines[0]) == 1
    assert save(editor, sent_by(editor.get(address)), address, **changed).status_code == 303
    assert file.read_text(encoding="utf-8") == before.replace(*lines)


@pytest.mark.full
def test_second_question_and_second_document_join_the_first(tmp_path: Path) -> None:
    content, address = with_skovlev(tmp_path), "/_redigering/skovlev/ledsagelse"
    file, editor = content / "da" / "skovlev" / "ledsagelse.md", editing(content)
    joined = sent_by(post(editor, sent_by(editor.get(address)), "krav.2.et af.0.alle af:ny", address))
    assert joined["krav.2.et af.0.alle af.0.spørgsmål"] == "aarsag"
    added = sent_by(post(editor, joined, "kilde:ny", address, **{"krav.2.et af.0.alle af.1.spørgsmål": "varig"}))
    changed = {"krav.2.et af.0.alle af.1.spørgsmål.virkning.nej": "ja", "kilde.1.dokument": "Loven"}
    assert save(editor, added, address, **changed).status_code == 303
    fields = Document(file.read_text(encoding="utf-8")).fields
    first, second = fields["krav"][2]["et af"][0]["alle af"]
    assert first["ingen af"] == ["sociale", "misbrug"]
    assert second == {"spørgsmål": "varig", "svar": ["nej"]}
    assert fields["kilde"][0]["vedtaget"] == "2026-01-14"
    assert fields["kilde"][1:] == [{"dokument": "Loven"}]


def test_new_rule_is_reviewed_in_words(tmp_path: Path) -> None:
    content, address = with_skovlev(tmp_path), "/_redigering/skovlev/botilbud"
    editor = editing(content)
    sent = sent_by(editor.get(f"{address}?som=tekst"))
    (content / "da" / "skovlev" / "botilbud.md").unlink()
    reviewed = words(post(editor, sent, "gennemse", address))
    for said in ("Kilden siger det ikke", " og Spørgsmål", " eller ", "Det skal guiden sige: Passer med det"):
        assert said in reviewed
    assert "ukendt" not in reviewed


def test_what_is_missing_is_said_in_the_words_of_the_form(editor: Client) -> None:
    shown = words(post(editor, sent_by(editor.get(FORM)), "vis", **{"pris.mig": ""}))
    assert "Udfyld feltet “Pris”." in shown
    assert "pris: …" not in shown


def test_without_a_change_there_is_nothing_to_save(editor: Client) -> None:
    reviewed = post(editor, sent_by(editor.get(FORM)), "gennemse")
    assert "Intet er ændret" in words(reviewed)
    assert not Page(reviewed.text).all(".//button[@value='gem']")


CHANGES: list[tuple[str, dict[str, str], Callable[[str], str]]] = [
    ("a line", {"lov": "Loven § 2"}, lambda text: text.replace("lov: Loven § 1", "lov: Loven § 2")),
    (
        "an effect, and nothing else of the list",
        {"krav.1.spørgsmål.virkning.på-gode-dage": "nej"},
        lambda text: text.replace("    måske: [på-gode-dage]\n", ""),
    ),
    (
        "a sentence for an answer",
        {"krav.0.spørgsmål.sætning.ældre.mig": "Ring: vi ser på det."},
        lambda text: text.replace("måske: [ældre]\n", 'måske:\n      ældre: "Ring: vi ser på det."\n'),
    ),
    (
        "a person's answer",
        {"eksempler.1.svar.alder": "ældre"},
        lambda text: text.replace("svar: {alder: under-18}", "svar: {alder: ældre}"),
    ),
    (
        "words about a child",
        {"pris.barn": "Barnet betaler ikke."},
        lambda text: text.replace(
            "pris: Det er gratis. Kommunen kan give {tilskud} om året til ture.\n",
            "pris:\n  mig: Det er gratis. Kommunen kan give {tilskud} om året til ture.\n"
            "  barn: Barnet betaler ikke.\n",
        ),
    ),
    (
        "a section of the text",
        {"afsnit.hvad.tekst": "Noget andet.\r\n\r\n- et punkt"},
        lambda text: re.sub(r"En ledsager går med dig ud\. Du kan også.*", "Noget andet.\n\n- et punkt", text),
    ),
    (
        "a new section",
        {"afsnit.pris.tekst": "Gratis.", "afsnit.pris.kilde": "Pris"},
        lambda text: text.replace(
            "## Hvor længe", '## Hvad koster det? {#pris kilde="Pris"}\n\nGratis.\n\n## Hvor længe'
        ),
    ),
]


@pytest.mark.parametrize(("changed", "expected"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES])
def test_only_what_was_changed_changes(
    content: Copy, editor: Client, changed: dict[str, str], expected: Callable[[str], str]
) -> None:
    content.change(COMPANION, "krav:\n", "# En note om kravene.\nkrav:\n")
    content.change(COMPANION, "  - krav: Du kan ikke", "  # En note om et krav.\n  - krav: Du kan ikke")
    before = content.text(COMPANION)
    assert expected(before) != before
    assert save(editor, sent_by(editor.get(FORM)), **changed).status_code == 303
    assert content.text(COMPANION) == expected(before)


def test_parts_are_added_moved_and_removed_with_their_notes(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "  - krav: Du kan ikke", "  # En note om et krav.\n  - krav: Du kan ikke")
    moved = sent_by(post(editor, sent_by(editor.get(FORM)), "krav.1:op"))
    added = sent_by(post(editor, moved, "krav:ny"))
    removed = sent_by(post(editor, added, "krav.1:fjern", **{"krav.2.krav.mig": "Du bor her."}))
    assert save(editor, removed, **{"krav.1.spørgsmål": "faerdes"}).status_code == 303
    text = content.text(COMPANION)
    assert re.search(r"krav:\n  # En note om et krav\.\n  - krav: Du kan ikke gå ud alene\.", text)
    assert "  - krav: Du bor her.\n    spørgsmål: faerdes\nomfang:" in text
    assert "Du er voksen." not in text


def test_second_question_makes_of_the_first_one_of_several(content: Copy, editor: Client) -> None:
    added = sent_by(post(editor, sent_by(editor.get(FORM)), "krav.0.et af:ny"))
    assert (added["krav.0.spørgsmål"], added["krav.0.et af.0.spørgsmål"]) == ("", "alder")
    chosen = sent_by(post(editor, added, "vis", **{"krav.0.et af.1.spørgsmål": "faerdes"}))
    assert save(editor, chosen, **{"krav.0.et af.1.spørgsmål.virkning.nej": "ja"}).status_code == 303
    alternatives = content.companion().requirements[0].conditions
    assert [(one.question.id, sorted(one.accepts)) for one in alternatives] == [
        ("alder", ["voksen"]),
        ("faerdes", ["nej"]),
    ]
    assert content.text(COMPANION).count("Spørg kommunen om hjælp til børn.") == 1


def test_what_the_form_does_not_know_is_shown_and_stays(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "    kendetegn: ja\n", "    kendetegn: ja\n    fremtid: {a: [b]}\n")
    content.change(COMPANION, "trin: 2\n", "trin: {noget: andet}\nhelt nyt: felt\n")
    before, shown = content.text(COMPANION), editor.get(FORM)
    for written in ("fremtid", "noget: andet", "helt nyt"):
        assert written in words(shown)
    save(editor, sent_by(shown), lov="Loven § 2")
    assert content.text(COMPANION) == before.replace("lov: Loven § 1", "lov: Loven § 2")


def test_second_section_with_the_same_mark_stays(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "## Hvor længe", "## Igen {#hvad}\n\nNoget mere.\n\n## Hvor længe")
    shown = editor.get(FORM)
    assert "Noget mere." in words(shown)
    content.change(COMPANION, "trin: 2", "trin: 3")
    theirs = content.text(COMPANION)
    assert save(editor, sent_by(shown), lov="Loven § 2").status_code == 303
    assert content.text(COMPANION) == theirs.replace("lov: Loven § 1", "lov: Loven § 2")


def test_fields_that_cannot_be_read_are_mended_as_text(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "kort: En ledsager", "kort En ledsager")
    shown = editor.get(FORM)
    assert "Felterne i filen kan ikke læses" in words(shown)
    sent = sent_by(shown)
    save(editor, sent, hele=sent["hele"].replace("kort En ledsager", "kort: En ledsager"))
    assert "kort: En ledsager går" in content.text(COMPANION)


def test_the_persons_of_the_examples_are_shown_with_the_unsaved_rule(content: Copy, editor: Client) -> None:
    before, sent = content.text(COMPANION), sent_by(editor.get(FORM))
    panel = post(editor, sent, "vis", f"{FORM}/vis", **{"krav.1.spørgsmål.virkning.ja": "måske"}).text
    assert "Eksemplet “Kan gå ud alene” giver individual, ikke unlikely." in panel
    assert content.text(COMPANION) == before
    page = post(editor, sent, "side", f"{FORM}/side", **{"kort.mig": "En helt ny sætning."})
    assert "En helt ny sætning." in words(page)
    assert content.text(COMPANION) == before


@pytest.mark.parametrize("file", [MEALS, MUNICIPALITY])
def test_page_that_another_file_stops_says_what_is_wrong_there(content: Copy, editor: Client, file: str) -> None:
    sent = sent_by(editor.get(FORM))
    content.path(file).write_text("ingen felter", encoding="utf-8")
    page = words(post(editor, sent, "side", f"{FORM}/side"))
    assert "Indholdet kan ikke vises endnu" in page
    assert f"{file}, linje 1" in page


@pytest.mark.full
def test_quotes_are_looked_up_where_the_source_is_at_hand(content: Copy, editor: Client, tmp_path: Path) -> None:
    assert "Citaterne er ikke slået op" in words(editor.get(FORM))
    source = tmp_path / "kilder" / "lilleby" / "ledsagelse.txt"
    source.parent.mkdir(parents=True)
    source.write_text("Ledsagelse er for dem, der ikke kan gå ud alene.", encoding="utf-8")
    shown = editing(content.root, tmp_path / "kilder").get(FORM)
    assert "Citaterne er slået op" in words(shown)
    changed = post(editing(content.root, tmp_path / "kilder"), sent_by(shown), "vis", **{"krav.0.kilde": "er en drage"})
    assert "Citatet står ikke i ledsagelse.txt: “er en drage”." in words(changed)


def test_two_editors_of_a_file_lose_nothing_and_overwrite_nothing_unseen(content: Copy, editor: Client) -> None:
    mine = sent_by(editor.get(FORM))
    content.change(COMPANION, "trin: 2", "# En note.\ntrin: 3")
    content.change(COMPANION, "Kommunen ser på din sag", "Kommunen ser tit på din sag")
    content.change(COMPANION, "kort: En ledsager går", "kort: En ven går")
    theirs = content.text(COMPANION)
    reviewed = post(editor, mine, "gennemse", lov="Loven § 2", **{"kort.mig": "En drage går."})
    assert "En anden har gemt filen imens" in words(reviewed)
    assert "det er dit, der bliver stående: Kort fortalt. " in words(reviewed)
    content.change(COMPANION, "pris: Det er gratis.", "pris: Det koster intet.")
    refused = post(editor, sent_by(reviewed), "gem")
    assert refused.status_code == 409
    assert "Loven § 2" not in content.text(COMPANION)
    assert "Pris" not in [text_of(one) for one in Page(refused.text).all(".//dt")]
    assert post(editor, sent_by(refused), "gem").status_code == 303
    expected = theirs.replace("§ 1", "§ 2", 1).replace("En ven går med dig ud.", "En drage går.", 1)
    assert content.text(COMPANION) == expected.replace("pris: Det er gratis.", "pris: Det koster intet.")


def test_draft_of_an_older_file_shows_what_it_would_remove(content: Copy, editor: Client) -> None:
    post(editor, sent_by(editor.get(FORM)), "vis", lov="Loven § 2")
    content.change(COMPANION, "trin: 2", "trin: 3")
    (link,) = [link for link in Page(editor.get(FORM).text).links() if "kladde=" in link]
    reviewed = post(editor, sent_by(editor.get(link)), "gennemse")
    assert "bliver fjernet" in words(reviewed)
    assert "Trin på trappen" in words(reviewed)


def test_draft_with_odd_bytes_is_shown_as_far_as_it_can_be(content: Copy, editor: Client) -> None:
    post(editor, sent_by(editor.get(FORM)), "vis", lov="Loven § 2")
    (link,) = [link for link in Page(editor.get(FORM).text).links() if "kladde=" in link]
    (draft,) = content.root.rglob(".kladder/**/*.md")
    draft.write_bytes(draft.read_bytes().replace("§ 2".encode(), "§ 2".encode("latin-1")))
    assert sent_by(editor.get(link))["lov"] == "Loven \N{REPLACEMENT CHARACTER} 2"


def test_browser_closed_in_the_middle_loses_nothing(content: Copy, editor: Client) -> None:
    sent = sent_by(editor.get(FORM))
    post(editor, sent, "vis", f"{FORM}/vis", lov="Loven § 2")
    post(editor, sent_by(editor.get(FORM)), "vis", f"{FORM}/vis")
    version = editor.get("/_redigering/udgave").text
    assert words(editor.get("/_redigering/")).count("Noget er skrevet og ikke gemt") == 1
    again = editor.get(FORM)
    (link,) = [link for link in Page(again.text).links() if "kladde=" in link]
    draft = editor.get(link)
    assert sent_by(draft)["lov"] == "Loven § 2"
    assert editor.get("/_redigering/udgave").text == version
    assert save(editor, sent_by(draft)).status_code == 303
    assert "lov: Loven § 2" in content.text(COMPANION)
    assert "kladde=" not in editor.get(FORM).text


def test_full_disk_leaves_the_file_as_it_was(content: Copy, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before, reviewed = content.text(COMPANION), post(editor, sent_by(editor.get(FORM)), "gennemse", lov="Loven § 2")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    refused = post(editor, sent_by(reviewed), "gem")
    assert refused.status_code == 507
    assert "Filen kunne ikke gemmes" in words(refused)
    assert "Loven § 2" in refused.text
    assert content.text(COMPANION) == before
    assert not list(content.root.rglob("*.ny"))


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_history_is_offered_where_there_is_one(content: Copy, editor: Client) -> None:
    sent = sent_by(editor.get(FORM))
    assert "besked" not in sent_by(post(editor, sent, "gennemse", lov="Loven § 2"))
    assert editor.get(f"{FORM}/godkendelse").status_code == 404

    def git(*arguments: str) -> str:
        options = ("-c", "user.name=A", "-c", "user.email=a@lilleby.example", "-C", str(content.root))
        return subprocess.run(["git", *options, *arguments], check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    git("config", "user.name", "A")
    git("config", "user.email", "a@lilleby.example")
    git("add", ".")
    version = editor.get("/_redigering/udgave").text
    git("commit", "-qm", "All")
    assert editor.get("/_redigering/udgave").text == version
    reviewed = sent_by(post(editor, sent, "gennemse", lov="Loven § 2"))
    content.change(MEALS, "trin: 1", "trin: 3")
    assert post(editor, reviewed, "gem", besked="Loven er ny").headers["Location"].endswith("gemt=historik")
    assert git("log", "-1", "--format=%s", "--name-only").split("\n\n") == ["Loven er ny", f"da/{COMPANION}\n"]
    post(editor, sent_by(post(editor, sent_by(editor.get(FORM)), "gennemse", lov="Loven § 3")), "gem")
    assert "Loven § 2" in words(editor.get(f"{FORM}/godkendelse"))
    base = sent_by(editor.get(FORM))["fra"]
    renamed = editor.post(f"{FORM}/omdoeb", data={"navn": "ny", "fra": base, "besked": "Nyt navn"}, headers=OWN)
    assert renamed.headers["Location"] == f"{PLACE}ny?gemt=historik"
    assert "da/lilleby/{ledsagelse.md => ny.md}" in git("show", "--stat", "--format=%s")


def test_page_to_approve_says_for_whom_a_rule_changes(editor: Client) -> None:
    sent = sent_by(editor.get(FORM))
    same = words(post(editor, sent, "godkend", lov="Loven § 2"))
    assert "Ingen. Personerne i eksemplerne" in same
    stricter = words(post(editor, sent, "godkend", **{"krav.1.spørgsmål.virkning.på-gode-dage": "nej"}))
    assert re.search(r"Kan ikke gå ud alene, men [^:]+: [^.]+ UdfaldFør: Kommer an på", stricter)
    assert re.search(r"\d+ går fra “Kommer an på en konkret vurdering” til “Ser ikke ud til at passe”", stricter)


def test_new_standard_and_new_municipality(content: Copy, editor: Client) -> None:
    begun = editor.post(PLACE, data={"titel": "Følgeskab på øen"}, headers=OWN)
    address = begun.headers["Location"]
    assert save(editor, sent_by(editor.get(address)), address.partition("?")[0], lov="Loven § 9").status_code == 303
    text = content.text("lilleby/foelgeskab-paa-oeen.md")
    assert text.startswith("---\ntitel: Følgeskab på øen\nlov: Loven § 9\n")
    assert "allerede" in words(editor.post(PLACE, data={"titel": "Følgeskab på øen"}, headers=OWN))
    numbered = editor.post(PLACE, data={"titel": "24-timers hjælp"}, headers=OWN).headers["Location"]
    assert numbered.startswith(f"{PLACE}timers-hjaelp?")
    made = editor.post("/_redigering/ny", data={"navn": "Køge"}, headers=OWN)
    form = sent_by(editor.get(made.headers["Location"]))
    assert save(editor, form, "/_redigering/koege/kommune", navn="Køge Kommune").status_code == 303
    assert "navn: Køge Kommune\n" in content.text("koege/kommune.md")


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "https://attacker.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
def test_no_other_site_sends_a_form(content: Copy, editor: Client, headers: dict[str, str]) -> None:
    before, sent = content.text(COMPANION), sent_by(post(editor, sent_by(editor.get(FORM)), "gennemse", lov="Ny"))
    sent["gør"] = "gem"
    assert editor.post(FORM, data=sent, headers=headers).status_code == 403
    assert editor.post("/_redigering/ny", data={"navn": "koege"}, headers=headers).status_code == 403
    assert content.text(COMPANION) == before


@pytest.mark.parametrize(
    "place", ["..%2f..%2fetc/passwd", "lilleby/..%2fspoergsmaal", "lilleby/Ledsagelse", "sider/om"]
)
def test_no_file_but_standards_and_municipalities_can_be_written(content: Copy, editor: Client, place: str) -> None:
    files = {path: path.read_bytes() for path in content.root.parent.rglob("*") if path.is_file()}
    sent = sent_by(post(editor, sent_by(editor.get(FORM)), "gennemse", lov="Ny"))
    assert editor.get(f"/_redigering/{place}").status_code == 404
    assert post(editor, sent, "gem", f"/_redigering/{place}").status_code in (404, 405)
    assert {path: path.read_bytes() for path in files} == files


def test_forms_that_make_no_sense_are_refused(content: Copy, editor: Client) -> None:
    before, sent = content.text(COMPANION), sent_by(editor.get(FORM))
    cut = MultiDict((name, value) for name, value in sent.items(multi=True) if name != "slut")
    assert post(editor, cut, "gennemse").status_code == 400
    assert post(editor, sent, "gennemse", grundlag="ingen felter").status_code == 422
    assert post(editor, sent, "vis", lov="Ny", mærke="../../x").status_code == 400
    assert post(editor, sent, "krav.99:op").status_code == 200
    assert content.text(COMPANION) == before


def test_symlink_is_neither_read_nor_written(content: Copy, editor: Client, tmp_path: Path) -> None:
    secret = tmp_path / "keys"
    secret.write_text("nobody may read this\n", encoding="utf-8")
    content.path("lilleby/mere.md").symlink_to(secret)
    assert editor.get(f"{PLACE}mere").status_code == 404


def test_municipality_is_a_form_too(content: Copy, editor: Client) -> None:
    address = f"{PLACE}kommune"
    assert save(editor, sent_by(editor.get(address)), address, kort="En guide for Lilleby.").status_code == 303
    assert "kort: En guide for Lilleby.\n" in content.text(MUNICIPALITY)


def test_file_in_another_encoding_is_named_and_left_alone(content: Copy, editor: Client) -> None:
    content.path(MEALS).write_bytes(content.text(MEALS).encode("latin-1", errors="replace"))
    assert editor.get("/_redigering/").status_code == 200
    shown = editor.get(f"{PLACE}madhjaelp")
    assert shown.status_code == 409
    assert "ikke gemt som UTF-8" in words(shown)


def test_line_ends_of_windows_stay(content: Copy, editor: Client) -> None:
    content.path(COMPANION).write_bytes(content.path(COMPANION).read_bytes().replace(b"\n", b"\r\n"))
    before = content.path(COMPANION).read_bytes()
    assert save(editor, sent_by(editor.get(FORM)), lov="Loven § 2").status_code == 303
    assert content.path(COMPANION).read_bytes() == before.replace("§ 1".encode(), "§ 2".encode(), 1)


@pytest.mark.parametrize(
    "odd", first_now(["[a, {b: c}]", "{a: {b: [c]}}", "[[x]]", "[null]", '"<script>"', '"{ukendt}"', "«et tal»"])
)
def test_fields_of_any_shape_are_shown_and_stay(content: Copy, editor: Client, odd: str) -> None:
    content.change(COMPANION, "behov: [ud]\nkrav", f"behov: {odd}\nkrav")
    for written in ("trin: 2", "kendetegn: ja", "hjælp: Fx på tur.", "pris: Det er gratis. Kommunen"):
        content.change(COMPANION, written, f"{written.partition(':')[0]}: {odd} # {written}")
    content.change(COMPANION, "forventet: individual", f"forventet: {odd}")
    before = content.text(COMPANION)
    assert save(editor, sent_by(editor.get(FORM)), lov="Loven § 2").status_code == 303
    assert content.text(COMPANION) == before.replace("lov: Loven § 1", "lov: Loven § 2")
