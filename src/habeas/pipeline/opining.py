"""Recording what does not count: doubts about a claim, second looks, and withdrawals.

A claim that was judged can be shown again without what was decided. What is said then is kept as
an opinion: it tells how reviewers agree, and leaves the claim as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.model import ClaimAnchor, Opinion, Verdict, Withdrawal, WrongUsage
from habeas.pipeline.corrections import corrections_from
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_corrections, require_reason
from habeas.store import CaseStore, KeptClaim, LeafKind, Placed


def opine(
    store: CaseStore,
    kept: KeptClaim,
    verdict: Verdict | None,
    *,
    reason: str,
    corrections: Mapping[str, str | None] | None = None,
    seen: Iterable[str] = (),
    again: int | None = None,
    clock: Clock = now,
) -> Placed[Opinion]:
    """Append what the investigator thinks of a claim; it changes nothing.

    `again` is the ledger position of the judgement that was hidden; without it the verdict is
    None, which says "unsure". Raises WrongUsage for words that do not fit together, and
    CaseLocked without the key.
    """
    require_reason(reason)
    require_corrections(verdict, corrections)
    if again is None and verdict is not None:
        raise WrongUsage("a verdict on a claim that was not judged before is a judgement")
    opinion = Opinion(
        claim=ClaimAnchor(kept.claim.id, kept.source, kept.claim.passage),
        verdict=verdict,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
        corrections=corrections_from(corrections or {}),
        seen=tuple(seen),
        again=again,
    )
    return Placed(store.append(opinion).position, opinion)


def withdraw(
    store: CaseStore, position: int, *, reason: str, clock: Clock = now
) -> Placed[Withdrawal]:
    """Take back the judgement or opinion about a claim at a position of the ledger.

    Both stay in the ledger; the claim is what it was before. Withdrawing a withdrawal makes the
    first entry hold again. Raises WrongUsage for a position that holds nothing of the kind, or
    something that is taken back already; CaseLocked without the key.
    """
    require_reason(reason)
    kind, source = _said(store, position)
    if position in store.withdrawn(source=source):
        raise WrongUsage(f"{_NAMES[kind]} {position} is taken back already")
    withdrawal = Withdrawal(
        withdraws=position,
        source=source,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
    )
    return Placed(store.append(withdrawal).position, withdrawal)


def _said(store: CaseStore, position: int) -> tuple[LeafKind, str]:
    found = store.said_about_a_claim(position)
    if found is None:
        raise WrongUsage(
            f"entry {position} is no judgement about a claim",
            remedy="habeas log lists the entries with their numbers",
        )
    return found


_NAMES = {
    LeafKind.JUDGEMENT: "judgement",
    LeafKind.OPINION: "opinion",
    LeafKind.WITHDRAWAL: "withdrawal",
}
