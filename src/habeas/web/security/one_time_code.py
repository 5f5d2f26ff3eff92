"""The code that lets a browser in: a long one for the address, a short one to be typed.

    code = OneTimeCode.drawn()
    code.takes(words)     # True once; then, and after ten wrong tries, it is spent

Whoever can read the terminal may come in. Digits, because they are typed alike on every keyboard.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

TRIES = 10
_GROUPS, _DIGITS = 4, 4


@dataclass(slots=True)
class OneTimeCode:
    """A code in two forms, either of which is taken once; `tries` wrong ones spend it as well.

    Ten guesses among 10**16 short codes are as good as none, and there is nothing to guess
    offline.
    """

    token: str
    typed: str
    tries: int = TRIES
    spent: bool = False

    def __repr__(self) -> str:
        return f"OneTimeCode(…, tries={self.tries}, spent={self.spent})"

    @classmethod
    def drawn(cls) -> OneTimeCode:
        """A new code from the system's source of randomness."""
        digits = f"{secrets.randbelow(10 ** (_GROUPS * _DIGITS)):0{_GROUPS * _DIGITS}d}"
        groups = (digits[start : start + _DIGITS] for start in range(0, len(digits), _DIGITS))
        return cls(secrets.token_urlsafe(32), "-".join(groups))

    def takes(self, untrusted_words: str) -> bool:
        """Whether this is the code, which is spent thereby; a wrong one costs a try.

        Both forms are compared in full whatever was given, so that time tells nothing.
        """
        if self.spent:
            return False
        is_token = same(untrusted_words.strip(), self.token)
        is_typed = same(_digits_of(untrusted_words), _digits_of(self.typed))
        if is_token | is_typed:
            self.spent = True
            return True
        self.tries -= 1
        self.spent = self.tries <= 0
        return False


def same(untrusted_words: str, secret: str) -> bool:
    """Whether two texts are the same, in a time that depends on neither."""
    given, wanted = (
        hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
        for words in (untrusted_words, secret)
    )
    return hmac.compare_digest(given, wanted)


def _digits_of(untrusted_words: str) -> str:
    """What was typed without the spaces and dashes between groups; people leave them out."""
    return "".join(untrusted_words[:200].split()).replace("-", "")
