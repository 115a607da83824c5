"""Another language: no text escapes it, what is missing is marked as Danish, and nothing else changes."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from guide.municipality import Guide
from guide.translation import SHARED, Coverage, Translation
from guide.web.translated.tables import comma_of
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.pseudo import CLOSE, OPEN, pseudo, pseudo_translation
from testing.random_people import MOTHER, PERSON
from tests.conftest import ROOT, NewApp, Visitor, sealed_by

PLACE = "helsingoer"
_WORDS = re.compile(r"[^\W\d_]{2,}")
_DATE = re.compile(r"(?:\w+day,? )?\d{1,2} [A-Z][a-z]+(?: \d{4})?|[A-Z][a-z]+ \d{4}|\d\d:\d\d|\d (?:km|kr)")
_NAMES = re.compile(
    r"https?://\S+|\w+(?:\.\w+)+\S*|Helsingør Kommune|Københavns Kommune|QR|SVG|PNG|kr\.|km|English|Dansk|العربية"
    r"|indlejring|\b[0-9a-f]{8}\b"  # the last is the version of the rules
)


def pseudo_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        catalogue = read_po(file, locale="en")
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = tuple(pseudo(str(one)) for one in ids)
            message.string = strings if isinstance(message.id, tuple) else strings[0]
    return catalogue


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Danish, and a pseudo-language in the place of English and of Arabic."""
    root = tmp_path_factory.mktemp("root")
    shutil.copytree(ROOT / "static", root / "static")
    shutil.copytree(ROOT / "translations/da", root / "translations/da")
    for language in ("en", "ar"):
        folder = root / "translations" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "messages.po").open("wb") as file:
            write_po(file, pseudo_catalogue(ROOT / "translations/en/LC_MESSAGES/messages.po"))
    return root


@pytest.fixture(scope="module")
def translated(guide: Guide) -> Guide:
    return replace(guide, translations={language: pseudo_translation(guide, language) for language in ("en", "ar")})


@pytest.fixture(scope="module")
def reader(new_app: NewApp, visitor: Visitor, translated: Guide, root: Path) -> CheckedClient:
    return visitor(new_app(translated, root=root))


def own_texts(element: Element) -> Iterator[str]:
    """The text nodes that are meant to be in the page's language."""
    hidden = element.tag in ("head", "script", "style", "textarea", "pre", "noscript")
    if not hidden and element.get("translate") != "no" and element.get("lang", "en") != "da":
        yield element.text or ""
        for child in element:
            yield from own_texts(child)
            yield child.tail or ""


def escaped(page: Page) -> list[str]:
    """Words in no brackets: they were not translated."""
    left = "\n".join(own_texts(page.one(".//body")))
    while left != (left := re.sub(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}", " ", left)):
        pass
    return [line for line in left.split("\n") if _WORDS.search(_NAMES.sub(" ", _DATE.sub(" ", line)))]


def paths(guide: Guide, tokens: Mapping[str, list[str]]) -> Iterator[str]:
    yield from ("/", "/om", "/privatliv", "/ordbog", "/tilgaengelighed", "/afproevning")
    for slug, place in guide.municipalities.items():
        rest = ["", "standarder", "klage", "frister", "frister/klage", "beregn", "breve", "afgoerelse", "forbered"]
        rest += ["hvem-maa-hjaelpe", "privatliv", "links", "sig-til/klage", "slut", "raadgiver"]
        rest += [f"sider/{page.slug}" for page in place.pages]
        for standard in place.standards:
            rest += [
                f"standarder/{standard.slug}",
                f"afgoerelse/{standard.slug}",
                f"frister/ansoegning/{standard.slug}",
            ]
            rest += [f"beregn/{standard.slug}"] if standard.sum_rule else []
            rest += [f"breve/klage/{standard.slug}"] if standard.can_be_complained_about else []
        for token in tokens[slug]:
            rest += [f"{kind}/{token}" for kind in ("svar", "resultat", "raadgiver", "del")]
            rest += [f"resultat/{token}/det-hele", f"raadgiver/{token}/ark"]
            rest += [f"spoergsmaal/{token}/{question.id}" for question in place.questions]
            rest += [f"resultat/{token}/{standard.slug}" for standard in place.with_outcome]
        yield from (f"/{slug}/{one}" for one in rest)


@pytest.fixture(scope="module")
def tokens(reader: CheckedClient, guide: Guide) -> Mapping[str, list[str]]:
    app = reader.application
    return {slug: [sealed_by(app, slug, person) for person in (PERSON, MOTHER)] for slug in guide.municipalities}


@pytest.mark.parametrize("reading", ["", "/let"])
def test_no_text_escapes_translation(
    reader: CheckedClient, guide: Guide, tokens: Mapping[str, list[str]], reading: str
) -> None:
    left: dict[str, str] = {}
    for path in paths(guide, tokens):
        response = reader.get(f"/en{reading}{path}")
        assert response.status_code == 200, path
        left.update((text, path) for text in escaped(page_of(response)))
        assert "&lt;span" not in response.text, path
        assert not re.search(r'="[^"]*<(?:span|div)', response.text), path
    assert not left, "\n".join(left)


def test_arabic_has_its_own_comma_and_a_danish_address_the_danish_one(caller: CheckedClient, guide: Guide) -> None:
    app, lists = caller.application, 0
    odd: dict[str, str] = {}
    tokens = {slug: [sealed_by(app, slug, person) for person in (PERSON, MOTHER)] for slug in guide.municipalities}
    for path in paths(guide, tokens):
        texts = " ".join("".join(own_texts(caller.page(f"/ar{path}").one(".//body"))).split())
        odd.update(
            (found, path)
            for found in re.findall(r"[\u0621-\u064a][”)]?(?: ?[,;]|\?)|[,;] ?[“(]?[\u0621-\u064a]", texts)
        )
        lists += len(re.findall(r"[^\W\d][”)]?، ", texts))
    assert odd == {}
    assert lists > 100
    addresses = caller.page(f"/ar/{PLACE}/privatliv").all(".//p/*[@translate='no']/*[@lang='da'][@dir='ltr']")
    assert all(", " in text_of(address) for address in addresses)
    assert addresses


@pytest.mark.parametrize(
    ("language", "mark"), [("en", ", "), ("ar", "، "), ("de", ", "), ("fa", "،\u200f "), ("tr", ", "), ("zh", "、")]
)
def test_parts_of_a_list_are_never_run_together(language: str, mark: str) -> None:
    """Nor does a language fail whose list without words has no pattern of its own."""
    assert comma_of(language) == mark


def test_a_page_in_another_language_says_what_holds_and_keeps_the_danish_word(reader: CheckedClient) -> None:
    page = reader.page(f"/en/{PLACE}/standarder/ledsagelse")
    assert text_of(page.one(".//h1")).endswith("(ledsagelse, Serviceloven § 97)")
    assert [text_of(one) for one in page.all(".//h1/*[@lang='da'][@dir='ltr']")] == [
        "ledsagelse",
        "Serviceloven § 97",
    ]
    assert with_class(page.root, "about-translation")
    assert not with_class(page.root, "untranslated")
    assert all(quote.find("*[@lang='da']") is not None for quote in page.all(".//blockquote"))
    assert not with_class(reader.page(f"/{PLACE}/standarder/ledsagelse").root, "about-translation")


def test_what_is_missing_is_danish_and_marked(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    shown = replace(guide, translations={})
    client = visitor(new_app(shown))
    result = f"resultat/{sealed_by(client.application, PLACE, PERSON)}"
    for path in ("standarder/ledsagelse", result, result):
        page = client.page(f"/en/{PLACE}/{path}")
        marked = with_class(page.root, "untranslated")
        assert marked
        assert {(one.get("lang"), one.get("dir")) for one in marked} == {("da", "ltr")}
        assert with_class(page.root, "in-part")
        assert page.all(".//meta[@name='robots']")


def test_a_language_is_offered_where_enough_is_translated(
    reader: CheckedClient, guide: Guide, new_app: NewApp, visitor: Visitor, root: Path
) -> None:
    address = f"/{PLACE}/standarder/ledsagelse"
    page = reader.page(address)
    assert {link.get("hreflang") for link in page.all(".//head/link[@hreflang]")} == {"da", "en", "ar"}
    assert not page_of(reader.get("/findes-ikke")).all(".//head/link[@hreflang]")
    for done, offered in ((94, False), (95, True)):
        files = {SHARED: (Coverage("", 1, 1, 9, 0),), PLACE: (Coverage("", 100, done, 9, 0),)}
        shown = replace(guide, translations={"en": Translation("en", {}, files)})
        client = visitor(new_app(shown, root=root))
        client.head(address)  # whoever looks first, it is the same page that is kept
        page = client.page(address)
        assert bool(with_class(page.root, "other-languages")) == offered
        assert bool(page.all(".//head/link[@hreflang]")) == offered


def test_switching_keeps_place_and_answers(reader: CheckedClient, tokens: Mapping[str, list[str]]) -> None:
    for path in (f"/{PLACE}/resultat/{tokens[PLACE][0]}", f"/{PLACE}/?emne=ledsagelse", f"/let/{PLACE}/klage"):
        for code in ("", "/en", "/ar"):
            page = reader.page(f"{code}{path}")
            switch = with_class(page.root, "other-languages")[0]
            found = {link.get("lang"): link.get("href") for link in switch.iter("a")}
            others = {"da": path, "en": f"/en{path}", "ar": f"/ar{path}"}
            assert found == {one: to for one, to in others.items() if one != (code[1:] or "da")}
    sent = page_of(reader.post(f"/en/{PLACE}/frister/klage", data={"dag": "1. november 2026"}))
    buttons = {one.get("lang"): one.get("formaction") for one in sent.all(".//nav//button[@form='typed']")}
    assert buttons == {"da": f"/{PLACE}/frister/klage", "ar": f"/ar/{PLACE}/frister/klage"}


def test_a_letter_stays_danish_and_says_what_it_says(reader: CheckedClient, tokens: Mapping[str, list[str]]) -> None:
    letters = {}
    for code in ("", "/en"):
        page = page_of(
            reader.post(f"{code}/{PLACE}/breve/klage/ledsagelse", data={"hvem": "mig", "dag": "1. november 2026"})
        )
        letters[code] = "".join(page.id("brev").itertext())
        assert bool(with_class(page.root, "letter-says")) == bool(code)
        begun = reader.page(f"{code}/{PLACE}/resultat/{tokens[PLACE][0]}/ledsagelse/ansoegning")
        letters[f"{code} begun"] = "".join(begun.id("brev").itertext())
    assert letters[""] == letters["/en"]
    assert letters[" begun"] == letters["/en begun"]
    assert OPEN not in letters["/en"] + letters["/en begun"]


@pytest.mark.parametrize("path", ["municipalities", f"{PLACE}/questions", f"{PLACE}/standards"])
def test_the_content_in_the_api_stays_danish(reader: CheckedClient, path: str) -> None:
    told = reader.get(f"/en/api/v1/{path}").text
    assert told.replace('href=\\"/en/', 'href=\\"/') == reader.get(f"/api/v1/{path}").text


def test_a_law_is_put_into_a_text_as_text(guide: Guide, new_app: NewApp, visitor: Visitor, translated: Guide) -> None:
    """Whether or not the text around it is translated."""
    place = guide.municipalities[PLACE]
    standards = tuple(replace(one, law="SEL <b>A</b> & B") for one in place.standards)
    law = {**guide.municipalities, PLACE: replace(place, standards=standards)}
    for translations in (translated.translations, {}):
        client = visitor(new_app(replace(guide, municipalities=law, translations=translations)))
        for code in ("", "/en"):
            address = f"{code}/{PLACE}/afgoerelse/ledsagelse"
            form = client.page(address).id("typed")
            told = {one.get("name"): one.get("value") for one in form.iter("input") if one.get("type") == "radio"}
            told |= {"hvem": "mig", "resultat": "nej", "paragraf": "anden", "grunde": "ingen"}
            assert "SEL &lt;b&gt;A&lt;/b&gt; &amp; B" in client.post(address, data=told).text.partition("unanswered")[2]


def test_what_a_reader_types_stays_as_typed(reader: CheckedClient, tokens: Mapping[str, list[str]]) -> None:
    for code in ("", "/en"):
        page = page_of(reader.post(f"{code}/{PLACE}/raadgiver/{tokens[PLACE][0]}/soeg", data={"ord": "En ledsager"}))
        assert page.id("ord").get("value") == "En ledsager"
        said = text_of(page.id("found-count"))
        assert "En ledsager" in said
        assert f"{OPEN}En ledsager" not in said
        letter = page_of(reader.post(f"{code}/{PLACE}/breve/klage/ledsagelse", data={"brev": "En ledsager"}))
        assert "".join(letter.id("brev").itertext()).strip() == "En ledsager"


@pytest.mark.parametrize(("path", "leads"), [("/en", "/en/"), ("/AR", "/ar/"), ("/let", ""), ("/de", "")])
def test_a_code_alone_leads_to_the_start_in_that_language(reader: CheckedClient, path: str, leads: str) -> None:
    response = reader.get(path)
    assert (response.status_code, response.headers.get("Location", "")) == ((308, leads) if leads else (404, ""))


def test_the_reading_direction_follows_the_language(reader: CheckedClient) -> None:
    for code, direction in (("", "ltr"), ("/en", "ltr"), ("/ar", "rtl")):
        assert reader.page(f"{code}/{PLACE}/").root.get("dir") == direction
