"""The one family of errors: what was wrong, where, and what to do about it."""

from __future__ import annotations

from habeas.model.untrusted import printable


class HabeasError(Exception):
    """Base of every error that Habeas raises on purpose.

    `what` says what was wrong, `where` names the file, row or entry, `remedy` says what to do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{printable(self.where)}: " if self.where else ""
        advice = f" — {self.remedy}" if self.remedy else ""
        return f"{place}{self.what}{advice}"


class InputRefused(HabeasError):
    """An input that cannot be used as it is."""


class UnreadableSource(InputRefused):
    """Bytes that can be preserved, but from which no text can be read."""


class UnsafeInput(InputRefused):
    """An input that breaks a safety limit; it stays out of the case, and is named."""


class WrongUsage(HabeasError):
    """A call or command whose words do not fit together."""

    exit_code = 2


class CaseError(HabeasError):
    """A case folder that cannot serve."""


class CaseNotFound(CaseError):
    """There is no case at the named place."""


class CaseLocked(CaseError):
    """The case is in use by another process, or its key cannot be opened."""


class CaseDamaged(CaseError):
    """Something that the ledger vouches for is missing or altered."""


class MissingExtra(HabeasError):
    """An optional part is needed and not installed; the remedy is the line that installs it."""
