"""A reading process that hangs, dies or eats memory costs one document, and says so."""

from __future__ import annotations

import re
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from habeas.model import UnreadableSource
from habeas.pipeline import add, process, read_one
from habeas.pipeline.isolation import Level
from habeas.pipeline.process import Nursery, ReaderStopped
from habeas.pipeline.questions import Question
from habeas.pipeline.readers import Readers
from habeas.store import CaseStore
from tests.pipeline.children import readers_alive
from tests.pipeline.making import ONE_PROCESS, REPORT, UKRAINIAN, account, write


def question(text: str = REPORT) -> Question:
    return Question("ab" * 32, "report.txt", text.encode())


def test_reading_that_takes_too_long_is_ended_and_said() -> None:
    with pytest.raises(UnreadableSource, match=r"reading took longer than 0\.01 s"):
        read_one(REPORT.encode(), name="report.txt", settings=replace(ONE_PROCESS, seconds=0.01))


def test_a_document_whose_claims_take_too_long_is_kept_without_them() -> None:
    # Reading so many words takes a blink, finding their claims several seconds.
    impatient = replace(ONE_PROCESS, seconds=4.0, characters_per_second=10**9)
    # Every paragraph is another one: copies of a paragraph are searched once.
    long_report = "\n\n".join(REPORT.replace("Orrin", f"Orrin{n}") for n in range(3_000))
    with Readers(impatient) as readers:
        answer = readers.read(question(long_report)).result()
    assert answer.document is not None
    assert answer.claims == ()
    assert answer.claims_problem == "finding them took longer than 4 s"


def test_a_nursery_that_dies_is_replaced() -> None:
    with Readers(ONE_PROCESS) as readers:
        # Only one that has answered is up in full, whatever wraps it.
        assert readers.read(question()).result().document is not None
        kill_the_nurseries()
        assert "the reader died (SIGKILL)" in (readers.read(question()).result().problem or "")
        assert readers.read(question()).result().document is not None


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not enforce RLIMIT_AS")
def test_a_reader_that_needs_too_much_memory_costs_one_document() -> None:
    frugal = replace(ONE_PROCESS, memory=208 * 1024 * 1024)
    long = UKRAINIAN * 125_000
    with Readers(frugal) as readers:
        answer = readers.read(question(long)).result()
        assert answer.document is None
        assert re.search("(?i)memory|died", answer.problem or "")
        assert readers.read(question(UKRAINIAN)).result().document is not None


def test_no_reader_outlives_the_import(store: CaseStore, tmp_path: Path) -> None:
    add(store, [write(tmp_path / "in", {"a.txt": account(1)})], settings=ONE_PROCESS)
    assert readers_alive() == []


def test_leaving_the_pool_ends_what_still_reads() -> None:
    started = time.monotonic()
    with Readers(ONE_PROCESS) as readers:
        readers.read(question())
        readers.read(question())
    assert time.monotonic() - started < 2
    assert readers_alive() == []


def test_the_claims_of_a_text_do_not_depend_on_the_texts_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "_MOST_TEXTS", 2)
    texts = [REPORT.replace("Velmin", name) for name in ("Tarnyk", "Sandul", "Korvin", "Ilmen")]
    with Readers(ONE_PROCESS) as readers:
        # The third is found by a second worker; the last time each is asked for alone.
        together = [readers.read(question(text)).result().claims for text in texts]
    for text, claims in list(zip(texts, together, strict=True))[1::2]:
        with Readers(ONE_PROCESS) as readers:
            assert readers.read(question(text)).result().claims == claims
    assert all(together)


def test_a_worker_that_dies_over_a_text_costs_that_text_alone() -> None:
    with Readers(ONE_PROCESS) as readers:
        assert readers.read(question()).result().claims
        impatient = replace(readers.settings, seconds=0.001, characters_per_second=10**9)
        given, readers.settings = readers.settings, impatient
        document = read_one(REPORT.encode(), name="report.txt", settings=ONE_PROCESS)[0]
        asked = replace(question(), content=document)
        assert readers.read(asked).result().claims_problem
        readers.settings = given
        assert readers.read(question()).result().claims


def test_a_nursery_that_was_stopped_answers_no_more() -> None:
    nursery = Nursery(ONE_PROCESS, Level.NONE)
    nursery.stop()
    with pytest.raises(ReaderStopped):
        list(nursery.ask({"job": "read", "untrusted_name": ""}, b"x", 10))


def kill_the_nurseries() -> None:
    """Kill them and whatever wraps them, and come back only when all are dead."""
    doomed = readers_alive()
    for item in doomed:
        with suppress(psutil.NoSuchProcess):
            item.kill()
    while any(is_running(item) for item in doomed):
        time.sleep(0.01)


def is_running(item: psutil.Process) -> bool:
    # It is not waited for: how it ended is for the pool to find out.
    with suppress(psutil.NoSuchProcess):
        return bool(item.status() != psutil.STATUS_ZOMBIE)
    return False
