"""What an editor is told of each kind of bad content: the whole message, with file, line and remedy."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from shutil import rmtree

import pytest

from guide.content import ContentError, load, read
from guide.content.texts.figures import typed_figures
from testing.changed_content import (
    COMPANION,
    GLOSSARY,
    LAW_CHANGES,
    MEALS,
    MUNICIPALITY,
    QUESTIONS,
    RATES,
    TALK,
    TODAY,
    VISIT,
    Copy,
    copied,
)

FEE = "pris: Det er gratis. Kommunen kan give {tilskud} om året til ture."
COLON = (
    "Linjen har et kolon, hvor der ikke kan stå et. "
    "Har teksten et kolon, så sæt den i anførselstegn. Ellers er linjen rykket for langt ind."
)
BRACKETS = (
    "Det, der står mellem [ ] eller { }, kan ikke læses. "
    "Sæt komma mellem delene, luk parentesen, og sæt tegnene # og : i anførselstegn."
)
NOT_A_LINK = "Skriv standard:…, side:…, klage eller en adresse med https://."
ONLY_ADDRESSES = "På en fælles side kan der kun stå adresser med https://."
AMOUNT = "Skriv beløbet i satser.yaml med sit niveau, og lån det ved navn: {navn}."


@pytest.fixture
def content(tmp_path: Path) -> Copy:
    return copied(tmp_path)


def test_the_copied_content_is_good_before_anything_is_changed(content: Copy) -> None:
    assert content.complaints() == []
    assert [standard.slug for standard in load(content.root, TODAY).municipalities["lilleby"].standards] == [
        "madhjaelp",
        "ledsagelse",
    ]


def test_problems_in_two_files_are_told_at_once_and_raised_together(content: Copy) -> None:
    content.change(COMPANION, "trin: 2", "trin: to")
    content.change(RATES, "  niveau: 2026\n", "")
    both = [
        content.told(COMPANION, "trin: to", "“trin: to” er ikke et helt tal. Skriv et tal, for eksempel 3."),
        content.told(
            RATES, 26, "Beløbet “tilskud” har ikke noget niveau. Skriv det år, beløbet gælder for: “niveau: 2025”."
        ),
    ]
    assert content.complaints() == both
    with pytest.raises(ContentError) as raised:
        load(content.root, TODAY)
    assert str(raised.value) == "\n".join(both)


# Fields


def test_an_unknown_field_is_named_at_its_line_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "kommunen vurderer:", "kommunen vurdere:")
    assert content.complaints() == [
        content.told(
            COMPANION, "kommunen vurdere:", "Feltet “kommunen vurdere” findes ikke her. Mente du “kommunen vurderer”?"
        )
    ]


def test_a_field_like_no_other_is_answered_with_those_to_choose_from(content: Copy) -> None:
    content.change(MUNICIPALITY, "  sted: Torvet 1\n", "  sted: Torvet 1\n  bus: 12\n")
    assert content.complaints() == [
        content.told(MUNICIPALITY, "bus: 12", "Feltet “bus” findes ikke her. Vælg mellem: sted, tekst, tider.")
    ]


def test_a_field_twice_names_both_the_field_and_its_line(content: Copy) -> None:
    content.change(COMPANION, "trin: 2\n", "trin: 2\ntrin: 3\n")
    assert content.complaints() == [
        content.told(COMPANION, "trin: 3", "Feltet “trin” står to gange, første gang i linje 10. Slet det ene.")
    ]


def test_a_missing_field_of_a_file_is_asked_for_where_its_fields_begin(content: Copy) -> None:
    content.change(COMPANION, f"{FEE}\n", "")
    assert content.complaints() == [content.told(COMPANION, 2, "Feltet “pris” mangler. Skriv “pris: …”.")]


@pytest.mark.parametrize(
    ("file", "key"),
    [
        (COMPANION, "sagsbehandlingstid: {måneder: 3}"),
        (COMPANION, "kilde: {dokument: Lillebys katalog, afsnit: Ledsagelse, vedtaget: 2025-01-01}"),
        (MUNICIPALITY, "sagsbehandlingstider:\n  tekst: Hver ordning har en frist."),
        (MUNICIPALITY, "kilde: {dokument: Lillebys katalog, vedtaget: 2025-01-01}"),
        (MUNICIPALITY, "ansøgning: Ring til kommunen."),
        (VISIT, "kilde: Lillebys katalog"),
        (VISIT, "kontrolleret: 2026-11-22"),
    ],
)
def test_every_obligatory_field_is_asked_for(content: Copy, file: str, key: str) -> None:
    content.change(file, f"\n{key}\n", "\n")
    name = key.split(":", maxsplit=1)[0]
    assert content.complaints() == [content.told(file, 2, f"Feltet “{name}” mangler. Skriv “{name}: …”.")]


def test_a_missing_field_under_another_is_asked_for_at_the_line_of_that_one(content: Copy) -> None:
    content.change(MUNICIPALITY, "  modtager: Lilleby Kommune\n", "")
    assert content.complaints() == [
        content.told(MUNICIPALITY, "klage:", "Feltet “modtager” mangler. Skriv “modtager: …”.")
    ]


def test_a_missing_field_of_an_item_is_asked_for_where_the_item_begins(content: Copy) -> None:
    content.change(QUESTIONS, "    navn: Behov for hjælp\n", "")
    assert content.complaints() == [content.told(QUESTIONS, "- id: behov", "Feltet “navn” mangler. Skriv “navn: …”.")]


def test_a_standard_without_requirements_is_asked_for_them_or_for_saying_so(content: Copy) -> None:
    text = content.text(MEALS)
    content.change(MEALS, text[text.index("krav:\n") : text.index("pris:")], "")
    assert content.complaints() == [
        content.told(MEALS, 2, "Feltet “krav” mangler. Skriv kravene, eller “uden udfald: ja”, hvis der ingen er.")
    ]


def test_an_empty_field_is_named_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "lov: Loven § 1", "lov:")
    assert content.complaints() == [content.told(COMPANION, "lov:", "“lov” er tom. Skriv noget, eller slet feltet.")]


def test_a_list_where_a_text_belongs_is_told_so(content: Copy) -> None:
    content.change(COMPANION, "lov: Loven § 1", "lov: [Loven § 1]")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "lov:",
            "“lov” skal være en tekst. Skriv én tekst. Begynder den med { eller [, så sæt den i anførselstegn.",
        )
    ]


def test_a_text_where_fields_belong_is_told_so_once(content: Copy) -> None:
    text = content.text(COMPANION)
    content.change(COMPANION, text[text.index("udelukker:") : text.index("ellers se:")], "udelukker: madhjaelp\n")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "udelukker",
            "“udelukker” skal have felter under sig. Skriv dem som “navn: værdi”, et på hver linje.",
        )
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "wrong"),
    [
        (QUESTIONS, "    slags: flere", "    slags: mange", "“slags: mange” findes ikke. Skriv en eller flere."),
        (COMPANION, "måneder: 3", "måneder: tre", "“måneder: tre” er ikke et helt tal. Skriv et tal, for eksempel 3."),
        (MUNICIPALITY, "haster: ja", "haster: yes", "“haster: yes” kan ikke forstås. Skriv ja eller nej."),
        (
            LAW_CHANGES,
            "sikkerhed: sikker",
            "sikkerhed: sikkert",
            "“sikkerhed: sikkert” findes ikke. Mente du “sikker”?",
        ),
    ],
)
def test_a_value_outside_its_choices_is_told_at_its_line(
    content: Copy, file: str, old: str, new: str, wrong: str
) -> None:
    content.change(file, old, new)
    assert content.complaints() == [content.told(file, new, wrong)]


def test_an_option_for_nobody_known_is_told_who_there_is(content: Copy) -> None:
    content.change(
        QUESTIONS, "67 år eller mere\n        kun: [mig, voksen]", "67 år eller mere\n        kun: [mig, voksn]"
    )
    assert content.complaints() == [content.told(QUESTIONS, "voksn]", "“kun: voksn” findes ikke. Mente du “voksen”?")]


def test_a_name_that_is_no_text_is_told_so(content: Copy) -> None:
    content.change(COMPANION, "trin: 2\n", "trin: 2\n{timer}: 3\n")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "{timer}: 3",
            "Feltet har ikke noget navn. Sæt en tekst, der begynder med { eller [, i anførselstegn.",
        )
    ]


# Questions and answers


def test_an_unknown_question_is_named_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "spørgsmål: faerdes", "spørgsmål: færdes")
    assert content.complaints() == [
        content.told(COMPANION, "spørgsmål: færdes", "Spørgsmålet “færdes” findes ikke. Mente du “faerdes”?")
    ]


def test_an_unknown_question_of_an_extent_is_named_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "når: {alder: [ældre]}", "når: {aldr: [ældre]}")
    assert content.complaints() == [
        content.told(COMPANION, "aldr:", "Spørgsmålet “aldr” findes ikke. Mente du “alder”?")
    ]


def test_an_answer_that_does_not_exist_is_named_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "svar: [nej]", "svar: [nejj]")
    assert content.complaints() == [
        content.told(COMPANION, "nejj", "Svaret “nejj” findes ikke i spørgsmålet “faerdes”. Mente du “nej”?")
    ]


def test_an_answer_on_a_line_of_its_own_is_named_at_that_line(content: Copy) -> None:
    content.change(COMPANION, "svar: [nej]", "svar:\n      - nejj")
    assert content.complaints() == [
        content.told(COMPANION, "- nejj", "Svaret “nejj” findes ikke i spørgsmålet “faerdes”. Mente du “nej”?")
    ]


def test_do_not_know_can_meet_no_requirement(content: Copy) -> None:
    content.change(COMPANION, "svar: [nej]", "svar: [ved-ikke]")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "ved-ikke",
            "Svaret “ved-ikke” findes ikke i spørgsmålet “faerdes”. Vælg mellem: ja, nej, på-gode-dage.",
        )
    ]


def test_an_answer_in_both_svar_and_maaske_is_named_at_the_second(content: Copy) -> None:
    content.change(COMPANION, "måske: [på-gode-dage]", "måske: [på-gode-dage, nej]")
    assert content.complaints() == [
        content.told(COMPANION, "på-gode-dage, nej", "Svaret “nej” står både under “svar” og “måske”. Slet det ene.")
    ]


def test_a_requirement_that_no_answer_meets_is_refused(content: Copy) -> None:
    content.change(COMPANION, "    svar: [nej]\n    måske: [på-gode-dage]\n", "")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "- krav: Du kan ikke gå ud alene.",
            "Ingen svar opfylder kravet. Skriv “svar: […]” eller “måske: […]”.",
        )
    ]


def test_a_requirement_with_an_empty_list_of_conditions_is_refused(content: Copy) -> None:
    content.change(
        MEALS, "    et af:\n      - spørgsmål: faerdes\n        svar: [nej, på-gode-dage]\n", "    et af: []\n"
    )
    assert content.complaints() == [
        content.told(
            MEALS, "- krav: Du kan ikke altid", "Ingen svar opfylder kravet. Skriv mindst ét spørgsmål under “et af”."
        )
    ]


def test_answers_beside_et_af_are_refused_rather_than_forgotten(content: Copy) -> None:
    content.change(MEALS, "    et af:\n", "    svar: [nej]\n    et af:\n")
    assert content.complaints() == [
        content.told(MEALS, "    svar: [nej]", "Kravet har både “svar” og “et af”. Flyt “svar” ind under “et af”.")
    ]


def test_a_need_on_a_question_that_is_not_an_opening_one_is_refused(content: Copy) -> None:
    content.change(COMPANION, "behov: [ud]\n", "behov: {faerdes: [nej]}\n")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "behov: {",
            "“faerdes” er ikke et åbningsspørgsmål. Et behov kan kun vises af dem, alle bliver spurgt om.",
        )
    ]


def test_a_question_twice_is_named_at_the_second(content: Copy) -> None:
    again = content.text(QUESTIONS)[content.text(QUESTIONS).index("  - id: faerdes") :]
    content.path(QUESTIONS).write_text(content.text(QUESTIONS) + "\n" + again, encoding="utf-8")
    line = content.text(QUESTIONS)[: content.text(QUESTIONS).rindex("- id: faerdes")].count("\n") + 1
    assert content.complaints() == [content.told(QUESTIONS, line, "Spørgsmålet “faerdes” står to gange. Slet det ene.")]


def test_an_option_that_the_loader_adds_itself_is_not_to_be_written(content: Copy) -> None:
    content.change(QUESTIONS, "      - id: nej\n", "      - id: ved-ikke\n        tekst: Ved ikke\n      - id: nej\n")
    assert content.complaints() == [
        content.told(
            QUESTIONS,
            "- id: ved-ikke",
            "Svaret “ved-ikke” står to gange. “Ved ikke” kommer af sig selv; andre skal have hver sit id.",
        )
    ]


# Examples


def test_an_example_with_a_mistyped_question_is_told_which_one_was_meant(content: Copy) -> None:
    content.change(COMPANION, "svar: {faerdes: ja}", "svar: {faerds: ja}")
    assert content.complaints() == [
        content.told(COMPANION, "faerds:", "Spørgsmålet “faerds” findes ikke. Mente du “faerdes”?")
    ]


def test_an_example_with_a_mistyped_answer_is_told_which_one_was_meant(content: Copy) -> None:
    content.change(COMPANION, "svar: {faerdes: ja}", "svar: {faerdes: jaa}")
    assert content.complaints() == [
        content.told(COMPANION, "jaa", "Svaret “jaa” findes ikke i spørgsmålet “faerdes”. Mente du “ja”?")
    ]


def test_an_example_with_a_mistyped_outcome_is_told_which_one_was_meant(content: Copy) -> None:
    content.change(COMPANION, "forventet: likely", "forventet: likly")
    assert content.complaints() == [
        content.told(COMPANION, "likly", "“forventet: likly” findes ikke. Mente du “likely”?")
    ]


def test_an_example_without_an_outcome_is_asked_for_it_once(content: Copy) -> None:
    content.change(COMPANION, "    forventet: likely\n", "")
    assert content.complaints() == [
        content.told(COMPANION, "- navn: Kan ikke gå ud alene", "Feltet “forventet” mangler. Skriv “forventet: …”.")
    ]


def test_an_example_like_one_that_does_not_come_before_it_is_told_which_one_was_meant(content: Copy) -> None:
    content.change(
        MEALS, "navn: Kan gå ud\n    ligesom: Kan ikke gå ud\n", "navn: Kan gå ud\n    ligesom: Kan ikke gå\n"
    )
    assert content.complaints() == [
        content.told(MEALS, 34, "Eksemplet “Kan ikke gå” findes ikke før dette. Mente du “Kan ikke gå ud”?")
    ]


def test_two_examples_of_one_name_are_told_apart_by_nobody(content: Copy) -> None:
    content.change(COMPANION, "navn: Er et barn", "navn: Vil have mad")
    assert content.complaints() == [
        content.told(COMPANION, 61, "Eksemplet “Vil have mad” står to gange. Giv det et andet navn.")
    ]


def test_an_example_gives_only_one_answer_to_a_question_that_takes_one(content: Copy) -> None:
    content.change(COMPANION, "svar: {faerdes: ja}", "svar: {faerdes: [ja, nej]}")
    assert content.complaints() == [
        content.told(COMPANION, "[ja, nej]", "Spørgsmålet “faerdes” tager ét svar. Skriv kun ét.")
    ]


# Dates, amounts, law changes


@pytest.mark.parametrize("written", ["22/11-2026", "2026-11-31", "2026", "i dag"])
def test_a_date_that_is_none_is_shown_how_to_be_one(content: Copy, written: str) -> None:
    content.change(COMPANION, "kontrolleret: 2026-11-22", f"kontrolleret: {written}")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "kontrolleret",
            f"“kontrolleret: {written}” er ikke en dato. Skriv år-måned-dag, for eksempel 2026-11-22.",
        )
    ]


def test_an_amount_without_a_level_year_is_asked_for_it(content: Copy) -> None:
    content.change(RATES, "  niveau: 2025\n", "")
    assert content.complaints() == [
        content.told(
            RATES, 15, "Beløbet “tilskud” har ikke noget niveau. Skriv det år, beløbet gælder for: “niveau: 2025”."
        )
    ]


def test_an_amount_says_where_the_one_of_today_stands(content: Copy) -> None:
    text = content.text(RATES)
    line = '  aktuel: {tekst: Spørg Lilleby Kommune., link: "https://lilleby.example"}\n'
    content.path(RATES).write_text(text.replace(line, "", 1), encoding="utf-8")
    assert content.complaints() == [
        content.told(
            RATES, 15, "“tilskud” siger ikke, hvor det aktuelle beløb står. Skriv “aktuel: {tekst: …, link: …}”."
        )
    ]


def test_two_level_years_that_overlap_are_told_at_the_second(content: Copy) -> None:
    content.change(RATES, "gyldig til: 2025-12-31", "gyldig til: 2026-01-01")
    assert content.complaints() == [
        content.told(
            RATES,
            26,
            "“tilskud” har to beløb, der gælder samtidig. Skriv “gyldig til” på det gamle, før det nye begynder.",
        )
    ]


@pytest.mark.parametrize(
    ("id_", "what"),
    [
        ("klagefrist", "fristen for at klage over en afgørelse"),
        ("klage-videre", "kommunens frist for at sende klagen videre til Ankestyrelsen"),
    ],
)
def test_the_deadlines_of_every_complaint_must_be_among_the_rates(content: Copy, id_: str, what: str) -> None:
    content.change(RATES, f"- id: {id_}\n", "- id: frist\n")
    assert (
        content.told(
            RATES, 1, f"Tallet “{id_}” mangler ({what}). Skriv en post med “id: {id_}”, værdi, enhed og kilde."
        )
        in content.complaints()
    )


def test_a_law_change_that_no_standard_mentions_is_refused(content: Copy) -> None:
    content.change(COMPANION, "lovændringer: [ny-alder]\n", "")
    assert content.complaints() == [
        content.told(
            LAW_CHANGES,
            "- id: ny-alder",
            "Lovændringen “ny-alder” nævnes ikke af nogen standard. "
            "Skriv den under “lovændringer” i de standarder, den gælder, eller slet den.",
        )
    ]


def test_a_law_change_for_answers_to_an_unknown_question_is_told_which_one_was_meant(content: Copy) -> None:
    content.change(LAW_CHANGES, "  sikkerhed: sikker\n", "  sikkerhed: sikker\n  når: {aldr: [ældre]}\n")
    assert content.complaints() == [
        content.told(LAW_CHANGES, "aldr:", "Spørgsmålet “aldr” findes ikke. Mente du “alder”?")
    ]


def test_an_unknown_law_change_is_named_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "[ny-alder]", "[ny-alder, ny-aldre]")
    assert content.complaints() == [
        content.told(COMPANION, "ny-aldre", "Lovændringen “ny-aldre” findes ikke. Mente du “ny-alder”?")
    ]


def test_a_law_change_twice_is_named_at_the_second(content: Copy) -> None:
    text = content.text(LAW_CHANGES)
    content.path(LAW_CHANGES).write_text(text + text, encoding="utf-8")
    assert content.complaints() == [
        content.told(LAW_CHANGES, text.count("\n") + 1, "Lovændringen “ny-alder” står to gange. Slet den ene.")
    ]


def test_a_word_twice_in_the_glossary_is_named_at_the_second(content: Copy) -> None:
    content.change("ordbog.yaml", "- ord: ledsager", "- ord: Afgørelse\n  forklaring: Et svar.\n- ord: ledsager")
    assert content.complaints() == [
        content.told("ordbog.yaml", "- ord: Afgørelse", "Ordet “Afgørelse” står to gange. Saml forklaringen ét sted.")
    ]


def test_a_rate_without_an_id_is_asked_for_it_and_is_not_taken_for_another_one(content: Copy) -> None:
    text = content.text(RATES)
    content.path(RATES).write_text(text.replace("- id: tilskud\n  navn", "- navn"), encoding="utf-8")
    assert [complaint for complaint in content.complaints() if RATES in complaint] == [
        content.told(RATES, 15, "Feltet “id” mangler. Skriv “id: …”."),
        content.told(RATES, 25, "Feltet “id” mangler. Skriv “id: …”."),
    ]


# Files as they were saved


def test_danish_letters_as_two_code_points_are_read_as_one(content: Copy) -> None:
    text = content.text(COMPANION)
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert "på-gode-dage" not in apart
    content.path(COMPANION).write_text(apart, encoding="utf-8")
    guide, problems = read(content.root, TODAY)
    assert problems == ()
    standard = guide.municipalities["lilleby"].standard("ledsagelse")
    assert standard is not None
    assert standard.requirements[1].conditions[0].discretionary == {"på-gode-dage"}


def test_a_file_that_is_not_utf_8_is_named_with_the_first_line_that_is_not(content: Copy) -> None:
    content.path(COMPANION).write_bytes(content.text(COMPANION).replace("“", "").replace("”", "").encode("latin-1"))
    assert content.complaints() == [
        content.told(COMPANION, 4, "Filen er ikke gemt som UTF-8. Gem den igen, og vælg tegnsættet UTF-8.")
    ]


@pytest.mark.parametrize(("before", "line_end"), [("", "\r\n"), ("\ufeff", "\n"), ("\ufeff", "\r\n"), ("", "\r")])
def test_windows_line_ends_and_a_byte_order_mark_change_nothing(content: Copy, before: str, line_end: str) -> None:
    plain = load(content.root, TODAY).municipalities["lilleby"].standard("ledsagelse")
    text = before + content.text(COMPANION).replace("\n", line_end)
    content.path(COMPANION).write_bytes(text.encode())
    saved = load(content.root, TODAY).municipalities["lilleby"].standard("ledsagelse")
    assert plain is not None
    assert saved is not None
    assert (saved.title, saved.sections, saved.requirements) == (plain.title, plain.sections, plain.requirements)


def test_with_windows_line_ends_a_complaint_names_the_same_line(content: Copy) -> None:
    content.change(COMPANION, "kontrolleret: 2026-11-22", "kontrolleret: i går")
    expected = content.complaints()
    content.path(COMPANION).write_bytes(("\ufeff" + content.text(COMPANION).replace("\n", "\r\n")).encode())
    assert content.complaints() == expected
    assert expected[0].startswith("content/da/lilleby/ledsagelse.md:67: ")


@pytest.mark.parametrize("nothing", ["", "\n\n  \n", "\ufeff"])
@pytest.mark.parametrize("file", [COMPANION, MUNICIPALITY, VISIT, "ordbog.yaml", "sider/om.md"])
def test_an_empty_file_is_named(content: Copy, file: str, nothing: str) -> None:
    content.path(file).write_text(nothing, encoding="utf-8")
    assert content.complaints() == [content.told(file, 1, "Filen er tom. Skriv felterne, eller slet filen.")]


@pytest.mark.parametrize("file", [QUESTIONS, RATES])
def test_a_common_file_without_anything_is_told_once_rather_than_wherever_it_is_missed(
    content: Copy, file: str
) -> None:
    content.path(file).write_text("", encoding="utf-8")
    assert content.complaints() == [content.told(file, 1, "Filen er tom. Skriv felterne, eller slet filen.")]


def test_a_file_of_comments_alone_is_told_that_nothing_stands_there(content: Copy) -> None:
    content.path(RATES).write_text("# Kommer snart\n", encoding="utf-8")
    assert content.complaints() == [content.told(RATES, 1, "Der står ingenting. Skriv felterne, eller slet filen.")]


@pytest.mark.parametrize("file", [QUESTIONS, RATES, LAW_CHANGES, "ordbog.yaml"])
def test_a_missing_common_file_is_named_once(content: Copy, file: str) -> None:
    content.path(file).unlink()
    assert content.complaints() == [
        content.told(file, 1, "Filen findes ikke eller kan ikke læses. Læg filen på denne plads.")
    ]


@pytest.mark.parametrize("slug", ["om", "privatliv", "tilgaengelighed", "afproevning", "klage"])
def test_a_missing_common_page_is_named(content: Copy, slug: str) -> None:
    content.path(f"sider/{slug}.md").unlink()
    assert content.complaints() == [content.told(f"sider/{slug}.md", 1, "Siden mangler. Opret den.")]


def test_a_municipality_without_standards_is_told_so(content: Copy) -> None:
    content.path(COMPANION).unlink()
    content.path(MEALS).unlink()
    assert (
        content.told(MUNICIPALITY, 1, "Kommunen har ingen standarder. Læg mindst én standard i mappen.")
        in content.complaints()
    )


def test_standards_without_a_municipality_are_told_what_is_missing(content: Copy) -> None:
    content.path(MUNICIPALITY).unlink()
    assert content.complaints() == [
        content.told(MUNICIPALITY, 1, "Filen mangler, så kommunen kan ikke vises. Opret den, eller slet mappen.")
    ]


def test_no_municipality_at_all_is_told_so(content: Copy) -> None:
    rmtree(content.path("lilleby"))
    assert content.complaints() == ["content/da:1: Der er ingen kommune. Opret en mappe med filen kommune.md."]


def test_a_folder_without_any_content_is_a_list_of_complaints_and_no_traceback(tmp_path: Path) -> None:
    complaints = [str(problem) for problem in read(tmp_path / "content", TODAY)[1]]
    assert len(complaints) == 12
    assert "content/da:1: Der er ingen kommune. Opret en mappe med filen kommune.md." in complaints


# What is no YAML

NO_COLON = (
    "Linjen har ikke noget kolon med mellemrum efter. "
    "Skriv “felt: værdi”. Hører linjen til teksten ovenfor, så ryk den ind."
)
OUT_OF_LINE = "Linjen kan ikke læses. Se efter, om den er rykket ind på linje med de andre felter."
TABULATOR = "Linjen er rykket ind med tabulator. Brug mellemrum, to for hvert trin."
UNSEEN = "Linjen har et usynligt tegn, der ikke kan læses. Slet tegnet, og skriv teksten igen."
UNCLOSED = "Anførselstegnet bliver ikke lukket, eller linjen har en \\. Sæt det samme tegn efter teksten."
GOES_ON = "Teksten går videre efter anførselstegnet. Brug “ og ” inde i teksten, eller begynd med et andet ord."


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("trin: 2", "trin 2", NO_COLON),
        (FEE, "pris: Det er nemt: gratis.", COLON),
        ("trin: 2", "  trin: 2", COLON),
        ("    svar: [voksen]", "   svar: [voksen]", OUT_OF_LINE),
        ("    svar: [voksen]", "\tsvar: [voksen]", TABULATOR),
        ("svar: [voksen]", "svar: [voksen", BRACKETS),
        ("når: {alder: [ældre]}", "når: {alder: [ældre]", BRACKETS),
        ("{behov: [ud], alder: voksen, faerdes: nej}", "{behov: [ud] alder: voksen, faerdes: nej}", BRACKETS),
        (FEE, 'pris: "Det" er gratis.', GOES_ON),
        (FEE, 'pris: "Det er gratis.', UNCLOSED),
        ("trin: 2", "trin: \a2", UNSEEN),
    ],
)
def test_a_line_that_is_no_yaml_is_told_what_to_write(content: Copy, old: str, new: str, wrong: str) -> None:
    content.change(COMPANION, f"{old}\n", f"{new}\n")
    line = content.text(COMPANION).split("\n").index(new) + 1 if new.startswith("    ") else new
    assert content.complaints() == [content.told(COMPANION, line, wrong)]


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        (FEE, "pris: {tilskud} om året til ture.", "{"),
        ('  - tekst: "{timer}."', "  - tekst: {timer}.", "{"),
        ("  - Du kan få {timer}.", "  - {timer} kan du få.", "{"),
        (FEE, "pris: [Som regel] gratis.", "["),
        (FEE, "pris: *Det* er gratis.", "*"),
        (FEE, "pris: @ er gratis.", "@"),
        (FEE, "pris: %-delen er gratis.", "%"),
        (FEE, "pris: > Det er gratis.", ">"),
        (FEE, "pris: &Det er gratis.", "&"),
        (FEE, "pris: !Det er gratis.", "!"),
    ],
)
def test_a_text_that_begins_with_a_mark_of_yaml_is_told_to_be_quoted(
    content: Copy, old: str, new: str, mark: str
) -> None:
    content.change(COMPANION, old, new)
    wrong = f"Teksten begynder med {mark} uden for anførselstegn. Sæt hele teksten i anførselstegn."
    assert content.complaints() == [content.told(COMPANION, new, wrong)]


def test_a_borrowed_figure_alone_without_quotation_marks_is_told_to_get_them(content: Copy) -> None:
    content.change(COMPANION, 'tekst: "{timer}."', "tekst: {timer}")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "tekst: {timer}",
            "“tekst” skal være en tekst. Skriv én tekst. Begynder den med { eller [, så sæt den i anførselstegn.",
        )
    ]


def test_a_file_without_its_two_lines_of_dashes_is_told_so(content: Copy) -> None:
    content.path(MEALS).write_text("titel: Madhjælp\n", encoding="utf-8")
    assert content.complaints() == [
        content.told(
            MEALS, 1, "Filen begynder ikke med felter mellem to linjer med ---. Skriv --- før og efter felterne."
        )
    ]


def test_a_standard_that_cannot_be_read_is_not_missed_by_those_that_name_it(content: Copy) -> None:
    content.change(COMPANION, "trin: 2\n", "trin 2\n")
    assert [complaint.split(": ", 1)[0] for complaint in content.complaints()] == [
        "content/da/lilleby/ledsagelse.md:10"
    ]


@pytest.mark.full
@pytest.mark.parametrize("file", [QUESTIONS, RATES, LAW_CHANGES, "ordbog.yaml", MUNICIPALITY, COMPANION, MEALS, VISIT])
def test_whatever_line_is_lost_cut_off_or_moved_is_no_traceback_and_names_a_line_of_the_file(
    content: Copy, file: str
) -> None:
    lines = content.text(file).split("\n")
    for number, line in enumerate(lines):
        for instead in ([], [line[: len(line) // 2]], [f"  {line}"]):
            content.path(file).write_text(
                "\n".join([*lines[:number], *instead, *lines[number + 1 :]]), encoding="utf-8"
            )
            for problem in read(content.root, TODAY)[1]:
                assert problem.wrong, f"line {number + 1} as {instead}"
                assert problem.file != f"content/da/{file}" or 1 <= problem.line <= len(lines) + 1


# Figures


def test_an_unknown_borrowed_figure_is_named_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "Du kan få {timer}.", "Du kan få {timr}.")
    assert content.complaints() == [content.told(COMPANION, "timr", "Tallet “{timr}” findes ikke. Mente du “timer”?")]


def test_an_unknown_figure_in_the_prose_is_named_at_its_own_line(content: Copy) -> None:
    content.change(
        COMPANION, "Kommunen ser på din sag {opfoelgning}.", "Kommunen ser på din sag.\n\nDet sker {opfolgning}."
    )
    assert content.complaints() == [
        content.told(COMPANION, "{opfolgning}", "Tallet “{opfolgning}” findes ikke. Mente du “opfoelgning”?")
    ]


def test_an_unknown_figure_in_a_folded_text_is_named_at_its_own_line(content: Copy) -> None:
    content.change(COMPANION, FEE, "pris: >-\n  Det er gratis.\n  Kommunen kan give {tilskudd} om året.")
    assert content.complaints() == [
        content.told(COMPANION, "tilskudd", "Tallet “{tilskudd}” findes ikke. Mente du “tilskud”?")
    ]


def test_a_figure_of_the_file_may_not_shadow_a_common_one(content: Copy) -> None:
    content.change(COMPANION, "  timer: 15", "  klagefrist: 3 uger\n  timer: 15")
    assert content.complaints() == [
        content.told(
            COMPANION, "klagefrist", "Tallet “klagefrist” står også i satser.yaml. Slet det her, og brug det fælles."
        )
    ]


def test_a_figure_of_the_file_may_not_shadow_its_processing_time(content: Copy) -> None:
    content.change(COMPANION, "  timer: 15", "  sagsbehandlingstid: 3 uger\n  timer: 15")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "  sagsbehandlingstid",
            "Tallet “sagsbehandlingstid” findes i forvejen. Slet det her; det følger af feltet af samme navn.",
        )
    ]


@pytest.mark.parametrize(
    "given",
    ["{måneder: 3, uger: 2}", "{måneder: 3, ingen: Det ved vi ikke.}", "{ingen: Nej., se: Spørg.}", "{link: x}"],
)
def test_a_processing_time_is_said_in_exactly_one_way(content: Copy, given: str) -> None:
    content.change(COMPANION, "sagsbehandlingstid: {måneder: 3}", f"sagsbehandlingstid: {given}")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "sagsbehandlingstid",
            "Sagsbehandlingstiden skal siges på én måde. Skriv måneder, uger, ingen eller se.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Det tager 3 måneder.", ["3 måneder"]),
        ("Det tager tre uger og to hele dage.", ["tre uger", "to hele dage"]),
        ("Det tager fem\nuger.", ["fem uger"]),
        ("Et kursus på femogtyve timer og et 14-dages ophold.", ["femogtyve timer", "14-dages"]),
        ("3-5 dage, to-tre timer og halvanden time", ["3-5 dage", "to-tre timer", "halvanden time"]),
        ("30 procent, 7,5 %, 2 pct. og 30%", ["30 procent", "7,5 %", "2 pct", "30%"]),
        ("10 km, 15 minutter, 4 døgn, 2 gange", ["10 km", "15 minutter", "4 døgn", "2 gange"]),
        ("De to år går.", ["to år"]),
        ("Det sker hver 14. dag og hvert 2. år.", ["hver 14. dag", "hvert 2. år"]),
        ("6.660 kr., ti kroner, kr. 500 og 500,-", ["6.660 kr.", "ti kroner", "kr. 500", "500,-"]),
    ],
)
def test_a_number_with_its_unit_is_a_figure(text: str, figures: list[str]) -> None:
    assert sorted(found.text for found in typed_figures(text)) == sorted(figures)


@pytest.mark.parametrize(
    "text",
    [
        "Serviceloven §§ 85 og 95-110, stk. 2",
        "Siden 1. september 2027 og i 2024",
        "Du er mellem 18 og 65 år.",
        "Åbent kl. 9-15 og kl. 9.00-11.00",
        "Torvet 1, 3. sal, 9999 Lilleby, telefon 12 34 56 78",
        "en gang om året, én gang om ugen, ét døgn",
        "Borgercenteret har to steder, og Otto kommer om dagen.",
        "Du kan få {timer} og {sats-2024} om ugen. Der er {antal} dage.",
        "[Loven](https://loven.example/3-dage) og https://loven.example/4-timer",
        "1. Find svaret nr. 3\n2. Gange er svært",
        "Trin 3\n\nTimer og dage",
    ],
)
def test_a_year_a_date_an_age_a_paragraph_a_clock_time_and_an_address_are_no_figures(text: str) -> None:
    assert list(typed_figures(text)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "figure"),
    [
        (COMPANION, "ser på din sag {opfoelgning}.", "ser på din sag\n2 gange om året.", "2 gange"),
        (COMPANION, "- krav: Du er voksen.", "- krav: Du har ventet 4 uger.", "4 uger"),
        (COMPANION, "ellers: Spørg kommunen om hjælp til børn.", "ellers: Spørg om to måneder.", "to måneder"),
        (COMPANION, "kort: En ledsager går med dig ud.", "kort: En ledsager går ud i 9 timer.", "9 timer"),
        (COMPANION, "- En ledsager går med dig ud.", "- Det er 9 timer.", "9 timer"),
        (COMPANION, "- Hvor mange timer du har brug for.", "- >-\n    Timer\n    over 9 timer\n    nu.", "9 timer"),
        (COMPANION, "tekst: Her kan du få mad til døren.", "tekst: Her får du 30 % mere.", "30 %"),
        (MUNICIPALITY, "tekst: Hver ordning har en frist.", "tekst: Fristen er to uger.", "to uger"),
        (MUNICIPALITY, "tekst: Ring til kommunen, og spørg.", "tekst: Ring om tre dage.", "tre dage"),
        (MUNICIPALITY, "Lilleby er en lille by.", "Lilleby er 2 km lang.", "2 km"),
        (VISIT, "En fra kommunen kommer hjem til dig.", "Hun bliver i 2 timer.", "2 timer"),
        (VISIT, "kort: Hvad der sker ved et besøg.", "kort: De 2 timer ved et besøg.", "2 timer"),
        (LAW_CHANGES, "tekst: Grænsen for ældre er nu 67 år.", "tekst: Det er om fire uger.", "fire uger"),
        (QUESTIONS, "hjælp: Vælg alt det, der passer.", "hjælp: Vælg i 5 minutter.", "5 minutter"),
        ("sider/om.md", "Kommunen afgør sagen.", "Det tager 3 dage.", "3 dage"),
    ],
)
def test_a_figure_typed_into_a_text_is_refused_at_its_line(
    content: Copy, file: str, old: str, new: str, figure: str
) -> None:
    content.change(file, old, new)
    # Only a standard has figures of its own.
    where = "under “tal” eller i satser.yaml" if file == COMPANION else "i satser.yaml"
    remedy = f"Skriv tallet {where}, og lån det ved navn: {{navn}}."
    assert content.complaints() == [content.told(file, figure, f"“{figure}” er skrevet direkte i teksten. {remedy}")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FEE, "pris: Du betaler 10 procent."),
        ("Som udgangspunkt 10 timer om måneden.", "To timer hver uge, tre gange."),
        ("{måneder: 3}", "{ingen: Det tager sjældent over 3 dage.}"),
    ],
)
def test_the_fields_of_the_rule_state_their_own_figures(content: Copy, old: str, new: str) -> None:
    content.change(COMPANION, old, new)
    assert content.complaints() == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FEE, "pris: Du betaler 500 kr. om året."),
        ("Som udgangspunkt 10 timer om måneden.", "Timer for 500 kr. om måneden."),
        ("{måneder: 3}", "{se: Det koster 500 kr. at få svar.}"),
        ("timer: 15 timer om måneden", "timer: 500 kr. om måneden"),
        ("tekst: Her kan du få mad til døren.", "tekst: Her får du 500 kr."),
    ],
)
def test_an_amount_of_money_is_borrowed_everywhere_in_the_fields_of_the_rule_too(
    content: Copy, old: str, new: str
) -> None:
    content.change(COMPANION, old, new)
    assert content.complaints() == [
        content.told(COMPANION, "500 kr.", f"“500 kr.” er skrevet direkte i teksten. {AMOUNT}")
    ]


# Sections


def test_an_unknown_section_is_named_with_the_one_that_was_meant(content: Copy) -> None:
    content.change(COMPANION, "{#hvad ", "{#hvadd ")
    assert content.complaints() == [
        content.told(COMPANION, "#hvadd", "Afsnittet “#hvadd” findes ikke. Mente du “hvad”?")
    ]


def test_a_section_twice_is_named_at_the_second(content: Copy) -> None:
    content.change(COMPANION, "{#opfoelgning ", "{#hvad ")
    assert content.complaints() == [
        content.told(
            COMPANION, "## Hvor længe", "Afsnittet “#hvad” står to gange. Saml teksten under den ene overskrift."
        )
    ]


def test_an_empty_section_is_named(content: Copy) -> None:
    content.change(COMPANION, "Kommunen ser på din sag {opfoelgning}.\n", "")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "## Hvor længe",
            "Afsnittet “Hvor længe varer det?” er tomt. Skriv teksten, eller slet overskriften.",
        )
    ]


@pytest.mark.parametrize("source", ["", ' kilde=""'])
def test_a_section_without_a_source_is_asked_for_it(content: Copy, source: str) -> None:
    content.change(COMPANION, ' kilde="Formål"', source)
    assert content.complaints() == [
        content.told(
            COMPANION,
            "## Hvad er det?",
            'Afsnittet “Hvad er det?” siger ikke, hvad det bygger på. Skriv kilde="…" i overskriften.',
        )
    ]


def test_a_heading_without_its_mark_is_shown_one_and_its_text_is_not_complained_of(content: Copy) -> None:
    content.change(COMPANION, ' {#hvad kilde="Formål"}', "")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "## Hvad er det?",
            'Overskriften mangler sit mærke. Skriv for eksempel ## Hvad er det? {#hvad kilde="Formål"}.',
        )
    ]


def test_text_before_the_first_heading_is_named_at_its_own_line(content: Copy) -> None:
    content.change(COMPANION, "\n## Hvad er det?", "\n\nKom og se.\n\n## Hvad er det?")
    assert content.complaints() == [
        content.told(COMPANION, "Kom og se.", "Der står tekst før den første overskrift. Flyt den under en overskrift.")
    ]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Mad.", "Der står tekst før den første overskrift. Flyt den under en overskrift."),
        ("", "Siden har ingen afsnit. Skriv dem under felterne."),
    ],
)
def test_a_standard_without_any_section_is_told_so(content: Copy, body: str, wrong: str) -> None:
    rule = content.text(MEALS).split("## Hvad er det?", maxsplit=1)[0].rstrip("\n")
    content.path(MEALS).write_text(f"{rule}\n{body}", encoding="utf-8")
    assert content.complaints() == [content.told(MEALS, rule.count("\n") + 2, wrong)]


def test_a_page_without_text_is_named(content: Copy) -> None:
    content.path(VISIT).write_text(content.text(VISIT).split("En fra kommunen")[0].rstrip("\n"), encoding="utf-8")
    assert content.complaints() == [content.told(VISIT, 6, "Siden har ingen tekst. Skriv teksten under felterne.")]


# What files say of one another


@pytest.mark.parametrize("field", ["udelukker", "ellers se", "i stedet for"])
def test_a_relation_to_a_standard_that_is_not_there_is_named_at_its_line(content: Copy, field: str) -> None:
    content.change(
        MEALS, "går forud for: [ledsagelse]\n", f"{field}:\n  - standard: ledsagelsen\n    tekst: Se ledsagelse.\n"
    )
    assert content.complaints() == [
        content.told(
            MEALS, "ledsagelsen", f"Standarden “ledsagelsen” under “{field}” findes ikke her. Mente du “ledsagelse”?"
        )
    ]


@pytest.mark.parametrize(
    ("file", "field", "old", "new"),
    [
        (MEALS, "går forud for", "går forud for: [ledsagelse]", "går forud for: [ledsager]"),
        (MUNICIPALITY, "trappe", "navn: Ture, standarder: [ledsagelse]", "navn: Ture, standarder: [ledsager]"),
        (MUNICIPALITY, "højst ét af", "standarder: [ledsagelse, madhjaelp]", "standarder: [ledsager, madhjaelp]"),
    ],
)
def test_a_list_with_a_standard_that_is_not_there_is_named_at_its_line(
    content: Copy, file: str, field: str, old: str, new: str
) -> None:
    content.change(file, old, new)
    assert content.complaints() == [
        content.told(file, new, f"Standarden “ledsager” under “{field}” findes ikke her. Mente du “ledsagelse”?")
    ]


def test_the_line_of_a_relation_is_its_own_and_not_one_where_the_word_stands_too(content: Copy) -> None:
    content.change(COMPANION, "  - Hvor mange timer", "  - Om dans er noget for dig, og hvor mange timer")
    content.change(COMPANION, "ellers se:\n  - standard: madhjaelp", "ellers se:\n  - standard: dans")
    assert content.complaints() == [
        content.told(
            COMPANION,
            "standard: dans",
            "Standarden “dans” under “ellers se” findes ikke her. Vælg mellem: ledsagelse, madhjaelp.",
        )
    ]


def test_a_circle_of_i_stedet_for_shows_its_way_at_every_standard_in_it(content: Copy) -> None:
    content.change(COMPANION, "udelukker:\n", "i stedet for:\n  - {standard: madhjaelp, tekst: Nej.}\nudelukker:\n")
    content.change(MEALS, "går forud for:", "i stedet for:\n  - {standard: ledsagelse, tekst: Nej.}\ngår forud for:")
    remedy = "Slet det ene sted, der ikke passer."
    assert content.complaints() == [
        content.told(
            COMPANION, "- {standard", f"“i stedet for” går i ring: ledsagelse → madhjaelp → ledsagelse. {remedy}"
        ),
        content.told(MEALS, "- {standard", f"“i stedet for” går i ring: madhjaelp → ledsagelse → madhjaelp. {remedy}"),
    ]


def test_a_standard_in_its_own_place_is_a_circle_too(content: Copy) -> None:
    content.change(MEALS, "går forud for:", "i stedet for:\n  - {standard: madhjaelp, tekst: Nej.}\ngår forud for:")
    assert content.complaints() == [
        content.told(
            MEALS,
            "- {standard",
            "“i stedet for” går i ring: madhjaelp → madhjaelp. Slet det ene sted, der ikke passer.",
        )
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "remedy"),
    [
        (COMPANION, "(standard:madhjaelp)", "(standard:madhjælp)", "Mente du “madhjaelp”?"),
        (MUNICIPALITY, "(side:besoeg)", "(side:besøg)", "Mente du “besoeg”?"),
        (VISIT, "(standard:ledsagelse)", "(standard:dans)", "Vælg mellem: ledsagelse, madhjaelp."),
        (MUNICIPALITY, "(side:besoeg)", "(sied:besoeg)", NOT_A_LINK),
        (MUNICIPALITY, "(klage)", "(klagen)", NOT_A_LINK),
        ("sider/tilgaengelighed.md", "(https://loven.example)", "(standard:ledsagelse)", ONLY_ADDRESSES),
        ("sider/tilgaengelighed.md", "(https://loven.example)", "(klage)", ONLY_ADDRESSES),
    ],
)
def test_a_link_that_leads_nowhere_is_named_at_its_line(
    content: Copy, file: str, old: str, new: str, remedy: str
) -> None:
    content.change(file, old, new)
    assert content.complaints() == [
        content.told(file, new, f"Linket “{new.strip('()')}” fører ingen steder hen. {remedy}")
    ]


@pytest.mark.parametrize("colour", ["blå", "#005b8", '"005b82"'])
def test_a_colour_that_is_none_is_shown_how_to_be_one(content: Copy, colour: str) -> None:
    written = colour if colour.startswith('"') else f'"{colour}"'
    content.change(MUNICIPALITY, 'accent: "#005b82"', f"accent: {written}")
    value = written.strip('"')
    assert content.complaints() == [
        content.told(
            MUNICIPALITY,
            "tema:",
            f'“accent: {value}” er ikke en farve. Skriv seks tegn efter #, i anførselstegn: "#00566b".',
        )
    ]


def test_a_colour_without_quotation_marks_is_told_to_get_them(content: Copy) -> None:
    content.change(MUNICIPALITY, 'accent: "#005b82"', "accent: #005b82")
    assert content.complaints() == [content.told(MUNICIPALITY, "tema:", f"{BRACKETS}")]


@pytest.mark.parametrize("value", ["1.005 kr.", "1o05", "1,00,5", "1.0055"])
def test_a_value_that_is_no_danish_number_is_told_so(content: Copy, value: str) -> None:
    line = next(
        one for one in content.text(RATES).split("\n") if "værdi:" in one and content.text(RATES).count(one) == 1
    )
    content.change(RATES, line, f"{line.split('værdi:')[0]}værdi: {value}")
    told = f"“værdi: {value}” er ikke et tal. Skriv kun tallet, for eksempel 6.660 eller 100,77."
    assert content.complaints() == [content.told(RATES, value, told)]


# Search words and the talk


def test_a_search_word_that_stands_twice_or_is_a_whole_sentence_is_told_at_its_line(content: Copy) -> None:
    content.change(COMPANION, "lov: Loven § 1", "søgeord: [følges med, Følges med]\nlov: Loven § 1")
    content.change(
        GLOSSARY,
        "- ord: ledsager\n",
        "- ord: ledsager\n  søgeord: [en der går med mig ud og hjem igen]\n",
    )
    assert content.complaints() == [
        content.told(COMPANION, "søgeord:", "Søgeordet “Følges med” står to gange. Slet det ene."),
        content.told(
            GLOSSARY,
            "søgeord:",
            "Søgeordet “en der går med mig ud og hjem igen” er for langt. Skriv højst 6 ord, sådan som borgere søger.",
        ),
    ]


def test_search_words_may_be_left_out(content: Copy) -> None:
    assert "søgeord" not in content.text(MEALS)
    assert load(content.root, TODAY).municipalities["lilleby"].standards[0].search_words == ()


def test_a_theme_of_the_talk_has_an_id_of_its_own_and_all_lists_must_be_there(content: Copy) -> None:
    theme = "  - id: krop\n    navn: Din krop\n    tekst: Det kan du, og det kan du ikke.\n"
    content.change(TALK, theme, theme + theme.replace("Din krop", "Dit sind"))
    content.change(TALK, "spørg om:\n  - Hvornår får jeg svar?\n", "")
    assert content.complaints() == [
        content.told(TALK, 1, "Feltet “spørg om” mangler. Skriv “spørg om: …”."),
        content.told(TALK, "Dit sind", "Temaet “krop” står to gange. Slet det ene.").replace(
            f":{content.line(TALK, 'Dit sind')}:", f":{content.line(TALK, 'Dit sind') - 1}:"
        ),
    ]
