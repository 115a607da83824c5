"""Files that are renamed, deleted, emptied or odd, while others write: nothing of anybody is lost."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client

from guide.edit.forms.kinds import Unfit
from guide.edit.forms.rule_kinds import Phones
from testing.changed_content import MUNICIPALITY, Copy
from testing.desk import FORM, OWN, PLACE, editing, moved, post, save, sent_by, words
from testing.havnoe_content import with_skovlev
from testing.long_run import first_now
from testing.page import Page


@pytest.fixture
def editor(content: Copy) -> Client:
    return editing(content.root)


def everything(content: Copy) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in content.root.rglob("*") if path.is_file()}


def test_own_letter_follows_the_standard_that_it_names(tmp_path: Path) -> None:
    content, address = with_skovlev(tmp_path), "/_redigering/skovlev/botilbud"
    letters, editor = content / "da" / "skovlev" / "breve.yaml", editing(content)
    before = letters.read_text(encoding="utf-8")
    assert "da/skovlev/breve.yaml" in words(editor.get(f"{address}/flyt"))
    assert moved(editor, address, "omdoeb", navn="Hjem").status_code == 303
    assert letters.read_text(encoding="utf-8") == before.replace("standarder: [botilbud]", "standarder: [hjem]")


def test_renamed_standard_takes_no_other_translation_away(content: Copy, editor: Client) -> None:
    english = content.root / "en" / "lilleby"
    english.mkdir(parents=True)
    for name in ("ledsagelse", "foelge"):
        (english / f"{name}.yaml").write_text(f"- {{da: {name}, en: x}}\n", encoding="utf-8")
    assert moved(editor, FORM, "omdoeb", navn="Følge").status_code == 422
    assert "foelge" in (english / "foelge.yaml").read_text(encoding="utf-8")
    assert moved(editor, FORM, "omdoeb", navn="Samtale").status_code == 422
    assert "allerede en fil" in words(editor.post(PLACE, data={"titel": "Samtale"}, headers=OWN))
    elsewhere = content.root.parent / "elsewhere"
    english.rename(elsewhere)
    english.symlink_to(elsewhere)
    assert moved(editor, FORM, "omdoeb", navn="Følge").status_code == 303
    assert sorted(path.name for path in elsewhere.iterdir()) == ["foelge.yaml", "ledsagelse.yaml"]
    assert not content.path("lilleby/ledsagelse.md").exists()


def test_draft_of_another_file_follows_a_new_name(content: Copy, editor: Client) -> None:
    address = f"{PLACE}kommune"
    post(editor, sent_by(editor.get(address)), "vis", address, afdeling="Voksne og ældre")
    assert moved(editor, FORM, "omdoeb", navn="Følge").status_code == 303
    (draft,) = [link for link in Page(editor.get(address).text).links() if "kladde=" in link]
    assert save(editor, sent_by(editor.get(draft)), address).status_code == 303
    assert "Voksne og ældre" in content.text(MUNICIPALITY)
    assert content.complaints() == []


def test_full_disk_renames_nothing(content: Copy, editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    content.change("lilleby/sider/besoeg.md", "\n---\n", "\n---\n[x](standard:ledsagelse)\n")
    before, room = everything(content), [True, False]

    def full(_handle: int) -> None:
        if not room.pop(0):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert moved(editor, FORM, "omdoeb", navn="Følge").status_code == 507
    assert everything(content) == before


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_history_takes_nothing_that_somebody_else_has_staged(content: Copy, editor: Client) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-C", str(content.root), *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    git("init", "-q")
    for name, value in (("user.name", "A"), ("user.email", "a@lilleby.example")):
        git("config", name, value)
    git("add", ".")
    git("commit", "-qm", "All")
    content.path("lilleby/sider/ny.md").write_text("---\ntitel: Ny\n---\n", encoding="utf-8")
    content.change(MUNICIPALITY, "Lilleby er en lille by.", "Lilleby er en by.")
    git("add", "da/lilleby/kommune.md")
    assert moved(editor, f"{PLACE}sider/ny", "slet", besked="Væk").status_code == 303
    assert git("log", "--format=%s").split() == ["All"]


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ({"1": "Råd", "2": "Råd"}, {"Råd": "1", "Råd 2": "2"}),
        ({"1": "Råd", "2": ""}, {"Råd": "1", "2": "2"}),
        ({"1": "", "2": ""}, ["1", "2"]),
    ],
)
def test_every_number_that_was_typed_is_written(numbers: dict[str, str], written: object) -> None:
    assert Phones().to_write(numbers, None) == written
    with pytest.raises(Unfit):
        Phones().normal({"Råd": "1", "Vagt": "1"})


@pytest.mark.parametrize("action", first_now(["slet", "omdoeb"]))
def test_who_still_writes_reads_that_the_file_is_gone(content: Copy, editor: Client, action: str) -> None:
    sent = sent_by(editor.get(FORM))
    assert moved(editor, FORM, action, navn="Følge").status_code == 303
    told = post(editor, sent, "gem", lov="Loven § 2")
    assert told.status_code == 409
    assert "slettet eller omdøbt filen imens" in words(told)
    assert not content.path("lilleby/ledsagelse.md").exists()


@pytest.mark.parametrize(
    "file", first_now(["lilleby/kommune.md", "lilleby/ledsagelse.md", "ordbog.yaml", "sider/om.md"])
)
def test_file_is_not_emptied(content: Copy, editor: Client, file: str) -> None:
    address = f"/_redigering/{'' if '/' in file.removeprefix('sider/') else 'da/'}{file.removesuffix('.md')}"
    before, sent = content.text(file), sent_by(editor.get(f"{address}?som=tekst"))
    for empty in ("", "\r\n"):
        assert post(editor, sent, "gem", address, hele=empty).status_code == 422
    assert content.text(file) == before


def test_button_of_a_part_that_is_not_there_changes_nothing(editor: Client) -> None:
    odd, sent = "---\nkrav: [x]\n---\n", sent_by(editor.get(f"{FORM}?som=tekst"))
    for button in ("krav.0.et af:ny", "krav.0.et af.0.alle af:ny", "krav.1.et af:ny"):
        answer = post(editor, sent, button, hele=odd)
        assert (answer.status_code, sent_by(answer)["hele"]) == (200, odd)


def test_odd_names_and_links_do_not_hide_the_list(content: Copy, editor: Client) -> None:
    danish = content.root / "da"
    for name in ("Køge", "al", "om"):
        shutil.copytree(danish / "lilleby", danish / name)
    assert "kan ikke være navnet på en mappe" in words(editor.get("/_redigering/"))
    for link in ("lilleby/x.md", "lilleby/sider/x.md", "sider/x.md"):
        (danish / link).symlink_to("/etc/hostname")
    listed = words(editor.get("/_redigering/"))
    assert "Her er et symlink" in listed
    assert "Ledsagelse" in listed


def test_translation_waits_while_the_danish_has_faults(content: Copy, editor: Client) -> None:
    about, danish = content.root / "en" / "oversaettelse.yaml", content.text(MUNICIPALITY)
    for folder in ("en", "xx"):
        (content.root / folder).mkdir()
        (content.root / folder / about.name).write_text('tal: "1,234.5"\nniveau: "({år})"\n', encoding="utf-8")
    address = "/_redigering/_sprog/en/lilleby/madhjaelp.md"
    assert "Engelsk" in words(editor.get("/_redigering/_sprog/"))
    notes = content.root / "en" / "lilleby" / "madhjaelp.yaml"
    notes.parent.mkdir()
    notes.write_text("# Ask first.", encoding="utf-8")
    sent = sent_by(editor.get(address))
    assert post(editor, sent, "gem", address).status_code == 303
    assert notes.read_text(encoding="utf-8") == "# Ask first."
    box = next(name for name in sent if name.startswith("tekst."))
    content.path(MUNICIPALITY).write_text("x", encoding="utf-8")
    assert "ingen andre sprog" not in words(editor.get("/_redigering/_sprog/"))
    waiting = post(editor, sent, "gem", address, **{box: 'One\n"two" <b>'})
    assert waiting.status_code == 409
    content.path(MUNICIPALITY).write_text(danish, encoding="utf-8")
    again: MultiDict[str, str] = sent_by(waiting)
    assert again[box] == 'One\n"two" <b>'
    assert again.keys() == {*sent, "gør"}
    assert editor.get("/_redigering/_sprog/xx/lilleby/madhjaelp.md").status_code == 404
