"""Institutions and their declared populations; whose a delivery address or a buyer is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from habeas.language import fold, region_key
from habeas.model import InputRefused
from habeas.places.procurement.columns import institution_words, roles_of
from habeas.places.procurement.contract import Institution
from habeas.places.procurement.institution_name import number_key, plain_name, region_in_name
from habeas.places.procurement.line import RefusedRow
from habeas.places.procurement.numbers import decimal_mark, read_number
from habeas.places.procurement.postal_address import AddressBook
from habeas.places.procurement.table import Table, read_table

_MOST_PEOPLE = 50_000
_WITHHELD = frozenset(
    "-|–|—|?|n/a|na|нет|ні|withheld|secret|закрыто|секретно|засекречено|не публикуется|нет данных"
    "|немає даних|не оприлюднюється|no data|not published".split("|")
)


@dataclass(frozen=True, slots=True)
class InstitutionsRead:
    """The institutions of a table, and the rows that are none."""

    institutions: tuple[Institution, ...]
    refused: tuple[RefusedRow, ...]
    notes: tuple[str, ...]


def read_institutions(path: Path, mapping: Mapping[str, str] | None = None) -> InstitutionsRead:
    """The institutions of a table: id, name, type, region, address, declared population.

    An empty number (or "-", "withheld" and the like) is withheld; any other that is no number, and
    a number below 0 or above 50,000, refuses the row, as does an id that stood before.
    Raises InputRefused for a file without a column for the id or the name, WrongUsage for a mapping
    that does not fit.
    """
    return institutions_of(read_table(path), mapping)


def institutions_of(table: Table, mapping: Mapping[str, str] | None = None) -> InstitutionsRead:
    """The institutions of a table in memory; as `read_institutions`."""
    roles = roles_of(table.header, institution_words("institutions"), mapping)
    if "id" not in roles and "name" not in roles:
        raise InputRefused(
            f"no column for the id or the name of institutions among {', '.join(table.header)}",
            where=table.name,
            remedy="name the columns id, name, type, region, address, declared_population",
        )
    notes = list(table.notes)
    if "declared" not in roles:
        notes.append(f"{table.name}: no column for the declared population: all are withheld")
    return _read(table, roles, notes)


def _read(table: Table, roles: Mapping[str, int], notes: list[str]) -> InstitutionsRead:
    found: dict[str, Institution] = {}
    refused: list[RefusedRow] = []
    # Populations are whole numbers: a mark before three figures parts thousands, whatever it is.
    place = roles.get("declared", len(table.header))
    mark = decimal_mark(
        (row[place] for _, row in table.rows if place < len(row)),
        cyrillic=False,
    )
    for number, row in table.rows:
        cell = {role: row[place] if place < len(row) else "" for role, place in roles.items()}
        where = f"{table.name}, row {number:,}"
        own = cell.get("id") or cell.get("name", "")
        declared, fault = _declared(cell.get("declared", ""), mark)
        if not own:
            fault = ("neither an id nor a name", "complete the row")
        elif own in found:
            fault = (f"the id {own!r} stood before", "give each institution an id of its own")
        if fault:
            refused.append(RefusedRow(where, *fault))
            continue
        found[own] = Institution(
            id=own,
            name=cell.get("name") or own,
            type=cell.get("type", ""),
            region=cell.get("region", ""),
            address=cell.get("address", ""),
            declared=declared,
        )
    return InstitutionsRead(tuple(found.values()), tuple(refused), tuple(notes))


def _declared(text: str, mark: str | None) -> tuple[float | None, tuple[str, str] | None]:
    if not text or fold(text).strip(".") in _WITHHELD:
        return None, None
    number = read_number(text, mark)
    if number is None:
        return None, (
            f"the declared population {text[:40]!r} is no number",
            "write it in figures, or leave it empty where it is withheld",
        )
    if not 0 <= number <= _MOST_PEOPLE:
        return None, (f"a declared population of {number:,.6g}", "correct it in the file")
    return number, None


class InstitutionBook:
    """Finds the institution of a delivery address or of a buyer."""

    def __init__(self, institutions: Sequence[Institution]) -> None:
        self._by_id = {one.id: one for one in institutions}
        self._addresses = AddressBook((one.id, one.address) for one in institutions)
        self._names: dict[str, list[Institution]] = defaultdict(list)
        self._numbers: dict[str, list[Institution]] = defaultdict(list)
        for one in institutions:
            self._names[plain_name(one.name)].append(one)
            if key := number_key(one.name):
                self._numbers[key].append(one)

    def at(self, address: str) -> Institution | None:
        """The one institution whose address this is; None where none or several have it."""
        found = self._addresses.find(address)
        return self._by_id[found[0]] if len(found) == 1 else None

    def sharing(self, address: str) -> tuple[Institution, ...]:
        """All institutions whose address this is."""
        return tuple(self._by_id[name] for name in self._addresses.find(address))

    def named(self, name: str, own_id: str = "") -> Institution | None:
        """The institution that a buyer is: by its id, its name, or kind, number and region."""
        if own_id in self._by_id:
            return self._by_id[own_id]
        alike = self._names.get(plain_name(name), []) if name else []
        if len(alike) == 1:
            return alike[0]
        region = region_in_name(name)
        numbered = self._numbers.get(number_key(name), [])
        if region:
            numbered = [one for one in numbered if _region(one) in {region, ""}]
            same = [one for one in numbered if _region(one) == region]
            numbered = same or numbered
        return numbered[0] if len(numbered) == 1 else None


def _region(institution: Institution) -> str:
    """The region's code, as far as it is known."""
    code = region_key(institution.region)
    known = len(code) > 3 and code[2] == "-" and code[:2].isupper()
    return code if known else region_in_name(institution.name)
