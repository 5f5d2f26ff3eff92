"""A sighting: somebody, or a paper, ties something to a place at a time."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import DateInterval
from habeas.places.description import Description

ANY_TIME = DateInterval(None, None)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One sighting, as a row of a table or a claim of a case gives it.

    `cluster` names what it is not independent of: sightings with one witness, interviewer or story
    share a cluster and count once. `when` is when somebody was there. `function` is what the place
    was said to be (filtration, remand, police cells, …); `people` how many were said to be held
    there at once. `source` names the source for the site × source table.
    """

    id: str
    cluster: str
    description: Description
    when: DateInterval = ANY_TIME
    witness: str = ""
    kind: str = ""
    function: str = ""
    people: float | None = None
    source: str = ""
