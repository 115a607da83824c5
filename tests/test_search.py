"""The search: words in any form, the citizens' own words, and kindness to what is misspelled."""

from __future__ import annotations

import pytest

from guide.municipality import Guide
from guide.search import SearchIndex, stem
from testing.random_people import OTHER, PLACE


@pytest.fixture(scope="session")
def indexes(guide: Guide) -> dict[str, SearchIndex]:
    return {slug: SearchIndex(one, guide.shared_questions) for slug, one in guide.municipalities.items()}


@pytest.mark.parametrize(
    ("one", "other"),
    [("ledsager", "ledsageren"), ("kørestol", "kørestole"), ("bolig", "boligerne"), ("hjemløs", "hjemløse")],
)
def test_the_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("typed", "meant"), [("koerestol", "kørestol"), ("vaerested", "værested"), ("aaben", "åben")])
def test_a_word_typed_without_danish_letters_is_the_same_word(typed: str, meant: str) -> None:
    assert stem(typed) == stem(meant)


AS_CITIZENS_SAY = [
    (PLACE, "bostøtte", "socialpaedagogisk-stoette"),
    (PLACE, "Ledsagerordningen", "ledsagelse"),
    (PLACE, "jeg tør ikke gå ud alene", "ledsagelse"),
    (PLACE, "herberg", "boformer-hjemloese"),
    (PLACE, "har ikke noget sted at sove i nat", "boformer-hjemloese"),
    (PLACE, "dyr medicin", "merudgifter"),
    (PLACE, "åbne min post", "socialpaedagogisk-stoette"),
    (PLACE, "beskyttede værksteder", "beskyttet-beskaeftigelse"),
    (PLACE, "bosted", "midlertidigt-botilbud"),
    (PLACE, "ensom", "vaeresteder"),
    (PLACE, "specialskole", "stu"),
    (PLACE, "stammer", "specialundervisning"),
    (PLACE, "handicaphjælpere", "bpa"),
    (PLACE, "blind og døv", "kontaktperson-doevblinde"),
    (PLACE, "døv", "specialundervisning"),
    (PLACE, "§ 102", "behandling"),
    (PLACE, "min mor er dement", "raad-og-vejledning"),
    (PLACE, "demens", "raad-og-vejledning"),
    (OTHER, "babysitter", "afloesning-og-aflastning"),
    (OTHER, "dagcenter", "aktivitets-og-samvaerstilbud"),
    (OTHER, "hjemmevejlederen", "socialpaedagogisk-stoette"),
]


def test_help_that_has_no_page_is_found_before_noise(indexes: dict[str, SearchIndex]) -> None:
    for index in indexes.values():
        found = index.find("hjemmehjælp")
        assert found.messages[0].id == "hjemmehjaelp"
        assert not found.standards


@pytest.mark.parametrize(("place", "said", "standard"), AS_CITIZENS_SAY, ids=[said for _, said, _ in AS_CITIZENS_SAY])
def test_what_citizens_say_leads_to_the_standard(
    indexes: dict[str, SearchIndex], place: str, said: str, standard: str
) -> None:
    assert standard in [one.slug for one in indexes[place].find(said).standards[:2]]


def test_every_standard_is_found_by_its_search_words(guide: Guide, indexes: dict[str, SearchIndex]) -> None:
    for slug, municipality in guide.municipalities.items():
        for standard in municipality.standards:
            assert standard in indexes[slug].find(standard.title).standards[:2], standard.title
            lost = [word for word in standard.search_words if standard not in indexes[slug].find(word).standards]
            assert not lost, (slug, standard.slug)
            assert len(standard.search_words) >= 5, (slug, standard.slug)


def test_questions_words_and_messages_are_found_too(indexes: dict[str, SearchIndex]) -> None:
    found = indexes[OTHER].find("ledsager")
    assert "ledsagelse" in [message.id for message in found.messages]
    assert {"ledsager", "ledsagelse"} <= {term.word for term in found.terms}
    assert "alder" in [question.id for question in indexes[OTHER].find("hvor gammel").questions]
    assert found.count == len(found.standards) + len(found.questions) + len(found.messages) + len(found.terms)


def test_an_illness_is_not_taken_for_a_word_that_everybody_uses(indexes: dict[str, SearchIndex]) -> None:
    for index, message in ((indexes[PLACE], "folkepension"), (indexes[OTHER], "over-65")):
        found = index.find("demens")
        assert [one.id for one in found.messages] == [message]
        assert [term.word for term in found.terms] == ["demens"]


def test_a_misspelled_word_finds_nothing_and_is_answered_with_the_nearest(indexes: dict[str, SearchIndex]) -> None:
    found = indexes[PLACE].find("ledsgaelse")
    assert (found.count, found.meant) == (0, "ledsagelse")


@pytest.mark.parametrize(
    "query", ["", "   ", "og i at", "xyzzy", "<script>", "%zz \u0000", "§", "a" * 10_000, "? " * 999]
)
def test_what_says_nothing_finds_nothing_and_breaks_nothing(indexes: dict[str, SearchIndex], query: str) -> None:
    assert indexes[PLACE].find(query).count == 0


def test_a_whole_story_is_searched_by_its_first_words(indexes: dict[str, SearchIndex]) -> None:
    story = "Han bor hos os og kan ikke åbne sin post eller betale regninger. " + "Så gik vi hjem. " * 50
    assert "socialpaedagogisk-stoette" in [one.slug for one in indexes[PLACE].find(story).standards[:2]]


def test_what_is_looked_for_is_not_remembered(guide: Guide) -> None:
    index = SearchIndex(guide.municipalities[PLACE], guide.shared_questions)
    before = repr(vars(index))
    index.find("skizofreni abcdefgh")
    assert repr(vars(index)) == before


def test_an_index_that_shares_its_stems_finds_and_suggests_only_its_own_words(guide: Guide) -> None:
    stems: dict[str, str] = {}
    shared = {slug: SearchIndex(one, one.questions, stems) for slug, one in guide.municipalities.items()}
    for slug, one in guide.municipalities.items():
        alone = SearchIndex(one, one.questions)
        for said in ("ledsager", "bostøtte", "daghøjskole", "vinkeldammen", "kompas", "ledsagre", "vinkeldamen"):
            assert shared[slug].find(said) == alone.find(said), (slug, said)
