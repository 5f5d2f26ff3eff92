"""Small invented sources, and cases to put them in: nobody named here exists."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from habeas.case import Case
from habeas.pipeline import ImportSettings
from habeas.store import CaseStore, KeyCost

PASSPHRASE = "an invented phrase"  # noqa: S105 - it opens nothing but test cases
# As weak as Argon2id allows: these keys guard nothing.
CHEAP = KeyCost(memory_kib=8, passes=1, lanes=1)
INVESTIGATOR = "Ila Morven"
ONE_PROCESS = ImportSettings(processes=1, in_order=True)

REPORT = (
    "Guards at the Orrin colony beat Taras Velmin, his sister told the Lower Orrin Herald.\n\n"
    "The regional prison service denied that anyone had been beaten.\n\n"
    "In March 2031, 14 prisoners were transferred to Chernihiv.\n"
)
# In Polish: read and kept, but not searched for claims, so quick to import.
TESTIMONY = (
    "Trzymano mnie w piwnicy szkoły trzy tygodnie. Było nas {number}.\n\nPotem nas wywieziono.\n"
)

# In Ukrainian: claims are found in it.
UKRAINIAN = "Мене тримали у підвалі школи три тижні. Нас було 7.\n\nПотім нас повезли далі.\n"


def new_store(path: Path) -> CaseStore:
    """A case that is open for writing."""
    return CaseStore.create(path, passphrase=PASSPHRASE, investigator=INVESTIGATOR, key_cost=CHEAP)


def new_case(path: Path) -> Case:
    """The same, as its user sees it."""
    return Case(new_store(path))


def account(number: int) -> str:
    """A text unlike any other number's."""
    return TESTIMONY.format(number=number)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive with members of any name, in this order."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, data in members.items():
            writer.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def write(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    """Files under a folder, which is made where it is missing."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def contents(store: CaseStore) -> list[object]:
    """What a case holds, without its moments and salts: equal for equal imports."""
    described = []
    for source in store.sources():
        finds = tuple((item.untrusted_name, item.container) for item in source.provenance)
        claims = tuple(kept.claim for kept in store.claims(source=source.sha256))
        document = store.document(source.sha256)
        described.append((source.sha256, finds, document, store.problem(source.sha256), claims))
    return list(described)
