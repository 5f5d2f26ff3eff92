"""How far judgements can be relied on: what was decided, beside what a blind second look said.

A second look is an opinion about a claim that was judged; what had been decided was hidden. The
two are compared by verdict and, where both held the claim right or set it right, field by field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from habeas.model import Claim, Judgement, Opinion
from habeas.pipeline.cohens_kappa import Kappa, cohens_kappa
from habeas.pipeline.field_values import claim_values, values_held
from habeas.store import Placed

VERDICT = "verdict"
UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class SecondLook:
    """One claim looked at twice: the judgement, and the opinion of whoever saw it blind.

    `claim` is None where no claim has the words any more.
    """

    claim: Claim | None
    source: str
    first: Placed[Judgement]
    second: Placed[Opinion]

    @property
    def reviewers(self) -> tuple[str, str]:
        """Who judged, and who looked again."""
        return self.first.record.author, self.second.record.author

    def ratings(self) -> dict[str, tuple[str | None, str | None]]:
        """What each of the two said, by field; a field is there when both said anything of it."""
        first, second = self.first.record, self.second.record
        said = second.verdict.value if second.verdict else UNSURE
        found: dict[str, tuple[str | None, str | None]] = {VERDICT: (first.verdict.value, said)}
        if self.claim is None:
            return found
        ones, others = values_held(self.claim, first), values_held(self.claim, second)
        if ones is None or others is None:
            return found
        fields = [name for name in claim_values(self.claim) if name in ones and name in others]
        return found | {name: (ones[name], others[name]) for name in fields}

    def differing(self) -> dict[str, tuple[str | None, str | None]]:
        """The fields on which the two differ."""
        return {name: pair for name, pair in self.ratings().items() if pair[0] != pair[1]}


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """How the judgements of `first` agree with the second looks of `second`, in one field.

    Where the two are one person, it tells how steady that person is.
    """

    first: str
    second: str
    field: str
    agreement: Kappa


def second_looks(
    judgements: Iterable[Placed[Judgement]],
    opinions: Iterable[Placed[Opinion]],
    claims: Mapping[str, Claim],
) -> tuple[SecondLook, ...]:
    """Every second look whose judgement still holds, in the order of the ledger: of each reviewer
    at each judgement the first, after which it was none.

    `claims` maps ids to claims. A judgement that was taken back is no measure of anything.
    """
    held = {placed.position: placed for placed in judgements}
    found: dict[tuple[int, str], SecondLook] = {}
    for placed in opinions:
        again, anchor = placed.record.again, placed.record.claim
        if again is not None and again in held:
            look = SecondLook(claims.get(anchor.claim), anchor.source, held[again], placed)
            found.setdefault((again, placed.record.author), look)
    return tuple(found.values())


def field_agreements(looks: Iterable[SecondLook]) -> tuple[FieldAgreement, ...]:
    """Agreement by field for every two reviewers who met, then for each with themselves."""
    columns: dict[tuple[str, str], dict[str, list[tuple[str | None, str | None]]]] = {}
    for look in looks:
        fields = columns.setdefault(look.reviewers, {})
        for name, pair in look.ratings().items():
            fields.setdefault(name, []).append(pair)
    found = []
    for first, second in sorted(columns, key=lambda pair: (pair[0] == pair[1], pair)):
        for name, pairs in columns[first, second].items():
            kappa = cohens_kappa([one for one, _ in pairs], [other for _, other in pairs])
            if kappa is not None:
                found.append(FieldAgreement(first, second, name, kappa))
    return tuple(found)
