"""The redactions that the options of `habeas report` name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.model import WrongUsage, printable

if TYPE_CHECKING:
    from habeas.reports import RedactionReport, Redactions

_SHOWN_HASH = 16


@dataclass(frozen=True)
class Redacting:
    """What was typed: names or ids of persons, names of places, hashes of sources, and a file."""

    persons: Sequence[str] = ()
    places: Sequence[str] = ()
    sources: Sequence[str] = ()
    file: Path | None = None

    def read(self) -> Redactions:
        """The redactions. Raises WrongUsage, and InputRefused for the file."""
        from habeas.reports import Redactions, read_redactions

        told = read_redactions(self.file) if self.file is not None else Redactions()
        try:
            return Redactions(
                (*told.persons, *self.persons),
                (*told.places, *self.places),
                told.passages,
                (*told.sources, *self.sources),
            )
        except ValueError as error:
            raise WrongUsage(f"a redaction cannot be read: {error}") from error


def redaction_lines(report: RedactionReport) -> list[str]:
    """Who is who, for the investigator alone; what was asked for and found nowhere comes first."""
    lines = [f"found nowhere in the record: {printable(entry)}" for entry in report.not_found]
    for item in (*report.persons, *report.places):
        names = printable(", ".join(item.names))
        shared = printable(", ".join(item.shared_with))
        also = f"; also taken out where it stands for {shared}" if shared else ""
        lines.append(f"{item.pseudonym}: {names}, {item.times} times{also}")
    if report.left:
        words = ", ".join(f"{printable(word)} ({times})" for word, times in report.left)
        lines.append(f"words that look like a redacted name and stay: {words}")
    return lines
