"""The pages of the letters: choose, change, print; nothing is lost on the way, and nothing is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from guide.municipality import Guide
from guide.next_steps.letters import LINE, LetterKind
from guide.sources import Board
from guide.web.next_steps.letters import LONGEST
from testing.checked_client import CheckedClient, text_of, with_class
from tests.conftest import NewApp, Visitor, changed, everywhere, standard_of
from tests.web.walking import letter_of, sent, wrong_inputs

COMPLAINT = "/helsingoer/breve/klage/ledsagelse"
APPLICATION = "/koebenhavn/breve/ansoegning/afloesning-og-aflastning"

Fields = list[tuple[str, str]]


def test_a_complaint_is_filled_in(client: CheckedClient, guide: Guide) -> None:
    """With the standard, its law, the reasons and the day."""
    first, second, *rest = guide.letters[LetterKind.COMPLAINT].reasons
    fields = [("hvem", "mig"), ("dag", "3/11 2026"), ("grunde", first.id), ("grunde", second.id)]
    text = letter_of(sent(client, COMPLAINT, fields))
    for words in ("ledsagelse", "Serviceloven § 97", "3. november 2026", first.text, second.text, "Birkedalsvej 27"):
        assert words in text
    assert not [reason for reason in rest if reason.text in text]
    assert text.count(LINE) >= 4


def test_the_last_day_stands_beside_the_letter_where_the_day_was_told(client: CheckedClient) -> None:
    told = sent(client, COMPLAINT, [("hvem", "mig"), ("dag", "3/11 2026")])
    assert "tirsdag den 1. december 2026" in text_of(told.one(".//main"))
    untold = sent(client, COMPLAINT, [("hvem", "mig"), ("dag", "")])
    assert "4 uger" in text_of(untold.one(".//main"))


def test_whoever_is_too_late_reads_so_beside_the_letter_too(client: CheckedClient) -> None:
    """The last day of a decision of 25 October is today."""
    passed = {}
    for day in ("24/10 2026", "25/10 2026"):
        page = sent(client, COMPLAINT, [("hvem", "mig"), ("dag", day)])
        passed[day] = "DUKH" in text_of(page.one(".//main"))
    assert list(passed.values()) == [True, False]


def test_a_letter_complains_of_nothing_more_than_one_can_complain_of(client: CheckedClient, guide: Guide) -> None:
    hostel = guide.municipalities["helsingoer"].standard("boformer-hjemloese")
    assert hostel is not None
    text = letter_of(sent(client, "/helsingoer/breve/klage/boformer-hjemloese", [("hvem", "mig")]))
    assert text.count(hostel.complaint_about[1:]) == 2
    assert hostel.title_within_sentence not in text


@pytest.mark.parametrize("slug", ["stu", "specialundervisning"])
def test_a_complaint_that_a_board_decides_goes_to_the_board(client: CheckedClient, guide: Guide, slug: str) -> None:
    """Nothing on the way to it says that the municipality must have it, or looks again."""
    place, letter = guide.municipalities["helsingoer"], guide.letters[LetterKind.COMPLAINT]
    page = sent(client, f"/helsingoer/breve/klage/{slug}", [("hvem", "mig"), ("dag", "3/11 2026")])
    text = letter_of(page)
    assert "Klagenævnet for Specialundervisning\nAnkestyrelsen, 7998 Statsservice" in text
    assert place.complaint.recipient not in text
    assert all(sentence in text for sentence in letter.closing_to_board)
    assert letter.closing[0] not in text
    said = text_of(page.one(".//main"))
    assert place.complaint.address not in said
    board = standard_of(guide, slug).complaint_board
    assert board
    assert ("tirsdag den 1. december 2026" in said) is bool(board.weeks)
    card = text_of(client.page(f"/helsingoer/standarder/{slug}").one(".//main"))
    assert "Klagenævnet for Specialundervisning, Ankestyrelsen, 7998 Statsservice" in card
    assert "Klagen skal være modtaget" not in card
    offered = client.page(f"/helsingoer/breve/klage/{slug}").ids
    left_out = {"behov", "mindre", "muligheder"} if board.only_legal else {"muligheder"}
    assert {reason.id for reason in letter.reasons if f"grunde-{reason.id}" not in offered} == left_out


def test_a_board_may_have_a_time_and_look_at_the_rules_alone(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    """What it cannot look at is not offered, and nothing is said that holds of the municipality."""
    board = Board("Klagenævnet", "Storegade 1", weeks=4, only_legal=True)
    standards = guide.municipalities["helsingoer"].standards
    legal = tuple(replace(one, complaint_board=board) if one.slug == "stu" else one for one in standards)
    client = visitor(new_app(changed(guide, standards=legal)))
    choices = client.page("/helsingoer/breve/klage/stu")
    assert {"grunde-oplysninger", "grunde-begrundelse"} <= set(choices.ids)
    assert not {"grunde-behov", "grunde-mindre", "grunde-muligheder"} & set(choices.ids)
    told = {"hvem": "mig", "dag": "3/11 2026", "resultat": "ja"}
    written = sent(client, "/helsingoer/breve/klage/stu", {"hvem": "mig", "dag": "3/11 2026"})
    read = sent(client, "/helsingoer/afgoerelse/stu", told)
    for page in (written, read):
        said = text_of(page.one(".//main"))
        assert "Den sidste dag til at klage er tirsdag den 1. december 2026." in said
        assert "Kommunen skal have modtaget" not in said
        assert not [link for link in page.links() if link.endswith(".ics")]
    for page in (choices, read):
        assert "faglige skøn" in text_of(page.one(".//main"))
    sent(client, "/helsingoer/breve/klage/stu", {"hvem": "mig", "dag": "1/10 2024"}, 422)


@pytest.mark.parametrize("slug", ["stu", "specialundervisning"])
def test_what_is_applied_for_elsewhere_goes_there(client: CheckedClient, guide: Guide, slug: str) -> None:
    place = guide.municipalities["helsingoer"]
    text = letter_of(sent(client, f"/helsingoer/breve/ansoegning/{slug}", [("hvem", "mig")]))
    assert standard_of(guide, slug).applied_to in text.split("\n")
    assert place.complaint.recipient not in text
    assert place.complaint.recipient in letter_of(
        sent(client, "/helsingoer/breve/ansoegning/ledsagelse", [("hvem", "mig")])
    )


def test_an_application_asks_for_a_written_decision_and_complains_of_none(client: CheckedClient, guide: Guide) -> None:
    page = client.page(APPLICATION)
    assert "dag" not in page.ids
    text = letter_of(sent(client, APPLICATION, [("hvem", "barn"), ("grunde", "hverdag")]))
    assert "Barnets lov § 90" in text
    assert guide.municipalities["koebenhavn"].complaint.recipient in text
    assert "skriftlig afgørelse" in text
    assert "klage" not in text


def test_a_complaint_needs_no_reason_and_no_day(client: CheckedClient) -> None:
    assert letter_of(sent(client, COMPLAINT, [("hvem", "mig")]))


@pytest.mark.parametrize(
    ("fields", "complaints"),
    [
        ([], {"hvem-mig": "Vælg"}),
        ([("hvem", "ukendt"), ("grunde", "behov")], {"hvem-mig": "Vælg"}),
        ([("hvem", "mig"), ("dag", "forleden")], {"dag": "dag, måned og år"}),
        ([("dag", "23/11 2026"), ("grunde", "behov")], {"hvem-mig": "Vælg", "dag": "ikke kommet endnu"}),
        ([("hvem", "mig"), ("dag", "29/2 2026")], {"dag": "28 dage"}),
    ],
)
def test_a_wrong_field_is_told_and_every_choice_stays(
    client: CheckedClient, fields: Fields, complaints: dict[str, str]
) -> None:
    page = sent(client, COMPLAINT, fields, 422)
    links = wrong_inputs(page)
    assert set(links) == set(complaints)
    for target, says in complaints.items():
        assert says in links[target]
    given = dict(fields)
    assert page.id("dag").get("value", "") == given.get("dag", "")
    left = {one.get("value") for one in page.all(".//main//input[@checked]")}
    assert left == {value for name, value in fields if name != "dag" and value != "ukendt"}


def test_what_was_chosen_is_sent_along_to_another_language(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, [("grunde", "ukendt")], 422)
    ways = page.all(".//nav//button[@lang='en']")
    assert [(way.get("formaction"), way.get("form")) for way in ways] == [(f"/en{COMPLAINT}", "typed")]
    assert page.id("typed").get("method") == "post"


def test_a_reason_that_is_not_offered_is_left_out(client: CheckedClient) -> None:
    text = letter_of(sent(client, COMPLAINT, [("hvem", "mig"), ("grunde", "<b>andet</b>")]))
    assert "andet" not in text


def test_a_letter_goes_to_the_printed_page_and_back_as_it_was_written(client: CheckedClient) -> None:
    written = 'Kære kommune\r\n\r\n  Jeg & "du" <3 § 97\r\n- ét\r\n\r\nHilsen'
    kept = written.replace("\r\n", "\n")
    page = sent(client, COMPLAINT, [("brev", written), ("vis", "print")])
    assert letter_of(page) == kept
    hidden = page.one(".//main//form/input[@name='brev']").get("value", "")
    assert letter_of(sent(client, COMPLAINT, [("brev", hidden)])) == kept


def test_a_printed_letter_stands_alone(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, [("brev", "Brevet"), ("vis", "print")])
    for element in page.one(".//main"):
        assert with_class(element, "letter") or {"d-print-none", "off-paper"} & set(element.get("class", "").split())


@pytest.mark.parametrize("text", ["", " \r\n \r\n", "æ" * (LONGEST + 1)])
@pytest.mark.parametrize("show", ["print", ""])
def test_a_letter_that_is_empty_or_too_long_is_told_and_stays(client: CheckedClient, text: str, show: str) -> None:
    page = sent(client, COMPLAINT, [("brev", text), ("vis", show)], 422)
    assert text_of(page.id("brev-error"))
    assert letter_of(page).strip() == text.strip()


@pytest.mark.parametrize(
    "letter", ["€", "😀", "\n\u200fש", "ø\n", "👩\u200d👧", "می\u200cخوب", "10\u00a0km", "\U0001fae9"]
)
def test_the_longest_letter_is_taken_whole(client: CheckedClient, letter: str) -> None:
    text = (letter * LONGEST)[:LONGEST].strip("\n")
    assert letter_of(sent(client, COMPLAINT, [("brev", text), ("vis", "print")])) == text


@everywhere
def test_a_letter_is_offered_where_it_leads_somewhere(client: CheckedClient, guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        links = client.page(f"/{municipality.slug}/breve").links()
        for standard in municipality.standards:
            offered = {"klage": not standard.no_complaint, "ansoegning": not standard.processing.nothing_to_decide}
            about = client.page(f"/{municipality.slug}/standarder/{standard.slug}").links()
            for kind, may in offered.items():
                address = f"/{municipality.slug}/breve/{kind}/{standard.slug}"
                assert client.get(address).status_code == (200 if may else 404)
                assert client.post(address, data={"hvem": "mig"}).status_code == (200 if may else 404)
                assert (address in links, address in about) == (may, may)


def test_where_one_just_comes_there_is_no_letter(client: CheckedClient) -> None:
    for slug in ("vaeresteder", "raad-og-vejledning"):
        for kind in LetterKind:
            assert client.get(f"/helsingoer/breve/{kind}/{slug}").status_code == 404


@pytest.mark.parametrize("address", ["/ukendt/breve", "/helsingoer/breve/brok/ledsagelse", "/helsingoer/breve/klage/x"])
def test_an_unknown_letter_is_not_there(client: CheckedClient, address: str) -> None:
    assert client.get(address).status_code == 404
