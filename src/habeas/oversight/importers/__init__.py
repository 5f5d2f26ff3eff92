"""Files that a user saved from a depositary or a body, read offline; nothing is ever fetched.

`read_saved` recognises the format by the content. What comes out are rows with the file and its
SHA-256 as their source; what could not be read is named, row by row.
"""

from habeas.model import InputRefused, printable
from habeas.oversight.importers.coe import is_coe, read_coe
from habeas.oversight.importers.dutch import has_parties, read_dutch
from habeas.oversight.importers.hudoc_cpt import is_hudoc_cpt, read_hudoc_cpt
from habeas.oversight.importers.imported import Imported, Skipped
from habeas.oversight.importers.saved_json import parse_json
from habeas.oversight.importers.untc import read_untc

__all__ = [
    "Imported",
    "Skipped",
    "read_coe",
    "read_dutch",
    "read_hudoc_cpt",
    "read_saved",
    "read_untc",
]

_KNOWN = (
    "known are: XML of the UN depositary, JSON from Council of Europe treaty pages, JSON of "
    "the HUDOC-CPT query, and tables of parties of the Dutch treaty bank (HTML or CSV)"
)


def read_saved(content: bytes, *, name: str, treaty: str = "") -> Imported:
    """What a saved file says, its format recognised by the content.

    `treaty` (an id or a depositary's number) is needed where neither the file's name nor its
    content tells. Raises InputRefused, naming the formats that are known, for any other file.
    """
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start == b"<":
        if b"<participants" in content.lower():
            return read_untc(content, name=name, treaty=treaty)
    elif start in {b"{", b"["}:
        value = parse_json(content, name)
        if is_hudoc_cpt(value):
            return read_hudoc_cpt(content, name=name)
        if is_coe(value):
            return read_coe(content, name=name, treaty=treaty)
        raise _unknown(name)
    if has_parties(content, name):
        return read_dutch(content, name=name, treaty=treaty)
    raise _unknown(name)


def _unknown(name: str) -> InputRefused:
    return InputRefused(
        "its format is none that is read here", where=printable(name), remedy=_KNOWN
    )
