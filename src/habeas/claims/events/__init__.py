"""Events: claims about one happening, across documents and languages, and who stands behind them.

    propose_events(claims)          # SourcedClaims in, Events out: proposals, each explained
    independent_sources(...)        # is part of every event: "between 1 and 3 independent sources"

Everything is a proposal until a person joins or parts claims (`Decided`). Claims are grouped by
kind, place, date, number, names and words (score.py states what each weighs, settings.py by how
much); copies and retellings count once (independence.py states the rules); what does not go
together is named with both claims (contradicting.py).
"""

from habeas.claims.events.event import (
    Contradiction,
    Difference,
    Event,
    Feature,
    IndependentSources,
    Link,
    Original,
    event_id,
)
from habeas.claims.events.grouping import Decided
from habeas.claims.events.kinds import denies, tells
from habeas.claims.events.proposing import propose_events
from habeas.claims.events.settings import EventSettings
from habeas.claims.events.sourced_claim import SourcedClaim, SourceFacts
from habeas.claims.events.text_print import TextPrint, copied, text_print

__all__ = [
    "Contradiction",
    "Decided",
    "Difference",
    "Event",
    "EventSettings",
    "Feature",
    "IndependentSources",
    "Link",
    "Original",
    "SourceFacts",
    "SourcedClaim",
    "TextPrint",
    "copied",
    "denies",
    "event_id",
    "propose_events",
    "tells",
    "text_print",
]
