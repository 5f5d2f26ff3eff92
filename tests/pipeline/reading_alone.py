"""An age identity of somebody invented, who may read a case and not sign in it."""

from __future__ import annotations

from habeas.store.case_key import new_identity

IDENTITY, RECIPIENT = new_identity()
