"""The one form in which a quote and a text are compared: marks mapped one to one, nothing else.

Quotation marks, dashes and spaces become the plain one of their sort; every other character stays
what it is. The form has the length of the text, in code points, so that an offset into one is an
offset into the other. No Unicode normalisation, no case folding, nothing collapsed or removed: each
of these would let other words pass for the words of the document.

A line break written as CR LF is one line break: `one_break` says so for both sides, and
`Breaks` leads offsets back.
"""

from __future__ import annotations

from bisect import bisect_right

_DOUBLE = '"“”„‟«»″＂〝〞〟'
_SINGLE = "'‘’‚‛‹›′`´ʼʹ＇"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_SPACES = " \t\n\r\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"  # noqa: E501 - one class of characters in one line
_PLAIN = str.maketrans(
    {
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
    }
)


def canonical(text: str) -> str:
    """The text with quotation marks, dashes and spaces made plain; of the same length.

    >>> canonical("«Ні» — сказав\\u00a0він") == '"Ні" - сказав він'
    True
    """
    return text.translate(_PLAIN)


def one_break(text: str) -> str:
    """The text with each CR LF as the one line break that it is."""
    return text.replace("\r\n", "\n")


class Breaks:
    """A text with each CR LF as one line break, and the way from its offsets to those of the text.

    `plain` is the canonical form of that text.
    """

    def __init__(self, text: str) -> None:
        self.plain = canonical(one_break(text))
        # Where, in `plain`, a line break stands for two characters.
        self._double: list[int] = []
        position = text.find("\r\n")
        while position >= 0:
            self._double.append(position - len(self._double))
            position = text.find("\r\n", position + 2)

    def offset(self, position: int) -> int:
        """The offset in the text of what stands at this position of `plain`."""
        return position + bisect_right(self._double, position - 1)
