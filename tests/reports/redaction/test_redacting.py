"""The redacted record: offsets hold, numbers stay, and what is left out is said. All invented."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from habeas.model import (
    Claim,
    Place,
    PlaceCandidate,
    SeenSighting,
    SeenSite,
    SiteJudgement,
    SiteVerdict,
    WrongUsage,
)
from habeas.pipeline import count, resolved, settle_labels, summarise_people
from habeas.reports import render_html
from habeas.reports.redaction import (
    RedactedDossier,
    RedactedPassage,
    Redactions,
    redact,
    redacted_dossier,
)
from habeas.store import Placed
from tests.reports import invented
from tests.reports.redaction.canaries import canaries
from tests.reports.redaction.planted import NOW, each_alone, planted
from tests.reports.redaction.records import dossier, invented_record, people_list

FEW = planted(canaries(10, 3), resolver=each_alone)


def page(done: RedactedDossier) -> str:
    return render_html(done.content).decode()


def test_every_span_holds_the_words_that_it_says() -> None:
    for item in redact(FEW.record, FEW.people, FEW.redactions).record.sources:
        if item.document is None:
            continue
        text = item.document.text
        for claim in item.claims:
            assert claim.passage.stands_in(text)
            start, end = claim.passage.start, claim.passage.end
            assert text[max(0, start - 32) : start] == claim.passage.prefix
            assert text[end : end + 32] == claim.passage.suffix
            for passage in claim.occurrences:
                assert passage.stands_in(text)
            assert start <= claim.content[0] <= claim.content[1] <= end
            for each in claim.evidence:
                if each.start is not None and each.end is not None:
                    assert start <= each.start < each.end <= end
        for record in item.document.records:
            for cell in record.cells:
                assert text[cell.start : cell.end] == cell.value


def test_blocks_still_cover_the_text_without_overlaps() -> None:
    for item in redact(FEW.record, FEW.people, FEW.redactions).record.sources:
        if item.document is None:
            continue
        blocks, text = item.document.blocks, item.document.text
        assert all(one.end <= other.start for one, other in pairwise(blocks))
        outside = "".join(
            text[one:other]
            for one, other in pairwise(
                [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
            )
        )
        covered = "".join(text[block.start : block.end] for block in blocks)
        assert len("".join(outside.split())) == len("".join(text.split()))
        assert "".join(covered.split()) == "".join(text.split())


def test_the_order_in_which_redactions_are_asked_for_changes_nothing() -> None:
    turned = Redactions(
        FEW.redactions.persons[::-1],
        FEW.redactions.places[::-1],
        FEW.redactions.passages[::-1],
    )
    pages = {
        render_html(
            redacted_dossier(
                FEW.record, FEW.people, redactions, case_id="case-1", version="1.0"
            ).content
        )
        for redactions in (FEW.redactions, turned, FEW.redactions)
    }
    assert len(pages) == 1


def test_a_redacted_person_still_counts() -> None:
    assert FEW.people is not None
    before = summarise_people(FEW.people)
    done = redact(FEW.record, FEW.people, FEW.redactions)
    assert done.people is not None
    after = summarise_people(done.people)
    assert before.records > 0
    assert (after.records, after.persons, after.lists, after.texts, after.sizes) == (
        before.records, before.persons, before.lists, before.texts, before.sizes,
    )  # fmt: skip
    assert len(after.judgements) == len(before.judgements) == 2


def test_the_estimate_of_a_table_is_the_one_of_the_words_that_were_redacted() -> None:
    """Lists named for two spellings of a person would have one name, and no estimate."""
    header = ("Tolvan's list", "Толван", "count")
    rows = (("1", "1", "20"), ("1", "0", "31"), ("0", "1", "17"))
    record = replace(invented_record(), sources=(people_list(*rows, header=header),))
    (before,) = count((item.source, item.document) for item in record.sources)
    assert before.estimate is not None
    done = dossier(Redactions(persons=("Mira Tolvan = Міра Толван",)), record)
    (after,) = done.content.estimates
    assert after.estimate is not None
    assert (after.estimate.point, after.estimate.low) == (
        before.estimate.point, before.estimate.low,
    )  # fmt: skip
    assert "Tolvan" not in page(done)
    assert "Толван" not in page(done)


def test_of_a_redacted_persons_row_stays_what_happened_and_not_who_it_was() -> None:
    header = ("name", "date of birth", "phone", "place", "captured")
    listed = people_list(
        ("Mira Tolvan", "1984-05-06", "555-0101", "Lower Sedge", "2026-02-11"),
        ("Pavlo Rien", "1990-01-02", "555-0102", "Lower Sedge", "2026-02-12"),
        header=header,
    )
    record = replace(invented_record(), sources=(listed,))
    done = dossier(Redactions(persons=("Mira Tolvan",)), record)
    document = done.content.sources[0].document
    assert document is not None
    told = [[cell.value for cell in row.cells] for row in document.records]
    assert told == [
        ["Person A", "[redacted]", "[redacted]", "Lower Sedge", "2026-02-11"],
        ["Pavlo Rien", "1990-01-02", "555-0102", "Lower Sedge", "2026-02-12"],
    ]


def test_the_dossier_says_what_was_taken_out_and_only_then() -> None:
    done = dossier(Redactions(persons=("Mira Tolvan",), places=("Orlyne",)))
    words = page(done)
    assert "Redacted: 1 person, 1 place, 0 passages, 0 sources." in words
    assert 'id="redaction"' not in render_html(invented.case()).decode()
    assert "Tolvan" not in words
    assert "Orlyne" not in words


def test_the_dossier_says_that_judgements_about_sites_are_left_out() -> None:
    seen = SeenSite(48.9, 36.4, 5.0, 0.7, (SeenSighting("a-1", invented.REPORT_SOURCE.sha256),))
    judged = SiteJudgement(SiteVerdict.SUPPORTED, seen, "as she told", "Ada Example", NOW)
    record = replace(invented_record(), site_judgements=(Placed(11, judged),))
    words = page(dossier(Redactions(persons=("Mira Tolvan",)), record))
    assert "1 judgement about sites left out" in words
    assert "about sites left out" not in page(dossier(Redactions(persons=("Mira Tolvan",))))


def test_a_redacted_place_is_on_no_map() -> None:
    assert "48.900" in render_html(invented.case()).decode()
    done = dossier(Redactions(places=("Orlyne",)))
    for item in done.content.sources:
        for claim in item.claims:
            assert (
                claim.place is None
                or claim.place.candidates == ()
                or ("Orlyne" not in str(claim.place))
            )
    assert "48.900" not in page(done)


def test_another_name_for_a_redacted_place_is_redacted_too() -> None:
    """Two names with one reading are one place, so that neither gives the other away."""
    record = invented_record()
    first = record.sources[0]
    assert first.document is not None
    text = first.document.text
    sedge = Place("Lower Sedge", (PlaceCandidate("Orlyne", 48.9, 36.4, "city", "XV"),))
    claims: list[Claim] = [
        replace(claim, place=sedge) if "Lower Sedge" in claim.passage.quote else claim
        for claim in first.claims
    ]
    assert any(claim.place == sedge for claim in claims)
    assert "Lower Sedge" in text
    changed = replace(record, sources=(replace(first, claims=tuple(claims)), *record.sources[1:]))
    done = dossier(Redactions(places=("Orlyne",)), changed)
    assert "Lower Sedge" not in page(done)
    assert done.report.places[0].names[1:] == ("Lower Sedge",)


def test_statements_in_a_redacted_passage_are_left_out_and_counted() -> None:
    record = invented_record()
    source = record.sources[0].source.sha256
    start = invented.REPORT.index("They held us")
    redaction = RedactedPassage(source, start, start + len("They held us in the cellar"))
    done = dossier(Redactions(passages=(redaction,)))
    before = sum(len(item.claims) for item in record.sources)
    after = sum(len(item.claims) for item in done.content.sources)
    assert before - after == done.content.redaction.statements > 0  # type: ignore[union-attr] # a redacted dossier has a notice
    assert "cellar" not in page(done)
    assert "[redacted passage]" in page(done)


def test_the_words_of_a_passage_are_redacted_wherever_they_stand_again() -> None:
    record = invented_record()
    words = "They held us in the cellar"
    start = invented.REPORT.index(words)
    source = record.sources[0].source.sha256
    claim = next(each for item in record.sources for each in item.claims
                 if each.id in record.judgements)  # fmt: skip
    judged = record.judgements[claim.id]
    quoting = (replace(judged[0], reason=f"She says: {words.upper()}, twice."), *judged[1:])
    changed = replace(record, judgements={**record.judgements, claim.id: quoting})
    done = dossier(
        Redactions(passages=(RedactedPassage(source, start, start + len(words)),)), changed
    )
    assert "cellar" not in page(done).casefold()


def test_a_redacted_source_is_gone() -> None:
    record = invented_record()
    listed = record.sources[2]
    done = dossier(Redactions(sources=(listed.source.sha256[:10],)))
    words = page(done)
    assert len(done.content.sources) == len(record.sources) - 1
    assert "Darko Ilm" not in words
    assert listed.source.name not in words
    assert "0 passages, 1 source." in words


def test_no_identifier_that_comes_from_a_short_value_is_left() -> None:
    record = invented_record()
    words = page(dossier(Redactions(persons=("Mira Tolvan",))))
    before = render_html(invented.case()).decode()
    ids = [claim.id for item in record.sources for claim in item.claims]
    hashes = [item.source.sha256[:12] for item in record.sources]
    assert any(name in before for name in ids)
    assert all(name in before for name in hashes)
    assert [name for name in (*ids, *hashes) if name in words] == []
    assert re.search(r"claim-00000\d", words)
    assert "source-00001" in words


def test_the_report_says_which_source_a_number_stands_for() -> None:
    record = invented_record()
    report = dossier(Redactions(persons=("Mira Tolvan",))).report
    assert report.references == tuple(
        (f"source-{number:05}", item.source.sha256) for number, item in enumerate(record.sources, 1)
    )


def test_judgements_and_labels_still_find_what_they_are_about() -> None:
    done = redact(FEW.record, FEW.people, FEW.redactions).record
    labels = settle_labels(done, done.labels)
    given = [name for name, label in labels.claims.items() if label.own]
    assert given == [done.sources[0].claims[0].id]
    assert labels.sources["source-00002"].own
    assert len(done.event_judgements) == 1
    for name, judged in done.judgements.items():
        claim = next(claim for claim in done.sources[0].claims if claim.id == name)
        assert judged[0].claim_id == name
        assert judged[0].passage == claim.passage


def test_who_shares_a_surname_is_told_to_the_investigator_alone() -> None:
    assert FEW.people is not None
    one, other = (each for each in FEW.redactions.persons[:2])
    surname = one.split()[-1]
    done = redacted_dossier(
        FEW.record,
        FEW.people,
        Redactions(persons=(f"Марко {surname}",)),
        case_id="case-1",
        version="1.0",
    )
    assert any(surname in name for name in done.report.persons[0].shared_with)
    assert not any(other in name for name in done.report.persons[0].shared_with)
    words = page(done)
    assert surname not in words
    assert "shared with" not in words
    assert not any(name in words for name in done.report.persons[0].shared_with)


def test_what_is_found_nowhere_is_reported() -> None:
    report = dossier(
        Redactions(persons=("Xenia Quorl", "Mira Tolvan"), places=("Quorlstead",))
    ).report
    assert report.not_found == ("Xenia Quorl", "Quorlstead")
    assert report.notice.persons == 1


@pytest.mark.parametrize(
    "redactions",
    [
        Redactions(persons=("p-abcdefghijkl",)),
        Redactions(sources=("00" * 32,)),
        Redactions(passages=(RedactedPassage("00" * 32, 0, 4),)),
        Redactions(places=("Ukraine",)),
    ],
)
def test_what_the_record_cannot_have_is_refused(redactions: Redactions) -> None:
    with pytest.raises(WrongUsage):
        dossier(redactions)


def test_a_passage_past_the_end_of_its_text_is_refused() -> None:
    source = invented_record().sources[0].source.sha256
    with pytest.raises(WrongUsage, match="no text at"):
        dossier(Redactions(passages=(RedactedPassage(source, 0, 99_999),)))


def test_a_name_in_the_name_of_the_file_to_be_written_is_noticed() -> None:
    done = dossier(Redactions(persons=("Mira Tolvan",)))
    assert done.finds("dossier-tolvan.pdf")
    assert not done.finds("dossier.pdf")


def test_a_word_of_everyday_speech_is_a_name_in_a_column_of_names() -> None:
    header = ("surname", "phone", "place")
    listed = people_list(("stone", "555-0101", "Lower Sedge"), header=header)
    record = replace(invented_record(), sources=(listed,))
    done = dossier(Redactions(persons=("Mark Stone",)), record)
    document = done.content.sources[0].document
    assert document is not None
    assert [cell.value for cell in document.records[0].cells][1:] == ["[redacted]", "Lower Sedge"]
    assert "stone" not in document.text


def test_whoever_is_redacted_has_no_date_of_birth_in_whatever_order_a_list_names_them() -> None:
    header = ("name", "date of birth", "place")
    listed = people_list(
        ("Толван Міра Іванівна", "1984-05-06", "Lower Sedge"),
        ("TOLVAN MIRA", "06.05.1984", "Lower Sedge"),
        ("Tolvan M.", "1984-05-06", "Lower Sedge"),
        ("Rien Pavlo", "1990-01-02", "Lower Sedge"),
        header=header,
    )
    record = replace(invented_record(), sources=(listed,))
    people, _ = resolved(record, resolver=each_alone)
    done = redact(record, people, Redactions(persons=("Mira Tolvan = Міра Толван",)))
    assert done.people is not None
    told = done.people.resolution.records
    assert told.name.texts() == ["Person A", "Person A", "Person A", "Rien Pavlo"]
    assert told.born.texts() == ["", "", "", "1990-01-02"]
