"""Answers out: an estimate as plain values, as text, as HTML, and as a sheet for a court."""

from habeas.counts.showing.court import court_page, court_sections, court_sheet, court_sheet_html
from habeas.counts.showing.document import Block, Bullets, Paragraph, Rows, Section
from habeas.counts.showing.page import as_html
from habeas.counts.showing.plain import as_dict, plain
from habeas.counts.showing.statuses import StatusWords, status_words
from habeas.counts.showing.text import as_text, in_one_line

__all__ = [
    "Block",
    "Bullets",
    "Paragraph",
    "Rows",
    "Section",
    "StatusWords",
    "as_dict",
    "as_html",
    "as_text",
    "court_page",
    "court_sections",
    "court_sheet",
    "court_sheet_html",
    "in_one_line",
    "plain",
    "status_words",
]
