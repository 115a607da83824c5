"""What an editor sees while writing: the page as the files are now, and what is wrong in them; readers see nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from werkzeug.test import Client, TestResponse

from guide.__main__ import main
from guide.content import layers
from guide.edit import PLACE, UNFOLDED, EditedGuide
from guide.edit.trial import Workshop
from guide.settings import Settings, variable
from guide.web.sealed.tokens import new_key
from testing.changed_content import COMPANION, MEALS, MUNICIPALITY, STYLESHEET, TODAY, VISIT, Copy
from testing.checked_client import CheckedClient, Page, text_of
from tests.conftest import ROOT


@pytest.fixture
def editor(content: Copy) -> Client:
    return Client(EditedGuide(Settings(keys=(new_key(),), content=content.root), ROOT, lambda: TODAY))


def version(editor: Client) -> str:
    return editor.get(f"{PLACE}udgave").text


def panel(response: TestResponse) -> list[str]:
    """What is told on top of the page, one text for each problem."""
    return [text_of(one) for one in Page(response.text).all(".//section[@id='redigering']//li")]


def test_a_page_of_good_content_tells_of_nothing_and_shows_itself_anew(editor: Client) -> None:
    response = editor.get("/lilleby/")
    page = Page(response.text)
    assert page.errors == ()
    assert panel(response) == []
    (script,) = [one for one in page.all("head/script") if PLACE in one.get("src", "")]
    assert script.get("src") == f"{PLACE}genindlaes.js?udgave={version(editor)}"
    sent = editor.get(script.get("src", ""))
    assert (sent.status_code, sent.mimetype) == (200, "text/javascript")
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert "connect-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"


def test_a_saved_file_is_shown_with_the_next_answer_and_its_number_changes(content: Copy, editor: Client) -> None:
    assert "En ledsager går med dig ud." in editor.get("/lilleby/standarder/ledsagelse").text
    before = version(editor)
    assert version(editor) == before
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    assert version(editor) != before
    assert "En ven går med dig ud." in editor.get("/lilleby/standarder/ledsagelse").text


def test_folder_that_comes_along_is_seen_too(content: Copy, tmp_path: Path) -> None:
    """In the preview, and beside what is being written."""
    beside = Copy(tmp_path / "andre")
    copytree(content.path("lilleby"), beside.path("storeby"))
    settings = Settings(keys=(new_key(),), content=content.root, also=(str(beside.root),))
    editor, workshop = (
        Client(EditedGuide(settings, ROOT, lambda: TODAY)),
        Workshop(content.root, STYLESHEET, lambda: TODAY, also=settings.also),
    )
    before, file = version(editor), "storeby/ledsagelse.md"
    beside.change(file, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    assert version(editor) != before
    assert "En ven går med dig ud." in editor.get("/storeby/standarder/ledsagelse").text
    assert workshop.trial("lilleby", "ledsagelse", content.text(COMPANION)).others == ()
    beside.change(file, "trin: 2", "trin: to")
    assert len(panel(editor.get("/lilleby/"))) == 1
    (other,) = workshop.trial("lilleby", "ledsagelse", content.text(COMPANION)).others
    assert other.file == str(beside.path(file))


def test_municipality_of_the_guide_comes_along_once(content: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the guide's own content is edited, it is there already."""
    monkeypatch.setattr(layers, "GUIDES_OWN", content.root)
    workshop = Workshop(content.root, STYLESHEET, lambda: TODAY, also=("lilleby",))
    assert workshop.trial("lilleby", "ledsagelse", content.text(COMPANION)).others == ()


@pytest.mark.parametrize("away", [True, False])
def test_a_file_that_is_laid_or_taken_away_is_seen(content: Copy, editor: Client, *, away: bool) -> None:
    before = version(editor)
    if away:
        content.path(VISIT).unlink()
    else:
        content.path("lilleby/sider/mere.md").write_text(content.text(VISIT), encoding="utf-8")
    assert version(editor) != before


def test_panel_shows_problem_with_its_line(content: Copy, editor: Client) -> None:
    """Above the page as it was before."""
    editor.get("/lilleby/")
    content.change(COMPANION, "trin: 2", "trin: 2<3")
    content.change(COMPANION, "En ledsager går med dig ud. Du kan", "Noget helt andet. Du kan")
    response = editor.get("/lilleby/standarder/ledsagelse")
    line = content.line(COMPANION, "trin: 2<3")
    complaint = "“trin: 2<3” er ikke et helt tal. Skriv et tal, for eksempel 3."
    assert panel(response) == [f"{content.path(COMPANION)}, linje {line} trin: 2<3 {complaint}"]
    assert response.status_code == 200
    assert "En ledsager går med dig ud." in response.text
    assert "Noget helt andet." not in response.text
    assert Page(response.text).errors == ()
    content.change(COMPANION, "trin: 2<3", "trin: 2")
    mended = editor.get("/lilleby/standarder/ledsagelse")
    assert panel(mended) == []
    assert "Noget helt andet." in mended.text


def test_panel_shows_nothing_from_behind_a_symlink(content: Copy, editor: Client, tmp_path: Path) -> None:
    secret = tmp_path / "keys"
    secret.write_text("nobody may read this\n", encoding="utf-8")
    content.path("lilleby/mere.md").symlink_to(secret)
    shown = editor.get("/lilleby/").text
    assert "Her er et symlink" in shown
    assert "nobody may read this" not in shown


def test_content_that_has_never_been_good_is_told_on_a_page_of_its_own(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    response = editor.get("/lilleby/")
    page = Page(response.text)
    assert response.status_code == 503
    assert page.errors == ()
    assert page.title.startswith("Fejl:")
    assert len(panel(response)) == 1
    (style,) = page.all("head/link[@rel='stylesheet']")
    assert editor.get(style.get("href", "")).mimetype == "text/css"
    content.change(COMPANION, "trin: to", "trin: 2")
    assert editor.get("/lilleby/").status_code == 200


def test_a_page_with_blanks_is_shown_with_what_is_missing(content: Copy, editor: Client) -> None:
    content.change(MUNICIPALITY, "kort: Guiden er for voksne i Lilleby.", "kort: «hvem guiden er for»")
    content.change(MEALS, "sagsbehandlingstid: {uger: 2}", "sagsbehandlingstid: {uger: «antal»}")
    content.change(MEALS, "trin: 1", "trin: «trin»")
    content.change(MEALS, "kontrolleret: 2026-11-22", "kontrolleret: «dato»")
    for address in ("/", "/lilleby/", "/lilleby/standarder/madhjaelp", "/lilleby/forhaandsvisning"):
        response = editor.get(address)
        assert response.status_code == 200, address
        assert len(panel(response)) == 4
    assert "«hvem guiden er for»" in editor.get("/").text


def test_a_rule_that_lacks_its_question_waits_for_it(content: Copy, editor: Client) -> None:
    editor.get("/lilleby/")
    content.change(COMPANION, "spørgsmål: faerdes", "spørgsmål: «et spørgsmål»")
    response = editor.get("/lilleby/spoergsmaal/ny/hvem")
    assert response.status_code == 200
    assert len(panel(response)) == 1


def test_what_only_the_check_finds_is_told_above_the_page_as_it_is_now(content: Copy, editor: Client) -> None:
    content.change(COMPANION, "forventet: individual", "forventet: unlikely")
    content.change(VISIT, "En fra kommunen kommer hjem til dig.", "Du har ret til et besøg.")
    response = editor.get("/lilleby/sider/besoeg")
    assert len(panel(response)) == 2
    assert "Du har ret til et besøg." in response.text


def test_errors_come_before_blanks_and_many_problems_are_folded(content: Copy, editor: Client) -> None:
    editor.get("/lilleby/")
    blanks = "".join(f"  - «tanke {number}»\n" for number in range(UNFOLDED + 2))
    content.change(COMPANION, "  - Du må selv sige, hvor du vil hen.\n", blanks)
    content.change(MEALS, "trin: 1", "trin: et")
    response = editor.get("/lilleby/")
    assert "madhjaelp.md" in panel(response)[0]
    assert [len(part) for part in Page(response.text).all(".//*[@id='redigering']//ul")] == [UNFOLDED, 3]
    assert len(Page(response.text).all(".//*[@id='redigering']//details//li")) == 3


def test_an_interview_can_be_walked_and_goes_on_when_a_file_has_been_saved(content: Copy, editor: Client) -> None:
    first = editor.get("/lilleby/spoergsmaal/ny").headers["Location"]
    second = editor.post(first, data={"svar": "mig"}).headers["Location"]
    content.change(COMPANION, "kort: En ledsager går med dig ud.", "kort: En ven går med dig ud.")
    assert editor.post(second, data={"svar": "ud"}).status_code == 303


@pytest.mark.parametrize("path", ["/", "/lilleby/", f"{PLACE}udgave", f"{PLACE}guide.css"])
def test_no_other_site_reads_drafts_by_a_name_of_its_own_for_this_machine(editor: Client, path: str) -> None:
    for host in ("rebind.attacker.example", "127.0.0.1.attacker.example:8000", "localhost.example", ""):
        refused = editor.get(path, headers={"Host": host})
        assert (refused.status_code, refused.headers["Cache-Control"]) == (403, "no-store")
        assert "illeby" not in refused.text
    for host in ("127.0.0.1:8000", "localhost:8000", "localhost"):
        assert editor.get(path, headers={"Host": host}).status_code == 200


def test_readers_get_nothing_of_it(client: CheckedClient) -> None:
    assert PLACE not in client.get("/helsingoer/").text
    for name in ("udgave", "genindlaes.js", "guide.css"):
        assert client.get(f"{PLACE}{name}").status_code == 404


def test_the_server_of_readers_does_not_even_load_it() -> None:
    loaded = "import sys, guide.__main__, guide.serve; print([name for name in sys.modules if 'guide.edit' in name])"
    told = subprocess.run([sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_edit_serves_one_worker_on_this_machine_alone(content: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    served: dict[str, object] = {}

    class Workers:
        def __init__(self, host: str, port: int, workers: int, **_made: object) -> None:
            served.update(host=host, port=port, workers=workers)

        def run(self) -> None:
            served["key"] = os.environ[variable("keys")]

    monkeypatch.setenv(variable("content"), "")
    monkeypatch.setenv(variable("keys"), "")
    monkeypatch.setattr("guide.serve.Workers", Workers)
    content.change(COMPANION, "trin: 2", "trin: to")
    assert main(["--content", str(content.root), "edit", "--port", "0"]) == 0
    assert (served["host"], served["port"], served["workers"]) == ("127.0.0.1", 0, 1)
    assert served["key"]
