"""What the texts tell of a person: every claim whose victim they are, with its words and speaker.

A claim is about the person whom its text names so: by the whole name, or by one word of it where
that is the name of only one person of that text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from habeas.model import DateInterval, HabeasError
from habeas.pipeline import JudgedClaim
from habeas.web.pages.people.kept_value import KeptValue
from habeas.web.pages.people.record_lines import claim_address
from habeas.web.pages.people.register import Register
from habeas.web.pages.sources.graphic import is_graphic
from habeas.web.workbench import StillWorking, Workbench

BySource = Mapping[str, Sequence[JudgedClaim]]
# A person of whom more is told is read in the sources.
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One claim about the person, with the fields as people corrected them.

    With `covered` it tells of violence: neither words nor who said them are given, and `href` leads
    to where they stand uncovered.
    """

    claim: str
    type: str
    stance: str
    state: str
    quote: str
    speaker: str
    role: str | None
    chain: tuple[str, ...]
    place: str | None
    when: DateInterval | None
    source: str
    source_name: str
    href: str
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The claims, in the order of the texts, and how many there are beyond those shown."""

    claims: tuple[ToldLine, ...]
    more: int


def told_of(
    bench: Workbench, register: Register, rows: Sequence[int], *, covered: bool
) -> Told | None:
    """What is told of the person with these records; None while the claims are gathered.

    With `covered` without the words of accounts of violence.
    """
    named = [row for row in rows if register.people.anchors[row].passage is not None]
    if not named:
        return Told((), 0)
    by_source = _claims_by_source(bench)
    if by_source is None:
        return None
    found: dict[str, JudgedClaim] = {}
    for row in named:
        anchor = register.people.anchors[row]
        for item in by_source.get(anchor.source, ()):
            if _is_about(register, row, item):
                found[item.claim.id] = item
    shown = list(found.values())[:MOST_SHOWN]
    lines = tuple(
        _covered(_line(item)) if covered and is_graphic(item) else _line(item) for item in shown
    )
    return Told(lines, len(found) - len(lines))


def _is_about(register: Register, row: int, item: JudgedClaim) -> bool:
    anchor = register.people.anchors[row]
    if anchor.record.endswith(f"/claim-{item.claim.id}"):
        return True
    victim = _key(item.corrections.get("victim", item.claim.victim))
    if not victim:
        return False
    own = _key(register.spelled[row])
    if len(victim) != 1:
        return victim == own
    person = register.people.resolution.person
    fitting = {
        int(person[other])
        for other in register.named_in_texts.get(anchor.source, ())
        if (key := _key(register.spelled[other])) and victim[0] in (key[0], key[-1])
    }
    return fitting == {int(person[row])}


def _claims_by_source(bench: Workbench) -> BySource | None:
    kept: KeptValue[BySource] = bench.notes.setdefault("people claims", KeptValue("claims"))
    try:
        claims = bench.claims
        return kept.get((claims,), lambda: _grouped(claims), bench.patience)
    except (StillWorking, HabeasError):
        return None


def _grouped(claims: Iterable[JudgedClaim]) -> BySource:
    found: dict[str, list[JudgedClaim]] = {}
    for item in claims:
        if item.claim.victim or "victim" in item.corrections:
            found.setdefault(item.source.sha256, []).append(item)
    return found


def _line(item: JudgedClaim) -> ToldLine:
    row = item.row()
    claim = item.claim
    return ToldLine(
        claim=claim.id,
        type=row["type"],
        stance=row["stance"],
        state=item.state,
        quote=claim.passage.quote,
        speaker=row["speaker"],
        role=row["speaker_role"],
        chain=claim.attribution.chain,
        place=row["place"],
        when=claim.date.interval if claim.date else None,
        source=item.source.sha256,
        source_name=item.source.name,
        href=claim_address(item.source.sha256, claim.id),
    )


def _covered(line: ToldLine) -> ToldLine:
    return replace(
        line,
        quote="",
        speaker="",
        role=None,
        chain=(),
        place=None,
        href=claim_address(line.source, line.claim, reveal=True),
        covered=True,
    )


def _key(name: str | None) -> tuple[str, ...]:
    return tuple((name or "").casefold().replace("’", "'").split())
