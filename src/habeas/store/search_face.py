"""The case store's face to its search index."""

from __future__ import annotations

from collections.abc import Collection

from habeas.language import SearchWay
from habeas.store.case_opening import OpenCase
from habeas.store.search import Page, SearchResults, search
from habeas.store.search_index import EntryKind


class SearchFace:
    """The part of `CaseStore` that finds words in claims and documents."""

    _case: OpenCase

    def search(
        self,
        query: str,
        *,
        ways: SearchWay = SearchWay.FOLDED,
        kinds: Collection[EntryKind | str] = tuple(EntryKind),
        limit: int = 50,
        offset: int = 0,
    ) -> SearchResults:
        """Claims and paragraphs that hold every word of a query, in the order of the ledger.

        `ways` is how alike words must be: as printed, folded, or in all scripts. Words in quotation
        marks must stand side by side; one that ends in `*` may go on. Any query is understood; one
        without words finds nothing. Raises WrongUsage for kinds or pages that there cannot be.
        """
        wanted = [EntryKind(kind) for kind in kinds]
        with self._case.database.read() as connection:
            return search(connection, query, SearchWay(ways), wanted, Page(limit, offset))
