"""The pages on deadlines: the days they tell, what they say of bad input, and that a typed day goes nowhere."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from datetime import date, timedelta

import pytest

from guide.municipality import Guide
from guide.next_steps.deadlines import decision_due
from guide.web.http.locale import full_date, long_date
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.random_people import OTHER, PERSON, PLACE
from tests.conftest import TODAY, Later, NewApp, Seal, Visitor
from tests.web.next_steps.test_calendar_file import read
from tests.web.walking import in_arabic

COMPLAINT = f"/{PLACE}/frister/klage"
DECISION = f"/{PLACE}/frister/ansoegning/ledsagelse"


def sent(client: CheckedClient, address: str, day: str, status: int = 200) -> Page:
    response = client.post(address, data={"dag": day})
    assert response.status_code == status, f"{day} at {address} answered {response.status_code}"
    return page_of(response)


def answer(page: Page) -> str:
    (told,) = with_class(page.root, "answer")
    return text_of(told)


def field(page: Page) -> str:
    return page.id("dag").get("value", "")


def files(page: Page) -> list[str]:
    """The addresses of files for a calendar."""
    return [link for link in page.links() if link.endswith("/frist.ics")]


def complaint_at_field(page: Page) -> str:
    """The complaint, which must be at its field, be tied to it, and be the one that the summary leads to."""
    said = text_of(page.id("dag-error"))
    assert "dag-error" in page.id("dag").get("aria-describedby", "").split()
    assert page.id("dag").get("aria-invalid") == "true"
    (link,) = page.all(".//*[@id='error-summary']//a")
    assert link.get("href") == "#dag"
    assert said.endswith(text_of(link))
    assert page.title.startswith("Fejl:")
    return text_of(link)


def test_the_last_day_of_a_complaint_is_told_with_its_weekday(client: CheckedClient) -> None:
    assert "søndag den 20. december 2026" in answer(sent(client, COMPLAINT, "22/11 2026"))
    assert "fredag den 27. november 2026" in answer(sent(client, COMPLAINT, "30. oktober 2026"))
    assert "fredag den 27. november 2026" in answer(sent(client, COMPLAINT, in_arabic("30/10 2026")))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("22-11-2026", ("weekend", "fredag den 18. december 2026")),
        ("5-11-2026", ()),  # Thursday 3 December
    ],
)
def test_a_last_day_on_a_holiday_is_told_with_the_day_before(
    client: CheckedClient, day: str, told: tuple[str, ...]
) -> None:
    page = sent(client, COMPLAINT, day)
    warnings = [text_of(one) for one in with_class(page.root, "alert-warning")]
    assert bool(warnings) is bool(told)
    for words in told:
        assert words in warnings[0]


def test_a_public_holiday_is_called_by_its_name(new_app: NewApp, visitor: Visitor) -> None:
    christmas = visitor(new_app(today=lambda: date(2026, 11, 30)))
    warned = with_class(sent(christmas, COMPLAINT, "27-11-2026").root, "alert-warning")
    assert "uledag" in text_of(warned[0])
    assert "onsdag den 23. december 2026" in text_of(warned[0])


LATE_BY_POST, CALL, BY_HAND, DIGITAL = "med posten", "Ring, eller mød op", "aflever selv klagen", "digital post"


@pytest.mark.parametrize(
    ("place", "today", "day", "said"),
    [
        (PLACE, date(2026, 11, 28), "31/10 2026", {LATE_BY_POST, BY_HAND, DIGITAL}),  # Saturday, the last day
        (PLACE, date(2026, 11, 28), "1/11 2026", {LATE_BY_POST, BY_HAND, DIGITAL}),  # Sunday, no working day left
        (OTHER, date(2026, 11, 28), "1/11 2026", {LATE_BY_POST, BY_HAND}),
        (PLACE, date(2026, 11, 27), "1/11 2026", {LATE_BY_POST, CALL, BY_HAND, DIGITAL}),  # the Friday before
        (OTHER, date(2026, 11, 25), "4/11 2026", {LATE_BY_POST, CALL, BY_HAND}),
        (PLACE, date(2026, 11, 24), "4/11 2026", set()),  # eight days
        (PLACE, date(2026, 11, 30), "1/11 2026", set()),  # over
    ],
)
def test_in_the_last_week_nobody_is_sent_to_the_post(
    new_app: NewApp, visitor: Visitor, place: str, today: date, day: str, said: set[str]
) -> None:
    """On the page of the deadline and beside the letter; digital post only where the municipality takes it."""
    client = visitor(new_app(today=lambda: today))
    letter = f"/{place}/breve/klage/midlertidigt-botilbud"
    for page in (sent(client, f"/{place}/frister/klage", day), page_of(client.post(letter, data=choose(day)))):
        shown = text_of(page.one(".//main"))
        assert {words for words in (LATE_BY_POST, CALL, BY_HAND, DIGITAL) if words in shown} == said


def choose(day: str) -> dict[str, str]:
    return {"hvem": "mig", "dag": day}


def test_what_follows_is_told_as_days_on_a_line_and_in_words(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, "22/11 2026")
    (line,) = with_class(page.root, "timeline")
    points = [text_of(one) for one in line if one.tag == "li"]
    for point, day in zip(points, ("22. november 2026", "20. december 2026", "17. januar 2027"), strict=True):
        assert day in point
    assert "søndag den 17. januar 2027" in text_of(page.one(".//main"))


def test_a_deadline_that_is_over_is_told_and_not_put_in_a_calendar(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, "1/10 2026")
    assert with_class(page.root, "alert-warning")
    assert "DUKH" in text_of(page.one(".//main"))
    assert not files(page)


def test_a_deadline_that_is_today_is_not_over(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, "25/10 2026")
    assert "22. november 2026" in answer(page)
    assert files(page)


BOARD = "Klagenævnet for Specialundervisning"


def test_complaints_to_a_board_are_sent_to_the_standard_and_not_counted(client: CheckedClient) -> None:
    for page in (client.page(COMPLAINT), sent(client, COMPLAINT, "22/11 2026"), client.page(f"/{PLACE}/klage")):
        assert BOARD in text_of(page.one(".//main"))
        assert {f"/{PLACE}/standarder/{slug}#klage" for slug in ("stu", "specialundervisning")} <= set(page.links())
        for told in with_class(page.root, "answer"):
            assert page.before(page.one(f".//main//a[@href='/{PLACE}/standarder/stu#klage']"), told)
    assert BOARD not in text_of(client.page(f"/{OTHER}/frister/klage").one(".//main"))
    page = sent(client, f"/{PLACE}/frister/ansoegning/stu", "22/11 2026")
    assert BOARD in text_of(page.one(".//main"))
    (line,) = with_class(page.root, "timeline")
    assert len(list(line)) == len(list(with_class(sent(client, DECISION, "22/11 2026").root, "timeline")[0])) - 1


@pytest.mark.parametrize("place", [PLACE, OTHER])
def test_where_to_complain_leads_to_the_letter_and_the_home_page(
    client: CheckedClient, guide: Guide, place: str
) -> None:
    """Also where there is an address: it may be another office's, and there is no phone number."""
    written = page_of(client.post(f"/{place}/breve/klage/midlertidigt-botilbud", data={"hvem": "mig"}))
    for page in (client.page(f"/{place}/klage"), written, sent(client, f"/{place}/frister/klage", "22/11 2026")):
        (links,) = [list(one.iter("a")) for one in page.all(".//main//p[a]") if "i brevet" in text_of(one)]
        assert [link.get("href") for link in links] == [guide.municipalities[place].contact.web]


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        (COMPLAINT, {"dag": "22/11 2026"}),
        (DECISION, {"dag": "22/11 2026"}),
        (f"/{PLACE}/beregn/boformer-hjemloese", {"doegn": "2"}),
    ],
)
def test_an_answer_is_told_apart_by_the_title(client: CheckedClient, address: str, typed: dict[str, str]) -> None:
    """Whoever hears the page would else not know that it has changed."""
    answered = page_of(client.post(address, data=typed))
    assert answered.title.removeprefix("Regnet ud: ") == client.page(address).title != answered.title


def test_the_last_day_has_a_heading_after_what_is_none_of_its(client: CheckedClient) -> None:
    page = sent(client, COMPLAINT, "22/11 2026")
    other, heading = page.one(f".//main//a[@href='/{PLACE}/standarder/stu#klage']"), page.all(".//main//h2")[0]
    assert page.before(other, heading)
    assert page.before(heading, with_class(page.root, "answer")[0])


BAD = [
    ("", "afgørelsen"),
    ("forleden", "dag, måned og år"),
    ("snart", "dag, måned og år"),
    ("29. februar 2026", "28 dage"),
    ("31/11 2026", "30 dage"),
    ("3. november", "årstallet"),
    ("23/11 2026", "ikke kommet endnu"),
    ("1/1 2030", "ikke kommet endnu"),
    ("22/11 1826", "Tjek årstallet"),
    ("21/11 2024", "mere end 2 år"),
    ("22/11 9999", "ikke kommet endnu"),
    ("😀" * 100, "dag, måned og år"),
    ("😀" * 5_000, "dag, måned og år"),
]


@pytest.mark.parametrize(("day", "says"), BAD)
def test_a_day_that_cannot_be_used_is_told_and_stays(client: CheckedClient, day: str, says: str) -> None:
    page = sent(client, COMPLAINT, day, 422)
    assert says in complaint_at_field(page)
    assert field(page) == day
    assert not with_class(page.root, "answer")


@pytest.mark.parametrize(
    ("day", "says"),
    [("", "søgt"), ("snart", "dag, måned og år"), ("23/11 2027", "et år"), ("1/1 2020", "mere end 2 år")],
)
def test_a_day_of_an_application_is_told_likewise(client: CheckedClient, day: str, says: str) -> None:
    page = sent(client, DECISION, day, 422)
    assert says in complaint_at_field(page)
    assert field(page) == day


def test_the_day_of_today_two_years_ago_can_still_be_reckoned_from(client: CheckedClient) -> None:
    sent(client, COMPLAINT, "22/11 2024")
    sent(client, COMPLAINT, "22/11 2026")
    sent(client, DECISION, "22/11 2027")


@pytest.mark.parametrize(
    ("address", "more"),
    [
        (COMPLAINT, {}),
        (DECISION, {"hvem": "mig"}),
        (f"/{PLACE}/breve/klage/ledsagelse", {"hvem": "mig"}),
        (f"/{PLACE}/breve/rykker/ledsagelse", {"hvem": "voksen"}),
        (f"/{PLACE}/afgoerelse/ledsagelse", {"hvem": "mig", "resultat": "ja"}),
    ],
)
def test_a_day_long_ago_is_asked_about_once(client: CheckedClient, address: str, more: dict[str, str]) -> None:
    """The same day again is the answer, another one is not."""
    asked = page_of(client.post(address, data={**more, "dag": "27/8 2024"}))
    assert "Mener du den 27. august 2024" in complaint_at_field(asked)
    (before,) = [field.get("value", "") for field in asked.all(".//main//input[@type='hidden'][@name='dag']")]
    assert client.post(address, data={**more, "dag": ["27/8 2023", before]}).status_code == 422
    answered = client.post(address, data={**more, "dag": ["27/8 2024", before]})
    assert answered.status_code == 200
    for form in page_of(answered).all(".//main//form[@action]"):
        days = [field.get("value", "") for field in form.iter("input") if field.get("name") == "dag"]
        if len(days) > 1:
            assert client.post(form.get("action", ""), data={**more, "dag": days}).status_code == 200


def test_a_board_without_a_deadline_asks_about_no_day(client: CheckedClient) -> None:
    for address in (f"/{PLACE}/breve/klage/stu", f"/{PLACE}/afgoerelse/stu"):
        assert client.post(address, data={"hvem": "mig", "dag": "1/10 2024", "resultat": "ja"}).status_code == 200


def test_nothing_typed_gets_into_the_page_as_markup(client: CheckedClient) -> None:
    typed = "\"><script>alert('æ')</script>\x00\x1b"
    page = sent(client, COMPLAINT, typed, 422)
    assert field(page) == "\"><script>alert('æ')</script>"


def test_every_standard_with_a_number_tells_when_its_decision_is_due(client: CheckedClient, guide: Guide) -> None:
    applied = TODAY - timedelta(days=10)
    counted = 0
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            address = f"/{municipality.slug}/frister/ansoegning/{standard.slug}"
            due = decision_due(standard.processing, applied)
            page = sent(client, address, f"{applied:%d-%m-%Y}")
            if due is None:
                assert not page.all(".//main//form")
                assert standard.processing.explanation in text_of(page.one(".//main"))
            else:
                counted += 1
                with client.application.test_request_context():
                    assert full_date(due) in answer(page)
    assert counted > 10


def test_where_no_source_names_a_time_no_day_is_offered(client: CheckedClient) -> None:
    page = client.page("/koebenhavn/frister")
    assert not [link for link in page.links() if "/frister/ansoegning/" in link]
    assert "/koebenhavn/frister/klage" in page.links()
    headings = [text_of(one) for one in client.page(f"/{PLACE}/frister").all(".//main//h3")]
    assert len(set(headings)) == len(headings)
    assert len([link for link in client.page(f"/{PLACE}/frister").links() if "/frister/ansoegning/" in link]) == 12


@pytest.mark.parametrize(
    ("address", "day", "expected"), [(COMPLAINT, "22/11 2026", "20261220"), (DECISION, "22. november 2026", "20270222")]
)
def test_the_days_can_be_fetched_for_a_calendar_and_again(
    client: CheckedClient, address: str, day: str, expected: str
) -> None:
    page = sent(client, address, day)
    (file,) = files(page)
    # A phone hands an address on to another program, which fetches it again.
    for response in (client.get(file), client.get(file)):
        assert (response.status_code, response.mimetype) == (200, "text/calendar")
        assert response.headers["Cache-Control"] == "no-store"
    events = sorted(read(response.data).vevent_list, key=lambda event: event.dtstart.value)
    assert f"{events[-1].dtstart.value:%Y%m%d}" == expected
    assert "Helsingør Kommune" in events[-1].summary.value
    with client.application.test_request_context():
        for event in events:
            assert long_date(event.dtstart.value) in text_of(page.one(".//main"))


def test_the_address_of_a_file_tells_no_day_and_lives_for_an_hour(client: CheckedClient, later: Later) -> None:
    (file,) = files(sent(client, COMPLAINT, "22/11 2026"))
    token = file.split("/")[-2]
    assert b"2026" not in urlsafe_b64decode(token + "==")
    later(timedelta(minutes=59))
    assert client.get(file).status_code == 200
    later(timedelta(minutes=62))
    response = client.get(file)
    assert (response.status_code, response.mimetype) == (410, "text/html")
    assert complaint_at_field(page_of(response))


def test_a_file_is_not_made_of_another_address(client: CheckedClient, seal: Seal) -> None:
    (file,) = files(sent(client, COMPLAINT, "22/11 2026"))
    token = file.split("/")[-2]
    for address in (
        f"{COMPLAINT}/kalender/{seal(PLACE, PERSON)}/frist.ics",
        f"{COMPLAINT}/kalender/{token[:-1]}/frist.ics",
        f"{COMPLAINT}/kalender/2026-12-20/frist.ics",
        f"{DECISION}/kalender/{token}/frist.ics",
        f"/{OTHER}/frister/klage/kalender/{token}/frist.ics",
    ):
        assert complaint_at_field(client.page(address, status=410))


@pytest.mark.parametrize("address", [COMPLAINT, DECISION])
@pytest.mark.parametrize("day", ["22/11 2026", "forleden"])
def test_what_was_typed_is_not_stored_and_stands_in_no_address(client: CheckedClient, address: str, day: str) -> None:
    response = client.post(address, data={"dag": day})
    assert response.headers["Cache-Control"] == "no-store"
    assert "Location" not in response.headers
    page = page_of(response)
    assert not [link for link in page.links() if "2026" in link]
    assert "2026" not in page.title


def test_an_unknown_municipality_or_standard_has_no_deadlines(client: CheckedClient) -> None:
    for address in ("/ukendt/frister", "/ukendt/frister/klage", f"/{PLACE}/frister/ansoegning/ukendt"):
        assert client.get(address).status_code == 404
    assert client.post(f"/{PLACE}/frister/ansoegning/ukendt", data={"dag": "22/11 2026"}).status_code == 404
