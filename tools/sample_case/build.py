"""Build the binary files of the sample case from the plain texts beside this script.

    .venv/bin/python tools/sample_case/build.py [--court-record] [FOLDER]

Every date, identifier and order is fixed, so that a second run gives the same files. The court
record is printed by Chromium and is therefore only rebuilt when `--court-record` asks for it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import letters
import office
import pictures
import sound
import web

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / "examples" / "sources"


def text(name: str) -> str:
    """One of the plain texts beside this script."""
    return (HERE / name).read_text(encoding="utf-8")


def build(folder: Path) -> list[Path]:
    """Write all files but the court record into a folder; the list of what was written."""
    files = {
        "survivor-testimony.txt": text("testimony.uk.txt").encode("windows-1251"),
        "official-denial.docx": office.document(text("denial.ru.txt"), language="ru-RU"),
        "prison-service-reply.eml": letters.reply(text("reply.ru.txt"), text("reply-list.ru.txt")),
        "missing-families-list.csv": text("families.uk.csv").encode("windows-1251"),
        "seen-and-exchanged-list.xlsx": office.workbook(text("exchange.en.csv")),
        "photo-exchange.jpg": pictures.exchange(),
        "open-register-page.warc.gz": web.archive(text("open-register.html")),
        "bread-tender.wacz": web.bundle(text("tender.html")),
        "from-the-lawyer.zip": office.archive(
            {
                "statement.docx": office.document(text("lawyer.en.txt"), language="en-GB"),
                "note.txt": text("note.uk.txt").encode("utf-16"),
            }
        ),
        "voice-message.wav": sound.message(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return [folder / name for name in files]


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SOURCES)
    parser.add_argument("--court-record", action="store_true", help="print the PDF with Chromium")
    options = parser.parse_args()
    written = build(options.folder)
    if options.court_record:
        import court_record

        page = HERE / "court-record.ru.html"
        written.append(court_record.print_to(page, options.folder / "court-record.pdf"))
    for path in written:
        print(f"{path.stat().st_size:>8} {path.name}")


if __name__ == "__main__":
    main()
