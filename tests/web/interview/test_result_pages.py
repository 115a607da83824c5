"""The result: every standard once, with its reasons, and what else it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle
from xml.etree.ElementTree import Element

import pytest

from guide.municipality import Guide, Municipality
from guide.next_steps.deadlines import decision_due
from guide.rules.answers import NOT_KNOWN, Answers, Perspective
from guide.rules.outcome import State, evaluate
from guide.rules.standards import Standard
from testing.checked_client import CheckedClient, Page, text_of, with_class
from testing.people import FOURTEEN
from testing.random_people import MOTHER, PERSON, PLACE, Told
from tests.conftest import TODAY, NewApp, Seal, Visitor, everywhere, questions_of, standard_of
from tests.web.walking import accounts, form, people, perspectives, question_of, seen_by


def main_of(page: Page) -> Element:
    return page.id("main-content")


def reasons_are_explained(page: Page, standard: Standard, answers: Answers) -> None:
    """Every reason has the person's own answer, and a link to the question that was answered so."""
    reasons = with_class(main_of(page), "reason")
    assert len(reasons) == len(standard.requirements) + bool(standard.need)
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
    addresses = {next(told.iter("a")).get("href", "") for told in with_class(page.root, "told")}
    assert addresses
    for address in addresses:
        asked = address.rpartition("/")[2]
        found = client.page(address)
        assert (form(found), found.chosen()) == (asked, set(answers.get(asked, ())))


@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_reason_has_the_persons_own_answer(client: CheckedClient, guide: Guide, seal: Seal, slug: str) -> None:
    municipality = guide.municipalities[slug]
    some = [answers for one, answers in people(guide) if one is municipality][::9]
    for told, perspective in zip(some, cycle(Perspective)):
        answers = seen_by(guide, told, perspective)
        for page, standard in accounts(client, municipality, seal(slug, answers)):
            reasons_are_explained(page, standard, answers)
            changes_lead_to_their_questions(client, page, answers)


def test_a_reason_names_only_the_answers_that_decided(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    behov = question_of(guide, "behov")
    token = seal(PLACE, {"behov": ["ud-af-huset", "udgifter"]})
    for slug, needed, beside in (("ledsagelse", "ud-af-huset", "udgifter"), ("merudgifter", "udgifter", "ud-af-huset")):
        page = client.page(f"/{PLACE}/resultat/{token}/{slug}")
        told = " ".join(map(text_of, with_class(page.root, "told")))
        assert behov.option(needed).label.self_ in told
        assert behov.option(beside).label.self_ not in told


def test_a_requirement_that_is_only_a_starting_point_says_so(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    token, places = seal(PLACE, MOTHER), guide.municipalities[PLACE].with_outcome
    asked = {one.slug: {rule.text.adult: rule.advisory for rule in one.requirements} for one in places}
    said = []
    for path in ("det-hele", *asked):
        for part in client.page(f"/{PLACE}/resultat/{token}/{path}").all(".//*[@data-standard]"):
            for reason in with_class(part, "reason"):
                sentence = text_of(with_class(reason, "requirement")[0])
                said.append((path, bool(with_class(reason, "badge"))))
                assert said[-1][1] == asked[part.get("data-standard", "")].get(sentence, False), sentence
    assert ("det-hele", True) in said
    assert ("ledsagelse", False) in said


def test_the_words_that_a_requirement_rests_on_stand_beside_it(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for page, standard in accounts(client, guide.municipalities[PLACE], seal(PLACE, PERSON)):
        quoted = {text_of(quote) for quote in main_of(page).iter("blockquote")}
        own = {" ".join(quote.split()) for requirement in standard.requirements for quote in requirement.quotes}
        assert quoted == own
        assert own


def all_is_shown_once(page: Page, municipality: Municipality) -> None:
    """Every standard is in one place."""
    assert sorted(page.outcomes()) == sorted(one.slug for one in municipality.with_outcome)
    assert len(page.all(".//*[@data-outcome]")) == len(municipality.with_outcome)


def rows_say_why(page: Page, municipality: Municipality, perspective: Perspective) -> None:
    """What may fit has one reason: a requirement of its own, in its own words."""
    rows = [row for rows in with_class(page.root, "rows") for row in rows]
    for row in rows:
        standard = municipality.standard(row.get("data-standard", ""))
        assert standard is not None
        if row.get("data-outcome") in (State.LIKELY, State.INDIVIDUAL):
            texts = {" ".join(one.text.for_(perspective).split()) for one in standard.requirements}
            texts |= {" ".join(standard.need.text.for_(perspective).split())} if standard.need else set()
            (why,) = with_class(row, "row-why")
            assert any(text_of(why).endswith(text) for text in texts)


def test_what_fits_is_known_by_what_is_typical_of_it(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = 0
    for municipality, told in people(guide):
        page = client.page(f"/{municipality.slug}/resultat/{seal(municipality.slug, told)}")
        for row in page.all(f".//li[@data-outcome='{State.LIKELY}']"):
            standard = municipality.standard(row.get("data-standard", ""))
            assert standard is not None
            (typical,) = (one for one in standard.requirements if one.typical)
            (why,) = with_class(row, "row-why")
            assert text_of(why) == typical.text.for_(told.perspective)
            seen += 1
    assert seen > 20


def test_every_row_leads_to_its_account(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    municipality = guide.municipalities[PLACE]
    token = seal(PLACE, PERSON)
    page = client.page(f"/{PLACE}/resultat/{token}")
    for row in page.all(".//li[@data-outcome]"):
        (link,) = row.iter("a")
        assert link.get("href") == f"/{PLACE}/resultat/{token}/{row.get('data-standard')}"
    assert len(list(accounts(client, municipality, token))) == len(municipality.with_outcome)


@pytest.mark.parametrize("slug", ["ukendt", "forebyggende-stoette", "afloesning-og-aflastning"])
def test_an_account_that_is_not_here_is_the_result_with_a_sentence(
    client: CheckedClient, seal: Seal, slug: str
) -> None:
    token = seal(PLACE, PERSON)
    page, result = (client.page(f"/{PLACE}/resultat/{token}{rest}") for rest in (f"/{slug}", ""))
    assert page.outcomes() == result.outcomes()
    (said,) = with_class(main_of(page), "missing")
    assert text_of(said)
    assert not with_class(main_of(result), "missing")


def test_the_question_that_settles_most_is_one_button(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    token = seal(PLACE, {"alder": ["26-64"], "behov": ["ud-af-huset"], "bolig": ["egen"], "aarsag": ["fysisk"]})
    page = client.page(f"/{PLACE}/resultat/{token}")
    unknown = [slug for slug, state in page.outcomes().items() if state == State.UNKNOWN]
    (button,) = with_class(main_of(page), "button-secondary")
    address, _, asked = button.get("href", "").rpartition("/")
    assert (address, question_of(guide, asked).text.self_ in text_of(button)) == (f"/{PLACE}/spoergsmaal/{token}", True)
    lacking = [asked in standard_of(guide, slug).questions for slug in unknown]
    assert sum(lacking) * 2 > len(lacking) > 0


def test_what_cannot_be_combined_is_told_at_both(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen: set[tuple[str, str]] = set()
    for municipality, told in people(guide):
        page = client.page(f"/{municipality.slug}/resultat/{seal(municipality.slug, told)}/det-hele")
        for card in page.all(".//section[@data-outcome]"):
            for clash in (text_of(item) for box in with_class(card, "clashes") for item in box.iter("li")):
                others = [one.slug for one in municipality.with_outcome if clash.startswith(f"{one.title}:")]
                assert {page.outcomes()[other] for other in others} <= {State.LIKELY, State.INDIVIDUAL}
                seen |= {(card.get("data-standard", ""), other) for other in others}
        if {(second, first) for first, second in seen} & seen:
            return
    raise AssertionError(seen)


def test_the_one_answer_that_would_make_an_outcome_better_is_told(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    """But not the one that would make it worse."""
    told = PERSON | {"stoettebehov": ["moderat"], "udgifter": ["mellem"], "pension-2003": ["nej"]}
    for change, outcome in (({}, State.UNLIKELY), ({"varig": ["ja"]}, State.LIKELY)):
        page = client.page(f"/{PLACE}/resultat/{seal(PLACE, told | change)}/merudgifter")
        assert page.outcomes()["merudgifter"] == outcome
        folded = " ".join(text_of(one) for one in main_of(page).iter("details"))
        better, worse = (question_of(guide, "varig").option(option).label.self_ for option in ("ja", "nej"))
        assert better in folded
        assert worse not in folded


def test_an_amount_of_an_earlier_year_is_said_to_be_so(client: CheckedClient, guide: Guide) -> None:
    seen = set()
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            page = client.page(f"/{slug}/standarder/{standard.slug}")
            earlier = any(rate.level and rate.level < TODAY.year for rate in standard.rates)
            assert bool(with_class(page.root, "rates")) is earlier
            seen.add(earlier)
    assert seen == {True, False}


def unlikely_leads_on(page: Page, municipality: Municipality, standard: Standard, answers: Answers) -> None:
    """What does not seem to fit is never a bare no: why, what else may fit, and how to apply all the same."""
    main = main_of(page)
    assert all(with_class(reason, "otherwise") for reason in with_class(main, "reason-no"))
    facts = with_class(main, "facts")[0]
    assert " ".join((standard.application or municipality.first_steps[-1].text.self_).split()) in text_of(facts)
    links = {link.get("href", "").rpartition("/standarder/")[2] for link in main.iter("a")}
    for other in (municipality.standard(relation.other) for relation in standard.see_instead):
        assert other is not None
        # Also where it was not sought: a need says nothing of what is required.
        fits = not other.has_outcome or evaluate(replace(other, need=None), answers).state is not State.UNLIKELY
        assert (other.slug in links) is fits


def test_every_outcome_is_shown_in_every_perspective(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    shown: set[tuple[str, str | Perspective]] = set()
    for (municipality, told), perspective in zip(people(guide), cycle(Perspective)):
        token = seal(municipality.slug, seen_by(guide, told, perspective))
        page = client.page(f"/{municipality.slug}/resultat/{token}")
        all_is_shown_once(page, municipality)
        all_is_shown_once(client.page(f"/{municipality.slug}/resultat/{token}/det-hele"), municipality)
        rows_say_why(page, municipality, perspective)
        shown |= {(state, seen) for state in page.outcomes().values() for seen in (municipality.slug, perspective)}
    assert shown == {(state, seen) for state in State for seen in (*guide.municipalities, *Perspective)}


def test_what_does_not_seem_to_fit_leads_on(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = 0
    for municipality, told in list(people(guide))[::2]:
        if told.get("alder", frozenset()) & {"0-15", "16-17"}:
            continue
        token = seal(municipality.slug, told)
        for page, standard in accounts(client, municipality, token, State.UNLIKELY):
            unlikely_leads_on(page, municipality, standard, Answers(told))
            seen += 1
    assert seen > 10


CHILDREN = ({"alder": ["16-17"]}, {"alder": ["0-15"]}, {"hvem": ["barn"], "alder": ["0-15"]})


@pytest.mark.parametrize("told", CHILDREN, ids=str)
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_under_18_help_for_children_comes_first_and_adults_only_is_one_line(
    client: CheckedClient, guide: Guide, seal: Seal, place: str, told: Told
) -> None:
    municipality = guide.municipalities[place]
    token = seal(place, PERSON | told)
    page = client.page(f"/{place}/resultat/{token}")
    all_is_shown_once(page, municipality)
    assert client.page(f"/{place}/resultat/{token}/det-hele").outcomes() == page.outcomes()
    sheet = client.page(f"/{place}/raadgiver/{token}/ark")
    assert sheet.outcomes().items() <= page.outcomes().items()
    assert municipality.open_advice is None or municipality.open_advice.hours not in text_of(main_of(sheet))
    (now,) = with_class(main_of(page), "now")
    assert "barn" in text_of(now).lower() or "under 18" in text_of(now)
    (line,) = with_class(main_of(page), "for-adults")
    adults = [one.get("data-standard") for one in line.iter("li")]
    assert adults
    assert {page.outcomes()[slug or ""] for slug in adults} <= {State.UNLIKELY, State.NOT_SOUGHT}
    for slug in adults:
        account = client.page(f"/{place}/resultat/{token}/{slug}")
        assert not with_class(account.root, "facts")
        standard = standard_of(guide, slug or "", place)
        assert " ".join(standard.fee.self_.split()) not in text_of(main_of(account))
        links = {link.get("href", "") for link in main_of(account).iter("a")}
        assert not {f"/{place}/standarder/{one.other}" for one in standard.see_instead} & links
        assert with_class(account.root, "now")


@pytest.mark.parametrize("perspective", Perspective)
@pytest.mark.parametrize("place", ["helsingoer", "koebenhavn"])
def test_nobody_under_18_is_pointed_to_a_home_for_adults(
    client: CheckedClient, seal: Seal, place: str, perspective: Perspective
) -> None:
    told = {"hvem": [perspective], "alder": ["16-17"], "behov": ["bolig"], "bolig": ["ingen"]}
    page = client.page(f"/{place}/resultat/{seal(place, told)}")
    (now,) = with_class(main_of(page), "now")
    assert "boform" not in text_of(now).lower()
    assert not [link for link in now.iter("a") if "boformer" in link.get("href", "")]


@pytest.mark.full
@pytest.mark.timeout(600)
@perspectives
@pytest.mark.parametrize("slug", ["helsingoer", "koebenhavn"])
def test_every_example_in_every_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, slug: str, perspective: Perspective
) -> None:
    municipality = guide.municipalities[slug]
    for standard in municipality.standards:
        for example in standard.examples:
            answers = seen_by(guide, example.answers, perspective)
            token = seal(slug, answers)
            page = client.page(f"/{slug}/resultat/{token}")
            all_is_shown_once(page, municipality)
            rows_say_why(page, municipality, perspective)
            reasons_are_explained(client.page(f"/{slug}/resultat/{token}/{standard.slug}"), standard, answers)


@everywhere
def test_who_knows_nothing_is_ruled_out_of_nothing(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    for slug, municipality in guide.municipalities.items():
        nothing_known = {question.id: [NOT_KNOWN] for question in questions_of(guide, slug)}
        for token in ("ny", seal(slug, nothing_known)):
            page = client.page(f"/{slug}/resultat/{token}")
            all_is_shown_once(page, municipality)
            assert not {State.UNLIKELY, State.NOT_SOUGHT} & set(page.outcomes().values())


@perspectives
def test_the_account_speaks_in_the_perspective(
    client: CheckedClient, guide: Guide, seal: Seal, perspective: Perspective
) -> None:
    token = seal(PLACE, PERSON | {"hvem": [perspective], "varig": ["ja"]})
    for page, standard in accounts(client, guide.municipalities[PLACE], token):
        texts = {text_of(one) for one in with_class(main_of(page), "requirement")}
        findings = (*((standard.need,) if standard.need else ()), *standard.requirements)
        assert texts == {" ".join(finding.text.for_(perspective).split()) for finding in findings}
        assert " ".join(standard.fee.for_(perspective).split()) in text_of(main_of(page))


DAYS = {
    1: "22. december 2026",
    2: "22. januar 2027",
    3: "22. februar 2027",
    4: "22. marts 2027",
    5: "22. april 2027",
    6: "22. maj 2027",
}


def test_the_day_of_the_decision_is_as_if_one_applied_today(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = set()
    token = seal(PLACE, {"behov": [NOT_KNOWN]})
    for page, standard in accounts(client, guide.municipalities[PLACE], token):
        months, told = standard.processing.months, text_of(main_of(page))
        if months:
            assert decision_due(standard.processing, TODAY) is not None
            assert DAYS[months] in told
            seen.add(months)
        else:
            assert not [day for day in DAYS.values() if day in told]
    assert len(seen) > 1


def test_the_clock_of_the_application_decides_the_day(new_app: NewApp, visitor: Visitor) -> None:
    client = visitor(new_app(today=lambda: date(2027, 1, 31)))
    assert "30. april 2027" in text_of(main_of(client.page(f"/{PLACE}/resultat/ny/merudgifter")))


def test_a_law_change_stands_before_the_reasons(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}/merudgifter")
    notes = with_class(main_of(page), "law-note")
    standard = standard_of(guide, "merudgifter")
    assert len(notes) == len(standard.law_changes) > 0
    assert all(page.before(note, with_class(main_of(page), "reasons")[0]) for note in notes)
    assert [text_of(next(note.iter("summary"))) for note in notes] == [one.title for one in standard.law_changes]


def test_a_law_change_may_be_for_those_alone_whom_the_help_may_fit(
    client: CheckedClient, guide: Guide, seal: Seal
) -> None:
    seen = set()
    token = seal(PLACE, PERSON | {"behov": ["bolig"], "stoettebehov": ["intet"]})
    for page, standard in accounts(client, guide.municipalities[PLACE], token):
        for change in (change for change in standard.law_changes if change.only_if_it_may_fit):
            unlikely = page.outcomes()[standard.slug] == "unlikely"
            assert (change.title in text_of(main_of(page))) is not unlikely
            seen.add(unlikely)
    assert seen == {True, False}


def test_who_has_no_home_reads_first_where_to_turn(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON | {'bolig': ['ingen']})}")
    (now,) = with_class(main_of(page), "now")
    first = next(one for one in guide.municipalities[PLACE].first_steps if one.link == "standard:boformer-hjemloese")
    assert text_of(now) != text_of(with_class(main_of(client.page(f"/{PLACE}/resultat/ny")), "now")[0])
    assert {f"tel:{phone}" for _use, phone in first.phones} <= {link.get("href") for link in now.iter("a")}
    assert page.before(now, page.all(".//*[@data-outcome]")[0])
    assert not with_class(next(iter(page.all(".//details"))), "now")


def test_a_message_is_shown_only_to_whom_it_concerns(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    municipality = guide.municipalities[PLACE]
    titles = {message.title for message in (*municipality.messages, *municipality.not_covered)}
    page = client.page(f"/{PLACE}/resultat/{seal(PLACE, PERSON)}")
    assert not titles & {text_of(heading) for heading in page.elements if heading.tag in ("h2", "h3", "summary")}


def test_a_need_that_no_standard_meets_is_answered_too(client: CheckedClient, guide: Guide, seal: Seal) -> None:
    seen = 0
    for slug, municipality in guide.municipalities.items():
        for message in municipality.not_covered:
            told = {condition.question.id: [min(condition.accepts)] for condition in message.when[0]}
            token = seal(slug, told)
            page = client.page(f"/{slug}/resultat/{token}")
            assert message.title in [text_of(heading) for heading in page.all(".//summary")]
            whole = client.page(f"/{slug}/resultat/{token}/det-hele")
            assert message.title in [text_of(heading) for heading in whole.all(".//h3")]
            seen += 1
    assert seen


def test_the_first_step_is_another_for_each_of_those_who_cannot_wait(client: CheckedClient, guide: Guide) -> None:
    for place in guide.municipalities:
        steps = {}
        for name in ("without a home", "in fear", "parent of a small child", "has a decision", "cannot go out alone"):
            token = client.interview(place, FOURTEEN[name].answers)[-1].rpartition("/")[2]
            (now,) = with_class(main_of(client.page(f"/{place}/resultat/{token}")), "now")
            assert list(now.iter("a"))
            steps[name] = text_of(now)
        assert len(set(steps.values())) == len(steps)
        assert "1888" in steps["in fear"]
