"""Every page in every state, as a visitor meets it. What holds of every page alone, the checked client looks at."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from shutil import copytree
from urllib.parse import urldefrag, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from guide.municipality import Guide, Municipality
from guide.next_steps.deadlines import decision_due
from guide.rules.answers import NOT_KNOWN, Answers, Perspective, Question, QuestionKind
from guide.rules.outcome import State
from guide.web import LARGEST_BODY
from guide.web.sealed.tokens import new_key, offered_answers
from testing.checked_client import CheckedClient, Page, page_of, text_of, with_class
from testing.rules import with_questions
from tests.conftest import ROOT, TODAY, Seal, Visitor

PLACE = "helsingoer"
PERSON = {
    "hvem": ["mig"],
    "alder": ["26-64"],
    "behov": ["ud-af-huset", "udgifter"],
    "aarsag": ["doevblind"],
    "bolig": ["bofaellesskab"],
    "varig": ["nej"],
    "faerdes": ["nej"],
}
Told = dict[str, list[str]]
perspectives = pytest.mark.parametrize("perspective", Perspective)


def offered_ids(question: Question, perspective: Perspective) -> list[str]:
    return [option.id for option in question.offered(perspective)]


def question_of(guide: Guide, question_id: str) -> Question:
    found = guide.municipalities["helsingoer"].question(question_id)
    assert found is not None
    return found


def form(page: Page) -> str:
    """The question that the page asks."""
    return page.one(".//form[@method='post']").get("data-question", "")


def way_on(page: Page) -> list[str]:
    """Where the content of the page leads."""
    return [link.get("href", "") for link in page.all(".//main//a")]


def people(guide: Guide) -> Iterator[tuple[Municipality, Answers]]:
    """The people of the standards' examples: of each standard one for each outcome."""
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            yield from (
                (municipality, example.answers)
                for example in {example.expected: example for example in standard.examples}.values()
            )


def seen_by(guide: Guide, answers: Answers, perspective: Perspective) -> Answers:
    """The same person, asked about in a perspective; what it does not offer has not been told."""
    return offered_answers(answers.with_answer("hvem", [perspective]), guide.municipalities[PLACE])


# Pages without answers


def calm_addresses(guide: Guide) -> list[str]:
    own = [
        f"/{one.slug}/{rest}"
        for one in guide.municipalities.values()
        for rest in (
            "",
            "standarder",
            "klage",
            "slut",
            "forhaandsvisning",
            "forbered",
            "raadgiver",
            "frister",
            "frister/klage",
            "beregn",
            "breve",
            *(f"frister/ansoegning/{standard.slug}" for standard in one.standards),
            *(f"beregn/{standard.slug}" for standard in one.standards if standard.sum_rule),
            *(f"breve/klage/{standard.slug}" for standard in one.standards if not standard.no_complaint),
            *(f"standarder/{standard.slug}" for standard in one.standards),
            *(f"sider/{page.slug}" for page in one.pages),
        )
    ]
    return ["/", "/om", "/privatliv", "/tilgaengelighed", "/afproevning", "/ordbog", *own]


def test_every_page_without_answers_can_be_read_and_is_told_apart_by_its_title(
    client: CheckedClient, guide: Guide
) -> None:
    addresses = calm_addresses(guide)
    titles = {address: client.page(address).title for address in addresses}
    # The end alone does not tell in which municipality it is.
    apart = {title for address, title in titles.items() if not address.endswith("/slut")}
    assert len(apart) == len(addresses) - len(guide.municipalities)


@pytest.mark.timeout(400)
def test_robots_may_read_everything_but_what_carries_answers(client: CheckedClient, seal: Seal) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[0] == "User-agent: *"
    kept_out = [re.escape(line.removeprefix("Disallow: ")).replace(r"\*", ".*") for line in lines[1:]]
    token = seal(PLACE, {"hvem": ["mig"]})
    for private in (f"spoergsmaal/{token}/alder", f"svar/{token}", f"resultat/{token}"):
        assert any(re.match(pattern, f"/{PLACE}/{private}") for pattern in kept_out), private
    for open_to_all in ("/", f"/{PLACE}/", f"/{PLACE}/standarder/stu", f"/{PLACE}/klage", "/om"):
        assert not any(re.match(pattern, open_to_all) for pattern in kept_out), open_to_all


def test_every_internal_link_of_the_site_leads_to_a_page(client: CheckedClient, seal: Seal) -> None:
    waiting, seen = ["/", f"/{PLACE}/resultat/{seal(PLACE, PERSON)}"], set[str]()
    targets: dict[str, set[str]] = {}
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address, follow_redirects=True)
        assert response.status_code == 200, f"{address} answered {response.status_code}"
        if response.mimetype != "text/html":
            continue
        page = page_of(response)
        for link in page.links():
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                there_is_no_icon = link == "data:,"
                assert there_is_no_icon or parts.scheme in ("https", "mailto", "tel"), f"{address} leads to {link}"
                continue
            inner, fragment = urldefrag(link)
            assert not inner or inner.startswith("/"), f"{address} leads to {link}"
            waiting.append(inner or address)
            if inner and fragment:
                targets.setdefault(inner, set()).add(fragment)
    for address, fragments in targets.items():
        assert fragments <= set(client.page(address).ids), address
    assert len(seen) > 50


def test_the_start_leads_to_the_first_question(client: CheckedClient) -> None:
    begin = client.page(f"/{PLACE}/").one(".//a[@class='button button-primary']").get("href", "")
    first = client.get(begin, follow_redirects=True)
    assert form(page_of(first)) == "hvem"


def test_the_start_leads_to_the_first_question_at_a_shared_computer_too(client: CheckedClient) -> None:
    begin = next(link for link in way_on(client.page(f"/{PLACE}/")) if link.endswith("/faelles"))
    first = client.get(begin, follow_redirects=True)
    assert form(page_of(first)) == "hvem"


def test_a_municipality_without_its_slash_is_found_whatever_host_was_asked(client: CheckedClient) -> None:
    response = client.get(f"/{PLACE}", headers={"Host": "elsewhere.example"})
    assert (response.status_code, response.headers["Location"]) == (308, f"/{PLACE}/")


def test_was_leads_to_the_accessibility_statement(client: CheckedClient) -> None:
    response = client.get("/was", follow_redirects=True)
    assert (response.status_code, response.request.path) == (200, "/tilgaengelighed")


def test_a_load_balancer_is_answered(client: CheckedClient) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.head("/healthz").status_code == 200


def test_the_stylesheet_may_be_kept_for_ever_under_its_name_only(client: CheckedClient) -> None:
    sheet = client.page("/").one("head/link[@rel='stylesheet']").get("href", "")
    found = client.get(sheet)
    assert (found.status_code, found.mimetype) == (200, "text/css")
    assert "immutable" in found.headers["Cache-Control"]
    assert client.get(re.sub(r"\.[0-9a-f]+\.", ".0000000000.", sheet)).status_code == 404


def test_only_the_framers_that_a_municipality_allows_may_frame_it(
    guide: Guide, new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    framed = replace(guide.municipalities[PLACE], may_embed=("https://intra.example",))
    changed = replace(guide, municipalities={**guide.municipalities, PLACE: framed})
    client = visitor(new_app(changed))
    policies = {path: client.get(path).headers["Content-Security-Policy"] for path in ("/", f"/{PLACE}/")}
    assert policies["/"].endswith("frame-ancestors 'none'")
    assert policies[f"/{PLACE}/"].endswith("frame-ancestors https://intra.example")


def test_a_law_change_stands_before_the_text_that_it_changes(client: CheckedClient, guide: Guide) -> None:
    changed = [
        (municipality, standard)
        for municipality in guide.municipalities.values()
        for standard in municipality.standards
        if standard.law_changes
    ]
    assert (PLACE, "merudgifter") in [(municipality.slug, standard.slug) for municipality, standard in changed]
    for municipality, standard in changed:
        page = client.page(f"/{municipality.slug}/standarder/{standard.slug}")
        notices = with_class(page.root, "alert-warning")
        for change in standard.law_changes:
            notice = next(one for one in notices if change.title in text_of(one))
            assert all(page.before(notice, page.id(section.id)) for section in standard.sections)


def test_a_standard_shows_its_sections_under_their_ids(client: CheckedClient, guide: Guide) -> None:
    for municipality in guide.municipalities.values():
        for standard in municipality.standards:
            page = client.page(f"/{municipality.slug}/standarder/{standard.slug}")
            always = {"hvem", "pris", "ansoegning", "sagsbehandlingstid", "klage", "kilde"}
            assert always | {section.id for section in standard.sections} <= set(page.ids)


# What is not there


@pytest.mark.parametrize(
    "path",
    [
        "/ukendt/",
        "/ukendt/standarder",
        "/ukendt/spoergsmaal/ny",
        "/ukendt/spoergsmaal/ny/hvem",
        "/ukendt/resultat/ny",
        f"/{PLACE}/ukendt",
        f"/{PLACE}/standarder/ukendt",
        f"/{PLACE}/sider/ukendt",
        f"/{PLACE}/spoergsmaal/ny/ukendt",
        f"/{PLACE}/spoergsmaal",
        "/assets/ukendt.css",
        "/a/b/c/d",
        "/%00/%FF/",
        "/<b>/æøå",
    ],
)
def test_what_is_not_there_is_said_in_a_page_with_a_way_on(client: CheckedClient, path: str) -> None:
    page = client.page(path, status=404)
    assert way_on(page) == [f"/{PLACE}/" if path.startswith(f"/{PLACE}/") and "ukendt/" not in path else "/"] or (
        way_on(page) == ["/"]
    )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "PROPFIND", "NONSENSE"])
def test_an_unknown_method_is_refused_with_the_known_ones(client: CheckedClient, method: str) -> None:
    for path in ("/", f"/{PLACE}/spoergsmaal/ny/hvem"):
        response = client.open(path, method=method)
        assert response.status_code == 405
        assert "GET" in response.headers["Allow"]
        assert way_on(page_of(response))


# Questions


@perspectives
def test_every_question_is_asked_in_the_words_and_with_the_options_of_the_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    for question, place in zip(guide.shared_questions, cycle(guide.municipalities)):
        page = client.page(f"/{place}/spoergsmaal/{seal(place, {'hvem': [perspective]})}/{question.id}")
        fields = page.all(".//input[@name='svar']")
        assert form(page) == question.id
        assert [field.get("value") for field in fields] == offered_ids(question, perspective)
        assert fields[-1].get("value") == NOT_KNOWN
        assert {field.get("type") for field in fields} == {"radio" if question.kind is QuestionKind.ONE else "checkbox"}
        assert text_of(page.one(".//legend/h1")) == question.text.for_(perspective)
        labels = [text_of(page.one(f".//label[@for='{field.get('id')}']")) for field in fields]
        assert labels == [option.label.for_(perspective) for option in question.offered(perspective)]
        assert question.why.for_(perspective) in text_of(page.one(".//form/details"))


@perspectives
def test_a_question_is_shown_as_it_was_left(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    for question in guide.shared_questions:
        for options in ([], *([option] for option in offered_ids(question, perspective))):
            told = {"hvem": [perspective]} | ({question.id: options} if options else {})
            page = client.page(f"/{PLACE}/spoergsmaal/{seal(PLACE, told)}/{question.id}")
            assert page.chosen() == set(told.get(question.id, ()))


def test_back_shows_each_earlier_page_as_it_was_left(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    earlier = [address.rpartition("/")[2] for address in addresses]
    page = client.page(addresses[-1])
    while len(earlier) > 1:
        earlier.pop()
        page = client.page(page.one(".//a[@class='back-link']").get("href", ""))
        assert form(page) == earlier[-1]
        assert page.chosen() == set(PERSON.get(earlier[-1], [NOT_KNOWN]))
    assert page.one(".//a[@class='back-link']").get("href") == f"/{PLACE}/"


def test_nothing_is_chosen_beforehand_and_every_question_comes_once(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    asked = [address.rpartition("/")[2] for address in addresses]
    assert len(set(asked)) == len(asked)
    assert all(not client.page(address).chosen() for address in addresses)


def test_the_number_of_questions_left_falls_with_every_answer_and_is_never_too_small(client: CheckedClient) -> None:
    addresses = client.interview(PLACE, PERSON)[:-1]
    left = []
    for address in addresses:
        told = with_class(client.page(address).root, "left")
        left.append(int(re.search(r"\d+", text_of(told[0]))[0]))  # type: ignore[index]  # it must be there
    assert left == sorted(set(left), reverse=True)
    assert all(bound >= len(addresses) - place for place, bound in enumerate(left))


WRONG = {
    "no choice": ("alder", []),
    "an empty choice": ("alder", [""]),
    "several answers to a question that takes one": ("alder", ["26-64", "18-25"]),
    "an unknown option": ("alder", ["27"]),
    "an unknown option beside a known one": ("behov", ["struktur", "ukendt"]),
    "none of them beside others": ("aarsag", ["syn", "ingen"]),
    "don't know beside others": ("behov", ["struktur", "raad", NOT_KNOWN]),
    "both that stand alone": ("aarsag", ["ingen", NOT_KNOWN]),
    "markup": ("behov", ["<script>alert(1)</script>"]),
}


@pytest.mark.parametrize(("asked", "posted"), WRONG.values(), ids=WRONG)
def test_a_wrong_answer_is_told_above_and_at_the_field_and_what_was_chosen_is_kept(
    client: CheckedClient, guide: Guide, asked: str, posted: list[str]
) -> None:
    address = f"/{PLACE}/spoergsmaal/ny/{asked}"
    response = client.post(address, data={"svar": posted})
    page = page_of(response)
    question = question_of(guide, asked)
    summary, message = page.one(".//*[@role='alert']"), page.id("svar-error")
    link = next(inner for inner in summary.iter("a"))
    assert response.status_code == 422
    assert summary.get("tabindex") == "-1"
    assert page.before(summary, page.one(".//h1"))
    assert link.get("href") == f"#svar-{question.options[0].id}"
    assert text_of(message).endswith(text_of(link))
    assert "svar-error" in page.one(".//fieldset").get("aria-describedby", "").split()
    assert with_class(page.root, "form-error")
    assert page.chosen() == set(posted) & set(question.option_ids)
    assert form(page) == asked


@perspectives
def test_every_question_says_what_to_do_when_nothing_is_chosen(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    for question in guide.shared_questions:
        address = f"/{PLACE}/spoergsmaal/{seal(PLACE, {'hvem': [perspective]})}/{question.id}"
        response = client.post(address)
        assert response.status_code == 422
        assert question.error.for_(perspective) in text_of(page_of(response).id("svar-error"))


def test_an_option_that_is_not_offered_to_the_perspective_is_refused(client: CheckedClient, seal: Seal) -> None:
    address = f"/{PLACE}/spoergsmaal/{seal(PLACE, {'hvem': ['barn']})}/alder"
    assert client.post(address, data={"svar": "26-64"}).status_code == 422


def test_a_body_over_the_limit_is_refused_with_a_page(client: CheckedClient) -> None:
    for data in ({"svar": "x" * LARGEST_BODY}, {"svar": ["26-64"] * 5000}):
        response = client.post(f"/{PLACE}/spoergsmaal/ny/alder", data=data)
        assert response.status_code == 413
        assert way_on(page_of(response)) == [f"/{PLACE}/"]


def test_a_form_of_another_shape_is_refused_as_nothing_chosen(client: CheckedClient) -> None:
    address = f"/{PLACE}/spoergsmaal/ny/alder"
    assert client.post(address, data={"alder": "26-64"}).status_code == 422
    assert client.post(address, json={"svar": "26-64"}).status_code == 422
    assert client.post(address, data=b"\xff\xfe=%", content_type="application/x-www-form-urlencoded").status_code == 422
    assert client.post(address, data=b"--x", content_type="multipart/form-data; boundary=x").status_code == 422


# Changing answers


def test_asking_for_a_child_asks_the_age_again(client: CheckedClient, seal: Seal) -> None:
    following = client.answer(f"/{PLACE}/spoergsmaal/{seal(PLACE, PERSON)}/hvem", "barn")
    assert following.endswith("/alder")
    page = client.page(following)
    assert not page.chosen()
    assert "26-64" not in [field.get("value") for field in page.all(".//input")]


def test_an_age_that_a_child_can_have_is_not_asked_again(client: CheckedClient, seal: Seal) -> None:
    following = client.answer(f"/{PLACE}/spoergsmaal/{seal(PLACE, PERSON | {'alder': ['16-17']})}/hvem", "barn")
    assert not following.endswith("/alder")


def changes(page: Page) -> list[str]:
    """The addresses that change the answers of a list of answers."""
    return [link.get("href", "") for row in page.all(".//tbody/tr") for link in row.iter("a")]


def told_rows(client: CheckedClient, page: Page) -> Told:
    """What the list of answers leads to."""
    found = [client.page(address) for address in changes(page)]
    return {form(one): sorted(one.chosen()) for one in found}


@pytest.mark.parametrize("changed", ["behov", "alder", "varig", "bolig"])
def test_after_a_change_only_what_became_new_is_asked_and_the_rest_is_kept(
    client: CheckedClient, guide: Guide, changed: str
) -> None:
    first = told_rows(client, client.page(client.interview(PLACE, PERSON)[-1]))
    end = client.interview(PLACE, PERSON)[-1]
    token = end.rpartition("/")[2]
    new = next(one for one in offered_ids(question_of(guide, changed), Perspective.SELF) if [one] != first.get(changed))
    following, asked = client.answer(f"/{PLACE}/spoergsmaal/{token}/{changed}", new), []
    while "/spoergsmaal/" in following:
        asked.append(following.rpartition("/")[2])
        following = client.answer(following, NOT_KNOWN)
    assert not set(asked) & set(first)
    assert told_rows(client, client.page(following)) == first | {changed: [new]} | {one: [NOT_KNOWN] for one in asked}


@perspectives
def test_every_answer_stands_with_its_question_and_the_way_to_change_it(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    told = {
        question.id: [option for option in offered_ids(question, perspective) if not question.excludes_others(option)]
        or [offered_ids(question, perspective)[0]]
        for question in guide.shared_questions
    } | {"hvem": [perspective]}
    page = client.page(f"/{PLACE}/svar/{seal(PLACE, told)}")
    rows = page.all(".//tbody/tr")
    assert len(rows) == len(guide.shared_questions)
    for question, row in zip(guide.shared_questions, rows, strict=True):
        assert question.text.for_(perspective) in text_of(row)
        assert all(question.option(option).label.for_(perspective) in text_of(row) for option in told[question.id])
    assert told_rows(client, page) == {question: sorted(chosen) for question, chosen in told.items()}


def test_the_answers_of_one_who_has_told_nothing_lead_on(client: CheckedClient) -> None:
    page = client.page(f"/{PLACE}/svar/ny")
    assert not changes(page)
    assert f"/{PLACE}/spoergsmaal/ny" in way_on(page)


# The result


def reasons_are_explained(page: Page, municipality: Municipality, answers: Answers) -> None:
    """Every reason has the person's own answer, and a link to the question that was answered so."""
    for card in page.all(".//section[@data-outcome]"):
        standard = municipality.standard(card.get("data-standard", ""))
        assert standard is not None
        reasons = with_class(card, "reason")
        assert reasons
        for reason in reasons:
            told = with_class(reason, "told")
            assert told
            for answer in told:
                asked = next(answer.iter("a")).get("href", "").rpartition("/")[2]
                question = standard.questions[asked]
                chosen = {question.option(one).label.for_(answers.perspective) for one in answers.get(asked, ())}
                assert not chosen or any(label in text_of(answer) for label in chosen)


def changes_lead_to_their_questions(client: CheckedClient, page: Page, answers: Answers) -> None:
    """The link beside an answer leads to its question, shown as it was answered."""
    for address in {next(told.iter("a")).get("href", "") for told in with_class(page.root, "told")}:
        asked = address.rpartition("/")[2]
        found = client.page(address)
        assert (form(found), found.chosen()) == (asked, set(answers.get(asked, ())))


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_reason_has_the_persons_own_answer_and_the_way_to_change_it(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str
) -> None:
    municipality = guide.municipalities[slug]
    some = [answers for one, answers in people(guide) if one is municipality][::4]
    for told, perspective in zip(some, cycle(Perspective)):
        answers = seen_by(guide, told, perspective)
        page = client.page(f"/{slug}/resultat/{seal(slug, answers)}")
        reasons_are_explained(page, municipality, answers)
        changes_lead_to_their_questions(client, page, answers)


def test_of_several_answers_a_reason_names_only_those_that_decided(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    behov = question_of(guide, "behov")
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, {'behov': ['ud-af-huset', 'udgifter']})}")
    for slug, needed, beside in (("ledsagelse", "ud-af-huset", "udgifter"), ("merudgifter", "udgifter", "ud-af-huset")):
        card = page.one(f".//section[@data-standard='{slug}']")
        told = " ".join(map(text_of, with_class(card, "told")))
        assert behov.option(needed).label.self_ in told
        assert behov.option(beside).label.self_ not in told


def all_is_shown_once(page: Page, municipality: Municipality) -> None:
    """Every standard stands in one place, with each of its requirements once."""
    assert sorted(page.outcomes()) == sorted(one.slug for one in municipality.with_outcome)
    assert len(page.all(".//*[@data-outcome]")) == len(municipality.with_outcome)
    for card in page.all(".//section[@data-outcome]"):
        standard = municipality.standard(card.get("data-standard", ""))
        assert standard is not None
        findings = len(standard.requirements) + bool(standard.need)
        assert len(with_class(card, "requirement")) == findings


def test_what_cannot_be_combined_is_told_at_both(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen: set[tuple[str, str]] = set()
    for municipality, told in people(guide):
        page = client.page(f"/{municipality.slug}/resultat/{seal(municipality.slug, told)}")
        for card in page.all(".//section[@data-outcome]"):
            for clash in (text_of(item) for box in with_class(card, "clashes") for item in box.iter("li")):
                others = [one.slug for one in municipality.with_outcome if clash.startswith(f"{one.title}:")]
                assert {page.outcomes()[other] for other in others} <= {State.LIKELY, State.INDIVIDUAL}
                seen |= {(card.get("data-standard", ""), other) for other in others}
        if {(second, first) for first, second in seen} & seen:
            return
    raise AssertionError(seen)


def test_the_one_answer_that_would_change_an_outcome_is_told(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    told = PERSON | {"stoettebehov": ["moderat"], "udgifter": ["mellem"], "pension-2003": ["nej"]}
    for change, outcome in (({}, State.UNLIKELY), ({"varig": ["ja"]}, State.LIKELY)):
        page = client.page(f"/{PLACE}/resultat/{seal(PLACE, told | change)}")
        assert page.outcomes()["merudgifter"] == outcome
        card = page.one(".//section[@data-standard='merudgifter']")
        folded = " ".join(text_of(one) for one in card.iter("details"))
        other = "ja" if outcome is State.UNLIKELY else "nej"
        assert question_of(guide, "varig").option(other).label.self_ in folded


def test_an_amount_of_an_earlier_year_is_said_to_be_so(client: CheckedClient, guide: Guide) -> None:
    seen = set()
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            page = client.page(f"/{slug}/standarder/{standard.slug}")
            earlier = any(rate.level and rate.level < TODAY.year for rate in standard.rates)
            assert bool(with_class(page.root, "rates")) is earlier
            seen.add(earlier)
    assert seen == {True, False}


def unlikely_leads_on(page: Page, municipality: Municipality) -> None:
    """What does not seem to fit is never a bare no: why, what else there is, and how to apply all the same."""
    for card in page.all(".//*[@data-outcome='unlikely']"):
        assert with_class(card, "reason-no")
        assert all(with_class(reason, "otherwise") for reason in with_class(card, "reason-no"))
        standard = municipality.standard(card.get("data-standard", ""))
        assert standard is not None
        facts = with_class(card, "facts")[0]
        if standard.application:
            assert " ".join(standard.application.split()) in text_of(facts)
        else:
            assert municipality.department in text_of(facts)
            assert "#next" in [link.get("href") for link in facts.iter("a")]
        links = {link.get("href", "").rpartition("/")[2] for link in card.iter("a")}
        assert links >= {relation.other for relation in standard.see_instead}


def test_every_outcome_is_shown_in_every_perspective(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    shown: set[tuple[str, str | Perspective]] = set()
    for (municipality, told), perspective in zip(people(guide), cycle(Perspective)):
        token = seal(municipality.slug, seen_by(guide, told, perspective))
        page = client.page(f"/{municipality.slug}/resultat/{token}")
        all_is_shown_once(page, municipality)
        unlikely_leads_on(page, municipality)
        shown |= {(state, seen) for state in page.outcomes().values() for seen in (municipality.slug, perspective)}
    assert shown == {(state, seen) for state in State for seen in (*guide.municipalities, *Perspective)}


@pytest.mark.full
@pytest.mark.timeout(600)
@perspectives
@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_example_is_shown_as_it_should_be_in_every_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str, perspective: Perspective
) -> None:
    municipality = guide.municipalities[slug]
    for example in (example for standard in municipality.standards for example in standard.examples):
        answers = seen_by(guide, example.answers, perspective)
        page = client.page(f"/{slug}/resultat/{seal(slug, answers)}")
        all_is_shown_once(page, municipality)
        unlikely_leads_on(page, municipality)
        reasons_are_explained(page, municipality, answers)


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_one_who_has_told_nothing_or_knows_nothing_is_ruled_out_of_nothing(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str
) -> None:
    nothing_known = {question.id: [NOT_KNOWN] for question in guide.shared_questions}
    for token in ("ny", seal(slug, nothing_known)):
        page = client.page(f"/{slug}/resultat/{token}")
        all_is_shown_once(page, guide.municipalities[slug])
        assert not {State.UNLIKELY, State.NOT_SOUGHT} & set(page.outcomes().values())


@perspectives
def test_the_result_speaks_in_the_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    told = PERSON | {"hvem": [perspective], "varig": ["ja"], "alder": ["16-17"]}
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, told)}")
    for card in page.all(".//section[@data-outcome]"):
        standard = guide.municipalities[PLACE].standard(card.get("data-standard", ""))
        assert standard is not None
        texts = {text_of(one) for one in with_class(card, "requirement")}
        findings = (*((standard.need,) if standard.need else ()), *standard.requirements)
        assert texts <= {" ".join(finding.text.for_(perspective).split()) for finding in findings}
        assert " ".join(standard.fee.for_(perspective).split()) in text_of(card)


DAYS = {
    1: "22. december 2026",
    2: "22. januar 2027",
    3: "22. februar 2027",
    4: "22. marts 2027",
    5: "22. april 2027",
    6: "22. maj 2027",
}


def test_the_day_of_the_decision_is_told_as_if_one_applied_today(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    seen = set()
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, {'behov': [NOT_KNOWN]})}")
    for card in page.all(".//section[@data-outcome]"):
        standard = guide.municipalities[PLACE].standard(card.get("data-standard", ""))
        assert standard is not None
        months = standard.processing.months
        if months:
            assert decision_due(standard.processing, TODAY) is not None
            assert DAYS[months] in text_of(card)
            seen.add(months)
        else:
            assert not [day for day in DAYS.values() if day in text_of(card)]
    assert len(seen) > 1


def test_the_clock_of_the_application_decides_the_day(new_app: Callable[..., Flask], visitor: Visitor) -> None:
    client = visitor(new_app(today=lambda: date(2027, 1, 31)))
    card = client.page(f"/{PLACE}/resultat/ny").one(".//section[@data-standard='merudgifter']")
    assert "30. april 2027" in text_of(card)


def test_a_law_change_stands_before_the_reasons(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    card = page.one(".//section[@data-standard='merudgifter']")
    notes = with_class(card, "law-note")
    standard = guide.municipalities[PLACE].standard("merudgifter")
    assert standard is not None
    assert len(notes) == len(standard.law_changes) > 0
    assert all(page.before(note, with_class(card, "reasons")[0]) for note in notes)


def test_warnings_and_law_changes_are_never_folded_away(client: CheckedClient, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON | {'bolig': ['ingen']})}")
    urgent = with_class(page.id("main-content"), "alert-warning")
    assert urgent
    assert page.before(urgent[0], page.all(".//*[@data-outcome]")[0])
    for folded in page.all(".//details"):
        assert not with_class(folded, "alert-warning")
        assert not with_class(folded, "law-note")


def test_a_message_is_shown_only_to_whom_it_concerns(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    municipality = guide.municipalities[PLACE]
    titles = {message.title for message in (*municipality.messages, *municipality.not_covered)}
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    assert not titles & {text_of(heading) for heading in page.elements if heading.tag in ("h2", "h3")}


def test_a_need_that_no_standard_meets_is_answered_too(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        for message in municipality.not_covered:
            told = {condition.question.id: [min(condition.accepts)] for condition in message.when}
            page = client.page(f"/{slug}/resultat/{seal(slug, told)}")
            assert message.title in [text_of(heading) for heading in page.all(".//h3")]


# Addresses with answers that cannot be opened


def damaged(good: str) -> dict[str, str]:
    return {
        "altered": good[:40] + ("A" if good[40] != "A" else "B") + good[41:],
        "altered at the end": good[:-3] + "AAA",
        "cut off": good[:-7],
        "cut off early": good[:9],
        "longer": good + "A",
        "padded": good + "==",
        "doubled": good + good,
        "overlong": good * 100,
        "nonsense": "hvem=mig",
        "not ASCII": "æøå☃",
        "a null": "%00",
        "no text": "%FF%FE",
        "dots": "%2E%2E",
        "a space": good[:30] + "%20" + good[30:],
        "a new line": good + "%0A",
    }


DAMAGES = tuple(damaged("x" * 50))
PLACES = ("spoergsmaal/{}", "spoergsmaal/{}/alder", "svar/{}", "resultat/{}")


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_address_that_cannot_be_opened_gives_a_friendly_page(client: CheckedClient, seal: Seal, damage: str) -> None:
    token = damaged(seal(PLACE, PERSON))[damage]
    for place in PLACES:
        page = client.page(f"/{PLACE}/{place.format(token)}", status=404)
        assert way_on(page) == [f"/{PLACE}/"]
    response = client.post(f"/{PLACE}/spoergsmaal/{token}/alder", data={"svar": "26-64"})
    assert (response.status_code, way_on(page_of(response))) == (404, [f"/{PLACE}/"])


def test_an_address_whose_time_has_run_out_gives_a_page_of_its_own(
    new_app: Callable[..., Flask], visitor: Visitor, client: CheckedClient, seal: Seal
) -> None:
    late = new_app(link_lifetime=timedelta(seconds=-1))
    token = late.extensions["site"].seals.seal(PLACE, Answers(PERSON))
    visited = visitor(late)
    altered = client.page(f"/{PLACE}/svar/{seal(PLACE, PERSON)[:-4]}", status=404)
    for place in PLACES:
        page = visited.page(f"/{PLACE}/{place.format(token)}", status=410)
        assert way_on(page) == [f"/{PLACE}/"]
        assert page.title != altered.title
    assert visited.post(f"/{PLACE}/spoergsmaal/{token}/alder", data={"svar": "26-64"}).status_code == 410


def test_an_older_key_still_opens_and_the_next_step_is_sealed_with_the_new_one(
    new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    old, new = new_key(), new_key()
    before, between, after = (visitor(new_app(keys=keys)) for keys in ([old], [new, old], [new]))
    address = before.answer(f"/{PLACE}/spoergsmaal/ny/hvem", "mig")
    assert client_knows(between, address)
    after.page(address, status=404)
    assert client_knows(after, between.answer(address, "26-64"))


def client_knows(client: CheckedClient, address: str) -> bool:
    return form(client.page(address)) == address.rpartition("/")[2]


def test_an_option_that_was_renamed_counts_as_not_asked_and_never_as_a_no(
    guide: Guide, new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    varig = question_of(guide, "varig")
    renamed = replace(
        varig, options=tuple(replace(one, id="forbi") if one.id == "nej" else one for one in varig.options)
    )
    changed = with_questions(guide, tuple(renamed if one is varig else one for one in guide.shared_questions))
    is_asked_again(guide, changed, new_app, visitor)


def test_a_question_that_was_renamed_counts_as_not_asked_and_never_as_a_no(
    guide: Guide, new_app: Callable[..., Flask], visitor: Visitor
) -> None:
    renamed = tuple(replace(one, id="varigt") if one.id == "varig" else one for one in guide.shared_questions)
    is_asked_again(guide, with_questions(guide, renamed), new_app, visitor)


def is_asked_again(guide: Guide, changed: Guide, new_app: Callable[..., Flask], visitor: Visitor) -> None:
    key = new_key()
    before, after = visitor(new_app(guide, keys=[key])), visitor(new_app(changed, keys=[key]))
    token = before.interview(PLACE, PERSON)[-1].rpartition("/")[2]
    told = told_rows(before, before.page(f"/{PLACE}/svar/{token}"))
    assert told["varig"] == ["nej"]
    assert before.page(f"/{PLACE}/resultat/{token}").outcomes()["merudgifter"] == State.UNLIKELY
    assert after.page(f"/{PLACE}/resultat/{token}").outcomes()["merudgifter"] == State.UNKNOWN
    assert told_rows(after, after.page(f"/{PLACE}/svar/{token}")) == {
        question: chosen for question, chosen in told.items() if question != "varig"
    }


# Answers are told to nobody else


SECRET = {"aarsag": ["misbrug", "doevblind"], "stoettebehov": ["en-til-en"], "bolig": ["ingen"], "udgifter": ["over"]}


def test_answers_stand_in_no_title_and_in_no_address(client: CheckedClient, guide: Guide) -> None:
    titles = []
    for told in (PERSON | SECRET, PERSON | {question: [NOT_KNOWN] for question in SECRET}):
        addresses = client.interview(PLACE, told)
        token = addresses[-1].rpartition("/")[2]
        ends = [addresses[-1], f"/{PLACE}/resultat/{token}"]
        pages = {address.rpartition("/")[2]: client.page(address).title for address in addresses[:-1]}
        titles.append(pages | {address.split("/")[2]: client.page(address).title for address in ends})
        # What the client lets through in a location is a path of a municipality, a page, a token and a question.
        for address in addresses[:-1]:
            assert address.rpartition("/")[2] in [question.id for question in guide.shared_questions]
    first, second = titles
    assert all(first[page] == second[page] for page in first.keys() & second.keys())
    assert len(set(first.values())) == len(first)


def nothing_told(log: str, *tokens: str) -> bool:
    words = [option for chosen in SECRET.values() for option in chosen if len(option) > 4]
    return not any(word in log for word in (*words, *tokens))


def test_answers_stand_in_no_log(client: CheckedClient, seal: Seal, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    addresses = client.interview(PLACE, PERSON | SECRET)
    token = addresses[-1].rpartition("/")[2]
    client.get(f"/{PLACE}/resultat/{token}")
    client.get(f"/{PLACE}/resultat/{token[:-5]}")
    client.post(f"/{PLACE}/spoergsmaal/{token}/aarsag", data={"svar": ["misbrug", "ingen"]})
    client.post(f"/api/v1/{PLACE}/outcomes", json={"answers": PERSON | SECRET})
    assert nothing_told(caplog.text, token, seal(PLACE, SECRET))


@pytest.mark.parametrize("broken", ["build_result", "render_template"])
def test_answers_stand_in_no_log_when_the_guide_fails_and_the_page_is_friendly(
    client: CheckedClient,
    seal: Seal,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
) -> None:
    def fail(*_all: object, **_named: object) -> None:
        try:
            raise KeyError(SECRET["aarsag"][0])
        except KeyError as error:
            raise ValueError(SECRET["aarsag"]) from error

    monkeypatch.setattr(f"guide.web.interview.views.{broken}", fail)
    client.may_fail = True
    token = seal(PLACE, PERSON | SECRET)
    page = client.page(f"/{PLACE}/resultat/{token}", status=500)
    assert way_on(page) == [f"/{PLACE}/"]
    assert nothing_told(caplog.text, token)
    assert "ValueError" in caplog.text
    assert "KeyError" in caplog.text
    assert "/<municipality>/resultat/<token>" in caplog.text


def test_not_even_a_failure_of_the_error_page_logs_the_path(
    app: Flask, seal: Seal, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_all: object, **_named: object) -> None:
        raise ValueError(SECRET["aarsag"])

    monkeypatch.setattr("guide.web.interview.views.render_template", fail)
    monkeypatch.setattr("guide.web.errors.render_template", fail)
    token = seal(PLACE, PERSON | SECRET)
    with pytest.raises(ValueError, match="doevblind"):
        FlaskClient(app, app.response_class).get(f"/{PLACE}/resultat/{token}")
    assert nothing_told(caplog.text, token)
    assert "ValueError" in caplog.text


# Languages


def test_a_second_language_is_kept_from_page_to_page(
    new_app: Callable[..., Flask], visitor: Visitor, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("root")
    copytree(ROOT / "static", root / "static")
    for language in ("da", "en"):
        copytree(ROOT / "translations" / "da", root / "translations" / language)
    client = visitor(new_app(root=root))
    addresses = client.get(f"/en/{PLACE}/spoergsmaal/ny").headers["Location"], *client.page(f"/en/{PLACE}/").links()
    inner = [address for address in addresses if address.startswith("/") and not address.startswith("/en/assets/")]
    assert [address for address in inner if not address.startswith("/en/")] == [f"/{PLACE}/"]
    for address, language in ((f"/{PLACE}/", "da"), (f"/en/{PLACE}/", "en")):
        page = client.page(address)
        switch = with_class(page.root, "language-switcher")[0]
        assert page.language == language
        assert {link.get("lang"): link.get("href") for link in switch.iter("a")} == {
            "da": f"/{PLACE}/",
            "en": f"/en/{PLACE}/",
        }
