"""Who acts and who is acted on."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.mention import Mention


@dataclass(frozen=True, slots=True)
class Arguments:
    """The mentions that act and that are acted on; either may be missing."""

    actor: Mention | None = None
    victim: Mention | None = None
