"""A claim prepared for comparison: everything that is asked of it often, asked once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.claims.events import counting, kinds, named, placing, timing, wording
from habeas.claims.events.sourced_claim import SourcedClaim
from habeas.model import NARRATOR, Claim


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim tells, as it is compared. `type` is the act that a denial denies, if any.

    `outlet` is the key of who published it, `through` those of the outlets that it names.
    """

    id: str
    sourced: SourcedClaim
    type: str | None
    denies: bool
    place: placing.Spot | None
    span: timing.Span | None
    counts: tuple[counting.Count, ...]
    victims: tuple[str, ...]
    actors: tuple[named.Named, ...]
    actor_state: str | None
    speaker: named.Named | None
    words: frozenset[str]
    stems: frozenset[str]
    language: str
    content: str
    published: int | None
    outlet: str
    through: frozenset[str]

    @property
    def source(self) -> str:
        """The SHA-256 of its source."""
        return self.sourced.source.sha256


def prepared(claims: Iterable[SourcedClaim]) -> list[Told]:
    """Those that tell of something or deny it, each once, in the order of their ids."""
    by_id = {item.claim.id: item for item in claims}
    wanted = (by_id[name] for name in sorted(by_id))
    return [_told(item) for item in wanted if kinds.tells(item.claim) or kinds.denies(item.claim)]


def _told(item: SourcedClaim) -> Told:
    claim = item.claim
    denies = kinds.denies(claim)
    place = placing.spot(claim.place) if claim.place else None
    content = content_of(claim)
    published = item.source.published
    day = (published.first or published.last) if published else None
    actor = named.named(claim.actor)
    speaker = claim.attribution.speaker
    outlet = named.outlet_key(item.source.outlet) if item.source.outlet else ""
    return Told(
        id=claim.id,
        sourced=item,
        type=kinds.denied_act(claim) if denies else claim.type,
        denies=denies,
        place=place,
        span=timing.span(claim),
        counts=counting.counts(claim.quantities),
        victims=_persons([claim.victim]),
        actors=(actor,) if actor else (),
        actor_state=named.state_of(claim.actor),
        speaker=None if speaker == NARRATOR else named.named(speaker),
        words=wording.word_keys(content) - wording.word_keys(place.name if place else ""),
        stems=named.name_stems(content, place.stems if place else frozenset()),
        language=item.source.language or "",
        content=content,
        published=day.toordinal() if day else None,
        outlet=outlet,
        through=named.through(claim.attribution, outlet),
    )


def content_of(claim: Claim) -> str:
    """The words that are asserted, without the attribution; the whole quote where none remain."""
    quote, offset = claim.passage.quote, claim.passage.start
    start, end = (min(max(at - offset, 0), len(quote)) for at in claim.content)
    return quote[start:end].strip() or quote


def _persons(texts: Sequence[str | None]) -> tuple[str, ...]:
    found = (named.named(text) for text in texts)
    return tuple(one.name for one in found if one and one.kind is named.Kind.PERSON)
