"""A model's answers are kept as they came; what it proposes counts for nothing until judged."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from habeas.case import Case
from habeas.claims import EXTRACTOR, proposing
from habeas.claims.proposing.endpoint import Endpoint, EndpointFailed
from habeas.model import CaseLocked, Provenance, Source, WrongUsage, canonical_json
from habeas.pipeline import ProposeReport, judge, judged_claims, propose, rebuild, snapshot
from habeas.pipeline.readers import Readers
from habeas.sources import READER, read
from habeas.store import CaseStore, Deposit, LeafKind
from tests.claims.proposing.scripted_endpoint import (
    ScriptedEndpoint,
    claiming,
    completion,
    listening,
    send,
)
from tests.pipeline.making import ONE_PROCESS, contents
from tests.pipeline.reading_alone import IDENTITY, RECIPIENT

# In Polish, which no rule reads: what stands in the case comes from the model alone. Invented.
TESTIMONY = (
    "Strażnicy bili Tarasa Welmina w piwnicy szkoły, mówi jego siostra.\n\n"
    "Było nas 14 osób. Nikt nie przyszedł z pomocą.\n"
)
SECOND = "Potem zabrali nas do kolonii w Orrinie. Trzymali nas tam do marca.\n"
BEATING = {
    "quote": "Strażnicy bili Tarasa Welmina w piwnicy szkoły, mówi jego siostra",
    "type": "torture",
    "victim": "Tarasa Welmina",
    "actor": "Strażnicy",
}
INVENTED = {"quote": "Strażnicy zabili 40 osób w piwnicy", "type": "killing"}


_POOL: list[Readers] = []


@pytest.fixture(scope="module", autouse=True)
def pool() -> Iterator[Readers]:
    """One reading process for all these tests: what is tested is not how it starts."""
    with Readers(ONE_PROCESS) as started:
        _POOL[:] = [started]
        yield started


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    put(store, TESTIMONY)
    return store


def put(store: CaseStore, text: str) -> None:
    """Preserve a text and keep what is read from it, as an import does."""
    data = text.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    find = Provenance("account.txt", datetime(2031, 1, 1, tzinfo=UTC), store.investigator)
    store.put_source(Deposit(Source(sha256, len(data), "text/plain", (find,)), data))
    store.put_document(sha256, read(data, name="account.txt"), reader=READER)
    store.put_claims(sha256, (), extractor=EXTRACTOR)


def ask(store: CaseStore, server: ScriptedEndpoint, model: str = "m", **more: Any) -> ProposeReport:
    return propose(store, server.url, model, pool=_POOL[0], **more)


def asked(store: CaseStore, *claims: dict[str, Any], **more: Any) -> ProposeReport:
    """Ask a model that proposes these claims, whatever it is shown."""
    with listening(claiming(*claims)) as server:
        return ask(store, server, **more)


def kinds(store: CaseStore) -> list[LeafKind]:
    return [entry.kind for entry in store.leaves()]


def kept_bytes(store: CaseStore) -> list[bytes]:
    return [canonical_json(item.claim) for item in store.claims()]


def test_what_stands_there_is_proposed_and_the_rest_is_told_in_words(filled: CaseStore) -> None:
    report = asked(filled, BEATING, INVENTED)
    assert (report.documents, report.asked, report.known) == (1, 1, 0)
    assert (report.proposed, report.agreed) == (1, 0)
    assert report.refused == (("claim: the quote does not stand in what was shown", 1),)
    (claim,) = judged_claims(filled)[0]
    assert claim.state == "not reviewed"
    assert claim.row()["origin"].startswith("model:m@")
    assert claim.claim.passage.quote == BEATING["quote"]
    assert claim.claim.victim == "Tarasa Welmina"


def test_the_answer_is_kept_in_the_ledger_as_it_came(filled: CaseStore) -> None:
    with listening(claiming(BEATING)) as server:
        ask(filled, server)
    (answer,) = filled.model_answers()
    assert kinds(filled)[-1] is LeafKind.MODEL_ANSWER
    assert answer.body == completion({"claims": [BEATING]})
    assert base64.b64encode(answer.body).decode() == answer.response
    assert (answer.model, answer.host) == ("m", "127.0.0.1")
    assert answer.prompt == proposing.prompt_hash()
    assert answer.author == filled.investigator
    assert filled.verify().ok


def test_a_rebuild_makes_the_same_claims_without_the_model(filled: CaseStore) -> None:
    asked(filled, BEATING, INVENTED, {"quote": "Było nas 14 osób.", "type": "detention"})
    before, head = kept_bytes(filled), filled.head()
    described = contents(filled)
    assert len(before) == 2
    rebuild(filled, settings=ONE_PROCESS)
    assert kept_bytes(filled) == before
    assert contents(filled) == described
    assert filled.head() == head


def test_what_was_answered_is_not_asked_again_but_of_another_model(filled: CaseStore) -> None:
    with listening(claiming(BEATING)) as server:
        first = ask(filled, server)
        again = ask(filled, server)
        other = ask(filled, server, "other")
        assert len(server.asked) == 2
    assert (first.asked, again.asked, other.asked) == (1, 0, 1)
    assert (again.known, again.proposed) == (1, 1)
    # The second model found what the first one had proposed: one claim, and its agreement.
    assert (other.proposed, other.agreed) == (0, 1)
    assert len(kept_bytes(filled)) == 1


def test_a_proposal_is_no_part_of_the_record_until_a_person_judges_it(filled: CaseStore) -> None:
    asked(filled, BEATING)
    record = snapshot(filled, filled.head())
    assert [item.claims for item in record.sources] == [()]
    assert record.proposals_left_out == 1
    (proposed,) = judged_claims(filled)[0]
    judge(filled, proposed.claim.id, "confirm", reason="the sister's letter says so")
    record = snapshot(filled, filled.head())
    assert [[claim.id for claim in item.claims] for item in record.sources] == [[proposed.claim.id]]
    assert record.proposals_left_out == 0
    earlier = snapshot(filled, filled.head_at(filled.head().size - 1))
    assert [item.claims for item in earlier.sources] == [()]


def test_nobody_is_counted_by_a_proposal_alone(filled: CaseStore) -> None:
    from habeas.pipeline.person_records import person_records

    asked(filled, BEATING)
    record = snapshot(filled, filled.head())
    assert len(person_records(record.sources, record.judgements).anchors) == 0
    (proposed,) = judged_claims(filled)[0]
    judge(filled, proposed.claim.id, "confirm", reason="the sister's letter says so")
    record = snapshot(filled, filled.head())
    assert len(person_records(record.sources, record.judgements).anchors) == 1


def test_a_dossier_of_an_earlier_head_stays_the_same_whatever_is_proposed(
    filled: CaseStore, tmp_path: Path
) -> None:
    case, head = Case(filled), filled.head()
    before = case.report(tmp_path / "before.html", at=head.size)
    asked(filled, BEATING)
    (proposed,) = judged_claims(filled)[0]
    judge(filled, proposed.claim.id, "confirm", reason="the sister's letter says so")
    after = case.report(tmp_path / "after.html", at=head.size)
    assert after.sha256 == before.sha256
    now = tmp_path / "now.html"
    case.report(now)
    assert "model:m@" in now.read_text(encoding="utf-8")


def test_the_dossier_says_how_many_proposals_it_leaves_out(
    filled: CaseStore, tmp_path: Path
) -> None:
    asked(filled, BEATING)
    Case(filled).report(tmp_path / "dossier.html")
    page = (tmp_path / "dossier.html").read_text(encoding="utf-8")
    assert "Proposals of a language model that nobody has judged" in page
    assert str(BEATING["quote"]) not in page.replace(TESTIMONY, "")


def test_a_judgement_older_than_the_answer_is_none_about_it(filled: CaseStore) -> None:
    asked(filled, BEATING)
    (proposed,) = judged_claims(filled)[0]
    early = judge(filled, proposed.claim.id, "confirm", reason="so it was", clock=long_ago)
    assert early.made_at < datetime.now(UTC)
    claims, unanchored = judged_claims(filled)
    assert [claim.state for claim in claims] == ["not reviewed"]
    assert unanchored == (early,)
    assert snapshot(filled, filled.head()).proposals_left_out == 1


def long_ago() -> datetime:
    return datetime(2001, 1, 1, tzinfo=UTC)


def test_an_erased_source_takes_its_answers_and_claims_along(filled: CaseStore) -> None:
    asked(filled, BEATING)
    (source,) = filled.sources()
    filled.delete_source(source.sha256, reason="the witness asked")
    assert list(filled.model_answers()) == []
    assert list(filled.claims()) == []
    erased = [entry for entry in filled.leaves() if entry.kind is LeafKind.MODEL_ANSWER]
    assert [entry.payload for entry in erased] == [None]
    assert filled.verify().ok


def test_what_was_answered_before_a_failure_is_kept_and_the_run_goes_on(
    filled: CaseStore,
) -> None:
    put(filled, SECOND)

    def fails_at_the_second(request: BaseHTTPRequestHandler, body: bytes) -> None:
        if b"Orrinie" in body:
            send(request, b"out of memory", status=500)
        else:
            send(request, completion({"claims": [BEATING]}))

    with listening(fails_at_the_second) as server:
        with pytest.raises(EndpointFailed, match="HTTP 500"):
            ask(filled, server)
        assert len(kept_bytes(filled)) == 1
        server.reply = claiming({"quote": "Trzymali nas tam do marca.", "type": "detention"})
        report = ask(filled, server)
    assert (report.asked, report.known, report.proposed) == (1, 1, 2)
    assert filled.verify().ok


def test_an_answer_about_a_text_that_is_read_otherwise_now_still_quotes_it(
    filled: CaseStore,
) -> None:
    asked(filled, BEATING | {"passage": 1}, {"quote": "Było nas 14 osób.", "type": "detention"})
    (source,) = filled.sources()
    document = filled.document(source.sha256)
    assert document is not None
    (answer,) = filled.model_answers()
    moved = replace(
        document,
        text="\n" + document.text,
        blocks=tuple(replace(b, start=b.start + 1, end=b.end + 1) for b in document.blocks),
    )
    found = proposing.with_proposals(moved, (), [answer], source=source.sha256)
    assert [claim.passage.start for claim in found.claims] == [
        item.claim.passage.start + 1 for item in filled.claims()
    ]


@pytest.mark.parametrize("allow", [None, "example.org"])
def test_no_text_goes_to_another_machine_without_a_persons_word(
    filled: CaseStore, allow: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Endpoint, "ask", never)
    before = kinds(filled)
    with pytest.raises(WrongUsage, match="not this machine"):
        propose(filled, "https://model.example.org/v1", "m", allow_host=allow)
    with pytest.raises(WrongUsage, match="encrypted"):
        propose(filled, "http://model.example.org/v1", "m", allow_host="model.example.org")
    assert kinds(filled) == before


def never(*_: object) -> bytes:
    pytest.fail("a connection was opened")


def test_an_allowed_host_is_in_the_ledger_before_anything_is_sent(
    filled: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answers(self: Endpoint, body: bytes) -> bytes:
        assert kinds(filled)[-1] is LeafKind.ALLOWED_HOST
        return completion({"claims": [BEATING]})

    monkeypatch.setattr(Endpoint, "ask", answers)
    url = "https://Model.example.org/v1"
    propose(filled, url, "m", allow_host="Model.Example.org", pool=_POOL[0])
    (allowed,) = filled.allowed_hosts()
    assert (allowed.host, allowed.author) == ("model.example.org", filled.investigator)
    # It holds for the case: the next run needs no word, and adds none.
    monkeypatch.setattr(Endpoint, "ask", lambda *_: completion({"claims": []}))
    propose(filled, url, "other", pool=_POOL[0])
    assert kinds(filled).count(LeafKind.ALLOWED_HOST) == 1
    assert filled.verify().ok


def test_without_the_key_nothing_is_asked(filled: CaseStore) -> None:
    path = filled.path
    filled.admit_reader("Oda Lind", RECIPIENT)
    filled.close()
    with listening(claiming(BEATING)) as server:
        with CaseStore.open(path, identities=[IDENTITY]) as closed, pytest.raises(CaseLocked):
            ask(closed, server)
        assert server.asked == []


def ticking(step: timedelta) -> Callable[[], datetime]:
    moment = [datetime(2031, 1, 1, tzinfo=UTC)]

    def clock() -> datetime:
        moment[0] += step
        return moment[0]

    return clock


def test_progress_is_told_document_by_document(filled: CaseStore) -> None:
    told: list[tuple[str, float]] = []
    clock = ticking(timedelta(seconds=1))
    asked(filled, BEATING, progress=lambda name, share: told.append((name, share)), clock=clock)
    assert told == [("account.txt", 1.0)]
