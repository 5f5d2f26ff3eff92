"""The claims of a case, each with what people decided about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from habeas.claims import claim_types
from habeas.model import (
    Claim,
    Judgement,
    MissingExtra,
    Source,
    Stance,
    Verdict,
    WrongUsage,
    to_plain,
)
from habeas.pipeline.anchor import anchor
from habeas.pipeline.proposed import Proposed
from habeas.store import CaseStore

if TYPE_CHECKING:
    import polars

STATES = {
    None: "not reviewed",
    Verdict.CONFIRM: "confirmed",
    Verdict.CORRECT: "corrected",
    Verdict.REJECT: "rejected",
}


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim, the source it stands in, and its judgements, oldest first; the last one counts.

    `places` are the positions of the judgements in the ledger, by which they are taken back.
    """

    claim: Claim
    source: Source
    judgements: tuple[Judgement, ...] = ()
    places: tuple[int, ...] = ()

    @property
    def judgement(self) -> Judgement | None:
        """The judgement that counts."""
        return self.judgements[-1] if self.judgements else None

    @property
    def state(self) -> str:
        """`not reviewed`, `confirmed`, `corrected` or `rejected`."""
        return STATES[self.judgement.verdict if self.judgement else None]

    @property
    def corrections(self) -> dict[str, str | None]:
        """The fields that the judgement in force sets right."""
        judgement = self.judgement
        return {item.field: item.value for item in judgement.corrections} if judgement else {}

    def row(self) -> dict[str, Any]:
        """One flat row: the machine's values, with corrected fields as people set them.

        `corrections` repeats what was set, so that the two can be told apart.
        """
        row = _machine_row(self.claim) | {
            "id": self.claim.id,
            "source": self.source.sha256,
            "source_name": self.source.name,
            "state": self.state,
            "judged_by": self.judgement.author if self.judgement else None,
            "reason": self.judgement.reason if self.judgement else None,
            "corrections": self.corrections,
        }
        if "place" in self.corrections:
            # The coordinates belong to the machine's place, not to the corrected one.
            row |= {"place_code": None, "lat": None, "lon": None}
        return row | {field: _typed(field, value) for field, value in self.corrections.items()}


class Claims(Sequence[JudgedClaim]):
    """Claims in the order of the ledger and the text; filters give a smaller collection."""

    def __init__(self, items: Sequence[JudgedClaim]) -> None:
        self._items = tuple(items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[JudgedClaim]:
        return iter(self._items)

    def __getitem__(self, index: Any) -> Any:
        chosen = self._items[index]
        return Claims(chosen) if isinstance(index, slice) else chosen

    def __repr__(self) -> str:
        return f"<{len(self)} claims>"

    def filter(
        self,
        *,
        type: str | None = None,
        speaker: str | None = None,
        stance: str | None = None,
        state: str | None = None,
        source: str | None = None,
    ) -> Claims:
        """Those that fit every value given; `source` is a SHA-256 or its beginning.

        Corrected claims are found by the values that people gave them. Raises WrongUsage for a
        type, stance or state that does not exist.
        """
        _check_known(type=type, stance=stance, state=state)
        given = {"type": type, "speaker": speaker, "stance": stance, "state": state}
        wanted = {field: value for field, value in given.items() if value is not None}
        return Claims([item for item in self._items if _fits(item, wanted, source or "")])

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dictionary for each claim (see `JudgedClaim.row`)."""
        return [item.row() for item in self._items]

    def to_polars(self) -> polars.DataFrame:
        """The same rows as a polars data frame. Raises MissingExtra where polars is absent."""
        try:
            import polars
        except ImportError:
            raise MissingExtra(
                "polars is not installed", remedy="pip install 'habeas[tables]'"
            ) from None
        return polars.DataFrame(
            [_without_maps(row) for row in self.to_dicts()], infer_schema_length=None
        )


def _check_known(**values: str | None) -> None:
    """A mistyped value would find nothing and read as "there are none"."""
    known = {
        "type": tuple(claim_types()),
        "stance": tuple(stance.value for stance in Stance),
        "state": tuple(STATES.values()),
    }
    for field, value in values.items():
        if value is not None and value not in known[field]:
            raise WrongUsage(
                f"there is no {field} {value!r}", remedy=f"one of: {', '.join(known[field])}"
            )


def judged_claims(store: CaseStore) -> tuple[Claims, tuple[Judgement, ...]]:
    """Every claim with its judgements, and the judgements that no claim answers to any more."""
    sources = {source.sha256: source for source in store.sources()}
    kept = [(item.source, item.claim) for item in store.claims()]
    proposed = Proposed(store.model_answers())
    placed = list(store.placed_judgements())
    anchored = anchor([item.record for item in placed], kept, since=proposed.beginnings(kept))
    # Two judgements may be equal word for word; each object is one entry of the ledger.
    place = {id(item.record): item.position for item in placed}
    items = []
    for source, claim in kept:
        history = anchored.by_claim.get(claim.id, ())
        places = tuple(place[id(judgement)] for judgement in history)
        items.append(JudgedClaim(claim, sources[source], history, places))
    return Claims(items), anchored.unanchored


def _fits(item: JudgedClaim, wanted: dict[str, str], source: str) -> bool:
    row = _judged_fields(item)
    return item.source.sha256.startswith(source) and all(
        row[field] == value for field, value in wanted.items()
    )


def _judged_fields(item: JudgedClaim) -> dict[str, str | None]:
    claim = item.claim
    return {
        "type": claim.type,
        "speaker": claim.attribution.speaker,
        "stance": claim.stance.value,
        "state": item.state,
    } | item.corrections


def _machine_row(claim: Claim) -> dict[str, Any]:
    best = claim.place.best if claim.place else None
    date = claim.date
    quantity = claim.quantities[0] if claim.quantities else None
    return {
        "start": claim.passage.start,
        "end": claim.passage.end,
        "text": claim.passage.quote,
        "type": claim.type,
        "stance": claim.stance.value,
        "negated": claim.negated,
        "modality": claim.modality.value,
        "speaker": claim.attribution.speaker,
        "speaker_role": claim.attribution.role,
        "via": "; ".join(claim.attribution.via) or None,
        "chain": " → ".join(claim.attribution.chain) or None,
        "actor": claim.actor,
        "victim": claim.victim,
        "place": claim.place.name if claim.place else None,
        "place_code": best.code if best else None,
        "lat": best.latitude if best else None,
        "lon": best.longitude if best else None,
        "date_from": to_plain(date.interval.first) if date else None,
        "date_to": to_plain(date.interval.last) if date else None,
        "date_role": date.role.value if date else None,
        "quantity": quantity.value if quantity else None,
        "unit": quantity.unit if quantity else None,
        "modifier": quantity.modifier if quantity else None,
        "occurrences": 1 + len(claim.occurrences),
        "confidence": claim.confidence,
        "origin": claim.origin,
    }


def _typed(field: str, value: str | None) -> str | float | bool | None:
    """A correction in the type of its column."""
    if value is None:
        return None
    if field == "negated":
        return value == "true"
    return float(value) if field == "quantity" else value


def _without_maps(row: dict[str, Any]) -> dict[str, Any]:
    set_right = "; ".join(f"{field} = {value}" for field, value in row["corrections"].items())
    return row | {"corrections": set_right or None}
