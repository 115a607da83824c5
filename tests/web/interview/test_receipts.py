"""Every result names its rules, and a link that is older than they are says what has changed in it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from guide.municipality import Guide
from guide.result.receipt import rules_version
from guide.rules.answers import Answers
from guide.web.sealed.lifetime import Lifetime
from guide.web.sealed.tokens import Seals, new_key
from testing.checked_client import CheckedClient, Page, page_of, text_of
from testing.long_run import first_now
from testing.people import FOURTEEN
from testing.random_people import OTHER, PERSON, PLACE, random_person
from tests.conftest import Later, NewApp, Seal, Visitor, changed

KEY = new_key()
SLUG = "ledsagelse"


def rewritten(guide: Guide, *, slug: str = SLUG) -> Guide:
    """The rules of another day: nobody needs what this standard asked first."""
    standards = [
        replace(one, requirements=one.requirements[1:]) if one.slug == slug else one
        for one in guide.municipalities[PLACE].standards
    ]
    return changed(guide, standards=tuple(standards))


def noticed(page: Page) -> list[str]:
    return [one.get("data-changed", "") for one in page.all(".//*[@data-changed]")]


@pytest.fixture
def before(guide: Guide, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    """A visitor of the guide as it was."""
    return visitor(new_app(guide, keys=(KEY,)))


@pytest.fixture
def after(guide: Guide, new_app: NewApp, visitor: Visitor) -> CheckedClient:
    """A visitor of the guide with other rules, after a restart with a new key in front of the old one."""
    return visitor(new_app(rewritten(guide), keys=(new_key(), KEY)))


def result_of(client: CheckedClient, name: str = "cannot go out alone") -> str:
    return client.interview(PLACE, FOURTEEN[name].answers)[-1].replace("/svar/", "/resultat/")


def kept(client: CheckedClient, address: str) -> str:
    page = page_of(client.post(address.replace("/resultat/", "/del/"), data={"dage": "3"}))
    return (page.id("link").text or "").removeprefix("http://localhost")


def test_a_link_older_than_the_rules_says_what_has_changed(before: CheckedClient, after: CheckedClient) -> None:
    address = result_of(before)
    for words in ("", "/let", "/ramme"):
        for rest in ("", "/det-hele", f"/{SLUG}"):
            assert noticed(before.page(words + address + rest)) == []
            assert noticed(after.page(words + address + rest)) == [SLUG]
        assert noticed(after.page(f"{words}{address}/vaeresteder")) == []


def test_the_notice_names_both_versions(guide: Guide, before: CheckedClient, after: CheckedClient) -> None:
    notice = text_of(after.page(result_of(before)).one(".//*[@class='alert alert-warning changed']"))
    for content in (guide, rewritten(guide)):
        assert rules_version(content.municipalities[PLACE]) in notice


def test_what_the_rules_do_not_change_for_a_reader_is_not_mentioned(
    before: CheckedClient, after: CheckedClient
) -> None:
    assert noticed(after.page(result_of(before, "has a decision"))) == []


def test_the_button_of_a_link_to_keep_does_not_lose_the_notice(before: CheckedClient, after: CheckedClient) -> None:
    address = kept(before, result_of(before))
    led = after.post(address).headers["Location"]
    assert noticed(after.page(led)) == [SLUG]
    # A link that is made now is as new as the rules, and so is the next answer.
    again = after.post(kept(after, led)).headers["Location"]
    assert noticed(after.page(again)) == []
    answered = after.answer(led.replace("/resultat/", "/spoergsmaal/") + "/alder", "26-64")
    assert noticed(after.page(answered.replace("/svar/", "/resultat/"))) == []


def test_two_tabs_each_have_their_own(before: CheckedClient, after: CheckedClient) -> None:
    one, other = result_of(before), result_of(before, "has a decision")
    for _ in range(2):
        assert noticed(after.page(one)) == [SLUG]
        assert noticed(after.page(other)) == []


def test_a_standard_that_came_is_noticed_by_those_who_seek_it(guide: Guide, new_app: NewApp, visitor: Visitor) -> None:
    fewer = changed(guide, standards=tuple(one for one in guide.municipalities[PLACE].standards if one.slug != SLUG))
    older, newer = (visitor(new_app(shown, keys=(KEY,))) for shown in (fewer, guide))
    assert noticed(newer.page(result_of(older))) == [SLUG]
    page = older.page(result_of(newer))
    assert page.all(".//*[@class='alert alert-warning changed']")
    assert noticed(page) == []


def test_tokens_from_before_receipts_open_without_a_word(after: CheckedClient) -> None:
    token = Seals([KEY]).seal(PLACE, Answers(PERSON))
    assert noticed(after.page(f"/{PLACE}/resultat/{token}")) == []
    assert after.page(f"/{PLACE}/resultat/{token}").outcomes()


def test_the_desk_and_its_sheet_notice_too(before: CheckedClient, after: CheckedClient) -> None:
    told = {question: list(options) for question, options in FOURTEEN["cannot go out alone"].answers.items()}
    address = before.post(f"/{PLACE}/raadgiver", data=told).headers["Location"]
    for rest in ("", "/ark"):
        assert noticed(before.page(address + rest)) == []
        assert noticed(after.page(address + rest)) == [SLUG]


def test_the_sheet_notices_above_what_is_printed(before: CheckedClient, after: CheckedClient) -> None:
    token = result_of(before).rpartition("/")[2]
    for chosen in ({"svar": "ja", "til": "selv", "timer": "0"}, {"timer": "24"}, {"timer": "never"}):
        page = page_of(after.post(f"/{PLACE}/raadgiver/{token}/ark", data=chosen))
        assert noticed(page) == [SLUG]
        assert not page.all(".//*[@class='handout']//*[@data-changed]")


@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_every_result_print_letter_and_link_names_the_rules(
    client: CheckedClient, guide: Guide, seal: Seal, place: str
) -> None:
    municipality, token = guide.municipalities[place], seal(place, PERSON)
    slug = next(one.slug for one in municipality.with_outcome if one.can_be_applied_for)
    version = rules_version(municipality)
    result = f"/{place}/resultat/{token}"
    for path in (result, f"{result}/det-hele", f"{result}/{slug}", f"{result}/{slug}/ansoegning"):
        for words in ("", "/let", "/ramme"):
            assert version in text_of(client.page(words + path).id("main-content")), path
    for path in (f"/{place}/raadgiver/{token}", f"/{place}/raadgiver/{token}/ark"):
        assert version in text_of(client.page(path).id("main-content")), path
    shared = page_of(client.post(f"/{place}/del/{token}", data={"dage": "1"}))
    application = page_of(client.post(f"{result}/{slug}/ansoegning", data={"brev": "Kære kommune", "vis": "print"}))
    for page in (shared, application):
        assert version in text_of(page.id("main-content"))
    told = client.post(f"/api/v1/{place}/outcomes", json={"answers": {}}).get_json()
    assert (told["rules_version"], told["rules_checked"]) == (version, municipality.last_checked.isoformat())


@pytest.mark.parametrize("place", first_now([PLACE, OTHER]))
def test_a_receipt_makes_no_address_long(before: CheckedClient, guide: Guide, place: str) -> None:
    chance = random.Random(place)
    lengths = []
    for _ in range(60):
        told = random_person(guide.municipalities[place].questions, chance).with_answer("hvem", ["mig"])
        address = before.interview(place, told)[-1]
        lengths.append(len(kept(before, address.replace("/svar/", "/resultat/")).rpartition("/")[2]))
    assert max(lengths) < 300
    assert len(set(lengths)) <= 3


def test_nothing_of_it_can_be_read_or_changed_without_the_key(guide: Guide, before: CheckedClient) -> None:
    token = result_of(before).rpartition("/")[2]
    assert rules_version(guide.municipalities[PLACE]) not in token
    for place in range(0, len(token), 7):
        other = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert before.get(f"/{PLACE}/resultat/{other}").status_code == 404


@pytest.mark.parametrize(
    ("jump", "status"),
    [(timedelta(hours=23), 200), (-timedelta(minutes=4), 200), (timedelta(days=400), 410), (-timedelta(days=30), 404)],
)
def test_a_clock_that_jumps_neither_loses_nor_invents_a_notice(
    before: CheckedClient, after: CheckedClient, later: Later, jump: timedelta, status: int
) -> None:
    address = result_of(before)
    later(jump)
    for client, found in ((before, []), (after, [SLUG])):
        assert noticed(client.page(address, status)) == (found if status == 200 else [])
    later(timedelta())
    assert noticed(after.page(address)) == [SLUG]


def test_a_link_to_keep_with_a_life_of_its_own_keeps_its_receipt(guide: Guide) -> None:
    seals, answers = Seals([KEY]), Answers(PERSON)
    for life in (None, Lifetime.of_days(14)):
        token = seals.seal(PLACE, answers, life, b"\x01receipt")
        assert seals.open(guide.municipalities[PLACE], token).receipt.rstrip(b"\0") == b"\x01receipt"
