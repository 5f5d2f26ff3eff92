"""Bring the catalogues of the workbench up to its templates and pages.

    python tools/refresh_messages.py            # rewrite src/habeas/web/locale/*.po
    python tools/refresh_messages.py --check    # say what is missing; exit code 1 if anything is

Messages stand in templates ({% trans %}, gettext, ngettext) and in Python (N_, say, say_many): they
make `uk.po` and `ru.po`. What the rooms below say in English (tools/room_sentences.py) makes
`rooms.uk.po` and `rooms.ru.po`. English is the language they are written in: it has no catalogue.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from room_sentences import sentences

WEB = Path(__file__).resolve().parent.parent / "src" / "habeas" / "web"
LOCALE = WEB / "locale"
LANGUAGES = ("uk", "ru")
_KEYWORDS = {
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say": None,
    "say_many": (1, 2),
}
_STAMPS = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Generated-By",
)
_METHODS = [("**.py", "python"), ("templates/**.html", "jinja2.ext:babel_extract")]
_OPTIONS = {
    "templates/**.html": {
        "trimmed": "false",
        "silent": "false",
        "trim_blocks": "true",
        # As the pages look a message up: a percent sign is doubled there.
        "newstyle_gettext": "true",
    }
}


def template() -> Catalog:
    """Every message, in the order of its first place."""
    catalogue = Catalog(project="Habeas", fuzzy=False)
    found = extract_from_dir(WEB, _METHODS, _OPTIONS, keywords=_KEYWORDS)
    for path, _, message, _, context in sorted(found, key=lambda item: (item[0], item[1])):
        # Without line numbers a catalogue changes only where the words do.
        catalogue.add(message, locations=[(path, 0)], context=context)
    return catalogue


def of_the_rooms(pages: Catalog) -> Catalog:
    """Every sentence of the rooms, but for words that the pages say already."""
    catalogue = Catalog(project="Habeas", fuzzy=False)
    for sentence in sentences():
        if "%(" in sentence.words or sentence.words not in pages:
            catalogue.add(sentence.words, locations=[(sentence.path, 0)])
    return catalogue


def refreshed(name: str, language: str, messages: Catalog) -> Catalog:
    """The catalogue of this name with exactly these messages."""
    path = LOCALE / f"{name}.po"
    if path.is_file():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    else:
        catalogue = Catalog(locale=language, fuzzy=False)
    catalogue.update(messages, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = "# Words of the workbench; made by tools/refresh_messages.py."
    return catalogue


def missing(catalogue: Catalog) -> Iterator[str]:
    """The messages that are not translated in every form."""
    for message in catalogue:
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.fuzzy or not all(forms):
            yield message.id[0] if isinstance(message.id, (tuple, list)) else message.id


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file; the same messages give the same bytes."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, omit_header=False, include_lineno=False)
    lines = file.getvalue().decode().splitlines(keepends=True)
    # When and by what it was made says nothing about the words.
    stamps = tuple(f'"{name}' for name in _STAMPS)
    return "".join(line for line in lines if not line.startswith(stamps)).encode()


def main() -> int:
    """Rewrite the catalogues, or check them."""
    pages = template()
    rooms = of_the_rooms(pages)
    incomplete = 0
    for language in LANGUAGES:
        incomplete += settled(language, language, pages)
        incomplete += settled(f"rooms.{language}", language, rooms)
    return 1 if incomplete else 0


def settled(name: str, language: str, messages: Catalog) -> int:
    """Write one catalogue, or check it; how many things are missing."""
    catalogue = refreshed(name, language, messages)
    lacking = list(missing(catalogue))
    path = LOCALE / f"{name}.po"
    content = written(catalogue)
    stale = False
    if "--check" in sys.argv[1:]:
        stale = not path.is_file() or path.read_bytes() != content
        if stale:
            print(f"{path.name}: not up to date; run python tools/refresh_messages.py")
    else:
        LOCALE.mkdir(exist_ok=True)
        path.write_bytes(content)
    for words in lacking:
        print(f"{path.name}: not translated: {words!r}")
    print(f"{path.name}: {len(catalogue)} messages, {len(lacking)} not translated")
    return len(lacking) + stale


if __name__ == "__main__":
    sys.exit(main())
