"""Dates in running text, as intervals, with what they were resolved against."""

from habeas.language.dates.find import find_dates
from habeas.language.dates.mention import DateKind, DateMention, DateOffset

__all__ = ["DateKind", "DateMention", "DateOffset", "find_dates"]
