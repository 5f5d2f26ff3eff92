"""What a statement takes from elsewhere in its source: a speaker, a victim, a place named before.

A statement that stands in no redacted passage may say "she" of somebody whom only a redacted one
names. What such a passage alone tells is left out of the statements beside it.
"""

from __future__ import annotations

from dataclasses import replace

from habeas.model import Attribution, Claim, Evidence
from habeas.reports.redaction.pseudonyms import NAMELESS
from habeas.reports.redaction.record.withheld import Withheld

# The fields, also of corrections, whose values may be taken from elsewhere in the source.
INHERITED = frozenset({"speaker", "speaker_role", "via", "actor", "victim", "place"})


def without_withheld(claim: Claim, withheld: Withheld) -> Claim:
    """The claim without what stands in, or is known from, a withheld part of its source alone.

    It is then not known who, where and when; of a speaker, that one was redacted: no speaker would
    be the outlet's own voice.
    """
    if not withheld:
        return claim
    touched = {item.field for item in claim.evidence if _is_touched(item, withheld)}

    def shown(field: str, value: str | None) -> str | None:
        return None if field in touched or withheld.tells(value) else value

    place = claim.place
    date = claim.evidence_for("date")
    inferred = date is not None and date.inferred_from is not None
    return replace(
        claim,
        attribution=_attribution(claim.attribution, "speaker" in touched, withheld),
        actor=shown("actor", claim.actor),
        victim=shown("victim", claim.victim),
        place=place if place is not None and shown("place", place.name) else None,
        date=None if inferred or "date" in touched else claim.date,
        quantities=tuple(
            item for item in claim.quantities if not withheld.touches(item.start, item.end)
        ),
        methods=() if "methods" in touched else claim.methods,
        evidence=tuple(item for item in claim.evidence if not _is_touched(item, withheld)),
    )


def _attribution(said: Attribution, touched: bool, withheld: Withheld) -> Attribution:
    speaker = NAMELESS if touched or withheld.tells(said.speaker) else said.speaker
    role = None if speaker != said.speaker or withheld.tells(said.role) else said.role
    return Attribution(
        speaker,
        role,
        tuple(_link(each, said.speaker, speaker, withheld) for each in said.via),
        tuple(_link(each, said.speaker, speaker, withheld) for each in said.chain),
    )


def _link(name: str, old: str, new: str, withheld: Withheld) -> str:
    """A link of the chain: the speaker, as shown, or somebody else."""
    if name == old:
        return new
    return NAMELESS if withheld.tells(name) else name


def _is_touched(item: Evidence, withheld: Withheld) -> bool:
    return (
        item.start is not None and item.end is not None and withheld.touches(item.start, item.end)
    )
