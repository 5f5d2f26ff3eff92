"""Reading the miniatures of attribution and comparing them with what the extractor finds.

python -m tests.claims.attribution.miniatures            # the figures of both halves
python -m tests.claims.attribution.miniatures --errors   # and the errors of the half to develop on
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from habeas.claims import extract, prediction_lines
from habeas.claims.names import words_of
from habeas.model import DateInterval, Plain
from habeas.sources import read

HERE = Path(__file__).parent
HALVES = ("developed", "measured")
_DOUBT = ("another would fit", "no speaker fits")
_PUBLISHED = DateInterval.on(date(2025, 11, 12))


@dataclass(frozen=True)
class Expected:
    """One claim of a miniature: its words and who says it."""

    words: str
    speakers: tuple[str, ...]
    via: tuple[str, ...] | None
    stance: str | None
    doubtful: bool


@dataclass(frozen=True)
class Verdict:
    """What was found for one expected claim; None where no claim holds its words."""

    miniature: str
    expected: Expected
    found: dict[str, Plain] | None

    @property
    def speaker(self) -> bool:
        """Whether the speaker is one of those accepted, and doubtful where it should be."""
        if self.found is None:
            return False
        name = words_of(str(self.found["speaker"]))
        inferred = self.found["inferred_from"]
        assert isinstance(inferred, dict)
        certain = not any(word in str(inferred.get("speaker")) for word in _DOUBT)
        fits = any(name == words_of(accepted) for accepted in self.expected.speakers)
        return fits and not (self.expected.doubtful and certain)

    @property
    def via(self) -> bool:
        """Whether the carriers are those expected, in whatever order; True where unchecked."""
        if self.expected.via is None:
            return True
        found = self.found["via"] if self.found else []
        assert isinstance(found, list)
        return {words_of(str(name)) for name in found} == set(map(words_of, self.expected.via))

    @property
    def stance(self) -> bool:
        """Whether the stance is the one expected; True where unchecked."""
        if self.expected.stance is None:
            return True
        return self.found is not None and self.found["stance"] == self.expected.stance


@cache
def verdicts(half: str) -> tuple[Verdict, ...]:
    """Every expected claim of one half with what was found for it."""
    return tuple(_verdicts(half))


def figures(half: str) -> dict[str, float]:
    """Shares of expected claims with the right speaker, carriers, stance."""
    found = verdicts(half)
    checked = {
        "speaker": found,
        "via": [v for v in found if v.expected.via is not None],
        "stance": [v for v in found if v.expected.stance is not None],
        "denials": [v for v in found if v.expected.stance == "denies"],
        "no false denial": [v for v in found if v.expected.stance in ("asserts", "promises")],
    }
    shares = {
        part: sum(getattr(v, part if part in ("speaker", "via") else "stance") for v in group)
        / len(group)
        for part, group in checked.items()
    }
    return {part: round(share, 3) for part, share in shares.items()}


def _verdicts(half: str) -> Iterator[Verdict]:
    table = tomllib.loads((HERE / f"{half}.toml").read_text(encoding="utf-8"))
    for entry in table["miniature"]:
        title = entry.get("title", "Report on a visit to the region")
        document = read(f"{title}\n\n{entry['text']}\n".encode(), name="text.txt")
        claims = extract(document, outlet="Meridian Post", published=_PUBLISHED)
        lines = list(prediction_lines(claims, document))
        for claim in entry["claims"]:
            expected = Expected(
                claim["words"],
                tuple(name.strip() for name in claim["speaker"].split("|")),
                tuple(claim["via"]) if "via" in claim else None,
                claim.get("stance"),
                claim.get("doubtful", False),
            )
            yield Verdict(entry["name"], expected, _line_with(lines, expected.words, document.text))


def _line_with(lines: list[dict[str, Plain]], words: str, text: str) -> dict[str, Plain] | None:
    """The shortest claim that holds most of these words."""
    start = text.index(words)
    middle = start + len(words) // 2
    holding = [line for line in lines if int(str(line["start"])) <= middle < int(str(line["end"]))]
    return min(
        holding, key=lambda line: int(str(line["end"])) - int(str(line["start"])), default=None
    )


def _print(verdict: Verdict) -> None:
    expected, found = verdict.expected, verdict.found or {}
    shown = [found.get(field) for field in ("speaker", "via", "stance", "inferred_from")]
    sys.stdout.write(f"{verdict.miniature}: “{expected.words}”\n")
    sys.stdout.write(f"   expected {expected.speakers} {expected.via} {expected.stance}\n")
    sys.stdout.write(f"   found    {shown}\n")


if __name__ == "__main__":
    for name in HALVES:
        sys.stdout.write(f"{name} {figures(name)}\n")
    if "--errors" in sys.argv:
        for verdict in verdicts("developed"):
            if not (verdict.speaker and verdict.via and verdict.stance):
                _print(verdict)
