"""Redaction: a dossier of which a person, a place, a passage or a source is no part.

    redactions = Redactions(persons=("Mira Tolvan = Міра Толван",), places=("Orlyne",))
    done = redacted_dossier(record, people, redactions, case_id=…, version=…)
    render(done.content, "dossier.pdf")        # every format from the same redacted data
    done.report                                # who is who: for the investigator, never a reader

It acts on the record before anything is computed from it: texts, offsets, claims, judgements,
names of files. What is derived from short values (hashes, ids) is replaced by numbers; why, is in
`identifiers.py`.
"""

from habeas.reports.redaction.dossiers import RedactedDossier, redacted_dossier
from habeas.reports.redaction.redacting import RedactedRecord, redact
from habeas.reports.redaction.report import RedactionNotice, RedactionReport, Replacement
from habeas.reports.redaction.request import (
    RedactedPassage,
    Redactions,
    passage_of,
    read_redactions,
    redactions_of,
)

__all__ = [
    "RedactedDossier",
    "RedactedPassage",
    "RedactedRecord",
    "RedactionNotice",
    "RedactionReport",
    "Redactions",
    "Replacement",
    "passage_of",
    "read_redactions",
    "redact",
    "redacted_dossier",
    "redactions_of",
]
