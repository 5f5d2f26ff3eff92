"""Walking an HTML page in reading order, from element to part of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from habeas.model import BlockKind
from habeas.sources.html_content import PageShape
from habeas.sources.html_table import data_rows
from habeas.sources.html_words import marks
from habeas.sources.page_text import PageText

_UNSEEN = frozenset(
    {"script", "style", "template", "head", "svg", "canvas", "iframe", "object", "math", "title"}
    | {"audio", "video", "map", "datalist"}
)
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details"}
    | {"dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"}
    | {"h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav"}
    | {"noscript", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody"}
    | {"td", "textarea", "tfoot", "th", "thead", "tr", "ul", "caption"}
)
_HEADS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"b", "strong"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = re.compile(r" ?\v ?")
_LONGEST_BYLINE = 220
_LONGEST_DECK = 600
_LONGEST_BOLD_HEAD_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Hint:
    """What the mark-up says of all inside one element."""

    element: etree._Element
    kind: BlockKind
    reason: str


def walk(root: etree._Element, page: PageText) -> None:
    """Write the page's text part by part."""
    _Walk(root, page).run(root)


class _Walk:
    """The state of one walk: the open elements that say something, and the words since the
    last border of a block."""

    def __init__(self, root: etree._Element, page: PageText) -> None:
        self._shape = PageShape(root)
        self._page = page
        self._hints: list[_Hint] = []
        self._words: list[str] = []
        self._bold = 0
        self._bold_words = 0
        self._titled = False
        self._text_begun = False
        # Until the title or the article is reached, and after the article, all is the page's own.
        self._outside = self._shape.article is not None

    def run(self, root: etree._Element) -> None:
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                if event == "end":
                    self._hear(element.tail)
            elif event == "end":
                self._close(element)
            elif element.tag in _UNSEEN or self._is_written_table(element):
                walker.skip_subtree()
            else:
                self._open(element)

    def _open(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self._flush()
        if element is self._shape.article or element is self._shape.heading:
            self._outside = False
        hint = self._hint(element)
        if hint is not None and not self._says_the_same(hint):
            self._flush()
            self._hints.append(hint)
        if tag == "br":
            self._words.append("\v")
        if tag in _BOLD:
            self._bold += 1
        self._hear(element.text)

    def _says_the_same(self, hint: _Hint) -> bool:
        """An inline element that repeats what its surroundings say parts nothing."""
        inline = hint.element.tag not in _BLOCKS
        return inline and bool(self._hints) and self._hints[-1].kind is hint.kind

    def _close(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _UNSEEN:
            self._hear(element.tail)
            return
        closes_hint = bool(self._hints) and self._hints[-1].element is element
        if tag in _BLOCKS or closes_hint:
            self._flush()
        if closes_hint:
            self._hints.pop()
        if tag in _BOLD:
            self._bold -= 1
        if element is self._shape.article:
            self._outside = True
        self._hear(element.tail)

    def _hear(self, text: str | None) -> None:
        if not text:
            return
        self._words.append(text.replace("\v", " "))
        if self._bold:
            self._bold_words += len(text.strip())

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._words))
        bold, self._bold_words = self._bold_words, 0
        self._words.clear()
        for piece in re.split(r"(?: ?\v ?){2,}", text):
            words = _BREAK.sub("\n", piece).strip()
            if words.strip("\ufeff\u200b"):
                self._write(words, all_bold=bold >= len(words))

    def _write(self, words: str, *, all_bold: bool) -> None:
        kind, reason = self._kind(words, all_bold=all_bold)
        if kind is BlockKind.TITLE:
            self._titled = True
        if kind is None or kind is BlockKind.PARAGRAPH:
            self._text_begun = self._text_begun or len(words) > 80
        if kind is BlockKind.CREDIT:
            self._page.add_below(words, kind, reason)
        else:
            self._page.add(words, kind, reason)

    def _kind(self, words: str, *, all_bold: bool) -> tuple[BlockKind | None, str]:
        if self._outside:
            return BlockKind.PAGE_NOISE, "outside the article"
        for hint in self._hints:
            if hint.kind is BlockKind.PAGE_NOISE:
                return hint.kind, hint.reason
        for hint in reversed(self._hints):
            if self._fits(hint.kind, words):
                return hint.kind, hint.reason
        if all_bold and len(words.split()) <= _LONGEST_BOLD_HEAD_WORDS and words[-1] not in ".,;:":
            return BlockKind.SECTION_HEAD, "short line in bold"
        return None, ""

    def _fits(self, kind: BlockKind, words: str) -> bool:
        if kind is BlockKind.BYLINE:
            return len(words) <= _LONGEST_BYLINE
        if kind is BlockKind.DECK:
            return len(words) <= _LONGEST_DECK and not self._text_begun
        return True

    def _hint(self, element: etree._Element) -> _Hint | None:
        reason = self._shape.noise_reason(element)
        if reason is not None:
            return _Hint(element, BlockKind.PAGE_NOISE, reason)
        tag = str(element.tag)
        if tag == "h1":
            kind = BlockKind.SECTION_HEAD if self._titled else BlockKind.TITLE
            return _Hint(element, kind, "<h1>")
        if tag in _HEADS and not marks(element, "deck"):
            return _Hint(element, BlockKind.SECTION_HEAD, f"<{tag}>")
        if tag in ("figcaption", "caption"):
            return _Hint(element, BlockKind.CAPTION, f"<{tag}>")
        return self._hint_by_name(element)

    def _hint_by_name(self, element: etree._Element) -> _Hint | None:
        tag = str(element.tag)
        if tag in ("html", "body", "main", "article"):
            return None
        for use, kind in (
            ("credit", BlockKind.CREDIT),
            ("caption", BlockKind.CAPTION),
            ("pull_quote", BlockKind.PULL_QUOTE),
            ("byline", BlockKind.BYLINE),
            ("deck", BlockKind.DECK),
            ("rubric", BlockKind.SECTION_HEAD),
        ):
            if marks(element, use):
                return _Hint(element, kind, f"class or id of a {kind.value.replace('_', ' ')}")
        if tag in ("cite", "footer") and self._inside("blockquote", element):
            return _Hint(element, BlockKind.CREDIT, f"<{tag}> of a quotation")
        if tag == "address" or element.get("rel") == "author":
            return _Hint(element, BlockKind.BYLINE, f"<{tag}>")
        return None

    def _inside(self, tag: str, element: etree._Element) -> bool:
        return any(ancestor.tag == tag for ancestor in element.iterancestors())

    def _is_written_table(self, element: etree._Element) -> bool:
        """Write a table of data at once; what is inside it need not be walked."""
        if element.tag != "table" or self._outside or self._noise_around(element):
            return False
        rows = data_rows(element)
        if rows is None:
            return False
        self._flush()
        self._page.add_table(rows)
        return True

    def _noise_around(self, element: etree._Element) -> bool:
        inside = any(hint.kind is BlockKind.PAGE_NOISE for hint in self._hints)
        return inside or self._shape.noise_reason(element) is not None
