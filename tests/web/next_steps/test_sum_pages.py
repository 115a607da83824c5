"""The pages of the small sums: what they show, every kind of bad input, and that nothing typed is lost or kept."""

from __future__ import annotations

import pytest

from guide.municipality import Guide
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from tests.web.walking import in_arabic, sent, wrong_inputs

EXTRA_COSTS = "/helsingoer/beregn/merudgifter"
TRANSPORT = "/helsingoer/beregn/beskyttet-beskaeftigelse"
TRANSPORT_KBH = "/koebenhavn/beregn/beskyttet-beskaeftigelse"
STAY = "/helsingoer/beregn/boformer-hjemloese"
HOURS = "/helsingoer/beregn/ledsagelse"
RESPITE = "/koebenhavn/beregn/afloesning-og-aflastning"

Typed = dict[str, str]

GOOD: list[tuple[str, Typed, tuple[str, ...]]] = [
    (
        EXTRA_COSTS,
        {"udgifter": "1.250,50", "periode": "maaned"},
        ("1.105 kr.", "15.006 kr.", "6.660 kr. (2025-niveau)"),
    ),
    (EXTRA_COSTS, {"udgifter": in_arabic("1.250,50"), "periode": "maaned"}, ("1.105 kr.", "15.006 kr.")),
    (EXTRA_COSTS, {"udgifter": "30.000", "periode": "aar"}, ("2.500 kr.", "3.000 kr.", "24.000 kr. (2025-niveau)")),
    (EXTRA_COSTS, {"udgifter": "0", "periode": "aar"}, ("altid søge",)),
    (TRANSPORT, {"loen": "1250,5", "pris": "1 250", "afstand": "7,5"}, ("375,15 kr.", "30 procent", "10 kilometer")),
    (TRANSPORT, {"loen": "1.000 kr.", "pris": "200", "afstand": "12 km"}, ("200 kr.", "Kommunen betaler det")),
    (TRANSPORT_KBH, {"loen": "1000", "pris": "200", "afstand": "12"}, ("200 kr.", "Kilden siger ikke")),
    (TRANSPORT, {"loen": "1000", "pris": "600", "afstand": "8"}, ("300 kr.", "Spørg kommunen om resten")),
    (TRANSPORT_KBH, {"loen": "1000", "pris": "600", "afstand": "8"}, ("300 kr.", "betaler kommunen resten")),
    (STAY, {"doegn": "14"}, ("1.410,78 kr.", "100,77 kr. (2024-niveau)", "14 ×")),
    (HOURS, {"bolig": "nej", "maaned-0": "15", "maaned-5": "7,5"}, ("22,5", "90 timer", "juni 2026", "15 timer")),
    (HOURS, {"bolig": "ja", "maaned-2": "15"}, ("8 timer", "15", "90 timer")),
    (RESPITE, {"pakke": "2", "brugt": "10"}, ("40 døgn", "3,3", "30")),
    (RESPITE, {"pakke": "0", "brugt": "3"}, ("12 weekender", "9")),
    (RESPITE, {"pakke": "2", "brugt": "41"}, ("40 døgn", "0", "mere end udgangspunktet")),
]

BAD: list[tuple[str, Typed, dict[str, str]]] = [
    (EXTRA_COSTS, {}, {"udgifter": "kroner", "periode-maaned": "måned"}),
    (EXTRA_COSTS, {"udgifter": "", "periode": "aar"}, {"udgifter": "kroner"}),
    (EXTRA_COSTS, {"udgifter": "mange penge", "periode": "aar"}, {"udgifter": "kun tal"}),
    (EXTRA_COSTS, {"udgifter": "1.2.3", "periode": "aar"}, {"udgifter": "komma"}),
    (EXTRA_COSTS, {"udgifter": "-100", "periode": "aar"}, {"udgifter": "0 eller mere"}),
    (EXTRA_COSTS, {"udgifter": "1000001", "periode": "aar"}, {"udgifter": "1.000.000"}),
    (EXTRA_COSTS, {"udgifter": "100", "periode": "uge"}, {"periode-maaned": "måned"}),
    (TRANSPORT, {"loen": "ti", "pris": "-1", "afstand": ""}, {"loen": "kun tal", "pris": "0", "afstand": "kilometer"}),
    (TRANSPORT_KBH, {"loen": "1", "pris": "1", "afstand": "1001"}, {"afstand": "1.000"}),
    (STAY, {"doegn": "-3"}, {"doegn": "0 eller mere"}),
    (STAY, {"doegn": "0"}, {"doegn": "mindst 1"}),
    (STAY, {"doegn": "1,5"}, {"doegn": "helt tal"}),
    (STAY, {"doegn": "367"}, {"doegn": "højst 366"}),
    (STAY, {"doegn": "fjorten"}, {"doegn": "kun tal"}),
    (HOURS, {"bolig": "nej"}, {"maaned-0": "mindst én måned"}),
    (HOURS, {"maaned-0": "4"}, {"bolig-nej": "botilbud"}),
    (HOURS, {"bolig": "nej", "maaned-1": "15,5"}, {"maaned-1": "højst 15"}),
    (HOURS, {"bolig": "ja", "maaned-1": "16", "maaned-3": "x"}, {"maaned-1": "højst 15", "maaned-3": "kun tal"}),
    (RESPITE, {"pakke": "2", "brugt": "367"}, {"brugt": "højst 366"}),
    (RESPITE, {"pakke": "99", "brugt": "1"}, {"pakke-0": "passet"}),
    (RESPITE, {"pakke": "2"}, {"brugt": "brugt i år"}),
]


def as_left(page: Page) -> Typed:
    """What is in the fields of the form, and what is chosen."""
    (form,) = page.all(".//main//form")
    fields = list(form.iter("input"))
    left = {one.get("name", ""): one.get("value", "") for one in fields if one.get("type") == "text"}
    left |= {one.get("name", ""): one.get("value", "") for one in fields if one.get("checked") is not None}
    return {name: text for name, text in left.items() if text}


@pytest.mark.parametrize(("address", "typed", "shows"), GOOD)
def test_a_sum_shows_every_step(client: CheckedClient, address: str, typed: Typed, shows: tuple[str, ...]) -> None:
    """First of all, that it is an estimate."""
    page = sent(client, address, typed)
    (reckoned,) = with_class(page.root, "reckoned")
    for words in shows:
        assert words in text_of(reckoned)
    assert len(list(reckoned.iter("li"))) >= 2
    assert as_left(page) == typed
    assert page.before(with_class(page.root, "guidance")[0], with_class(page.root, "answer")[0])


@pytest.mark.parametrize(("address", "typed", "complaints"), BAD)
def test_bad_input_is_told_and_kept(
    client: CheckedClient, address: str, typed: Typed, complaints: dict[str, str]
) -> None:
    page = sent(client, address, typed, 422)
    links = wrong_inputs(page)
    assert set(links) == set(complaints)
    for target, says in complaints.items():
        name = target if page.id(target).get("type") == "text" else target.rpartition("-")[0]
        assert says in links[target]
        assert text_of(page.id(f"{name}-error")).endswith(links[target])
    assert page.title.startswith("Fejl:")
    assert not with_class(page.root, "reckoned")
    offered = {one.get("value") for one in page.all(".//main//form//input[@type='radio']")}
    assert as_left(page) == {
        name: text for name, text in typed.items() if text and (name not in ("periode", "pakke") or text in offered)
    }


def test_an_amount_of_two_meanings_is_asked_about_once(client: CheckedClient) -> None:
    """Typed again it is what Danish writes so, in whole øre."""
    asked = sent(client, EXTRA_COSTS, {"udgifter": "554,995", "periode": "aar"}, 422)
    assert "554.995 eller 554,995" in wrong_inputs(asked)["udgifter"]
    fields = [
        (field.get("name", ""), field.get("value", "")) for field in asked.all(".//main//input[@name='udgifter']")
    ]
    (reckoned,) = with_class(sent(client, EXTRA_COSTS, [*fields, ("periode", "aar")]).root, "reckoned")
    assert "555 kr." in text_of(reckoned)


def test_amounts_of_an_earlier_year_are_told_to_be_so(client: CheckedClient) -> None:
    page = sent(client, STAY, {"doegn": "14"})
    (note,) = with_class(page.root, "rates")
    assert "2024" in text_of(note)
    extra = with_class(sent(client, EXTRA_COSTS, {"udgifter": "1", "periode": "aar"}).root, "rates")
    assert [text_of(one).count("-niveau") for one in extra] == [1]


def test_a_sum_says_which_law_it_follows(client: CheckedClient, guide: Guide) -> None:
    """What has changed since the standard was written is said before anything is typed."""
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            if standard.sum_rule:
                page = client.page(f"/{municipality.slug}/beregn/{standard.slug}")
                said = {text_of(one) for one in page.all(".//main//h2")}
                assert said >= {change.title for change in standard.law_changes}
    page = sent(client, EXTRA_COSTS, {"udgifter": "1", "periode": "aar"})
    assert "Den gamle regel står i Samlet katalog" in text_of(page.one(".//main"))


def test_where_there_is_no_rule_there_is_no_sum(client: CheckedClient, guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        offered = {link for link in client.page(f"/{municipality.slug}/beregn").links() if "/beregn/" in link}
        with_rule = {f"/{municipality.slug}/beregn/{one.slug}" for one in municipality.standards if one.sum_rule}
        assert {link for link in offered if not link.startswith("/let")} == with_rule
        for standard in municipality.standards:
            address = f"/{municipality.slug}/beregn/{standard.slug}"
            assert client.get(address).status_code == (200 if standard.sum_rule else 404)
            led = address in client.page(f"/{municipality.slug}/standarder/{standard.slug}").links()
            assert led is bool(standard.sum_rule)
    assert client.post("/helsingoer/beregn/bpa", data={"doegn": "1"}).status_code == 404
    assert client.get("/ukendt/beregn").status_code == 404


def test_a_field_that_is_sent_twice_or_not_known_does_no_harm(client: CheckedClient) -> None:
    page = sent(client, STAY, {"doegn": "14", "andet": "x"})
    assert as_left(page) == {"doegn": "14"}
    response = client.post(STAY, data={"doegn": ["14", "15"]})
    assert as_left(page_of(response)) == {"doegn": "14"}
