"""Reports: what leaves a case, for people to read.

    content = DossierContent(case_id, investigators, head, sources=…, judgements=…)
    page = render(content, "dossier.html")      # bytes; equal content gives equal bytes

Floor 6 of the house: it reads no clock, and `preparing` alone reads a case; all else is made from
plain data.
"""

from habeas.reports.assembling import assembled
from habeas.reports.chapters import ALWAYS, CONTENTS, Chapter, chosen_chapters
from habeas.reports.content import CountedList, Deletion, DossierContent, SourceContent
from habeas.reports.dossier import Dossier, build
from habeas.reports.exports import (
    DATA_FORMATS,
    MadeExport,
    check_data_format,
    claims_export,
    data_export,
    data_suffix,
    harmless,
    people_export,
)
from habeas.reports.formats import check_format, media_type, render
from habeas.reports.html import render_html
from habeas.reports.leaving import WrittenDossier, write_data, write_dossier
from habeas.reports.preparing import DossierOrder, PreparedDossier, prepared
from habeas.reports.redaction import (
    RedactedPassage,
    RedactionReport,
    Redactions,
    passage_of,
    read_redactions,
)
from habeas.reports.sites_figure import sites_figure

__all__ = [
    "ALWAYS",
    "CONTENTS",
    "DATA_FORMATS",
    "Chapter",
    "CountedList",
    "Deletion",
    "Dossier",
    "DossierContent",
    "DossierOrder",
    "MadeExport",
    "PreparedDossier",
    "RedactedPassage",
    "RedactionReport",
    "Redactions",
    "SourceContent",
    "WrittenDossier",
    "assembled",
    "build",
    "check_data_format",
    "check_format",
    "chosen_chapters",
    "claims_export",
    "data_export",
    "data_suffix",
    "harmless",
    "media_type",
    "passage_of",
    "people_export",
    "prepared",
    "read_redactions",
    "render",
    "render_html",
    "sites_figure",
    "write_data",
    "write_dossier",
]
