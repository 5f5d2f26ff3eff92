"""The sources: the list and the search, adding, and each document with its claims."""

from habeas.web.page import Page, Raw, Room
from habeas.web.pages.sources import (
    import_result,
    importing,
    judging,
    labelling,
    laid_out,
    listing,
    quarantine,
)
from habeas.web.pages.sources.document_view import DocumentQuery, document
from habeas.web.pages.sources.listing import SourcesQuery, SourcesView, sources
from habeas.web.pages.sources.original import claims_of_source, original
from habeas.web.pages.sources.picture import PictureQuery, picture
from habeas.web.pages.sources.search import as_sheet as found_sheet
from habeas.web.section import Section
from habeas.web.sheet import Sheet
from habeas.web.speech import N_


def _found(view: SourcesView) -> Sheet:
    return found_sheet(view.found) if view.found else Sheet((), ())


ROOM = Room(
    pages=(
        Page(
            path="/sources",
            name="sources",
            title=N_("Sources"),
            template="sources/list.html",
            view=sources,
            summary="The sources of the case, and a search in their texts",
            query=SourcesQuery,
            section=Section.SOURCES,
            sheets={"list": listing.as_sheet, "found": _found},
        ),
        *importing.PAGES,
        quarantine.PAGE,
        import_result.PAGE,
        Page(
            path="/sources/{sha256}",
            name="source",
            title=N_("Source"),
            template="sources/document.html",
            view=document,
            summary="One source: its text with claims marked, coverage, label, history",
            query=DocumentQuery,
            section=Section.SOURCES,
        ),
        laid_out.PAGE,
    ),
    actions=(*importing.ACTIONS, labelling.ACTION, judging.ACTION),
    raws=(
        *importing.RAWS,
        laid_out.FRAME,
        Raw(
            path="/sources/{sha256}/original",
            name="original",
            answer=original,
            summary="The preserved bytes of a source, to be saved",
        ),
        Raw(
            path="/sources/{sha256}/picture",
            name="picture",
            answer=picture,
            summary="What a page of a source looks like, as PNG",
            query=PictureQuery,
        ),
        Raw(
            path="/sources/{sha256}/claims.csv",
            name="claims_of_source",
            answer=claims_of_source,
            summary="Every claim of a source as CSV",
        ),
    ),
)
