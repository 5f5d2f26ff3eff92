"""Custody histories: what happened to each person, where they are, and who is missing."""

from habeas.people.history.contradiction import Contradiction
from habeas.people.history.custody_history import CustodyHistory, histories, unplaced
from habeas.people.history.later_lists import OnNoLaterList, on_no_later_list
from habeas.people.history.silence import Silence
from habeas.people.history.statement import CustodyStatus, Rung, Statement, StatementKind
from habeas.people.history.writing import as_rows, as_summary_rows, as_text, picture

__all__ = [
    "Contradiction",
    "CustodyHistory",
    "CustodyStatus",
    "OnNoLaterList",
    "Rung",
    "Silence",
    "Statement",
    "StatementKind",
    "as_rows",
    "as_summary_rows",
    "as_text",
    "histories",
    "on_no_later_list",
    "picture",
    "unplaced",
]
