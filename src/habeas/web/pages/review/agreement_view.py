"""How far judgements can be relied on: agreement of reviewers with each other and themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from habeas.model import PersonOpinion, SiteJudgement
from habeas.pipeline import (
    Kappa,
    LookAgreement,
    SecondLook,
    agreements,
    field_agreements,
    pair_look_agreements,
    pair_looks,
    second_looks,
    site_look_agreements,
    site_looks,
)
from habeas.web.forms import Nothing
from habeas.web.pages.review.claim_item import CODED
from habeas.web.pages.review.graphic import GRAPHIC_TYPES, Graphic, graphic_of
from habeas.web.sheet import Sheet
from habeas.web.visit import Visit

_MOST_DISAGREEMENTS = 100
_VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One field: the judgements of `first` beside the second looks of `second`.

    `within` where the two are one person.
    """

    first: str
    second: str
    within: bool
    field: str
    agreement: Kappa


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """How two reviewers answered the same questions about people; `kappa` is Cohen's."""

    first: str
    second: str
    questions: int
    raw: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class LookLine:
    """The judgements of `first` about pairs or sites beside the blind second looks of `second`.

    `within` where the two are one person.
    """

    first: str
    second: str
    within: bool
    agreement: Kappa


@dataclass(frozen=True, slots=True)
class Difference:
    """One field on which two looks at a claim differ."""

    field: str
    coded: bool
    first: str | None
    second: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One claim on which two looks differ, and in what.

    With `covered` it tells of violence: words are not given, nor the fields that hold words.
    """

    claim: str
    covered: bool
    words: str
    first: str
    second: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Agreement by field, and the claims behind each disagreement, the latest first.

    `looks` second looks were taken in all, `differing` of them differ in something. `pairs` are
    whole rounds of questions about people that two answered, `pair_looks` second looks at pairs,
    `site_looks` those at sites.
    """

    looks: int
    differing: int
    lines: tuple[AgreementLine, ...]
    pairs: tuple[PairAgreement, ...]
    pair_looks: tuple[LookLine, ...]
    site_looks: tuple[LookLine, ...]
    disagreements: tuple[Disagreement, ...]


def agreement(visit: Visit, _: Nothing) -> AgreementView:
    """How far judgements can be relied on."""
    store = visit.bench.case.store
    opinions = list(store.opinions())
    if opinions:
        claims = {item.claim.id: item.claim for item in visit.bench.claims}
        looks = second_looks(store.placed_judgements(), opinions, claims)
    else:
        looks = ()
    rounds, again = _about_people(visit)
    covers = graphic_of(visit.request) is Graphic.COVER
    differing = [look for look in reversed(looks) if look.differing()]
    return AgreementView(
        looks=len(looks),
        differing=len(differing),
        lines=tuple(
            AgreementLine(
                item.first, item.second, item.first == item.second, item.field, item.agreement
            )
            for item in field_agreements(looks)
        ),
        pairs=rounds,
        pair_looks=again,
        site_looks=_lines(site_look_agreements(site_looks(store.recorded(SiteJudgement)))),
        disagreements=tuple(_told(look, covers) for look in differing[:_MOST_DISAGREEMENTS]),
    )


def agreement_sheet(view: AgreementView) -> Sheet:
    """Agreement by field as a table."""
    columns = (
        "judged by", "looked at again by", "field", "pairs", "raw", "raw low", "raw high",
        "kappa", "kappa low", "kappa high",
    )  # fmt: skip
    rows = []
    for line in view.lines:
        found = line.agreement
        rows.append(
            (
                line.first, line.second, line.field, found.pairs, found.raw, found.raw_low,
                found.raw_high, found.kappa, found.low, found.high,
            )
        )  # fmt: skip
    return Sheet(columns, rows)


def disagreements_sheet(view: AgreementView) -> Sheet:
    """The disagreements that are shown, one row for each field."""
    columns = ("claim", "judged by", "looked at again by", "field", "judged", "looked at again")
    return Sheet(
        columns,
        [
            (item.claim, item.first, item.second, each.field, each.first, each.second)
            for item in view.disagreements
            for each in item.differences
        ],
    )


def pair_looks_sheet(view: AgreementView) -> Sheet:
    """Agreement of second looks at person pairs as a table."""
    return _looks_sheet(view.pair_looks)


def site_looks_sheet(view: AgreementView) -> Sheet:
    """Agreement of second looks at sites as a table."""
    return _looks_sheet(view.site_looks)


def _looks_sheet(lines: Iterable[LookLine]) -> Sheet:
    columns = (
        "judged by", "looked at again by", "looks", "raw", "raw low", "raw high", "kappa",
        "kappa low", "kappa high",
    )  # fmt: skip
    rows = []
    for line in lines:
        found = line.agreement
        rows.append(
            (
                line.first, line.second, found.pairs, found.raw, found.raw_low, found.raw_high,
                found.kappa, found.low, found.high,
            )
        )  # fmt: skip
    return Sheet(columns, rows)


def _about_people(
    visit: Visit,
) -> tuple[tuple[PairAgreement, ...], tuple[LookLine, ...]]:
    """Whole rounds that two answered, and second looks at pairs."""
    store = visit.bench.case.store
    if not any(True for _ in store.person_judgements()):
        return (), ()
    people = visit.bench.people
    if people is None:
        return (), ()
    rounds = tuple(
        PairAgreement(*item.reviewers, item.questions, item.raw, item.kappa)
        for item in agreements(people.settled)
    )
    looks = pair_looks(people.settled, store.recorded(PersonOpinion))
    return rounds, _lines(pair_look_agreements(looks))


def _lines(found: Iterable[LookAgreement]) -> tuple[LookLine, ...]:
    return tuple(
        LookLine(item.first, item.second, item.first == item.second, item.agreement)
        for item in found
    )


def _told(look: SecondLook, covers: bool) -> Disagreement:
    first, second = look.reviewers
    seen = look.second.record.claim
    # What no claim says any more may be about anything.
    covered = covers and (look.claim is None or look.claim.type in GRAPHIC_TYPES)
    differences = (
        Difference(name, name in CODED or name == _VERDICT, one, other)
        for name, (one, other) in look.differing().items()
    )
    return Disagreement(
        seen.claim,
        covered,
        "" if covered else seen.passage.quote,
        first,
        second,
        tuple(each for each in differences if each.coded or not covered),
    )
