"""Thousands of damaged files, read as an import reads them: each ends in a text or in words.

A reader that fails with an error of Python's own, or does not end, is a fault of ours, however
well the worker around it holds. To see one again: `mutation(kind, seeds()[kind], number)`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from habeas.model import HabeasError
from habeas.pipeline import ImportSettings
from habeas.pipeline.questions import Question
from habeas.pipeline.readers import Readers, in_words
from habeas.sources import Expansion, detect_media_type, is_container
from habeas.sources.readers import readable_types
from tests.sources.fuzz_seeds import seeds
from tests.sources.mutating import FAULTS, Mutation, mutation

SAMPLE, FIGURE, LONG = 6, 300, 20_000
PATIENCE = 30.0
_NAMES = {
    "text/markdown": "a.md",
    "text/csv": "a.csv",
    "text/tab-separated-values": "a.tsv",
    "application/json": "a.json",
    "message/rfc822": "a.eml",
}


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    """The pool of an import, with less patience."""
    with Readers(ImportSettings(processes=2, seconds=PATIENCE)) as pool:
        yield pool


@dataclass(frozen=True, slots=True)
class Ended:
    """How the reading of one damaged file ended: `text`, or the words of each problem."""

    number: int
    text: bool
    problems: tuple[str, ...]


def ended(readers: Readers, damaged: Mutation) -> Ended:
    """What an import would do with this file, but for the claims. Lets no other error through."""
    name = _NAMES.get(damaged.kind, "a")
    problems: list[str] = []
    kind = readers.identify(damaged.data, name)
    if is_container(kind):
        try:
            for member in readers.unpack(damaged.data, kind, name, Expansion()):
                problems += [member.problem] if member.problem is not None else []
        except HabeasError as error:
            problems.append(in_words(error))
    try:
        readers.text_of(Question("ab" * 32, name, damaged.data, media_type=kind))
    except HabeasError as error:
        return Ended(damaged.number, text=False, problems=(*problems, in_words(error)))
    return Ended(damaged.number, text=True, problems=tuple(problems))


def run(readers: Readers, kind: str, numbers: Sequence[int]) -> Counter[str]:
    """Read the damaged files of these numbers; how they ended. Fails over what is our fault."""
    damaged = (mutation(kind, seeds()[kind], number) for number in numbers)
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(lambda one: ended(readers, one), damaged))
    faults = [
        f"{kind} {result.number}: {problem}"
        for result in results
        for problem in result.problems
        if FAULTS.search(problem)
    ]
    assert faults == []
    for result in results:
        assert result.text or result.problems
        assert all(problem.isprintable() for problem in result.problems)
    return Counter("text" if result.text else "refused" for result in results)


@pytest.mark.parametrize("kind", seeds())
def test_a_damaged_file_is_read_or_refused_in_words(readers: Readers, kind: str) -> None:
    run(readers, kind, range(SAMPLE))


@pytest.mark.ci
@pytest.mark.parametrize("kind", seeds())
def test_three_hundred_damaged_files_of_a_kind(readers: Readers, kind: str) -> None:
    counted = run(readers, kind, range(FIGURE))
    assert counted.total() == FIGURE
    # Damage that nothing notices, or that leaves nothing to read, would try no parser.
    assert counted["refused"] > 0 or kind.startswith("text/")
    print(f"{kind}: {dict(counted)}")


@pytest.mark.long
@pytest.mark.parametrize("kind", seeds())
def test_twenty_thousand_damaged_files_of_a_kind(readers: Readers, kind: str) -> None:
    for start in range(0, LONG, 1_000):
        run(readers, kind, range(start, start + 1_000))


def test_every_kind_that_is_read_has_whole_files_to_damage() -> None:
    found = {
        detect_media_type(data, name=_NAMES.get(kind, "")).value
        for kind, whole in seeds().items()
        for data in whole
    }
    assert set(readable_types()) - found == set()
