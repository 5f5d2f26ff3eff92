"""The reference's rows, put into the depositary's form, come back as they were."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from xml.sax.saxutils import escape

import pytest

from habeas.model import DateInterval
from habeas.oversight.action import CONSENTS, ActionKind
from habeas.oversight.differences import compare
from habeas.oversight.importers import read_untc
from tests.oversight.reference import needs_reference, reference_rows
from tests.oversight.shipped import shipped_actions

MARKS = {"accession": " a", "succession": " d", "ratification": ""}
TREATIES = ("CAT", "OPCAT", "ICCPR", "ICCPR-OP1", "CED", "ROME", "CRPD")


def written(day: str) -> str:
    """A day as the depositary writes it."""
    return f"{date.fromisoformat(day):%d %b %Y}".lstrip("0")


def as_depositary(treaty: str) -> tuple[bytes, set[tuple[str, str, str]]]:
    """A file of all exact rows of a treaty, and what must come back of it."""
    cells: defaultdict[tuple[str, str], list[list[str]]] = defaultdict(lambda: [[], []])
    expected: set[tuple[str, str, str]] = set()
    for row in reference_rows("treaty_actions"):
        if row["treaty"] == treaty and row["date_precision"] == "day":
            who = (row["state_iso2"], row["state_name"])
            if row["action"] == "signature":
                cells[who][0].append(written(row["date"]))
            elif row["action"] in MARKS:
                cells[who][1].append(written(row["date"]) + MARKS[row["action"]])
            else:
                continue
            expected.add((row["state_iso2"], row["action"], row["date"]))
    rows = "".join(
        f"<Row><Entry>{escape(name)}<superscript>{number}</superscript></Entry>"
        f"<Entry>{', '.join(signed)}</Entry><Entry>{', '.join(joined)}</Entry></Row>"
        for number, ((_, name), (signed, joined)) in enumerate(cells.items())
    )
    heads = "<Entry>Participant</Entry><Entry>Signature</Entry><Entry>Ratification</Entry>"
    table = f"<Thead><Row>{heads}</Row></Thead><Tbody><Rows>{rows}</Rows></Tbody>"
    file = f"<MTDSG><Participants><Table><TGroup>{table}</TGroup></Table></Participants></MTDSG>"
    return file.encode(), expected


@needs_reference
@pytest.mark.parametrize("treaty", TREATIES)
def test_every_exact_row_of_the_reference_survives_the_depositarys_form(treaty: str) -> None:
    content, expected = as_depositary(treaty)
    read = read_untc(content, name="saved.xml", treaty=treaty)
    found = {
        (row.state, row.kind.value, str((row.received or row.made or nothing()).first))
        for row in read.actions
    }
    assert found == expected
    assert read.skipped == ()


@needs_reference
def test_the_tables_date_no_consent_otherwise_than_a_file_of_the_same_facts() -> None:
    content, _ = as_depositary("OPCAT")
    read = read_untc(content, name="saved.xml", treaty="OPCAT")
    otherwise = [
        one
        for one in compare(shipped_actions(), read)
        if one.kind == "other_date" and one.here and one.here.kind in CONSENTS
    ]
    assert otherwise == []
    assert ActionKind.RATIFICATION in {row.kind for row in read.actions}


def nothing() -> DateInterval:
    """A date of which nothing is known."""
    return DateInterval(None, None)
