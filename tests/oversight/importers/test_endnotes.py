"""Exits as end notes tell them in words: modelled on the depositary's phrases, with other facts."""

from __future__ import annotations

from datetime import date

import pytest

from habeas.model import DateInterval
from habeas.oversight.action import ActionKind
from habeas.oversight.importers import Imported, read_untc

FILE = """<MTDSG><Treaty><Participants><Table><TGroup>
<Thead><Row><Entry>Participant</Entry><Entry>Accession(a)</Entry></Row></Thead>
<Tbody><Rows><Row><Entry>Fiji<superscript>7</superscript></Entry><Entry>1 Jan 1990 a</Entry></Row>
</Rows></Tbody></TGroup></Table></Participants><EndNotes><Note>{note}</Note></EndNotes>
</Treaty></MTDSG>"""


def read(note: str) -> Imported:
    return read_untc(FILE.format(note=note).encode(), name="IV-5.en.xml")


def on(year: int, month: int, day: int) -> DateInterval:
    return DateInterval.on(date(year, month, day))


@pytest.mark.parametrize(
    ("note", "state", "received", "effective"),
    [
        (
            "7On 4 November 2009, the Government of the United States of America notified the "
            "Secretary-General of its decision to withdraw from the Protocol which took effect "
            "on 4 February 2010 in accordance with article 12.",
            "US",
            on(2009, 11, 4),
            on(2010, 2, 4),
        ),
        (
            "<superscript>7</superscript>On 5 August 1997, the Secretary-General received from "
            "the Government of the Democratic People's Republic of Korea a notification of "
            "withdrawal from the Covenant, dated 3 August 1997.",
            "KP",
            on(1997, 8, 5),
            None,
        ),
        (
            "7. In a note received on 2 March 2011, the Government of Trinidad and Tobago, having "
            "considered the matter, denounced the Protocol, with effect from 2 June 2011.",
            "TT",
            on(2011, 3, 2),
            on(2011, 6, 2),
        ),
        ("7 Denounced with effect from 1 May 2012.", "FJ", None, on(2012, 5, 1)),
        (
            "7The Government of Congo denounced the Protocol on 1 May 2012.",
            "CG",
            on(2012, 5, 1),
            None,
        ),
    ],
)
def test_a_note_gives_the_days_of_notice_and_of_effect(
    note: str, state: str, received: DateInterval | None, effective: DateInterval | None
) -> None:
    (row,) = (row for row in read(note).actions if row.kind is not ActionKind.ACCESSION)
    assert row.kind is ActionKind.DENUNCIATION_NOTIFIED
    assert (row.state, row.received, row.effective) == (state, received, effective)


@pytest.mark.parametrize(
    "note",
    [
        "7The instrument also contained a reservation, subsequently withdrawn on 26 April 1991.",
        "7On 1 May 2001 the Government of Fiji withdrew its declaration under article 22.",
        "7See note 1 under “Fiji” in the front matter of this volume.",
    ],
)
def test_other_withdrawals_are_no_exit_and_are_named(note: str) -> None:
    found = read(note)
    assert [row.kind for row in found.actions] == [ActionKind.ACCESSION]
    assert [part.where for part in found.skipped] == ["end note 7"]


def test_a_date_at_the_head_of_a_note_is_not_its_number() -> None:
    _, row = read("12 March 2001: the Government of Malta denounced the Protocol.").actions
    assert (row.state, row.received) == ("MT", on(2001, 3, 12))
