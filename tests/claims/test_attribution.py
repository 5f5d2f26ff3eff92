"""Who speaks, through whom. All persons are invented."""

from __future__ import annotations

import pytest

from tests.claims.reading import line_with, lines_of, only_line


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "Guards beat the men every night, Oksana Verba told Ukrinform.",
            "Oksana Verba",
            ["Ukrinform"],
        ),
        ("According to Oksana Verba, guards beat the men every night.", "Oksana Verba", []),
        ("Guards beat the men every night, according to Oksana Verba.", "Oksana Verba", []),
        ('"Guards beat the men every night," said Oksana Verba.', "Oksana Verba", []),
        (
            "Lawyer Oksana Verba said guards beat the men every night, according to Reuters.",
            "Oksana Verba",
            ["Reuters"],
        ),
        (
            '"Guards beat the men," Oksana Verba said, as cited by Interfax.',
            "Oksana Verba",
            ["Interfax"],
        ),
        (
            "A March report by Human Rights Watch found that guards beat the men every night.",
            "Human Rights Watch",
            [],
        ),
        ("Rights advocates say guards beat the men every night.", "Rights advocates", []),
        ("Guards beat the men every night.", "narrator", []),
    ],
)
def test_the_innermost_source_speaks(text: str, speaker: str, via: list[str]) -> None:
    line = only_line(text)
    assert line["speaker"] == speaker
    assert line["via"] == via
    expected_chain = ([] if speaker == "narrator" else [speaker]) + via + ["Meridian Post"]
    assert line["chain"] == expected_chain


def test_a_surname_alone_is_the_full_name_used_before() -> None:
    lines = lines_of(
        "Lawyer Oksana Verba visited the colony.\n\nThe men were beaten, Verba told Reuters."
    )
    assert line_with(lines, "beaten")["speaker"] == "Oksana Verba"


def test_she_is_the_last_woman_who_spoke() -> None:
    lines = lines_of(
        "The men were starved, Oksana Verba told Reuters. Ihor Tsap said he knew nothing. "
        '"I saw it myself," she added.'
    )
    assert line_with(lines, "saw it myself")["speaker"] == "Oksana Verba"


def test_a_pronoun_that_fits_nobody_stays_a_pronoun() -> None:
    line = line_with(lines_of("The men were starved, she said."), "starved")
    assert line["speaker"] == "she"
    assert "no speaker fits" in line["inferred_from"]["speaker"]
    assert line["confidence"] < 0.5


def test_a_quote_without_a_source_continues_the_last_one() -> None:
    lines = lines_of(
        '"They starved us," Oksana Verba told Reuters.\n\n"Nobody came for two years."'
    )
    assert line_with(lines, "Nobody came")["speaker"] == "Oksana Verba"


def test_all_sentences_of_one_quotation_have_its_source() -> None:
    lines = lines_of('"They came at dawn. They took my son," Oksana Verba told Ukrinform.')
    assert [line["speaker"] for line in lines] == ["Oksana Verba"] * 2
    assert [line["via"] for line in lines] == [["Ukrinform"]] * 2


def test_a_colon_lends_its_speaker_to_what_follows() -> None:
    lines = lines_of(
        "In a statement the prison service denied the allegations:\n\n"
        "No prisoner was ever beaten there."
    )
    assert line_with(lines, "No prisoner")["speaker"] == "prison service"


def test_an_account_that_an_outlet_published_governs_what_follows() -> None:
    lines = lines_of(
        "The broadcaster Hromadske in May published an account of the torture of a soldier.\n\n"
        "He was captured near Bakhmut. Guards broke his ribs.\n\n"
        "In June, the lawyer Ihor Tsap said that the case was closed."
    )
    assert line_with(lines, "captured near")["speaker"] == "Hromadske"
    assert line_with(lines, "broke his ribs")["speaker"] == "Hromadske"
    assert line_with(lines, "case was closed")["speaker"] == "Ihor Tsap"


def test_a_first_person_text_speaks_with_the_voice_of_its_witness() -> None:
    lines = lines_of(
        "Testimony of Danylo Shvets, recorded by Open Gate.\n\n"
        "I was captured in April. They put a bag over my head. I heard a train every night.\n\n"
        "My cell was damp. We slept on the floor, and they beat me with a pipe."
    )
    beaten = line_with(lines, "damp")
    assert beaten["speaker"] == "Danylo Shvets"
    assert beaten["speaker_role"] == "witness"
    assert "Open Gate" in beaten["via"]


def test_every_value_shows_where_it_comes_from() -> None:
    line = only_line("In March, Oksana Verba told Reuters that guards in Bakhmut beat 12 men.")
    for field in ("speaker", "place", "date"):
        start, end = line["evidence"][field]
        assert 0 <= start < end
    assert line["inferred_from"]["type"].startswith("cues:")


def test_a_pronoun_in_what_a_person_says_is_that_person() -> None:
    lines = lines_of(
        "Judge Vera Example opened the hearing.\n\n"
        "The witness Oksana Verba said she had noted the death of one prisoner."
    )
    assert line_with(lines, "noted")["speaker"] == "Oksana Verba"


def test_it_is_so_for_a_witness_who_has_only_an_initial() -> None:
    lines = lines_of(
        "Суд в составе судьи Вересаевой Л. Н. установил следующее.\n\n"
        "Свидетель К., фельдшер, показала, что в феврале она констатировала смерть мужчины."
    )
    assert line_with(lines, "смерть")["speaker"] == "Свидетель К."
