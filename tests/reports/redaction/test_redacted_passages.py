"""A redacted passage is gone from all that its source says again; nothing else is. All invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from habeas.model import (
    Attribution,
    Claim,
    ClaimDate,
    Correction,
    DateInterval,
    DateRole,
    Evidence,
    Granularity,
    Place,
    Publication,
    Verdict,
)
from habeas.pipeline.as_of import ReadSource
from habeas.reports import claims_export, render_html
from habeas.reports.redaction import RedactedDossier, RedactedPassage, Redactions
from tests.reports import invented
from tests.reports.redaction.records import (
    cells_of,
    dossier,
    passage_in,
    people_list,
    record_of,
    redacted_with_people,
    source_with,
)

# Who is named (as it stands, and as it is read), as what, what she said next, and of whom.
TOLD = [
    ("Halyna Sytnykova", "Halyna Sytnykova", "nurse", "She said that they beat four prisoners."),
    ("Галини Ситникової", "Галина Ситникова", "медсестра", "Вона сказала, що били чотирьох."),
    ("Галины Сытниковой", "Галина Сытникова", "медсестра", "Она сказала, что били четверых."),
]


def shown(done: RedactedDossier) -> str:
    """All words of a dossier: its page and its statements as data."""
    made = [claims_export(done.content, each).content.decode() for each in (".csv", ".ftm.json")]
    return "\n".join([render_html(done.content).decode(), *made])


def claims_of(done: RedactedDossier) -> list[Claim]:
    return [claim for item in done.content.sources for claim in item.claims]


def withheld(done: RedactedDossier) -> int:
    assert done.content.redaction is not None
    return done.content.redaction.statements


@pytest.mark.parametrize(("printed", "read", "role", "next_one"), TOLD)
def test_nobody_is_named_by_the_statement_after_a_redacted_passage(
    printed: str, read: str, role: str, next_one: str
) -> None:
    first = f"{role}: {printed}, Orlyne, 2023."
    text = f"{first} {next_one}"
    speaker = Attribution(read, role, (), (read, "Harbour Courier"))
    by_pronoun = Evidence("speaker", inferred_from="a pronoun, by the last speaker who fits")
    place = Evidence("place", text.index("Orlyne"), text.index("Orlyne") + 6)
    source = source_with(
        text,
        invented.claim_of(text, first, attribution=speaker),
        invented.claim_of(
            text,
            next_one,
            attribution=speaker,
            evidence=(by_pronoun, place),
            victim=read,
            place=Place("Orlyne"),
        ),
    )
    done = redacted_with_people(
        record_of(source), Redactions(passages=(passage_in(source, first),))
    )
    (left,) = claims_of(done)
    words = shown(done)
    for gone in (printed, read, *read.split(), role, "Orlyne"):
        assert gone not in words
    assert left.attribution == Attribution(
        "[redacted]", None, (), ("[redacted]", "Harbour Courier")
    )
    assert (left.victim, left.place) == (None, None)
    assert withheld(done) == 1


@pytest.mark.parametrize(("printed", "read", "role", "next_one"), TOLD)
def test_whom_another_sentence_names_as_well_is_named_still(
    printed: str, read: str, role: str, next_one: str
) -> None:
    first, last = f"{role}: {printed}, Orlyne, 2023.", f"{read}, {role}."
    text = f"{first} {next_one} {last}"
    speaker = Attribution(read, role)
    source = source_with(text, invented.claim_of(text, next_one, attribution=speaker))
    done = dossier(Redactions(passages=(passage_in(source, first),)), record_of(source))
    (left,) = claims_of(done)
    assert left.attribution == speaker


def test_a_date_that_stands_in_a_redacted_passage_dates_no_statement_beside_it() -> None:
    text = "It was 3 March 2023. On that day they beat him."
    day = date(2023, 3, 3)
    dated = ClaimDate(DateInterval.on(day), Granularity.DAY, DateRole.EVENT)
    claim = invented.claim_of(
        text, "On that day they beat him.", date=dated, evidence=(Evidence("date", 7, 19),)
    )
    source = source_with(text, claim)
    done = dossier(Redactions(passages=(passage_in(source, "3 March 2023"),)), record_of(source))
    assert [each.date for each in claims_of(done)] == [None]
    assert "2023-03-03" not in shown(done)


def test_a_correction_does_not_say_who_stands_in_a_redacted_passage() -> None:
    text = "Halyna Sytnykova spoke to us. She said that they beat four prisoners."
    quote = "She said that they beat four prisoners."
    claim = invented.claim_of(text, quote)
    source = source_with(text, claim)
    judged = invented.judged(
        claim, Verdict.CORRECT, "by the pronoun", Correction("speaker", "Halyna Sytnykova")
    )
    judged = replace(judged, source=source.source.sha256)
    record = replace(record_of(source), judgements={claim.id: (judged,)})
    passage = passage_in(source, "Halyna Sytnykova")
    assert "Sytnykova" not in shown(dossier(Redactions(passages=(passage,)), record))


def listed_as_written() -> ReadSource:
    """A row of which the text has more than the values: doubled quotation marks."""
    header, row = ("name", "place", "note"), ('Horobchuk "Kit" Stepan', "Orlyne", 'said "he wept"')
    raw = tuple(value.replace('"', '""') for value in row)
    listed = people_list(raw, ("Lypnyak Orest", "Lower Sedge", "x"), header=header)
    assert listed.document is not None
    first, *others = listed.document.records
    cells = tuple(replace(cell, value=value) for cell, value in zip(first.cells, row, strict=True))
    records = (replace(first, cells=cells), *others)
    return replace(listed, document=replace(listed.document, records=records))


def test_of_a_redacted_row_no_value_stays_that_is_written_otherwise_in_the_text() -> None:
    source = listed_as_written()
    assert source.document is not None
    row = source.document.records[0]
    passage = RedactedPassage(source.source.sha256, row.start, row.end)
    done = redacted_with_people(record_of(source), Redactions(passages=(passage,)))
    assert cells_of(done) == [["[redacted passage]"] * 3, ["Lypnyak Orest", "Lower Sedge", "x"]]
    assert "Horobchuk" not in shown(done)
    assert "wept" not in shown(done)


HEADED = [
    ("Nurse Sytnykova speaks out", "By Danka Verholaz, The Lower Herald, 7 May 2023", "en"),
    ("Медсестра Ситникова свідчить", "Данка Вергулаз, Нижній вісник, 7 травня 2023 року", "uk"),
    ("Медсестра Сытникова говорит", "Данка Вергулаз, Нижний вестник, 7 мая 2023 года", "ru"),
]


@pytest.mark.parametrize(("title", "byline", "language"), HEADED)
@pytest.mark.parametrize("suffix", ["", " | Harbour Courier"])
@pytest.mark.parametrize("between", [" ", "_", "-"])
def test_a_redacted_heading_stands_in_no_property_of_its_source(
    title: str, byline: str, language: str, suffix: str, between: str
) -> None:
    author, paper, _ = (part.removeprefix("By ") for part in byline.split(", "))
    day = DateInterval.on(date(2023, 5, 7))
    source = source_with(
        f"{title}\n\n{byline}\n\nThey beat four prisoners.",
        name=f"saved/{title.replace(' ', between)}.html",
        language=language,
        title=f"{title}{suffix}",
        author=author,
        publisher=paper,
        publication=Publication(day, "meta article:published_time"),
    )
    described = replace(source.source, author=author, publisher=paper, published=day)
    source = replace(source, source=described)
    passage = passage_in(source, f"{title}\n\n{byline}")
    done = dossier(Redactions(passages=(passage,)), record_of(source))
    words = shown(done)
    for gone in (title, title.split()[1], author, author.split()[1], paper, "2023-05-07"):
        assert gone not in words
    document = done.content.sources[0].document
    assert document is not None
    assert document.publication is None
    assert done.content.sources[0].source.published is None


def test_the_properties_that_a_passage_does_not_tell_stay() -> None:
    day = DateInterval.on(date(2023, 5, 7))
    source = source_with(
        "Four are beaten\n\nBy Danka Verholaz\n\nThe guard was Petro Lysak in 2021.",
        title="Four are beaten",
        author="Danka Verholaz",
        publication=Publication(day, "meta article:published_time"),
    )
    done = dossier(Redactions(passages=(passage_in(source, "Petro Lysak"),)), record_of(source))
    document = done.content.sources[0].document
    assert document is not None
    assert (document.title, document.author) == ("Four are beaten", "Danka Verholaz")
    assert document.publication is not None
    assert document.publication.interval == day


@pytest.mark.parametrize("words", ["2023", "Orlyne", "in Orlyne", "beat three men"])
def test_a_passage_of_few_words_is_redacted_where_it_stands_and_nowhere_else(words: str) -> None:
    first = "Guards in Orlyne beat three men in June 2023."
    second = "Others in Orlyne beat three men in July 2023 as well."
    text = f"{first} {second}"
    source = source_with(text, invented.claim_of(text, first), invented.claim_of(text, second))
    done = dossier(Redactions(passages=(passage_in(source, words),)), record_of(source))
    (left,) = claims_of(done)
    assert left.passage.quote == second
    assert withheld(done) == 1


def test_a_copy_of_a_passage_of_five_words_is_withheld_as_well() -> None:
    words = "Guards in Orlyne beat three men"
    copied = f"The letter says: {words} in a cellar."
    one = source_with(f"{words}.", invented.claim_of(f"{words}.", f"{words}."))
    other = source_with(copied, invented.claim_of(copied, copied), name="letter.txt")
    done = dossier(Redactions(passages=(passage_in(one, words),)), record_of(one, other))
    assert claims_of(done) == []
    assert withheld(done) == 2
    assert "Orlyne" not in shown(done)


def test_a_record_that_says_redacted_passage_itself_keeps_its_statement() -> None:
    text = "In the file is [redacted passage] about four prisoners."
    source = source_with(text, invented.claim_of(text, text))
    done = dossier(Redactions(persons=("Mira Tolvan",)), record_of(source))
    assert [each.passage.quote for each in claims_of(done)] == [text]
