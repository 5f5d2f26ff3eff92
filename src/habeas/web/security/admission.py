"""Which requests are ours at all, by what they say about themselves; no session is looked at yet.

The rules, in this order; the first that is broken refuses:

* The method is one that the workbench has: no TRACE, CONNECT, OPTIONS (nobody else may ask).
* The target is a path, neither `http://…` nor `//…`: it would name another host than `Host` does.
* There is one `Host`, and it is ours to the letter. A page that makes its own name point to
  127.0.0.1 (DNS rebinding) still sends its own name.
* No header speaks of a proxy, or asks for another method than the request's own.
* `Sec-Fetch-Site`, which a page cannot forge, says `same-origin`; or `none`, for a page that a
  person opened. The door (`GET /`, which shows nothing of a case) may be reached from elsewhere:
  a link in a local file is how the browser is started.
* `Origin`, where it is said, is ours; what changes anything says it.
* A browser too old for `Sec-Fetch-Site` names us or nobody in `Referer`. A program that is no
  browser may leave all of this out if it says `X-Habeas-Request`, which no page of another
  origin can say without asking first, and nobody is answered who asks.

    >>> refusal(Asking("GET", b"/", ((b"host", b"evil.example"),)), "a.localhost:80")
    Refusal(status=421, reason='the host is not this workbench')
"""

from __future__ import annotations

from dataclasses import dataclass

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})
SAFE_METHODS = frozenset({"GET", "HEAD"})
DOOR = b"/"
PROGRAM_HEADER = b"x-habeas-request"
_NOT_OURS = frozenset(
    b"forwarded via x-forwarded-for x-forwarded-host x-forwarded-proto x-forwarded-port "
    b"x-forwarded-server x-forwarded-prefix x-host x-original-host x-original-url x-rewrite-url "
    b"x-real-ip x-http-method x-http-method-override x-method-override".split()
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What a request says about itself: the target as sent, header names in lower case."""

    method: str
    target: bytes
    headers: tuple[tuple[bytes, bytes], ...]

    def all_of(self, name: bytes) -> list[bytes]:
        """Every value of a header."""
        return [value for header, value in self.headers if header == name]

    @property
    def is_safe(self) -> bool:
        """Whether by its method it changes nothing."""
        return self.method in SAFE_METHODS


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not answered, and with which status."""

    status: int
    reason: str


def refusal(asking: Asking, authority: str) -> Refusal | None:
    """Why this request is none of ours, or None; `authority` is our host and port."""
    return (
        _refused_by_form(asking)
        or _refused_by_host(asking, authority.encode())
        or _refused_by_site(asking)
        or _refused_by_origin(asking, f"http://{authority}".encode())
    )


def _refused_by_form(asking: Asking) -> Refusal | None:
    if asking.method not in METHODS:
        return Refusal(405, "this method is not answered")
    if not asking.target.startswith(b"/") or asking.target.startswith((b"//", b"/\\")):
        return Refusal(400, "the target of the request is not a path")
    return None


def _refused_by_host(asking: Asking, ours: bytes) -> Refusal | None:
    if asking.all_of(b"host") != [ours]:
        return Refusal(421, "the host is not this workbench")
    if any(name in _NOT_OURS for name, _ in asking.headers):
        return Refusal(400, "no proxy stands before this workbench")
    return None


def _refused_by_site(asking: Asking) -> Refusal | None:
    sites = asking.all_of(b"sec-fetch-site")
    if not sites or sites == [b"same-origin"]:
        return None
    opened = _opens_a_page(asking)
    if opened and (sites == [b"none"] or asking.target == DOOR):
        return None
    return Refusal(403, "the request comes from another site")


def _opens_a_page(asking: Asking) -> bool:
    """Whether a whole page is opened, rather than a part of one, or something that a page asks."""
    modes, destinations = asking.all_of(b"sec-fetch-mode"), asking.all_of(b"sec-fetch-dest")
    return asking.is_safe and modes == [b"navigate"] and destinations == [b"document"]


def _refused_by_origin(asking: Asking, ours: bytes) -> Refusal | None:
    origins = asking.all_of(b"origin")
    if origins and origins != [ours]:
        return Refusal(403, "the request comes from another origin")
    if asking.all_of(b"sec-fetch-site"):
        if asking.is_safe or origins:
            return None
        return Refusal(403, "the request does not say where it comes from")
    return _refused_without_metadata(asking, ours, said_origin=bool(origins))


def _refused_without_metadata(asking: Asking, ours: bytes, *, said_origin: bool) -> Refusal | None:
    """A browser from before Sec-Fetch-Site, or a program."""
    for referer in asking.all_of(b"referer"):
        if referer != ours and not referer.startswith(ours + b"/") and asking.target != DOOR:
            return Refusal(403, "the request comes from another site")
    if asking.is_safe or said_origin or asking.all_of(PROGRAM_HEADER):
        return None
    return Refusal(403, "the request does not say where it comes from")
