"""What an HTML page says of itself: JSON-LD, meta elements, canonical address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from habeas.model import Publication
from habeas.sources.absolute_dates import printed_dates
from habeas.sources.html_words import words_for

_LARGEST_JSON = 1_000_000
_LONGEST_VALUE = 500


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Any field may be missing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    publication: Publication | None = None


def page_metadata(root: etree._Element) -> PageMetadata:
    """The metadata of a parsed page; JSON-LD is asked first, then meta elements."""
    metas = _metas(root)
    linked = list(_linked_objects(root))
    return PageMetadata(
        title=_from_metas(metas, "title") or _linked_text(linked, "headline") or _head_title(root),
        author=_linked_name(linked, "author") or _author(metas),
        publisher=_linked_name(linked, "publisher") or _from_metas(metas, "publisher"),
        url=_canonical(root, metas),
        publication=_publication(root, metas, linked),
    )


def _metas(root: etree._Element) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content[:_LONGEST_VALUE])
    return metas


def _from_metas(metas: dict[str, str], use: str) -> str | None:
    return next((metas[name] for name in words_for(use) if name in metas), None)


def _author(metas: dict[str, str]) -> str | None:
    """The first author that is a name: `article:author` is often the address of a profile."""
    values = [metas[name] for name in words_for("author") if name in metas]
    return next((value for value in values if not value.startswith("http")), None)


def _head_title(root: etree._Element) -> str | None:
    title = next(iter(root.iter("title")), None)
    words = " ".join((title.text or "").split()) if title is not None else ""
    return words[:_LONGEST_VALUE] or None


def _canonical(root: etree._Element, metas: dict[str, str]) -> str | None:
    for link in root.iter("link"):
        address = (link.get("href") or "").strip()
        if (link.get("rel") or "").lower() == "canonical" and address.startswith("http"):
            return address
    address = metas.get("og:url", "")
    return address if address.startswith("http") else None


def _linked_objects(root: etree._Element) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that carry a date, an author or a headline, in the page's order."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() != "application/ld+json" or len(text) > _LARGEST_JSON:
            continue
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop(0)
            if isinstance(value, list):
                waiting[:0] = value
            elif isinstance(value, dict):
                if value.keys() & {"datePublished", "headline", "author"}:
                    yield value
                waiting.append(value.get("@graph"))


def _linked_text(linked: list[dict[str, Any]], key: str) -> str | None:
    for value in linked:
        if isinstance(value.get(key), str) and value[key].strip():
            return str(value[key]).strip()[:_LONGEST_VALUE]
    return None


def _linked_name(linked: list[dict[str, Any]], key: str) -> str | None:
    for value in linked:
        found = value.get(key)
        people = found if isinstance(found, list) else [found]
        names = [item.get("name") if isinstance(item, dict) else item for item in people]
        words = [name.strip() for name in names if isinstance(name, str) and name.strip()]
        if words:
            return ", ".join(words)[:_LONGEST_VALUE]
    return None


def _publication(
    root: etree._Element, metas: dict[str, str], linked: list[dict[str, Any]]
) -> Publication | None:
    stamped = _linked_text(linked, "datePublished")
    found = _dated(stamped, "JSON-LD datePublished")
    for name in words_for("date"):
        found = found or _dated(metas.get(name), f"meta {name}")
    for moment in root.iter("time"):
        if moment.get("pubdate") is not None or moment.get("itemprop") == "datePublished":
            found = found or _dated(moment.get("datetime"), "time element of publication")
    return found


def _dated(stamp: str | None, evidence: str) -> Publication | None:
    """The day in a time stamp, as written there (in the stamp's own time zone)."""
    for found in printed_dates((stamp or "").replace("T", " ", 1)):
        if found.year and found.month:
            return Publication(found.span(), evidence)
    return None
