"""A municipality’s own questions, rates and pages in the browser; new files, renamed ones and deleted ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.test import Client

from guide.edit.formats.files import format_of
from guide.edit.open_file import text_from
from guide.edit.writing.document import Document
from testing.changed_content import MUNICIPALITY, Copy
from testing.desk import FORM, OWN, PLACE, editing, moved, post, save, sent_by, words
from testing.havnoe_content import with_skovlev
from testing.long_run import first_now
from testing.page import Page

QUESTIONS = f"{PLACE}spoergsmaal.yaml"


@pytest.fixture
def editor(content: Copy) -> Client:
    return editing(content.root)


def test_own_question_is_written_from_nothing_and_asked_in_a_rule(content: Copy, editor: Client) -> None:
    assert "Egne spørgsmål Intet gemt endnu" in words(editor.get("/_redigering/"))
    asked = sent_by(post(editor, sent_by(editor.get(QUESTIONS)), "spørgsmål:ny", QUESTIONS))
    for _ in range(2):
        asked = sent_by(post(editor, asked, "spørgsmål.0.svar:ny", QUESTIONS))
    answers = {"0.id": "ja", "0.tekst.mig": "Ja", "1.id": "nej", "1.tekst.mig": "Nej: på fastlandet", "1.kun": "mig"}
    written = {
        "id": "bor-paa-oen",
        "navn": "Bor på øen",
        "tekst.mig": "Bor du på øen?",
        "hvorfor.mig": "Noget af hjælpen er kun til dem, der bor på øen.",
        "fejl.mig": "Vælg, om du bor på øen",
        "slags": "en",
        "emne": "Bolig",
    } | {f"svar.{key}": value for key, value in answers.items()}
    changed = {f"spørgsmål.0.{key}": value for key, value in written.items()}
    panel = words(post(editor, asked, "vis", QUESTIONS, **changed))
    assert "Filen er i orden" in panel
    assert "Til en selv: Bor du på øen?" in panel
    assert save(editor, asked, QUESTIONS, **changed).status_code == 303
    (question,) = content.lilleby().own_questions
    assert [(option.id, sorted(option.offered_to)) for option in question.options][:2] == [
        ("ja", ["barn", "mig", "voksen"]),
        ("nej", ["mig"]),
    ]
    rule = sent_by(post(editor, sent_by(editor.get(f"{PLACE}ledsagelse")), "krav:ny"))
    asks = {"krav.2.krav.mig": "Du bor på øen.", "krav.2.spørgsmål": "bor-paa-oen"}
    chosen = sent_by(post(editor, rule, "vis", **asks))
    assert save(editor, chosen, **{"krav.2.spørgsmål.virkning.ja": "ja"}).status_code == 303
    removed = post(editor, sent_by(editor.get(QUESTIONS)), "spørgsmål.0:fjern", QUESTIONS)
    reviewed = post(editor, sent_by(removed), "gennemse", QUESTIONS)
    assert "lilleby/ledsagelse.md" in words(reviewed)
    assert "Spørgsmålet “bor-paa-oen” findes ikke." in words(reviewed)
    assert post(editor, sent_by(reviewed), "gem", QUESTIONS).status_code == 303
    assert not content.path("lilleby/spoergsmaal.yaml").exists()


LISTED: list[tuple[str, str, dict[str, str], str, str]] = [
    (
        "satser.yaml",
        "poster:ny",
        {"poster.1.id": "kaffe", "poster.1.værdi": "12"},
        '- id: frokost\n  værdi: "55" # en note\n',
        '# Vores tal.\n- id: frokost\n  værdi: "55" # en note\n- id: kaffe\n  værdi: 12\n',
    ),
    (
        "lovaendringer.yaml",
        "vis",
        {"poster.0.i kraft.ukendt": "ja"},
        "\n- id: ny\n  i kraft: 2027-01-01\n",
        "# Vores tal.\n\n- id: ny\n  i kraft: ukendt\n",
    ),
    ("satser.yaml", "poster:ny", {"poster.0.navn": "Kaffe: sort"}, "", '- navn: "Kaffe: sort"\n'),
    (
        "satser.yaml",
        "poster:ny",
        {"poster.2.id": "c", "poster.1.navn": "B"},
        "- id: a\n\n- id: b\n\n\n",
        "# Vores tal.\n- id: a\n\n- id: b\n  navn: B\n\n- id: c\n\n\n",
    ),
    (
        "satser.yaml",
        "poster.1:op",
        {},
        "- id: a\n\n# Om b.\n- id: b\n",
        "# Vores tal.\n# Om b.\n- id: b\n\n- id: a\n",
    ),
    ("lovaendringer.yaml", "poster:ny", {"poster.0.id": "ny"}, "# Mere.\n", "# Vores tal.\n# Mere.\n- id: ny\n"),
    (
        "spoergsmaal.yaml",
        "spørgsmål:ny",
        {"spørgsmål.0.id": "ny"},
        "spørgsmål:\n",
        "# Vores tal.\nspørgsmål:\n  - id: ny\n",
    ),
    ("samtale.yaml", "vis", {"medbring": "Te"}, "# Mere.\n", "# Vores tal.\n# Mere.\nmedbring: [Te]\n"),
]


@pytest.mark.parametrize("case", LISTED, ids=lambda case: f"{case[0]} {case[1]}")
def test_list_of_a_file_changes_where_it_was_changed(
    content: Copy, editor: Client, case: tuple[str, str, dict[str, str], str, str]
) -> None:
    name, action, changed, before, after = case
    path, address = content.path(f"lilleby/{name}"), f"{PLACE}{name}"
    if before:
        path.write_text(f"# Vores tal.\n{before}", encoding="utf-8")
    sent = sent_by(post(editor, sent_by(editor.get(address)), action, address))
    assert save(editor, sent, address, **changed).status_code == 303
    assert path.read_text(encoding="utf-8") == after


def test_renamed_standard_takes_along_what_names_it(content: Copy, editor: Client) -> None:
    content.change(
        MUNICIPALITY, "Lilleby er en lille by.", "Lilleby er en by, og standard:ledsagelse-to er ikke et link."
    )
    english = content.root / "en" / "lilleby"
    english.mkdir(parents=True)
    for name in ("ledsagelse", "kommune"):
        (english / f"{name}.yaml").write_text('- da: "[x](standard:ledsagelse)"\n', encoding="utf-8")
    before = content.text(MUNICIPALITY)
    post(editor, sent_by(editor.get(FORM)), "vis", lov="Loven § 2")
    assert "da/lilleby/kommune.md" in words(editor.get(f"{FORM}/flyt"))
    for wrong in ("", "Kommune", "Madhjælp"):
        assert moved(editor, FORM, "omdoeb", navn=wrong).status_code == 422
    assert moved(editor, FORM, "omdoeb", navn="Følge", fra="0" * 16).status_code == 409
    renamed = moved(editor, FORM, "omdoeb", navn="Følge")
    assert "kladde=" in editor.get(renamed.headers["Location"]).text
    assert content.text(MUNICIPALITY) == re.sub(r"ledsagelse(?=[],)])", "foelge", before)
    assert content.complaints() == []
    assert sorted(path.name for path in english.iterdir()) == ["foelge.yaml", "kommune.yaml"]
    assert "standard:foelge)" in (english / "kommune.yaml").read_text(encoding="utf-8")


def test_deleted_page_is_asked_for_first_and_stays_as_a_draft(content: Copy, editor: Client) -> None:
    address, text = f"{PLACE}sider/besoeg", content.text("lilleby/sider/besoeg.md")
    assert moved(editor, address, "slet", fra="0" * 16).status_code == 409
    assert editor.post(f"{address}/slet").status_code == 403
    assert content.path("lilleby/sider/besoeg.md").is_file()
    assert "Filen er slettet" in words(editor.get(moved(editor, address, "slet").location or ""))
    assert not content.path("lilleby/sider/besoeg.md").exists()
    assert "besoeg" in words(editor.get("/_redigering/"))
    (link,) = [link for link in Page(editor.get(address).text).links() if "kladde=" in link]
    assert save(editor, sent_by(editor.get(link)), address).status_code == 303
    assert content.text("lilleby/sider/besoeg.md") == text


@pytest.mark.parametrize("file", first_now(["kommune", "da/spoergsmaal.yaml", "findes-ikke", "sider/findes-ikke"]))
def test_nothing_else_can_be_moved(editor: Client, file: str) -> None:
    address = f"/_redigering/{file}" if file.startswith("da/") else f"{PLACE}{file}"
    assert editor.get(f"{address}/flyt").status_code == 404
    for action in ("slet", "omdoeb"):
        assert editor.post(f"{address}/{action}", data={"navn": "nyt"}, headers=OWN).status_code == 404


@pytest.mark.full
def test_municipality_begins_in_an_empty_folder(tmp_path: Path) -> None:
    editor = editing(tmp_path / "vores")
    assert "Opret kommunen" in words(editor.get("/_redigering/"))
    assert editor.post("/_redigering/ny", data={"navn": "Køge"}, headers=OWN).status_code == 303
    begun = editor.post("/_redigering/koege/", data={"side": "Om os"}, headers=OWN)
    address = begun.headers["Location"].partition("?")[0]
    form = sent_by(editor.get(begun.headers["Location"]))
    assert save(editor, form, address, tekst="## Hej\r\n\r\nVi er her.", kort="Hvem vi er.").status_code == 303
    written = (tmp_path / "vores" / "da" / "koege" / "sider" / "om-os.md").read_text(encoding="utf-8")
    assert written.startswith("---\ntitel: Om os\nkort: Hvem vi er.\n")
    assert written.endswith("---\n\n## Hej\n\nVi er her.\n")
    tours = editor.post("/_redigering/koege/", data={"titel": "Ture"}, headers=OWN).headers["Location"]
    assert save(editor, sent_by(editor.get(tours)), tours.partition("?")[0]).status_code == 303
    assert "“ledsagelse” under “trappe” findes ikke" in words(editor.get("/_redigering/koege/ledsagelse/flyt"))
    again = editor.post("/_redigering/koege/", data={"side": "Om os"}, headers=OWN)
    assert "allerede en side" in words(again)


@pytest.mark.parametrize(
    "odd", ["[]", "{}", "- null", "- [x]", "-", "- id: a\n...", "spørgsmål: x", "spørgsmål:\n- [a]", "\tx"]
)
@pytest.mark.parametrize("name", first_now(["spoergsmaal.yaml", "satser.yaml", "samtale.yaml"]))
def test_own_file_of_any_shape_is_shown_and_stays(content: Copy, editor: Client, name: str, odd: str) -> None:
    content.path(f"lilleby/{name}").write_text(f"{odd}\n", encoding="utf-8")
    shown = editor.get(f"{PLACE}{name}")
    assert text_from(format_of("lilleby", name), sent_by(shown).to_dict(flat=False)) == f"{odd}\n"


@pytest.mark.parametrize("title", first_now(["Flyt", "Side", "Vis", "Godkendelse"]))
def test_page_may_be_called_like_what_the_editor_does(content: Copy, editor: Client, title: str) -> None:
    begun = editor.post(PLACE, data={"side": title}, headers=OWN).headers["Location"]
    address = begun.partition("?")[0]
    assert save(editor, sent_by(editor.get(begun)), address, kort="Kort.").status_code == 303
    assert "kort: Kort." in content.text(f"lilleby/sider/{title.lower()}.md")
    assert editor.get(f"{address}/flyt").status_code == 200


def test_problem_is_at_its_field_and_part(content: Copy, editor: Client) -> None:
    content.path("lilleby/satser.yaml").write_text(
        "- {id: a, navn: A, værdi: '1', enhed: uger, kilde: K, kontrolleret: 2026-11-22}\n"
        "- {id: b, navn: B, værdi: to, enhed: uger, kilde: K, kontrolleret: 2026-11-22}\n",
        encoding="utf-8",
    )
    page = Page(editor.get(f"{PLACE}satser.yaml").text)
    assert [link for link in page.links() if link.startswith("#poster-")] == ["#poster-1"]
    content.change("lilleby/sider/besoeg.md", "standard:ledsagelse", "standard:drage")
    assert "#tekst" in Page(editor.get(f"{PLACE}sider/besoeg").text).links()


SELDOM: list[tuple[str, tuple[str, ...], dict[str, str], dict[str, object]]] = [
    (
        "kommune",
        ("emner:ny", "ordbog:ny"),
        {
            "emner.0.id": "bolig",
            "emner.0.svar.spørgsmål": "behov",
            "emner.0.svar.behov": "bolig",
            "ordbog.0.ord": "skovhus",
            "ordbog.0.former": "skovhuset\r\nskovhuse",
            "tema.accent": "#123456",
            "tema.logo.fil": "logo.svg",
            "gør nu.0.telefon.værdi": "Råd",
            "uden for kataloget.0.når.1.spørgsmål": "bolig",
            "uden for kataloget.0.når.1.bolig": "ingen",
            "uden for kataloget.0.når.0.behov": "vold",
        },
        {
            "emner": [{"id": "bolig", "svar": {"behov": "bolig"}}],
            "ordbog": [{"ord": "skovhus", "former": ["skovhuset", "skovhuse"]}],
            "tema": {"accent": "#123456", "logo": {"fil": "logo.svg"}},
            "gør nu": [
                {
                    "tekst": "Ring til Voksne og Handicap, eller kom i Skovhuset onsdag kl. 13-16.",
                    "telefon": {"Råd": "99 99 99 97"},
                }
            ],
            "uden for kataloget": [{"når": [{"behov": ["vold"]}, {"bolig": ["ingen"]}]}],
        },
    ),
    (
        "ledsagelse",
        ("beregning.aflastning:ny",),
        {
            "beregning.aflastning.0.navn": "Lille",
            "beregning.aflastning.0.særligt": "ja",
            "beregning.transport.andel": "{timer}",
        },
        {"beregning": {"transport": {"andel": "{timer}"}, "aflastning": [{"navn": "Lille", "særligt": "ja"}]}},
    ),
]


@pytest.mark.full
@pytest.mark.parametrize("case", SELDOM, ids=lambda case: case[0])
def test_fields_that_are_seldom_used_are_written(
    tmp_path: Path, case: tuple[str, tuple[str, ...], dict[str, str], dict[str, object]]
) -> None:
    name, actions, changed, expected = case
    content, address = with_skovlev(tmp_path), f"/_redigering/skovlev/{name}"
    editor = editing(content)
    sent = sent_by(editor.get(address))
    for action in actions:
        sent = sent_by(post(editor, sent, action, address))
    assert save(editor, sent, address, **changed).status_code == 303
    saved = Document((content / "da" / "skovlev" / f"{name}.md").read_text(encoding="utf-8")).fields
    message = saved.get("uden for kataloget", [{}])[0]
    for key in set(message) - {"når"}:
        del message[key]
    assert {key: saved[key] for key in expected} == expected
