"""A fragment: a few words of a paper that tie somebody to a facility, and what they are worth."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from habeas.model import DateInterval
from habeas.places.description import Anchor, Description, Relation
from habeas.places.sighting import Sighting


class FragmentKind(StrEnum):
    """Why a paper names a place."""

    VIDEO_LINK = "video link"
    CONVOY = "convoy"
    MEDICAL = "medical"
    LETTER = "letter"
    POSTMARK = "postmark"
    CUSTODY = "custody"
    COURT = "court"


@dataclass(frozen=True, slots=True)
class Fragment:
    """What [start, end) of a text (code points) says of one facility, in its own words.

    `facility_type` is a type of `data/fragment_facilities.tsv`, "court" for a court and "" for a
    postmark or a bare address; `number` is its number ("2", "99/1") or "". `place` is the town as
    it is printed, "" where none is named; `within` what it lies in, the narrowest first. `when` is
    the date beside it; `postcode` that of a postmark or an address.
    """

    kind: FragmentKind
    facility_type: str
    number: str
    place: str
    within: tuple[str, ...]
    function: str
    when: DateInterval
    start: int
    end: int
    text: str
    postcode: str = ""
    language: str | None = None

    @property
    def name(self) -> str:
        """Facility and place in one line, for looking it up in a table of facilities."""
        around = (part for part in (self.place, *self.within) if part not in self.text)
        return " ".join((self.text, *around))


def sighting_of(
    fragment: Fragment, *, id: str, cluster: str, source: str = "", witness: str = ""
) -> Sighting | None:
    """The exact sighting that a fragment gives; None where it names no town.

    A court gives none: where it sits is not where somebody is held. A postmark says near which
    town, for letters are stamped at a post office and not at the gate.
    """
    if not fragment.place or fragment.kind is FragmentKind.COURT:
        return None
    near = fragment.kind is FragmentKind.POSTMARK
    anchor = Anchor(fragment.place, within=fragment.within)
    return Sighting(
        id=id,
        cluster=cluster,
        description=Description(
            Relation.NEAR if near else Relation.IN,
            (anchor,),
            text=fragment.text,
            language=fragment.language,
        ),
        when=fragment.when,
        witness=witness,
        kind=fragment.kind.value,
        function=fragment.function,
        source=source,
    )
