"""A worker that its document has taken over: what it may still say, and to whom.

The program that is tried here differs from ours in one thing only: as a reader, it executes the
document. So each test is a parser's worst failure, in the same process, under the same limits.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import psutil
import pytest

from habeas.claims import claim_id
from habeas.model import HabeasError
from habeas.pipeline.accepting import NonsenseAnswer, accepted_claims, accepted_document
from habeas.pipeline.isolation import Level, best_level, probe
from habeas.pipeline.process import Nursery, ReaderStopped, ReaderTooSlow
from habeas.pipeline.protocol import Frame
from tests.pipeline.children import readers_alive
from tests.pipeline.making import ONE_PROCESS

TAKEN_OVER = """
import os, sys, struct, time, json, signal
import habeas.pipeline.serving as serving, habeas.pipeline.worker as worker

def read(request, payload):
    told = {}
    exec(payload.decode(), {**globals(), "answers": serving.ANSWERS, "told": told})
    yield told, b""

kept = serving.serve
def serve(requests, answers):
    serving.ANSWERS = answers
    kept(requests, answers)

serving._JOBS["read"] = read
worker.serve = serve
worker.main()
"""


class Weak(Nursery):
    """A nursery whose workers do what their document says."""

    PROGRAM = ("-c", TAKEN_OVER)

    def __init__(self, level: Level) -> None:
        self._others = set(readers_alive())
        super().__init__(ONE_PROCESS, level)

    def left_behind(self) -> set[psutil.Process]:
        """What is alive of this nursery and its workers."""
        return set(readers_alive()) - self._others


LEVELS = [level for level in (Level.BUBBLEWRAP, Level.LANDLOCK) if probe(level).works]


@pytest.fixture
def nursery() -> Iterator[Weak]:
    """One at the level that imports use here."""
    weak = Weak(best_level())
    yield weak
    weak.stop()


@pytest.fixture(scope="module", params=LEVELS or [best_level()])
def shared(request: pytest.FixtureRequest) -> Iterator[Nursery]:
    """One at each level that works here, for all that must leave it unharmed."""
    weak = Weak(request.param)
    yield weak
    weak.stop()


def with_most_in_ci(names: Iterable[str], sample: int) -> list[object]:
    """The first few by default, as each takes a process of its own; the others in `ci`."""
    return [
        name if number < sample else pytest.param(name, marks=pytest.mark.ci)
        for number, name in enumerate(names)
    ]


def does(nursery: Nursery, code: str, *, seconds: float = 20.0) -> list[Frame]:
    """All that a worker says whose document is this code."""
    return list(nursery.ask({"job": "read", "untrusted_name": "x"}, code.encode(), seconds))


def tells(nursery: Nursery, code: str) -> object:
    """What the code left in `told["told"]`."""
    (frame,) = does(nursery, code)
    return frame[0]["told"]


def test_nothing_is_left_of_one_document_when_the_next_is_read(shared: Nursery) -> None:
    say = "import habeas.sources as rooms\ntold['told'] = [os.getpid(), hasattr(rooms, 'mark')]"
    first = tells(shared, f"{say}\nrooms.mark = True\nimport builtins; builtins.open = None")
    second = tells(shared, say)
    assert isinstance(first, list)
    assert isinstance(second, list)
    assert first[1] is False
    assert second[1] is False
    assert first[0] != second[0]


def test_a_worker_holds_its_own_pipes_and_no_line_to_anybody(shared: Nursery) -> None:
    code = """
kinds = []
for number in range(256):
    try:
        kinds.append(os.fstat(number).st_mode & 0o170000)
    except OSError:
        pass
told['told'] = [oct(kind) for kind in kinds]
"""
    kinds = tells(shared, code)
    assert isinstance(kinds, list)
    assert kinds.count("0o10000") == 2, "pipes: its request and its answer"
    assert "0o140000" not in kinds, "no socket"


@pytest.mark.parametrize(
    "attempt",
    [
        "os.kill(os.getppid(), 9)",
        "os.kill(1, 9)",
        "os.killpg(os.getpgrp(), 9)",
        "os.fork()",
        "os.setsid()",
        "open(f'/proc/{os.getppid()}/mem', 'r+b')",
        "open(f'/proc/{os.getppid()}/mem', 'rb')",
        "open('/dev/shm/left-for-the-next', 'w')",
        "open('/tmp/left-for-the-next', 'w')",
        "os.mkdir('/tmp/left-for-the-next')",
        "__import__('socket').socketpair()",
    ],
)
def test_it_reaches_neither_the_nursery_nor_the_next_worker(shared: Nursery, attempt: str) -> None:
    code = f"try:\n    {attempt}\n    told['told'] = 'done'\nexcept OSError as error:\n    "
    assert tells(shared, code + "told['told'] = type(error).__name__") != "done"
    assert tells(shared, "told['told'] = 'still there'") == "still there"


NONSENSE = {
    "more than one end": "serving.send(answers, {'end': True})",
    "a length that no answer has": "os.write(answers.fileno(), struct.pack('>QQ', 2**60, 0))",
    "a payload that was not asked for": "serving.send(answers, {'a': 1}, b'x')",
    "no JSON": "os.write(answers.fileno(), struct.pack('>QQ', 4, 0) + b'}}}}')",
    "infinity": "os.write(answers.fileno(), struct.pack('>QQ', 14, 0) + b'{\"a\":Infinity}')",
    "lists in lists": (
        "head = b'{\"a\":' + b'[' * 200_000 + b']' * 200_000 + b'}'\n"
        "os.write(answers.fileno(), struct.pack('>QQ', len(head), 0))\nanswers.write(head)"
    ),
    "its own death": "os._exit(3)",
    "no end": "answers.flush(); os._exit(0)",
    "half an answer": "os.write(answers.fileno(), struct.pack('>QQ', 50, 0) + b'{'); os._exit(0)",
}


@pytest.mark.parametrize("what", with_most_in_ci(NONSENSE, 3))
def test_an_answer_out_of_order_ends_it_and_its_nursery(nursery: Nursery, what: str) -> None:
    with pytest.raises(ReaderStopped):
        does(nursery, NONSENSE[what], seconds=8)
    with pytest.raises(ReaderStopped):
        does(nursery, "1", seconds=8)


UNENDING = (
    "time.sleep(60)",
    "while True: pass",
    "os.close(answers.fileno()); time.sleep(60)",
    "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
)


@pytest.mark.parametrize("how", with_most_in_ci(UNENDING, 2))
def test_one_that_will_not_end_is_ended(nursery: Weak, how: str) -> None:
    started = time.monotonic()
    with pytest.raises(ReaderStopped):
        does(nursery, how, seconds=1.0)
    assert time.monotonic() - started < 8
    assert nursery.left_behind() == set()


def test_endless_answers_are_not_listened_to(nursery: Weak) -> None:
    frames = nursery.ask(
        {"job": "read", "untrusted_name": "x"}, b"while True: serving.send(answers, {'a': 1})", 20
    )
    next(frames)
    next(frames)
    frames.close()  # type: ignore[attr-defined]  # it is a generator
    assert nursery.left_behind() == set()


def test_too_slow_is_told_apart_from_dead(nursery: Nursery) -> None:
    with pytest.raises(ReaderTooSlow):
        does(nursery, "time.sleep(60)", seconds=0.5)


TEXT = "Guards beat the prisoners. They denied it."
BLOCK = {"kind": "paragraph", "start": 0, "end": len(TEXT), "language": "en"}
OUTSIDE = {"column": "a", "value": "b", "start": 0, "end": 40}
SOURCE = "ab" * 32
GOOD = {"text": TEXT, "blocks": [BLOCK], "media_type": "text/plain"}


@pytest.mark.parametrize(
    "lie",
    [
        {"blocks": [{**BLOCK, "end": 10_000}]},
        {"blocks": [{**BLOCK, "start": -5}]},
        {"blocks": [{**BLOCK, "end": 5}]},
        {"blocks": [BLOCK, BLOCK]},
        {"blocks": [{**BLOCK, "duplicate_of": 7}]},
        {"blocks": []},
        {"blocks": "none"},
        {"blocks": [{**BLOCK, "kind": []}]},
        {"text": 5},
        {"text": "\ud800", "blocks": [{**BLOCK, "end": 1}]},
        {"runs": [{"start": 0, "end": 10**30, "page": 1, "box": None}]},
        {"runs": [{"start": 0, "end": 1, "page": 1, "box": [1, 2, 3, 10**400]}]},
        {"records": [{"row": 1, "start": 9, "end": 3, "cells": []}]},
        {"records": [{"row": 1, "start": 0, "end": 3, "cells": [OUTSIDE]}]},
        {
            "publication": {
                "interval": {"first": None, "last": None},
                "evidence": "",
                "start": 99,
                "end": 100,
            }
        },
        {"notes": ["x"] * 5_000},
        {"surprise": 1},
    ],
)
def test_a_document_that_contradicts_itself_is_refused(lie: dict[str, object]) -> None:
    assert accepted_document({"document": GOOD}).text == TEXT
    with pytest.raises(NonsenseAnswer):
        accepted_document({"document": {**GOOD, **lie}})


def test_a_problem_is_shown_harmlessly_and_cut_short() -> None:
    with pytest.raises(HabeasError) as caught:
        accepted_document({"problem": {"what": "\x1b[2Jgone" + "x" * 9_999, "remedy": "a\nb"}})
    assert "\x1b" not in caught.value.what
    assert len(caught.value.what) < 3_000
    assert caught.value.remedy == "a\\u{a}b"


def claim(**changed: object) -> dict[str, object]:
    """A claim as a worker sends it, or one that lies."""
    quote = {"start": 0, "end": 26, "quote": TEXT[:26], "prefix": "", "suffix": ""}
    return {
        "id": claim_id(SOURCE, 0, 26),
        "passage": quote,
        "content": [0, 26],
        "type": "torture",
        "type_scores": [],
        "stance": "asserts",
        "negated": False,
        "modality": "fact",
        "attribution": {"speaker": "narrator", "role": None, "via": [], "chain": []},
        "confidence": 0.5,
        "origin": "rule:claims@1",
        **changed,
    }


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "human:Ila Morven"},
        {"id": "aaaaaaaaaaaa"},
        {"passage": {"start": 0, "end": 26, "quote": "Nobody beat the prisoners.", "prefix": ""}},
        {"content": [0, 10_000]},
        {"confidence": 7.0},
        {"stance": "proves"},
        {"occurrences": [{"start": 5, "end": 31, "quote": TEXT[:26], "prefix": "", "suffix": ""}]},
        {"evidence": [{"field": "actor", "start": 0, "end": 999}]},
    ],
)
def test_a_claim_outside_the_text_or_of_no_machine_is_refused(lie: dict[str, object]) -> None:
    document = accepted_document({"document": GOOD})
    kept, _ = accepted_claims({"claims": [claim()], "refusals": []}, document, SOURCE)
    assert [item.origin for item in kept] == ["rule:claims@1"]
    with pytest.raises(NonsenseAnswer):
        accepted_claims({"claims": [claim(**lie)], "refusals": []}, document, SOURCE)
