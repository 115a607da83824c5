"""The editor in a browser, without one: what a form sends, and what comes of it."""

from __future__ import annotations

from pathlib import Path

from werkzeug.datastructures import MultiDict
from werkzeug.test import Client, TestResponse

from guide import ROOT
from guide.edit import EditedGuide
from guide.settings import Settings
from guide.web.sealed.tokens import new_key
from testing.changed_content import TODAY
from testing.page import Page, text_of

PLACE = "/_redigering/lilleby/"
FORM = f"{PLACE}ledsagelse"
OWN = {"Sec-Fetch-Site": "same-origin"}


def editing(content: Path, sources: Path | None = None) -> Client:
    return Client(EditedGuide(Settings(keys=(new_key(),), content=content), ROOT, lambda: TODAY, sources))


def sent_by(response: TestResponse) -> MultiDict[str, str]:
    """What a browser would send if nothing was touched."""
    page = Page(response.text)
    assert page.errors == ()
    assert len(set(page.ids)) == len(page.ids)
    (form,) = page.all(".//form")
    sent: MultiDict[str, str] = MultiDict()
    for field in form.iter():
        name = field.get("name", "")
        if field.tag == "input" and (field.get("type") != "checkbox" or field.get("checked") is not None):
            sent.add(name, field.get("value", ""))
        elif field.tag == "textarea":
            sent.add(name, "".join(field.itertext()))
        elif field.tag == "select":
            options = list(field.iter("option"))
            chosen = [option for option in options if option.get("selected") is not None] or options[:1]
            sent.add(name, chosen[0].get("value", ""))
    return sent


def post(editor: Client, sent: MultiDict[str, str], action: str, address: str = FORM, **changed: str) -> TestResponse:
    form = MultiDict(sent)
    for name, value in ({"gør": action} | changed).items():
        form[name.replace("__", ".")] = value
    return editor.post(address, data=form, headers=OWN)


def save(editor: Client, sent: MultiDict[str, str], address: str = FORM, **changed: str) -> TestResponse:
    """Through the list of changes, as one does."""
    return post(editor, sent_by(post(editor, sent, "gennemse", address, **changed)), "gem", address)


def moved(editor: Client, address: str, action: str, **form: str) -> TestResponse:
    """Renamed or deleted, as asked."""
    base = Page(editor.get(f"{address}/flyt").text).all(".//input[@name='fra']")[0].get("value", "")
    return editor.post(f"{address}/{action}", data={"fra": base, **form}, headers=OWN)


def words(response: TestResponse) -> str:
    return text_of(Page(response.text).one(".//main"))
