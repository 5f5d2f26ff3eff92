"""From claims of many documents to events: compare, group, set denials beside, count originals.

Deterministic: the order in which claims come never matters. Copies of one claim (the same words,
kind, place and date) are compared once, so that a copy never changes what is grouped.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from habeas.claims.events import wording
from habeas.claims.events.blocking import candidates
from habeas.claims.events.contradicting import contradictions
from habeas.claims.events.event import Event, Link, event_id
from habeas.claims.events.grouping import Decided, Groups, best_first
from habeas.claims.events.independence import independent_sources
from habeas.claims.events.score import Comparison, Score
from habeas.claims.events.settings import EventSettings
from habeas.claims.events.sourced_claim import SourcedClaim
from habeas.claims.events.text_print import copied
from habeas.claims.events.told import Told, prepared
from habeas.language import fold
from habeas.model import DateInterval, Place, Quantity

_MOST_EVENTS_DENIED = 3
_NOTHING_DECIDED = Decided()
_BARRED = Score(total=-99.0, features=(), anchors=0, same_words=False, barred=True)
_COUNTED = ("people", "case", "place", "share")


def propose_events(
    claims: Iterable[SourcedClaim],
    settings: EventSettings | None = None,
    decided: Decided = _NOTHING_DECIDED,
) -> tuple[Event, ...]:
    """Events that two claims or more are about, by their first claim as given by id.

    `decided` is what people joined and parted; it holds whatever the scores are. Claims that plan
    or promise, and such as nothing meets, are in no event.
    """
    settings = settings or EventSettings()
    told = prepared(claims)
    if not told:
        return ()
    compared = _Compared(told, settings)
    first = _first_of_copies(told, decided)
    links: dict[tuple[int, int], Score] = {}
    against: dict[tuple[int, int], Score] = {}
    kept = sorted(set(first))
    standing = [told[at] for at in kept]
    for low, high in candidates(standing, compared.rarity, settings):
        pair = kept[low], kept[high]
        score = compared.score(*pair)
        if score is None:
            continue
        denial = told[pair[0]].denies or told[pair[1]].denies
        if score.links(settings.denial_threshold if denial else settings.threshold):
            (against if denial else links)[pair] = score
    groups = Groups([item.id for item in told], _with_copies(told, first, decided))
    used = groups.grow(best_first(links), compared.score, settings)
    denied = _denied(told, groups, against, first)
    return _events(told, groups, used, denied, compared)


class _Compared:
    """The scores of pairs by position, each found once."""

    def __init__(self, told: Sequence[Told], settings: EventSettings) -> None:
        self.rarity = wording.rarities(item.words for item in told)
        self._told = told
        self._comparison = Comparison(self.rarity, settings)
        self._known: dict[tuple[int, int], Score | None] = {}

    def score(self, one: int, other: int) -> Score | None:
        """The score of two claims, the lower position first."""
        pair = one, other
        if pair not in self._known:
            barred = self._comparison.bars(self._told[one], self._told[other])
            self._known[pair] = _BARRED if barred else self.explained(one, other)
        return self._known[pair]

    def explained(self, one: int, other: int) -> Score | None:
        """The same with every feature, also where place or time forbids it."""
        return self._comparison.score(self._told[one], self._told[other])


def _first_of_copies(told: Sequence[Told], decided: Decided) -> list[int]:
    """For each claim the first with the same words, kind, place and date; a parted one is alone."""
    parted = {name for pair in decided.parted for name in pair}
    first: dict[Hashable, int] = {}
    found = []
    for at, item in enumerate(told):
        claim = item.sourced.claim
        key: Hashable = item.id
        if item.id not in parted:
            where = claim.place.name if claim.place else None
            key = (fold(item.content), item.type, item.denies, where, item.span, item.language)
        found.append(first.setdefault(key, at))
    return found


def _with_copies(told: Sequence[Told], first: Sequence[int], decided: Decided) -> Decided:
    copies: dict[int, list[str]] = defaultdict(list)
    for at, original in enumerate(first):
        if not told[at].denies:
            copies[original].append(told[at].id)
    together = tuple(tuple(names) for names in copies.values() if len(names) > 1)
    return Decided((*decided.joined, *together), decided.parted)


def _denied(
    told: Sequence[Told],
    groups: Groups,
    against: Mapping[tuple[int, int], Score],
    first: Sequence[int],
) -> dict[int, dict[int, Score | None]]:
    """Group → the denials of it, each with its best score (None: a person put it there)."""
    of = {at: group for group, members in groups.members.items() for at in members}
    best: dict[int, dict[int, Score]] = defaultdict(dict)
    for (one, other), score in sorted(against.items(), key=lambda item: item[0]):
        denial, telling = (one, other) if told[one].denies else (other, one)
        known = best[denial].get(of[telling])
        if known is None or score.total > known.total:
            best[denial][of[telling]] = score
    found: dict[int, dict[int, Score | None]] = defaultdict(dict)
    for at, original in enumerate(first):
        events = best.get(original, {}).items()
        ranked = sorted(events, key=lambda item: (-item[1].total, item[0]))
        kept = [(group, score) for group, score in ranked if not groups.parted_from(at, group)]
        for group, score in kept[:_MOST_EVENTS_DENIED]:
            found[group][at] = score
    for group, members in groups.members.items():
        for at in members:
            if told[at].denies and len(members) > 1:
                found[group].setdefault(at, None)
    return found


def _events(
    told: Sequence[Told],
    groups: Groups,
    used: Sequence[tuple[Score, int, int]],
    denied: Mapping[int, Mapping[int, Score | None]],
    compared: _Compared,
) -> tuple[Event, ...]:
    prints = {item.source: item.sourced.source.text for item in told if item.sourced.source.text}
    copies = copied(prints)
    by_group: dict[int, list[Link]] = defaultdict(list)
    of = {at: group for group, members in groups.members.items() for at in members}
    for score, one, other in used:
        pair = told[one].id, told[other].id
        by_group[of[one]].append(Link(pair, score.total, score.features))
    events = []
    for group in sorted(groups.members):
        tellings = [told[at] for at in groups.members[group] if not told[at].denies]
        denials = dict(denied.get(group, {}))
        if not tellings or len(tellings) + len(denials) < 2:
            continue
        links = [*by_group[group], *_joined(told, groups.members[group], by_group[group], compared)]
        against = [told[at] for at in sorted(denials)]
        events.append(_event(tellings, against, links, copies))
    return tuple(events)


def _joined(
    told: Sequence[Told], members: Sequence[int], links: Sequence[Link], compared: _Compared
) -> list[Link]:
    """Claims that no link reaches were joined by people, or are copies: linked to the first."""
    reached = {name for link in links for name in link.claims} or {told[members[0]].id}
    found = []
    for at in members:
        if told[at].id not in reached:
            score = compared.explained(members[0], at) if at != members[0] else None
            same = score is not None and score.same_words
            features = score.features if score is not None else ()
            total = score.total if score is not None else 0.0
            pair = told[members[0]].id, told[at].id
            if pair[0] != pair[1]:
                found.append(Link(pair, total, features, by_person=not same))
    return found


def _event(
    tellings: Sequence[Told],
    denials: Sequence[Told],
    links: Sequence[Link],
    copies: Mapping[str, str],
) -> Event:
    ids = tuple(item.id for item in tellings)
    everything = (*tellings, *denials)
    return Event(
        id=event_id(ids),
        claims=ids,
        denials=tuple(item.id for item in denials),
        sources=tuple(sorted({item.source for item in everything})),
        type=_most(tellings, _type_of) or tellings[0].sourced.claim.type,
        place=_place(tellings),
        date=_date(tellings),
        quantity=_quantity(tellings),
        independent=independent_sources(tellings, copies),
        contradictions=contradictions(tellings, denials),
        links=tuple(links),
    )


def _type_of(item: Told) -> str:
    return item.sourced.claim.type


def _most(told: Sequence[Told], value: Callable[[Told], str | None]) -> str | None:
    """What most of them say; of several the least."""
    found = Counter(said for item in told if (said := value(item)) is not None)
    return min(found, key=lambda said: (-found[said], said), default=None)


def _place(told: Sequence[Told]) -> Place | None:
    """The place that most name, of those named most closely."""
    placed = [item for item in told if item.place is not None]
    fine = [item for item in placed if item.place is not None and item.place.fine] or placed

    def name(item: Told) -> str | None:
        place = item.sourced.claim.place
        return (place.best.name if place.best else place.name) if place else None

    most = _most(fine, name)
    return next((item.sourced.claim.place for item in fine if name(item) == most), None)


def _date(told: Sequence[Told]) -> DateInterval | None:
    """Where all dates meet; where they do not, the shortest of the dates."""
    spans = [item.span for item in told if item.span is not None]
    if not spans:
        return None
    first, last = max(one.first for one in spans), min(one.last for one in spans)
    if first > last:
        shortest = min(spans, key=lambda one: (one.length, one.first))
        first, last = shortest.first, shortest.last
    dates = [item.sourced.claim.date for item in told if item.span is not None]
    intervals = [one.interval for one in dates if one is not None]
    days = {day.toordinal(): day for one in intervals for day in (one.first, one.last) if day}
    return DateInterval(days.get(first), days.get(last))


def _quantity(told: Sequence[Told]) -> Quantity | None:
    """The number that most give, people before other things."""
    for of in _COUNTED:
        given = [one for item in told for one in item.counts if one.of == of]
        if given:
            times = Counter(one.value for one in given)
            return min(given, key=lambda one: (-times[one.value], one.value)).quantity
    return None
