"""Recording what a person decided about a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from habeas.model import Judgement, Verdict, WrongUsage
from habeas.pipeline.corrections import corrections_from
from habeas.pipeline.intake import Clock, now
from habeas.store import CaseStore, KeptClaim, Placed


def judge(
    store: CaseStore,
    claim_id: str,
    verdict: Verdict | str,
    *,
    reason: str,
    corrections: Mapping[str, str | None] | None = None,
    clock: Clock = now,
) -> Judgement:
    """Append a decision about the claim whose id begins so; earlier ones are kept as well.

    Raises WrongUsage for words that do not fit together or an id that names no claim, and
    CaseLocked when the case is open without the investigator's key.
    """
    verdict = _verdict(verdict)
    require_reason(reason)
    require_corrections(verdict, corrections)
    kept = store.claim(claim_id)
    return judge_seen(
        store, kept, verdict, reason=reason, corrections=corrections, clock=clock
    ).record


def judge_seen(
    store: CaseStore,
    kept: KeptClaim,
    verdict: Verdict | str,
    *,
    reason: str,
    corrections: Mapping[str, str | None] | None = None,
    seen: Iterable[str] = (),
    clock: Clock = now,
) -> Placed[Judgement]:
    """Append a decision about a claim of which these fields were seen (none named: all).

    The place in the ledger is what takes it back (`withdraw`). Raises WrongUsage for words that do
    not fit together, and CaseLocked when the case is open without the investigator's key.
    """
    verdict = _verdict(verdict)
    require_reason(reason)
    require_corrections(verdict, corrections)
    judgement = Judgement(
        claim_id=kept.claim.id,
        source=kept.source,
        passage=kept.claim.passage,
        verdict=verdict,
        reason=reason.strip(),
        author=store.investigator,
        made_at=clock(),
        corrections=corrections_from(corrections or {}),
        seen=tuple(seen),
    )
    return Placed(store.append_judgement(judgement).position, judgement)


def require_reason(reason: str) -> None:
    """Raises WrongUsage where no reason is given."""
    if not reason.strip():
        raise WrongUsage("a judgement needs a reason", remedy="say in a few words what decided it")


def require_corrections(
    verdict: Verdict | None, corrections: Mapping[str, str | None] | None
) -> None:
    """Raises WrongUsage unless `correct`, and it alone, comes with corrections."""
    if (verdict is Verdict.CORRECT) != bool(corrections):
        raise WrongUsage(
            "the verdict and the corrections do not fit together",
            remedy="`correct` sets at least one field, the other verdicts none",
        )


def _verdict(verdict: Verdict | str) -> Verdict:
    try:
        return Verdict(verdict)
    except ValueError:
        names = ", ".join(item.value for item in Verdict)
        raise WrongUsage(f"{verdict!r} is not a verdict", remedy=f"one of: {names}") from None
