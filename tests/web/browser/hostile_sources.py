"""Sources of every kind with hostile words in every field: names, headers, people, addresses."""

from __future__ import annotations

import zipfile
from email.message import EmailMessage
from html import escape
from pathlib import Path

import docx
from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types

from habeas.case import Case
from habeas.model import Confidentiality, EventVerdict, Sameness
from habeas.pipeline import opine

LONGEST_NAME = 80


def file_name(words: str) -> str:
    """Words as the name of a file: what no file system takes is left out."""
    return "".join(mark for mark in words if mark not in "/\x00\\")[:LONGEST_NAME]


def write_sources(folder: Path, words: list[str]) -> None:
    """A file of each kind that the house reads, and two that it does not."""
    _table(folder / "headers.csv", words)
    _workbook(folder / "sheets.xlsx", words)
    _letter(folder / "letter.eml", words)
    _page(folder / "described.html", words)
    _text_document(folder / "described.docx", words)
    with zipfile.ZipFile(folder / f"{file_name(words[6])}.zip", "w") as archive:
        for number, member in enumerate(words[:8]):
            archive.writestr(f"{number} {member[:200]}.txt", _account(member))
        archive.writestr(f"{words[7][:100]}.pdf", "%PDF-1.4 and no more")
    (folder / f"{file_name(words[8])}.pdf").write_bytes(b"%PDF-1.4 and no more")


def judge_hostilely(case: Case, words: list[str]) -> None:
    """Decisions of every kind, by hostile people for hostile reasons; some taken back."""
    claims = [item.claim for item in case.claims]
    for number, claim in enumerate(claims[:20]):
        field = ("place", "speaker", "victim", "actor", "unit")[number % 5]
        right = {field: words[number % len(words)]}
        case.judge(claim.id, "correct", reason=words[-1 - number], **right)
    for number, claim in enumerate(claims[20:25]):
        kept = case.store.claim(claim.id)
        placed = opine(case.store, kept, None, reason=words[number])
        if number == 0:
            case.undo_claim(placed.position, reason=words[-1])
    for source in list(case.store.sources())[:5]:
        case.label(source.sha256, "restricted", reason=words[4])
    case.label(claims[0].id, Confidentiality.RESTRICTED, reason=words[5])
    people = case.people
    case.label(people.resolution.person_ids[0], Confidentiality.RESTRICTED, reason=words[6])
    records = [anchor.record for anchor in people.anchors[:4]]
    case.judge_people(Sameness.UNSURE, records[:2], reason=words[7], reviewer=words[8][:60])
    done = case.judge_people(
        Sameness.DIFFERENT, records[2:3], others=records[3:], reason=words[9], reviewer=words[9]
    )
    case.undo(done.placed.position, reason=words[10], reviewer=words[11])
    for item in list(case.events.events)[:2]:
        case.judge_event(
            EventVerdict.CONFIRM, [item.event.id], reason=words[12], reviewer=words[13]
        )


def _account(words: str) -> str:
    return f"Guards at the Orrin colony beat Taras {words} in May 2031, {words} said."


def _table(file: Path, words: list[str]) -> None:
    cells = [f'"{text.replace(chr(34), chr(34) * 2)}"' for text in words[:6]]
    rows = [",".join(["name", "birth date", "status", *cells])]
    rows += [",".join([cell, "1990-01-01", cell, *cells]) for cell in cells]
    file.write_text("\n".join(rows) + "\n", "utf-8")


def _workbook(file: Path, words: list[str]) -> None:
    book = Workbook()
    book.properties.creator, book.properties.title = words[0], words[1]
    for number, text in enumerate(words[:4]):
        title = "".join(mark for mark in text if mark not in "[]:*?/\\")[:28]
        sheet = book.create_sheet(f"{number} {title}")
        sheet.append(["name", "call sign", "status", text.lstrip("=")])
        sheet.append([f"Taras {text}", text.lstrip("="), text.lstrip("="), "1990"])
    book.save(file)


def _letter(file: Path, words: list[str]) -> None:
    letter = EmailMessage()
    for header, text in zip(("Subject", "X-Mailer", "Organization"), words, strict=False):
        letter[header] = text.replace("\t", " ")
    letter["From"] = f'"{words[3].replace(chr(34), "").replace(chr(92), "")}" <a@b.invalid>'
    letter.set_content(_account(words[4]))
    letter.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename=words[5])
    file.write_bytes(letter.as_bytes())


def _page(file: Path, words: list[str]) -> None:
    told = [escape(text) for text in words[:6]]
    file.write_text(
        f'<html lang="{told[0]}"><head><title>{told[1]}</title>'
        f'<meta name="author" content="{told[2]}">'
        f'<meta property="og:site_name" content="{told[3]}">'
        f'<link rel="canonical" href="https://b.invalid/{told[4]}"><base href="javascript:ran=1//">'
        f"</head><body><h1>{told[5]}</h1><p>{escape(_account(words[5]))}</p></body></html>",
        "utf-8",
    )


def _text_document(file: Path, words: list[str]) -> None:
    document = docx.Document()
    document.core_properties.author, document.core_properties.title = words[0][:200], words[1][:200]
    document.add_heading(words[2])
    document.add_paragraph(_account(words[3]))
    document.save(str(file))
