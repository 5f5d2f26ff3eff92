"""A dossier of a redacted record: computed from it, swept once more, and with an account of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model import Confidentiality
from habeas.pipeline import ListCount, ResolvedPeople, Snapshot, count
from habeas.reports.assembling import assembled
from habeas.reports.content import CountedList, DossierContent
from habeas.reports.redaction.asked import AskedPerson, AskedPlace
from habeas.reports.redaction.pseudonyms import NAMELESS, PASSAGE, uses_in
from habeas.reports.redaction.redacting import RedactedRecord, redact
from habeas.reports.redaction.report import RedactionNotice, RedactionReport, Replacement
from habeas.reports.redaction.request import Redactions
from habeas.reports.redaction.rewriting import rewritten

_MOST_LEFT = 40


@dataclass(frozen=True)
class RedactedDossier:
    """What may be rendered in any format, and what only the investigator may see."""

    content: DossierContent
    report: RedactionReport
    _record: RedactedRecord

    @property
    def people(self) -> ResolvedPeople | None:
        """The people of the redacted record."""
        return self._record.people

    def finds(self, text: str) -> bool:
        """Whether a text, such as the name of the file to be written, holds what was redacted."""
        return self._record.hider.finds(text)


def redacted_dossier(
    record: Snapshot,
    people: ResolvedPeople | None,
    redactions: Redactions,
    *,
    case_id: str,
    version: str,
    audience: Confidentiality = Confidentiality.CONFIDENTIAL,
) -> RedactedDossier:
    """The dossier of a record, as `assembled`, without what is to be redacted.

    The same record and redactions give the same dossier. Raises WrongUsage for a redaction that
    the record cannot have.
    """
    done = redact(record, people, redactions)
    content = assembled(
        done.record,
        done.people,
        case_id=done.hider.hidden(case_id),
        version=version,
        audience=audience,
    )
    content = _swept(replace(content, estimates=_estimates(record, content, done)), done)
    report = _report(content, record, done)
    return RedactedDossier(replace(content, redaction=report.notice), report, done)


def _estimates(
    record: Snapshot, content: DossierContent, done: RedactedRecord
) -> tuple[CountedList, ...]:
    """The estimates of the tables as they are: a pseudonym must not change how many are missing."""
    before = [
        each
        for each in count((item.source, item.document) for item in record.sources)
        if each.source not in done.asked.sources
    ]
    if [_figure(each) for each in before] == [_figure(each) for each in content.estimates]:
        return content.estimates
    return tuple(_hidden(each, done) for each in before)


def _hidden(item: ListCount, done: RedactedRecord) -> CountedList:
    """The estimate of a table, without names; a digest is of the names as well."""
    new = rewritten(
        CountedList(
            done.references.of(item.source),
            item.sheet,
            item.estimate,
            item.table,
            item.reason,
            item.notes,
        ),
        done.hider.hidden,
    )
    if new.estimate is None or new.table is None:
        return new
    return replace(new, estimate=replace(new.estimate, digest=new.table.digest))


def _figure(item: ListCount | CountedList) -> tuple[object, ...]:
    if item.estimate is None or item.table is None:
        return (None, item.reason is None)
    found = item.estimate
    return (found.point, found.low, found.high)


def _swept(content: DossierContent, done: RedactedRecord) -> DossierContent:
    """All that was computed, with every text of it looked through once more.

    The sources with their documents and claims are left as they are: their offsets must hold.
    """
    return replace(
        rewritten(
            replace(content, sources=(), judgements={}, unanchored=(), checkpoint=None),
            done.hider.hidden,
        ),
        sources=content.sources,
        judgements=content.judgements,
        unanchored=content.unanchored,
        checkpoint=content.checkpoint,
    )


def _report(content: DossierContent, record: Snapshot, done: RedactedRecord) -> RedactionReport:
    times = _uses(content)
    named = done.hider.pseudonyms.persons_met
    placed = done.hider.pseudonyms.places_met
    shared = _shared(done)
    persons = tuple(_replacements(named, done.asked.persons, times, shared))
    places = tuple(_replacements(placed, done.asked.places, times, {}))
    sources = {item.source.sha256 for item in record.sources}
    return RedactionReport(
        persons,
        places,
        (*_missed(named, done.asked.persons), *_missed(placed, done.asked.places)),
        times[NAMELESS],
        times[PASSAGE],
        tuple(
            (words, sha256)
            for sha256, words in done.references.sources.items()
            if sha256 in sources
        ),
        RedactionNotice(
            len(persons),
            len(places),
            sum(map(len, done.asked.passages.values())),
            len(done.asked.sources),
            done.statements_withheld,
            len(record.site_judgements),
        ),
        _left(content, done),
    )


def _left(content: DossierContent, done: RedactedRecord) -> tuple[tuple[str, int], ...]:
    """The words that stay and look like a redacted name, the most frequent first."""
    times: Counter[str] = Counter()

    def look(text: str) -> str:
        times.update(done.hider.left_in(text))
        return text

    rewritten(content, look)
    return tuple(sorted(times.items(), key=lambda item: (-item[1], item[0]))[:_MOST_LEFT])


def _missed(met: Mapping[int, str], asked: Sequence[AskedPerson | AskedPlace]) -> Iterator[str]:
    return (each.entry for number, each in enumerate(asked) if number not in met)


def _replacements(
    met: Mapping[int, str],
    asked: Sequence[AskedPerson | AskedPlace],
    times: Counter[str],
    shared: Mapping[int, tuple[str, ...]],
) -> Iterator[Replacement]:
    for number, pseudonym in met.items():
        uses = sum(count for words, count in times.items() if pseudonym in words.split(" or "))
        yield Replacement(pseudonym, asked[number].names, uses, shared.get(number, ()))


def _shared(done: RedactedRecord) -> dict[int, tuple[str, ...]]:
    found: dict[int, dict[str, None]] = {}
    for name in done.asked.others():
        for number in done.hider.shares(name):
            found.setdefault(number, {})[name] = None
    return {number: tuple(names) for number, names in found.items()}


def _uses(content: DossierContent) -> Counter[str]:
    """How often each pseudonym stands in the data of a dossier."""
    times: Counter[str] = Counter()

    def look(text: str) -> str:
        times.update(uses_in(text))
        return text

    rewritten(content, look)
    return times
