"""Reports: what leaves a case, for people to read.

    content = DossierContent(case_id, investigators, head, sources=…, judgements=…)
    page = render(content, "dossier.html")      # bytes; equal content gives equal bytes

Floor 6 of the house: it reads no case and no clock; the caller hands over plain data.
"""

from habeas.reports.assembling import assembled
from habeas.reports.content import CountedList, Deletion, DossierContent, SourceContent
from habeas.reports.dossier import Dossier, build
from habeas.reports.formats import check_format, media_type, render
from habeas.reports.html import render_html
from habeas.reports.sites_figure import sites_figure

__all__ = [
    "CountedList",
    "Deletion",
    "Dossier",
    "DossierContent",
    "SourceContent",
    "assembled",
    "build",
    "check_format",
    "media_type",
    "render",
    "render_html",
    "sites_figure",
]
