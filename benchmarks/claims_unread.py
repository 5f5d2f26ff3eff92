"""Short annotated texts that whoever works on the rules does not read: for the confidence alone.

A text that a rule was tuned on says too much good of the rule. These texts, under
`tests/claims/unread/`, are read by nobody who works on the extraction; they say how often its
claims are agreed with elsewhere. Their format is small because the confidence judges little: a line
is a claim as `types <tab> speakers <tab> words`, alternatives parted by `|`, a dash where the words
are no claim; an empty line begins a paragraph.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.house import HOUSE

from habeas.model import DateInterval

FOLDER = HOUSE / "tests" / "claims" / "unread"


@dataclass(frozen=True, slots=True)
class UnreadText:
    """A text with its claims, as far as the confidence judges them."""

    name: str
    text: str
    published: DateInterval
    outlet: str
    gold: tuple[dict[str, Any], ...]


def unread_texts() -> Iterator[UnreadText]:
    """All of them, in order of their names."""
    for path in sorted(FOLDER.glob("*.tsv")):
        yield _read(path)


def _read(path: Path) -> UnreadText:
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    told = dict(field.split("=", 1) for field in first.lstrip("# ").split("\t"))
    text, gold = "", []
    for line in lines:
        if not line:
            text += "\n\n"
            continue
        types, speakers, words = line.split("\t")
        text += "" if not text or text.endswith("\n") or words[0] in ",.;:" else " "
        start = len(text)
        text += words
        if types != "-":
            kind, *other_kinds = types.split("|")
            speaker, *other_speakers = speakers.split("|")
            gold.append(
                {
                    "start": start,
                    "end": len(text),
                    "content_start": start,
                    "content_end": len(text),
                    "type": kind,
                    "type_alt": other_kinds,
                    "speaker": speaker,
                    "speaker_alt": other_speakers,
                }
            )
    on = DateInterval.on(date.fromisoformat(told["published"]))
    return UnreadText(path.stem, text + "\n", on, told["outlet"], tuple(gold))
