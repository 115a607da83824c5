"""Topics that a link brings, the hosts that may frame, and the page of ready-made links."""

from __future__ import annotations

import pytest
import segno

from guide.municipality import Guide
from testing.changed_content import MUNICIPALITY, Copy
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.random_people import PLACE
from tests.conftest import NewApp, Open, Visitor, everywhere

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
    """Each link with a QR code: where it leads, the address that is printed, and the path that is drawn."""
    items = [item for one in with_class(page.root, "codes") for item in one if item.tag == "li"]
    drawn = [[one.get("d", "") for one in item.iter() if one.get("stroke")] for item in items]
    leads = [next(item.iter("a")).get("href", "") for item in items]
    printed = [text_of(with_class(item, "small")[0]) for item in items]
    return [(path, text, paths[0]) for path, text, paths in zip(leads, printed, drawn, strict=True)]


@pytest.mark.parametrize("words", ["", "/let"])
@everywhere
def test_every_page_and_topic_has_a_link_and_its_code(client: CheckedClient, guide: Guide, words: str) -> None:
    for slug, place in guide.municipalities.items():
        found = codes(client.page(f"{words}/{slug}/links"))
        paths = [path for path, _address, _drawn in found]
        assert [address for _path, address, _drawn in found] == [f"http://localhost{path}" for path in paths]
        assert all(path.startswith(f"{words}/{slug}/") for path in paths)
        assert all(client.get(path).status_code == 200 for path in paths)
        assert {path.partition("?emne=")[2] for path in paths} == {"", *(topic.id for topic in place.topics)}
        assert {f"{words}/{slug}/standarder/{one.slug}" for one in place.standards} <= set(paths)
        for _path, address, drawn in found:
            assert drawn in segno.make_qr(address, error="l", boost_error=False).svg_inline(border=4)
        assert len({drawn for _path, _address, drawn in found}) == len(found)


def test_links_name_the_public_address_where_it_is_told(new_app: NewApp, visitor: Visitor) -> None:
    page = visitor(new_app(address="https://guide.example")).page(f"/let/{PLACE}/links")
    assert {address.split(f"/{PLACE}/")[0] for _path, address, _drawn in codes(page)} == {"https://guide.example/let"}
    lines = " ".join(text_of(line) for line in page.all(".//pre"))
    assert '<script src="https://guide.example/embed.js" async>' in lines
    assert f'<iframe src="https://guide.example/ramme/{PLACE}/"' in lines


def test_links_that_are_printed_from_a_frame_lead_to_pages_of_their_own(client: CheckedClient) -> None:
    found = codes(client.page(f"/ramme-lys/{PLACE}/links"))
    assert all(address.startswith(f"http://localhost/{PLACE}/") for _path, address, _drawn in found)
    assert all(path.startswith(f"/ramme-lys/{PLACE}/") for path, _address, _drawn in found)
