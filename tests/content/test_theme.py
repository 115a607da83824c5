"""A municipality's theme: what may be in ``kommune.md``, and how it reaches the page without harm."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from guide.content import load, read
from guide.content.files.municipality_assets import _LARGEST_LOGO, StylesheetUrls
from guide.content.syntax.passage import Passage
from guide.content.syntax.problems import Problems
from guide.theme import Theme
from guide.web.http.assets import read_assets
from testing.changed_content import MUNICIPALITY, THEME, TODAY, Copy
from testing.checked_client import CheckedClient
from tests.conftest import ROOT, NewApp, Visitor

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 30"><path d="M0 0h120v30z"/></svg>'
EOT = bytes(8) + b"\1\0\2\0" + bytes(22) + b"LP"
LOGO = "logo: {fil: logo.svg, tekst: Lilleby Kommune}"


def painting(width: int, height: int) -> bytes:
    """A PNG of this size, all black."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes((width + 7) // 8)) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def visit(content: Copy, new_app: NewApp, visitor: Visitor) -> Callable[[], CheckedClient]:
    """Loads the content as it is now, and opens it."""
    return lambda: visitor(new_app(load(content.root, TODAY)))


def lay(content: Copy, name: str, body: str | bytes) -> Path:
    """Lay a file in Lilleby's folder."""
    path = content.path(f"lilleby/{name}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def choose(content: Copy, *lines: str) -> None:
    """Give Lilleby this theme."""
    content.change(MUNICIPALITY, THEME, "tema:\n" + "".join(f"  {line}\n" for line in lines))


def style(client: CheckedClient) -> str:
    """The stylesheet that the start page of Lilleby links first."""
    (first, *_others) = client.page("/lilleby/").all(".//link[@rel='stylesheet']")
    return client.get(first.get("href", "")).text


# Colours, type, corners


def test_a_municipality_without_a_theme_looks_like_the_guide(content: Copy) -> None:
    content.change(MUNICIPALITY, f"{THEME}\n", "")
    assert content.lilleby().theme == Theme()
    assets = read_assets(ROOT / "static", load(content.root, TODAY).municipalities.values())
    assert {assets.style(scheme, "lilleby") for scheme in ("", "light", "dark")} == {
        assets.name(f"guide{ending}.css") for ending in ("", "-light", "-dark")
    }


def test_a_theme_goes_to_its_own_pages_only(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    choose(content, 'accent: "#7a1f3d"')
    client = visit()
    themed, shared = (client.page(path).all(".//link[@rel='stylesheet']")[0].get("href") for path in ("/lilleby/", "/"))
    whole, common = (client.get(address or "").text for address in (themed, shared))
    assert whole.startswith(common)
    assert "#7a1f3d" in whole
    assert "data-theme" not in common


@pytest.mark.parametrize(("frame", "answer"), [("ramme-lys", ("min", "max")), ("ramme-moerk", ("max", "min"))])
def test_a_frame_of_one_scheme_shows_the_theme_of_that_scheme(
    content: Copy, visit: Callable[[], CheckedClient], frame: str, answer: tuple[str, str]
) -> None:
    choose(content, 'accent: "#7a1f3d"', 'accent mørk: "#f0f0f0"')
    sent = visit()
    address = sent.page(f"/{frame}/lilleby/").all(".//link[@rel='stylesheet']")[0].get("href", "")
    rules = sent.get(address).text
    for colour, width in zip(("#7a1f3d", "#f0f0f0"), answer, strict=True):
        assert f'@media screen and ({width}-width:0){{[data-theme="lilleby"]{{--accent:{colour}}}}}' in rules


def test_every_colour_reaches_its_own_scheme(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    choose(content, 'accent: "#7A1F3D"', 'tekst på accent: "#fffffe"', 'papir mørk: "#101010"', 'blæk: "#111111"')
    sent = style(visit())
    light = '[data-theme="lilleby"]{--accent:#7a1f3d;--on-accent:#fffffe;--ink:#111111}'
    assert f"@media screen and (prefers-color-scheme:light){{{light}}}" in sent
    assert '@media screen and (prefers-color-scheme:dark){[data-theme="lilleby"]{--paper:#101010}}' in sent


def test_type_and_corners_reach_the_page(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    choose(content, "skrift: [Verdana, DIN Next, serif]", "hjørner: 0")
    assert '[data-theme="lilleby"]{--type:"Verdana","DIN Next",serif;--radius:0px}' in style(visit())


def test_a_type_that_the_device_may_lack_is_followed_by_one_that_it_has(content: Copy) -> None:
    choose(content, "skrift: Verdana")
    assert content.lilleby().theme.font == ("Verdana", "sans-serif")


# The logo


def test_a_logo_is_in_the_head_and_may_be_kept(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    lay(content, "logo.svg", DRAWING)
    lay(content, "mørk.png", painting(200, 40))
    choose(content, "logo: {fil: logo.svg, fil mørk: mørk.png, tekst: Lilleby Kommune}")
    client = visit()
    page = client.page("/lilleby/")
    (image,) = page.all(".//header//img")
    (source,) = page.all(".//header//source")
    assert image.get("alt") == "Lilleby Kommune"
    assert (image.get("width"), image.get("height")) == ("144", "36")
    assert (source.get("width"), source.get("height")) == ("180", "36")
    for address, kind, body in (
        (image.get("src", ""), "image/svg+xml", DRAWING.encode()),
        (source.get("srcset", ""), "image/png", painting(200, 40)),
    ):
        sent = client.get(address)
        assert (sent.status_code, sent.mimetype, sent.data) == (200, kind, body)
        assert "immutable" in sent.headers["Cache-Control"]
        assert sent.headers["Content-Security-Policy"] == "default-src 'none'"
    assert page.all(".//header//img/..")[0].tag == "picture"


def test_without_a_logo_nothing_more_is_fetched(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    page = visit().page("/lilleby/")
    assert page.all(".//img") == []
    assert len(page.all(".//link[@rel='stylesheet']")) == 1


def test_others_have_neither_its_logo_nor_its_stylesheet(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    lay(content, "logo.svg", DRAWING)
    lay(content, "eget.css", "p { color: red }")
    choose(content, LOGO, "stylesheet: eget.css")
    page = visit().page("/")
    assert page.all(".//img") == []
    assert len(page.all(".//link[@rel='stylesheet']")) == 1


def test_entities_without_end_are_not_unfolded(content: Copy) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    lay(content, "logo.svg", f'<!DOCTYPE svg [<!ENTITY l0 "ha">{laughs}]><svg>&l29;</svg>')
    choose(content, LOGO)
    assert [problem.split(": ")[1] for problem in content.complaints()] == [
        "Billedet indeholder en DOCTYPE. Gem det som ren SVG uden scripts og links."
    ]


def test_a_logo_that_is_too_large_is_told_at_the_field(content: Copy) -> None:
    lay(content, "logo.png", painting(9, 9) + bytes(40_000 - _LARGEST_LOGO + 29_900))
    choose(content, "logo: {fil: logo.png, tekst: Lilleby Kommune}")
    wrong = "Logoet “logo.png” fylder 40 kB, højst 30 kB. Gem det mindre eller som SVG."
    assert content.complaints() == [content.told(MUNICIPALITY, "logo:", wrong)]


# The stylesheet


def test_an_own_stylesheet_comes_last_with_its_files(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    """After the guide's, with every file that it names."""
    lay(
        content,
        "css/eget.css",
        '@font-face { font-family: F; src: url("../f.woff2?v=1") }\np { background: url(b.svg) }',
    )
    lay(content, "f.woff2", b"wOF2 font")
    lay(content, "css/b.svg", DRAWING)
    choose(content, "stylesheet: css/eget.css")
    client = visit()
    response = client.get("/lilleby/")
    assert "font-src 'self';" in response.headers["Content-Security-Policy"]
    ours, own = client.page("/lilleby/").all(".//link[@rel='stylesheet']")
    assert ours.get("href", "").startswith("/assets/guide.")
    assert own.get("href", "").startswith("/assets/lilleby-css-eget.")
    sent = client.get(own.get("href", ""))
    assert sent.mimetype == "text/css"
    assert "immutable" in sent.headers["Cache-Control"]
    named = [part.split('"')[0] for part in sent.text.split('url("')[1:]]
    assert [client.get(f"/assets/{name}").data for name in named] == [b"wOF2 font", DRAWING.encode()]
    assert client.get(f"/assets/{named[0]}", headers={"Accept-Encoding": "gzip"}).content_encoding is None


def test_its_name_changes_with_what_is_in_it(content: Copy, visit: Callable[[], CheckedClient]) -> None:
    choose(content, "stylesheet: eget.css")
    names = set()
    for rule in ("p { color: red }", "p { color: blue }"):
        lay(content, "eget.css", rule)
        names.add(visit().page("/lilleby/").all(".//link[@rel='stylesheet']")[1].get("href"))
    assert len(names) == 2


def test_pages_of_a_municipality_without_its_own_allow_no_fonts(client: CheckedClient) -> None:
    assert "font-src" not in client.get("/helsingoer/").headers["Content-Security-Policy"]


def test_a_drawing_that_a_stylesheet_names_is_looked_through_too(content: Copy) -> None:
    lay(content, "eget.css", "p { background: url(b.svg) }")
    lay(content, "b.svg", '<svg viewBox="0 0 9 9" onload="x()"/>')
    choose(content, "stylesheet: eget.css")
    wrong = "Billedet indeholder “onload”. Gem det som ren SVG uden scripts og links."
    assert content.complaints() == [content.told("lilleby/b.svg", 1, wrong)]


def test_what_stands_in_the_stylesheet_itself_is_left_as_it_is(content: Copy) -> None:
    lay(content, "eget.css", "p { background: url(data:image/png;base64,AA==); fill: url(#a) }")
    choose(content, "stylesheet: eget.css")
    assert content.complaints() == []
    sheet = content.lilleby().theme.stylesheet
    assert sheet is not None
    assert "url(data:image/png;base64,AA==); fill: url(#a)" in sheet.text


@pytest.mark.parametrize("begin", [b"wOF2", b"wOFF", b"\0\1\0\0", b"OTTO", EOT])
def test_a_font_is_known_by_its_first_bytes(content: Copy, begin: bytes) -> None:
    lay(content, "eget.css", "@font-face { font-family: F; src: url(f.woff2) }")
    lay(content, "f.woff2", begin + b" font")
    choose(content, "stylesheet: eget.css")
    assert content.complaints() == []
    lay(content, "f.woff2", b"not a font")
    assert content.complaints() == [
        content.told("lilleby/f.woff2", 1, "Filen er ikke en skrift. Gem den igen som WOFF2.")
    ]


# Links to other files


@pytest.mark.parametrize(
    "name",
    [
        *(
            f"lilleby/{name}"
            for name in ("f.woff2", "f.woff", "f.ttf", "f.eot", "b.svg", "b.png", "eget.css", "logo.svg")
        ),
        *("lilleby/kommune.md", "lilleby/ledsagelse.md", "lilleby/sider/besoeg.md", "lilleby/sider", "lilleby"),
        *("spoergsmaal.yaml", "satser.yaml", "sider/om.md", "sider"),
    ],
)
def test_a_link_to_another_place_is_refused_and_not_followed(content: Copy, tmp_path: Path, name: str) -> None:
    files = ("f.woff2", "f.woff", "f.ttf", "f.eot", "b.svg", "b.png")
    for file in files:
        body = {"svg": DRAWING.encode(), "png": painting(9, 9), "eot": EOT}.get(file.rpartition(".")[2], b"wOF2 font")
        lay(content, file, body)
    lay(content, "eget.css", "".join(f"p {{ background: url({file}) }}" for file in files))
    lay(content, "logo.svg", DRAWING)
    choose(content, LOGO, "stylesheet: eget.css")
    assert content.complaints() == []
    elsewhere = tmp_path / "elsewhere"
    content.path(name).rename(elsewhere)
    content.path(name).symlink_to(elsewhere)
    guide, problems = read(content.root, TODAY)
    wrong = "Her er et symlink, og det kan føre ud af mappen. Læg selve filen eller mappen her."
    assert [str(problem) for problem in problems] == [content.told(name, 1, wrong)]
    assert guide.municipalities == {}


@pytest.mark.parametrize("name", ["f.woff2", "f.woff", "f.ttf", "f.eot", "b.svg", "b.png"])
def test_a_stylesheet_takes_no_file_from_behind_a_link(tmp_path: Path, name: str) -> None:
    """Even where nobody has looked through the folder first."""
    folder, problems = tmp_path / "lilleby", Problems()
    folder.mkdir()
    (tmp_path / "keys").write_bytes(b"wOF2 font")
    (folder / name).symlink_to(tmp_path / "keys")
    text = Passage(f"p {{ background: url({name}) }}", "lilleby/eget.css", 1, problems)
    sheet = StylesheetUrls("eget.css", folder, text).resolve()
    assert sheet.files == ()
    wrong = f"“{name}” ligger uden for mappen. Læg filen i kommunens mappe."
    assert list(map(str, problems.sorted())) == [f"lilleby/eget.css:1: {wrong}"]
