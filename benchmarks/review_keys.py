"""How long a reviewer waits from a key to the next item painted, with 100,000 items queued.

    python benchmarks/review_keys.py                      # both queues, 100 judgements each
    python benchmarks/review_keys.py --judgements 20 --queued 1000

A case of invented sources is made on the disk, encrypted, and served in this process; the system's
Chromium opens the queue and presses S. The clock starts with the keydown event and stops in the
second animation frame after it in which the next item is in the page: by then it was painted. The
pairs are invented records (two lists of as many rows as pairs are queued); of the claims, what a
source says is invented too, and put beside it without being read. Nothing is judged before all
that the workbench computes in the background is there.

Also told: how long the server takes to record a judgement by the clock, and how many milliseconds
of the processor it and the browser use for one, drawing and polling included, which a loaded
machine disturbs less; and the load of the machine. Making 100,000 claims takes a minute or two.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import uvicorn
from playwright.sync_api import CDPSession, Page, sync_playwright

import habeas
from habeas.case import Case
from habeas.claims import EXTRACTOR
from habeas.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Modality,
    Passage,
    Place,
    Provenance,
    RecordAnchor,
    Source,
    Stance,
    WrongUsage,
)
from habeas.people import Records, Resolution, ScoredPairs
from habeas.pipeline import Question, ResolvedPeople, Settled
from habeas.sources import READER
from habeas.store import Deposit
from habeas.web import build_app
from habeas.web.pages.review.pair_desk import pair_desk
from habeas.web.security import new_gate

PASSPHRASE = "only for this measurement"  # noqa: S105 - it opens nothing but invented sources
CHROMIUM = "/usr/bin/chromium"
PORT = 48_765
PER_SOURCE = 200
SURNAMES = ("Velmin", "Morven", "Drenik", "Halvek", "Tolvar", "Sennik", "Borlan", "Kevris")
GIVEN = ("Taras", "Ila", "Pavlo", "Dorin", "Mira", "Oksan", "Levko", "Yaryn")
# Waits for the item after this key, then for the frame after the one that shows it.
WATCH = """
() => {
  window.waits = [];
  window.addEventListener("keydown", () => {
    const pressed = performance.now();
    const before = document.querySelector("[data-queue-item]")?.dataset.queueItem;
    const look = () => {
      const now = document.querySelector("[data-queue-item]")?.dataset.queueItem;
      if (now === undefined || now === before) return requestAnimationFrame(look);
      requestAnimationFrame(() => window.waits.push(performance.now() - pressed));
    };
    requestAnimationFrame(look);
  }, { capture: true });
}
"""


def main() -> None:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judgements", type=int, default=100)
    parser.add_argument("--queued", type=int, default=100_000, help="pairs, and claims")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, made(Path(folder), chosen.queued) as case:
        served = Served(case)
        served.bench.settle()
        pair_desk(served.bench).take(*invented_pairs(case, chosen.queued))
        rows = served.measured(chosen.judgements)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, encrypted case on the disk")
    print(f"{'queue':<8}{'queued':>9}{'judged':>8}{'p50 ms':>9}{'p95 ms':>9}{'most ms':>9}", end="")
    print(f"{'server p50':>12}{'server p95':>12}{'server cpu':>12}{'browser cpu':>13}")
    for row in rows:
        waits, answers = row.waits, row.answers
        print(f"{row.name:<8}{row.queued:>9,}{len(waits):>8}", end="")
        print(f"{at(waits, 50):>9.1f}{at(waits, 95):>9.1f}{max(waits):>9.1f}", end="")
        print(f"{at(answers, 50):>12.1f}{at(answers, 95):>12.1f}", end="")
        print(f"{row.server_cpu:>12.1f}{row.browser_cpu:>13.1f}")


@dataclass(frozen=True)
class Row:
    """What was measured at one queue, in milliseconds: waits at the browser, answers of the server,
    and of the processor for each judgement, at the server and in all processes of the browser.
    """

    name: str
    queued: int
    waits: list[float]
    answers: list[float]
    server_cpu: float
    browser_cpu: float


def at(values: list[float], percent: int) -> float:
    """A percentile of some values."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


@contextmanager
def made(folder: Path, claims: int) -> Iterator[Case]:
    """An encrypted case whose sources hold so many claims, or a few more."""
    with habeas.new(folder / "case", investigator="Ila Morven", passphrase=PASSPHRASE) as case:
        texts = [_text(number) for number in range(-(-claims // PER_SOURCE))]
        deposits = [_deposit(number, text) for number, text in enumerate(texts)]
        case.store.put_sources(deposits)
        for number, (text, deposit) in enumerate(zip(texts, deposits, strict=True)):
            sha256 = deposit.source.sha256
            block = Block(BlockKind.PARAGRAPH, 0, len(text), "en")
            document = Document(text, (block,), "text/plain", language="en")
            case.store.put_document(sha256, document, reader=READER)
            case.store.put_claims(sha256, list(_claims(number, text)), extractor=EXTRACTOR)
        yield case


def _text(number: int) -> str:
    """A source of as many sentences as it holds claims, no two of them alike."""
    first = number * PER_SOURCE
    return "\n".join(
        f"Guards of block {number} beat prisoner {first + each}, his sister told the Orrin Herald."
        for each in range(PER_SOURCE)
    )


def _deposit(number: int, text: str) -> Deposit:
    content = text.encode()
    found = Provenance(f"report-{number}.txt", datetime(2031, 4, 1, tzinfo=UTC), "Ila Morven")
    sha256 = hashlib.sha256(content).hexdigest()
    return Deposit(Source(sha256, len(content), "text/plain", (found,)), content)


def _claims(number: int, text: str) -> Iterator[Claim]:
    start = 0
    for place, line in enumerate(text.split("\n")):
        span = start, start + len(line)
        yield Claim(
            id=f"{number:08x}{place:04x}",
            passage=Passage.of(text, *span),
            content=span,
            type="torture",
            type_scores=(("torture", 0.9),),
            stance=Stance.ASSERTS,
            negated=False,
            modality=Modality.FACT,
            attribution=Attribution("his sister"),
            confidence=0.5 + place / 1_000,
            origin="rule:invented@1",
            evidence=(Evidence("stance", *span),),
            victim="prisoner",
            place=Place("block"),
        )
        start = span[1] + 1


def invented_pairs(case: Case, number: int) -> tuple[ResolvedPeople, list[Question]]:
    """So many questions, each about a record of either of two lists."""
    import numpy as np

    source = next(case.store.sources()).sha256
    rows = 2 * number
    ids = [f"{source[:12]}/{row}" for row in range(rows)]
    surnames = [f"{SURNAMES[row % 8]}{row // 16 % 997}" for row in range(rows)]
    given = [GIVEN[row // 8 % 8] for row in range(rows)]
    records = Records.build(
        ids,
        list=["families" if row < number else "observers" for row in range(rows)],
        surname=surnames,
        given=given,
        name=[f"{one} {other}" for one, other in zip(given, surnames, strict=True)],
        born=[f"19{60 + row % 40}" for row in range(rows)],
    )
    nothing = np.zeros(0, dtype=np.int32)
    pairs = ScoredPairs(nothing, nothing, nothing.astype(np.float32), nothing.astype(np.bool_))
    resolution = Resolution(
        records,
        np.arange(rows, dtype=np.int32),
        tuple(f"p-{row}" for row in range(rows)),
        np.ones(rows),
        pairs,
    )
    anchors = tuple(
        RecordAnchor(source, name, row=row, content="0" * 64) for row, name in enumerate(ids)
    )
    people = ResolvedPeople(resolution, anchors, (), (), Settled((), ()))
    questions = [
        Question((ids[row], ids[row + number]), (row, row + number), False, 0.5, 1.0)
        for row in range(number)
    ]
    return people, questions


class Served:
    """The workbench of a case, served on this machine in a thread."""

    def __init__(self, case: Case) -> None:
        self.gate = new_gate(PORT, "127.0.0.1")
        self.app = build_app(case, self.gate)
        self.bench = self.app.state.bench
        self.answers: list[float] = []

    def measured(self, judgements: int) -> list[Row]:
        """What either queue takes."""
        config = uvicorn.Config(self.app, "127.0.0.1", PORT, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=CHROMIUM, args=["--no-sandbox"]
                )
                page = browser.new_page()
                self._log_in(page)
                rows = [
                    self._queue(page, "claims", "/review", judgements),
                    self._queue(page, "pairs", "/review/pairs", judgements),
                ]
                browser.close()
                return rows
        finally:
            server.should_exit = True
            thread.join()

    def _log_in(self, page: Page) -> None:
        page.goto(f"http://127.0.0.1:{PORT}/login#token={self.gate.token}")
        page.wait_for_url(lambda url: "/login" not in url, timeout=30_000)

    def _queue(self, page: Page, name: str, path: str, judgements: int) -> Row:
        queued = self._open(page, path)
        answers: list[float] = []
        page.on("requestfinished", lambda request: answers.extend(_took(request)))
        page.evaluate(WATCH)
        browser = page.context.browser
        if browser is None:
            raise WrongUsage("the page belongs to no browser")
        processes = browser.new_browser_cdp_session()
        browser_before, server_before = _busy(processes), time.process_time()
        for number in range(judgements):
            page.keyboard.press("s")
            _wait_until(partial(_has_waits, page, number + 1))
            # Nobody reads an item in less than this.
            time.sleep(0.3)
        server_cpu = (time.process_time() - server_before) / judgements * 1_000
        browser_cpu = (_busy(processes) - browser_before) / judgements * 1_000
        waits: list[float] = page.evaluate("window.waits")
        time.sleep(1)
        return Row(name, queued, waits, answers, server_cpu, browser_cpu)

    def _open(self, page: Page, path: str) -> int:
        page.goto(f"http://127.0.0.1:{PORT}{path}")
        # A page that waits for its figures takes them in by itself.
        page.wait_for_selector("[data-queue-item]", timeout=120_000)
        page.wait_for_selector("html[data-started]", state="attached")
        time.sleep(1.5)
        found = page.evaluate(f"fetch('{path}.json').then((answer) => answer.json())")
        return int(found["remaining"])


def _wait_until(so: Callable[[], bool]) -> None:
    """Ask again until it is so; the page's own policy lets no text run that would wait in it."""
    deadline = time.monotonic() + 30
    while not so():
        if time.monotonic() > deadline:
            raise WrongUsage("the next item did not come within 30 seconds")
        time.sleep(0.02)


def _busy(browser: CDPSession) -> float:
    """Seconds of the processor that all processes of the browser have used."""
    processes = browser.send("SystemInfo.getProcessInfo")["processInfo"]
    return sum(float(each["cpuTime"]) for each in processes)


def _has_waits(page: Page, number: int) -> bool:
    return bool(page.evaluate("window.waits.length") >= number)


def _took(request: object) -> Iterator[float]:
    """How long the server took for a judgement: from the request to its first byte."""
    if getattr(request, "method", "") == "POST" and "judge" in getattr(request, "url", ""):
        timing = request.timing  # type: ignore[attr-defined]  # a request of Playwright
        yield timing["responseStart"] - timing["requestStart"]


if __name__ == "__main__":
    main()
