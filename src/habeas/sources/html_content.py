"""Where on an HTML page the article is, and which of its elements belong to the page itself."""

from __future__ import annotations

from lxml import etree

from habeas.sources.html_words import marks

_NOISE_TAGS = frozenset(
    {"nav", "footer", "form", "button", "select", "textarea", "dialog", "menu", "noscript", "label"}
)
_NOISE_ROLES = frozenset(
    {"navigation", "contentinfo", "search", "complementary", "dialog", "menu", "menubar", "alert"}
)
_NEVER_NOISE_BY_NAME = frozenset({"html", "body", "main", "article", "h1", "figure", "figcaption"})
_LEAST_SHARE_OF_TEXT = 0.6
_LARGEST_NOISE_SHARE = 0.4
_LINK_SHARE = 0.75
_LEAST_LINKS = 3
_LONGEST_LINK = 90


class PageShape:
    """What is known of a page before it is walked: where its text is, and how much.

    State on purpose: the text is measured once.
    """

    def __init__(self, root: etree._Element) -> None:
        self._running = _running_text(root)
        self.heading = next(iter(root.iter("h1")), None)
        self.article = self._find_article(root)

    def noise_reason(self, element: etree._Element) -> str | None:
        """Why all inside an element is page noise, or None."""
        tag = str(element.tag)
        if tag in _NOISE_TAGS and not _is_quotation_footer(element):
            return f"<{tag}>"
        if (element.get("role") or "") in _NOISE_ROLES:
            return f"role “{element.get('role')}”"
        if _is_hidden(element):
            return "hidden on the page"
        if tag == "aside" and not marks(element, "pull_quote"):
            return "<aside>"
        if tag in ("ul", "ol", "table") and _mostly_links(element):
            return "a list of links"
        return self._noise_by_name(element)

    def _noise_by_name(self, element: etree._Element) -> str | None:
        if element.tag in _NEVER_NOISE_BY_NAME or not marks(element, "noise"):
            return None
        holds_much = _running_text(element) > _LARGEST_NOISE_SHARE * max(self._running, 1)
        holds_title = self.heading is not None and any(
            ancestor is element for ancestor in self.heading.iterancestors()
        )
        return None if holds_much or holds_title else "class or id of a page's own part"

    def _find_article(self, root: etree._Element) -> etree._Element | None:
        """The element that holds most of the running text, where one says that it is it."""
        candidates = [
            element
            for element in root.iter("main", "article", "div", "section")
            if element.tag in ("main", "article")
            or element.get("role") == "main"
            or element.get("itemprop") == "articleBody"
        ]
        fullest = max(candidates, key=_running_text, default=None)
        if fullest is None or _running_text(fullest) < _LEAST_SHARE_OF_TEXT * self._running:
            return None
        return fullest if self._running else None


def _running_text(element: etree._Element) -> int:
    """Characters inside paragraphs."""
    return sum(len("".join(map(str, found.itertext()))) for found in element.iter("p"))


def _is_quotation_footer(element: etree._Element) -> bool:
    return element.tag == "footer" and any(
        ancestor.tag in ("blockquote", "figure") for ancestor in element.iterancestors()
    )


def _is_hidden(element: etree._Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def _mostly_links(element: etree._Element) -> bool:
    links = [len("".join(map(str, link.itertext())).strip()) for link in element.iter("a")]
    if len(links) < _LEAST_LINKS or sum(links) > _LONGEST_LINK * len(links):
        return False
    words = len("".join("".join(map(str, element.itertext())).split()))
    return sum(links) >= _LINK_SHARE * max(words, 1)
