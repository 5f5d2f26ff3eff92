"""What the record cannot say is computed from it."""

from dataclasses import replace
from datetime import date

from habeas.model import Claim, Document, Source
from habeas.reports import DossierContent, SourceContent, build
from habeas.reports.limits import Limit
from tests.reports import invented


def limit(content: DossierContent, title: str) -> Limit | None:
    return next((item for item in build(content).limits if title in item.title), None)


def test_what_is_missing_is_counted_against_the_whole() -> None:
    found = build(invented.case()).limits

    def counted(title: str) -> tuple[int, int]:
        (one,) = (item for item in found if title in item.title)
        return one.count, one.of

    assert counted("Sources without text") == (1, 4)
    assert counted("languages that are not read") == (2, 9)
    assert counted("nobody has reviewed") == (3, 5)
    assert counted("without a date") == (3, 5)
    assert counted("without a place") == (2, 5)
    assert counted("outlet's own voice") == (1, 5)
    assert counted("could not be taken in") == (1, 5)
    assert counted("no statement holds any more") == (1, 5)
    assert counted("Erased sources") == (1, 5)


def test_the_languages_that_are_not_read_are_named() -> None:
    found = limit(invented.case(), "languages that are not read")
    assert found is not None
    assert "Not read, by language: pl 2." in found.meaning


def test_what_is_not_missing_is_not_listed() -> None:
    assert limit(invented.case(), "Places without coordinates") is None


def test_a_rejected_statement_is_missing_nothing() -> None:
    content = invented.case()
    rejected = next(iter(content.judgements[invented.HEADLINE.id]))
    every = {claim.id: (rejected,) for claim in invented.CLAIMS}
    found = limit(replace(content, judgements=every), "nobody has reviewed")
    assert found is None


def uncorroborated(*sources: tuple[Source, Claim]) -> int:
    document = Document(invented.REPORT, (), "text/plain")
    content = replace(
        invented.case(),
        sources=tuple(
            SourceContent(source, document, claims=(claim,)) for source, claim in sources
        ),
        judgements={},
    )
    found = limit(content, "no independent source repeats")
    return found.count if found else 0


def test_two_sources_of_one_event_support_each_other() -> None:
    second = replace(invented.BEATING, id="other")
    assert not uncorroborated(
        (invented.REPORT_SOURCE, invented.BEATING), (invented.NOTE_SOURCE, second)
    )


def test_copies_of_one_original_count_once() -> None:
    one = replace(invented.REPORT_SOURCE, independence_group="wire")
    two = replace(invented.NOTE_SOURCE, independence_group="wire")
    second = replace(invented.BEATING, id="other")
    assert uncorroborated((one, invented.BEATING), (two, second)) == 2


def test_another_day_is_another_event() -> None:
    day = date(2025, 1, 1)
    second = replace(invented.BEATING, id="other", date=invented.dates(day, day))
    assert (
        uncorroborated((invented.REPORT_SOURCE, invented.BEATING), (invented.NOTE_SOURCE, second))
        == 2
    )
