"""Topics that a link brings, the hosts that may frame, and the page of ready-made links."""

from __future__ import annotations

import re
import struct
import zlib

import pytest
import segno

from guide.municipality import Guide
from testing.changed_content import MUNICIPALITY, Copy
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.long_run import first_now
from testing.random_people import PERSON, PLACE
from tests.conftest import NewApp, Open, Seal, Visitor, everywhere

# What the loader reads


def test_topics_and_hosts_are_read_as_they_are_written(content: Copy) -> None:
    place = content.lilleby()
    assert place.may_embed == ("https://www.lilleby.example",)
    assert {topic.id: dict(topic.answers) for topic in place.topics} == {
        "ture": {"behov": {"ud"}},
        "mad-til-boern": {"hvem": {"barn"}, "behov": {"mad"}},
    }
    assert place.topic("ture") is place.topics[0]
    assert place.topic("ukendt") is None


@pytest.mark.parametrize("host", ["https://lilleby.example:8443", "http://localhost:8000", "http://127.0.0.1"])
def test_a_port_and_ones_own_machine_are_taken(content: Copy, host: str) -> None:
    content.change(MUNICIPALITY, "https://www.lilleby.example", host)
    assert content.lilleby().may_embed == (host,)


# The start page


def test_a_topic_is_shown_and_nothing_is_told_before_it_is_sent(client: CheckedClient, guide: Guide) -> None:
    for slug, place in guide.municipalities.items():
        assert place.topics
        for topic in place.topics:
            page = client.page(f"/{slug}/?emne={topic.id}")
            assert text_of(page.id("topic")) == topic.title
            (form,) = page.all(".//form")
            assert (form.get("action"), form.get("method")) == (f"/{slug}/emne", "post")
            tokens = {link.split("/spoergsmaal/")[1] for link in page.links() if "/spoergsmaal/" in link}
            assert tokens == {"ny", "faelles"}


def test_the_answers_of_the_topic_are_sent(client: CheckedClient, guide: Guide, opened: Open) -> None:
    for slug, place in guide.municipalities.items():
        assert place.topics
        for topic in place.topics:
            response = client.post(f"/{slug}/emne", data={"emne": topic.id})
            assert (response.status_code, response.headers["Cache-Control"]) == (303, "no-store")
            assert opened(response.headers["Location"]).answers == topic.answers
            asked = client.get(response.headers["Location"]).headers["Location"].split("/")[-1]
            assert asked not in topic.answers


@pytest.mark.parametrize("query", [b"emne=\xe2", b"\xff\xfe", "emne=ældre".encode(), "emne=☃".encode()])
def test_a_query_that_is_no_ascii_is_answered_as_any_other(client: CheckedClient, query: bytes) -> None:
    told = {"QUERY_STRING": query.decode("latin-1")}
    assert client.get(f"/{PLACE}/", environ_overrides=told).status_code == 200
    assert client.get("/findes/ikke", environ_overrides=told).status_code == 404


def test_an_unknown_topic_is_ignored_in_kind_words_and_not_repeated(client: CheckedClient) -> None:
    page = client.page(f"/{PLACE}/?emne=%3Cscript%3Eukendt")
    assert len(with_class(page.root, "alert")) == len(with_class(client.page(f"/{PLACE}/").root, "alert")) + 1
    assert "ukendt" not in text_of(page.one(".//main"))
    assert not page.all(".//form")
    assert any(link.endswith("/spoergsmaal/ny") for link in page.links())
    assert client.post(f"/{PLACE}/emne", data={"emne": "ukendt"}).status_code == 404
    assert client.post(f"/{PLACE}/emne").status_code == 404
    assert client.post("/ukendt/emne", data={"emne": "ledsagelse"}).status_code == 404


def test_the_switch_to_easy_reading_keeps_the_topic(client: CheckedClient) -> None:
    assert f"/let/{PLACE}/?emne=ledsagelse" in client.page(f"/{PLACE}/?emne=ledsagelse").links()
    easy = client.page(f"/let/{PLACE}/?emne=ledsagelse")
    assert easy.one(".//form").get("action") == f"/let/{PLACE}/emne"


# The page of links


def codes(page: Page) -> list[tuple[str, str, str]]:
    """Each link with a QR code: where it leads, the address that is printed, and the picture of its code."""
    items = [item for one in with_class(page.root, "codes") for item in one if item.tag == "li"]
    pictures = [next(item.iter("img")).get("src", "") for item in items]
    leads = [next(item.iter("a")).get("href", "") for item in items]
    printed = [text_of(with_class(item, "small")[0]) for item in items]
    return list(zip(leads, printed, pictures, strict=True))


@pytest.mark.parametrize("words", first_now(["", "/let"]))
@everywhere
def test_every_page_and_topic_has_a_link_and_its_code(client: CheckedClient, guide: Guide, words: str) -> None:
    for slug, place in guide.municipalities.items():
        page = client.page(f"{words}/{slug}/links")
        found = codes(page)
        paths = [path for path, _address, _picture in found]
        assert [address for _path, address, _picture in found] == [f"http://localhost{path}" for path in paths]
        assert all(path.startswith(f"{words}/{slug}/") for path in paths)
        assert all(client.get(path).status_code == 200 for path in paths)
        assert {path.partition("?emne=")[2] for path in paths} == {"", *(topic.id for topic in place.topics)}
        assert {f"{words}/{slug}/standarder/{one.slug}" for one in place.standards} <= set(paths)
        for _path, address, picture in found:
            code = segno.make_qr(address, error="l", boost_error=False)
            (drawn,) = re.findall(r'stroke.*? d="([^"]+)"', client.get(picture).text)
            assert drawn in code.svg_inline(border=4)
            assert _dots(client.get(picture.replace(".svg", ".png")).data) == [
                list(row) for row in code.matrix_iter(border=4)
            ]
        assert len({picture for _path, _address, picture in found}) == len(found)


def _dots(png: bytes) -> list[list[int]]:
    """A picture of two colours and no filter (PNG, 4.1 and 6), a number per dot of 20 pixels: 1 is black."""
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    data, row = zlib.decompress(png[png.index(b"IDAT") + 4 : -16]), 1 + -(-width // 8)
    lines = [data[place : place + row] for place in range(0, len(data), row)][::20]
    assert not any(line[0] for line in lines)
    return [[1 - (line[1 + x // 8] >> 7 - x % 8 & 1) for x in range(0, width, 20)] for line in lines[: height // 20]]


def test_a_code_can_be_saved_for_print_and_for_texts(client: CheckedClient) -> None:
    page = client.page(f"/{PLACE}/links")
    for kind, type_ in (("svg", "image/svg+xml"), ("png", "image/png")):
        saved = {
            a.get("href", ""): a.get("download", "") for a in page.all(".//a[@download]") if a.text == kind.upper()
        }
        assert len(saved) == len(set(saved.values())) == len(codes(page))
        for address, name in list(saved.items())[:3]:
            response = client.get(address)
            assert (response.status_code, response.mimetype) == (200, type_)
            assert name.endswith(f".{kind}")
    # As one page with all codes in it, it was 69 kB.
    assert len(client.get(f"/{PLACE}/links").data) < 35_000


def test_no_code_is_made_of_anything_but_the_links_of_the_page(client: CheckedClient, seal: Seal) -> None:
    for name in ("ukendt.svg", "forside.gif", f"{seal(PLACE, PERSON)}.png"):
        assert client.get(f"/{PLACE}/links/{name}").status_code == 404


def test_links_name_the_public_address_where_it_is_told(new_app: NewApp, visitor: Visitor) -> None:
    page = visitor(new_app(address="https://guide.example")).page(f"/let/{PLACE}/links")
    assert {address.split(f"/{PLACE}/")[0] for _path, address, _picture in codes(page)} == {"https://guide.example/let"}
    lines = " ".join(text_of(line) for line in page.all(".//pre"))
    assert '<script src="https://guide.example/embed.js" async>' in lines
    assert f'<iframe src="https://guide.example/ramme/{PLACE}/"' in lines


def test_links_that_are_printed_from_a_frame_lead_to_pages_of_their_own(client: CheckedClient) -> None:
    found = codes(client.page(f"/ramme-lys/{PLACE}/links"))
    assert found
    assert all(address.startswith(f"http://localhost/{PLACE}/") for _path, address, _picture in found)
    assert all(path.startswith(f"/ramme-lys/{PLACE}/") for path, _address, _picture in found)
