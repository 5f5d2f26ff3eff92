"""Names in a code: found wherever they stand, in bounded work, and nothing else is rewritten."""

from __future__ import annotations

import sys
from base64 import b64encode
from collections.abc import Callable
from types import FrameType
from urllib.parse import quote

import pytest

from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms
from habeas.reports.redaction.writing.coded import coded_in
from habeas.reports.redaction.writing.codes import READINGS, in_signs
from habeas.reports.redaction.writing.identifiers import References
from habeas.reports.redaction.writing.sealed import sealed_in

NAMES = ("Тарас Гнатович Вишнедубко", "Оксана Кременчиха", "Bertram Ollesworth")
LONG = 100_000


def hider(*names: str) -> Hider:
    persons = [person_forms([name]) for name in names or NAMES]
    return Hider(persons, [], [], References([], []), Pseudonyms())


def entities(words: str) -> str:
    return "".join(f"&#{ord(letter)};" for letter in words)


def escaped(words: str) -> str:
    return "".join(f"\\u{ord(letter):04x}" for letter in words)


def printable(words: str) -> str:
    return "".join(f"={byte:02X}" for byte in words.encode())


def script(words: str) -> str:
    return "".join(f"%u{ord(letter):04X}" for letter in words)


CODES: tuple[Callable[[str], str], ...] = (
    quote,
    lambda words: quote(words, encoding="cp1251", errors="replace"),
    lambda words: quote(quote(words)),
    entities,
    lambda words: entities(words).replace("&", "&amp;"),
    lambda words: entities(words).replace(";", ""),
    escaped,
    script,
    printable,
    lambda words: words.encode().decode("latin-1"),
    lambda words: quote(words.encode().decode("latin-1")),
)


@pytest.mark.parametrize("name", ["Вишнедубко", "Вишнедубка", "Кременчиху"])
@pytest.mark.parametrize("code", CODES)
def test_a_name_in_a_code_goes_and_all_around_it_stays(
    name: str, code: Callable[[str], str]
) -> None:
    for around in ("so {}, in 2023", "https://x.example/a%20b?c=1&d={}&amp;e=%D0%96#2a3b", "«{}»!"):
        assert hider(*NAMES[:2]).hidden(around.format(code(name))) == around.format("Person A")


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (f"бачив {entities('Вишнедубка')} Тараса там", "бачив Person A там"),
        ("бачив Вишне%D0%B4%D1%83бка там", "бачив Person A там"),
        ("Оксана 8ишнедубко там", "Оксана [redacted] там"),
        ("Вишнедубк0, 12.03.1984 р.н.", "Person A, [redacted] р.н."),
        ("=D0=92=D0=B8=D1=88=D0=BD=D0=B5=\n=D0=B4=D1=83=D0=B1=D0=BA=D0=BE", "Person A"),
    ],
)
def test_a_name_that_is_in_code_in_part_is_read_with_what_stands_beside(
    written: str, left: str
) -> None:
    assert hider().hidden(written) == left


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Тарас Вишнедубко", "8ишнедубко Вишнедубк0 8ишнедубк0 ВИШНЕДУБК0 Вишнедубк0ві"),
        ("Bertram Ollesworth", "0llesworth O1lesworth Ollesw0rth Olle5worth Ollesworth0"),
        ("Юрій Лозівець", "Л0зівець Лозівец6 Ло3івець Лозівц1"),
        ("Anna Stellinga", "5tellinga Ste11inga St3llinga Stelling4"),
    ],
)
def test_digits_may_stand_for_letters_also_at_the_end(name: str, written: str) -> None:
    one = hider(name)
    assert [one.hidden(f"so {word}, x") for word in written.split()] == ["so Person A, x"] * len(
        written.split()
    )


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("Bertram Ollesworth", "see ollesworth1984M there", "see Person A there"),
        ("Bertram Ollesworth", "see ollesworth1984 there", "see Person A there"),
        (
            "Bertram Ollesworth",
            "B52 and A4 of M1917 by 0llesworth",
            "B52 and A4 of M1917 by Person A",
        ),
        ("Тарас Вишнедубко", "М1917, 8ишнедубко, К9", "М1917, Person A, К9"),
    ],
)
def test_digits_elsewhere_stay_digits(name: str, written: str, left: str) -> None:
    assert hider(name).hidden(written) == left


def test_what_is_sealed_is_opened_as_a_whole() -> None:
    said = "Свідок каже: Вишнедубка не били"
    head = f"=?utf-8?B?{b64encode(said[:18].encode()).decode()}?="
    head += f"\n =?utf-8?B?{b64encode(said[18:].encode()).decode()}?="
    for written in (head, b64encode(said.encode()).decode()):
        assert hider().hidden(f"so {written} x") == "so Свідок каже: Person A не били x"


def test_a_source_names_whom_it_names_in_a_code_and_nobody_else() -> None:
    assert hider().persons_in(f"so {quote('Кременчиха')} x") == {1}
    assert hider().persons_in("Оксана 8ишнедубко &amp; x") == frozenset()
    assert hider().persons_in(b64encode("Вишнедубко!".encode()).decode()) == {0}


RUNS = (
    "a",
    "_é&=",
    "&a",
    "=?",
    "=?utf-8?b?",
    "xn--",
    "%D0%86",
    "%25",
    "РС",
    "Ð¸",
    "1a",
    "Ж.abc/é",
)


def calls(work: Callable[[], object]) -> int:
    """How many functions are called."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("run", RUNS)
def test_the_work_for_a_text_without_spaces_grows_with_its_length(run: str) -> None:
    """With a search that begins anew at each letter, the long one alone would take an hour."""

    def read(size: int) -> Callable[[], object]:
        text = (run * (size // len(run)))[:size] + "&amp;=é"
        return lambda: ([each.meant for each in coded_in(text)], list(sealed_in(text)))

    assert calls(read(LONG)) <= 2.2 * calls(read(LONG // 2)) + 500


@pytest.mark.parametrize("run", RUNS)
def test_no_reading_is_longer_than_its_text(run: str) -> None:
    text = run * (2000 // len(run))
    readings = len(READINGS) + 1
    assert sum(len(each.meant) for each in coded_in(text)) <= 3 * readings * len(text)
    for reading in (*READINGS, in_signs):
        signs = list(reading(text))
        assert all(sign.start < sign.end for sign in signs)
        assert sum(sign.end - sign.start for sign in signs) <= 2 * len(text)


@pytest.mark.parametrize("run", ["a", "_é&=", "%", "=?", "\u0301", "'"])
def test_a_long_text_without_spaces_is_redacted(run: str) -> None:
    text = "a" + run * (LONG // len(run)) + "é&= Вишнедубко"
    done = hider().hidden(text)
    assert done == text.replace("Вишнедубко", "Person A")


def test_names_in_a_redacted_text_are_passed_over_in_one_pass() -> None:
    def left(count: int) -> Callable[[], object]:
        one = hider()
        text = one.hidden("Вишнедубко і ще слово. " * count)
        return lambda: one.left_in(text)

    assert calls(left(800)) <= 2.2 * calls(left(400))
