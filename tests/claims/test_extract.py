"""The extractor as a whole: any text, any length, the same answer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.claims import claim_id, claim_types, extract
from habeas.model import Claim, DateInterval, canonical_json, from_plain, to_plain
from habeas.sources import read
from tests.claims.reading import PUBLISHED, lines_of, only_line

SENTENCES = [
    "Guards beat the men in Bakhmut every night, Oksana Verba told Reuters.",
    '"They took my son," she said. "Nobody came."',
    "The ministry denied it — 12 of the 14 men “died of natural causes”.",
    "In late March, 5 prisoners (aged 19–45) were moved to IK-3…",
    "\ufeffТак говорили. 🕯️ Résumé naïve e\u0301.",
    "Photo: Lina Orlyk/AFP",
    "ALL CAPS HEADLINE WITHOUT A STOP",
    "a:b;c,d--e",
    "\r\n\r\n",
]


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40)
PARTS = st.lists(st.sampled_from(SENTENCES) | WORDS, max_size=6)


@settings(max_examples=40, deadline=None)
@given(PARTS, st.sampled_from(["\n", "\n\n", " "]))
def test_any_text_yields_claims_that_stand_at_their_offsets(parts: list[str], joint: str) -> None:
    text = f"{joint.join(parts)}{joint}A body was found near Odesa."
    document = read(text.encode(), name="a.txt")
    for claim in extract(document, published=PUBLISHED):
        assert claim.passage.stands_in(document.text)
        assert claim.passage.start <= claim.content[0] < claim.content[1] <= claim.passage.end
        for evidence in claim.evidence:
            if evidence.start is not None and evidence.end is not None:
                assert 0 <= evidence.start < evidence.end <= len(document.text)
        assert claim.type in claim_types()


def test_the_same_text_gives_the_same_claims() -> None:
    document = read("\n\n".join(SENTENCES).encode(), name="a.txt")
    first, second = (canonical_json(extract(document, published=PUBLISHED)) for _ in range(2))
    assert first == second


def test_claims_survive_being_written_and_read() -> None:
    document = read("\n\n".join(SENTENCES).encode(), name="a.txt")
    for claim in extract(document, source="0" * 64, published=PUBLISHED):
        assert from_plain(Claim, to_plain(claim)) == claim


def test_an_id_depends_on_source_and_place_alone() -> None:
    assert claim_id("a" * 64, 3, 9) == claim_id("a" * 64, 3, 9)
    assert len({claim_id("a" * 64, 3, 9), claim_id("b" * 64, 3, 9), claim_id("a" * 64, 3, 8)}) == 3


def test_a_very_long_paragraph_is_read_whole() -> None:
    text = " ".join(f"Guards beat prisoner {number} in Odesa." for number in range(900))
    lines = lines_of(text)
    assert len(lines) == 900
    assert "899" in lines[-1]["text"]


def test_a_text_without_spaces_does_not_break_the_reader() -> None:
    document = read(b"x" * 60_000 + b" he said.", name="a.txt")
    claims = extract(document, published=DateInterval(None, None))
    assert all(claim.passage.stands_in(document.text) for claim in claims)


def test_a_paragraph_in_another_language_yields_no_claims() -> None:
    german = "Er sagte, dass die Gefangenen jede Nacht im Keller der Kolonie geschlagen wurden."
    assert not any(german[:10] in line["text"] for line in lines_of(german))


def test_paragraphs_of_three_languages_are_read_each_in_its_own() -> None:
    lines = lines_of(
        "The lawyer said on Monday that guards had beaten the prisoners in the colony.\n\n"
        "В мае 2025 года заключённых избивали каждую ночь в колонии, сообщил адвокат.\n\n"
        "У травні 2025 року полонених били щоночі в колонії, повідомив адвокат."
    )
    assert [(line["date_from"], line["date_to"]) for line in lines] == [
        ("2025-11-10", "2025-11-10"),
        ("2025-05-01", "2025-05-31"),
        ("2025-05-01", "2025-05-31"),
    ]


def test_a_dateline_belongs_to_no_claim() -> None:
    lines = lines_of("VILNIUS, Feb. 20 (Baltic Newswire) — Seven men died in a prison in Mogilev.")
    assert lines[0]["text"] == "Seven men died in a prison in Mogilev."
    assert lines[0]["date_from"] is None


def test_a_sentence_broken_by_the_layout_is_one_claim() -> None:
    lines = lines_of("The Church said that she has a\n\nvested interest in lying about it.")
    assert len(lines) == 1
    assert lines[0]["text"].endswith("about it.")


def test_until_a_time_is_printed_with_the_time_that_it_names() -> None:
    line = only_line("The prison held the men in a cellar until early March 2025.")
    assert (line["date_from"], line["date_to"]) == ("2025-03-01", "2025-03-10")


def test_a_birth_date_dates_no_claim() -> None:
    lines = lines_of("The teacher, born on 4 May 1980, was beaten by guards in the cell.")
    assert not any(line["date_from"] for line in lines)
