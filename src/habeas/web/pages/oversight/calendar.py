"""The days by which one must act, as a calendar file (RFC 5545) for any calendar program.

A calendar may be synchronised to a stranger's machine: it names doors and treaties, and nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from starlette.responses import Response

from habeas.oversight import Verdict
from habeas.web.answering import download
from habeas.web.pages.oversight.doors import door_line
from habeas.web.speech import N_
from habeas.web.visit import Visit

_LONGEST_LINE = 75
_OPEN = frozenset({Verdict.YES, Verdict.CONDITIONAL})


def deadlines(visit: Visit, _: bytes) -> Response:
    """An event for each last day of an open door."""
    found = visit.bench.oversight
    stamp = visit.bench.case.head.time.strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Habeas//workbench//EN"]
    days: dict[tuple[date, str], str] = {}
    for group in found.groups:
        for door in group.doors:
            if door.verdict in _OPEN and door.deadlines is not None:
                line = door_line(door, visit.speech.language)
                for day in dict.fromkeys(door.deadlines):
                    days[day, door.door] = f"{line.name} ({line.addressee})"
    said = visit.speech.say(N_("Last day: %(door)s"))
    for (day, door_id), name in sorted(days.items()):
        lines += _event(day, door_id, said % {"door": name}, stamp)
    lines.append("END:VCALENDAR")
    content = "".join(f"{part}\r\n" for line in lines for part in _folded(line))
    return download(content.encode(), "deadlines.ics", "text/calendar; charset=utf-8")


def _event(day: date, door: str, summary: str, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{day:%Y%m%d}-{door}@habeas.invalid"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(words: str) -> str:
    for mark in ("\\", ";", ","):
        words = words.replace(mark, "\\" + mark)
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line of at most 75 bytes, gone on with behind a space; no character is cut in two."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + character, size + width
    yield part
