"""What stands beside a name and tells who it is goes with it; what others are known by stays."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import Evidence
from habeas.reports.redaction import Redactions, redact
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.persons.forms import person_forms
from habeas.reports.redaction.pseudonyms import Pseudonyms
from habeas.reports.redaction.writing.identifiers import References
from tests.reports import invented
from tests.reports.redaction.records import record_of, source_with

NAMES = ("Вишнедубко Тарас Гнатович", "Лозівчук Оксана Петрівна", "Bertram Ollesworth")


def hidden(text: str) -> str:
    persons = [person_forms([name]) for name in NAMES]
    return Hider(persons, [], [], References([], []), Pseudonyms()).hidden(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("{} (12.03.1984)", ["12.03.1984"]),
        ("{} [12/03/84]", ["12/03/84"]),
        ("{}, 1984-03-12, впав", ["1984-03-12"]),
        ("{} 12.03.1984", ["12.03.1984"]),
        ("{} — 12 березня 1984 року", ["12 березня 1984"]),
        ("{}, 12 марта 1984, упал", ["12 марта 1984"]),
        ("{} (March 12, 1984)", ["March 12, 1984"]),
        ("{} (1984)", ["1984"]),
        ("{}\t12.03.1984\tx", ["12.03.1984"]),
        ("{}\n12.03.1984\nx", ["12.03.1984"]),
        ("{} 067-111-22-33", ["067-111-22-33"]),
        ("{} 0671112233", ["0671112233"]),
        ("{}, (067) 111 22 33", ["(067) 111 22 33"]),
        ("{}: 8 (067) 111-22-33", ["8 (067) 111-22-33"]),
        ("{}, боєць, 3012345678, x", ["3012345678"]),
        ("{}, ВМ 123456, x", ["ВМ 123456"]),
        ("{}, боєць,\nнар. 12.03.1984, тел. 067-111-22-33,\nпаспорт ВМ 123456.",
         ["12.03.1984", "067-111-22-33", "ВМ 123456"]),
        ("{}, боєць\nНацгвардії, нар. 12.03.1984", ["12.03.1984"]),
        ("{}\r\nДата народження: 12.03.1984\r\nТел.: 0671112233", ["12.03.1984", "0671112233"]),
        ("{}, born\n12 March 1984 in x", ["12 March 1984"]),
        ("{}, родился\n12.03.1984, паспорт\n12 34 567890", ["12.03.1984", "12 34 567890"]),
        ("{}, born 12 Mar 1984", ["12 Mar 1984"]),
        ("{} (нар. 1984)", ["1984"]),
    ],
)  # fmt: skip
def test_what_tells_who_it_is_goes_with_the_name(name: str, written: str, told: list[str]) -> None:
    expected = written.format("Person A")
    for each in told:
        expected = expected.replace(each, "[redacted]", 1)
    assert hidden(written.format(name)) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "written",
    [
        "{} 12.03.2022 взятий у полон",
        "{}, 12 березня 2022 року",
        "{} (12.03.2022)",
        "{}\n13.03.1984 інший день",
        "{} тримали 2022-04-01 12:30, 2022-05-01",
        "{} бачив 120 осіб у камері 14",
        "{} був там\n\nнар. 12.03.1984",
        "{}\n2. Липняк Орест, нар. 05.06.1990",
        "{},\nЛипняк Орест Іванович, 1990 р.н.",
        "{}\nЛипняк О. І., нар. 05.06.1990, тел. 067-111-22-33",
        "{},\nOrest Lypniak, born 1990",
        "{}\n- Орест, 1990 р.н.",
        "{}\tLower Sedge\tx\nЛипняк\tLower Sedge\tОрест\tВМ 123456",
        "{};Lower Sedge;x\nЛипняк;Lower Sedge;Орест;ВМ 123456",
        "Липняк Орест, 1990 р.н.\n{} упав",
        "{} отримав 1 200 300 грн",
        "Стаття 127, {}; справа 757/12345/22",
    ],
)
def test_what_tells_of_something_else_stays(name: str, written: str) -> None:
    assert hidden(written.format(name)) == written.format("Person A")


def test_nothing_beside_the_name_of_somebody_else_goes() -> None:
    written = "Петро Вишнедубко, нар. 12.03.1984, тел. 067-111-22-33"
    assert hidden(written) == written.replace("Вишнедубко", "[redacted]")


def test_the_lines_about_a_relative_are_theirs() -> None:
    written = "Вишнедубко Тарас,\nбрат якого, Вишнедубко\nПетро, нар. 12.03.1984, ВМ 123456"
    assert hidden(written).endswith("\nПетро, нар. 12.03.1984, ВМ 123456")


@pytest.mark.parametrize("name", ["Вишнедубко Т. Г.", "Лозівчук О. П.", "Ollesworth B."])
@pytest.mark.parametrize("between", [" ", ", ", " (", "\n"])
def test_a_day_behind_initials_goes_with_them(name: str, between: str) -> None:
    assert "1984" not in hidden(f"so {name}{between}12.03.1984")


@pytest.mark.parametrize(
    ("told", "day", "stays"),
    [("12.03.1984", date(1984, 3, 12), False), ("12.03.2023", date(2023, 3, 12), True)],
)
def test_a_day_of_birth_is_no_date_of_a_statement_either(told: str, day: date, stays: bool) -> None:
    text = f"Ollesworth ({told}) was beaten by guards."
    start = text.index(told)
    claim = invented.claim_of(
        text,
        text,
        date=invented.dates(day, day),
        evidence=(Evidence("date", start, start + len(told)), Evidence("type", 22, 28)),
    )
    done = redact(record_of(source_with(text, claim)), None, Redactions(persons=NAMES[2:]))
    ((shown,),) = (item.claims for item in done.record.sources)
    assert (shown.date is not None) == stays
    assert [item.field for item in shown.evidence] == ["date", "type"][not stays :]
