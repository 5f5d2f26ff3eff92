"""The lines of a contracting process of the Open Contracting Data Standard 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from habeas.places.procurement.json_values import (
    as_day,
    as_number,
    as_object,
    as_objects,
    as_text,
)
from habeas.places.procurement.line import Line, RefusedRow
from habeas.places.procurement.statuses import status_of

_PARTS_OF_ADDRESS = ("countryName", "postalCode", "region", "locality", "streetAddress")


@dataclass(frozen=True, slots=True)
class _Process:
    """A merged process, its parts by id."""

    ocid: str
    buyer_id: str
    buyer: str
    awards: dict[str, dict[str, Any]]
    tender: dict[str, Any]
    tender_items: dict[str, dict[str, Any]] = field(default_factory=dict)


def lines_of(release: dict[str, Any], where: str) -> Iterator[Line | RefusedRow]:
    """Each item of each contract; a contract without items is refused. None without contracts."""
    tender = as_object(release.get("tender"))
    buyer_id, buyer = _buyer(release)
    process = _Process(
        as_text(release.get("ocid")),
        buyer_id,
        buyer,
        {as_text(one.get("id")): one for one in as_objects(release.get("awards"))},
        tender,
        {as_text(one.get("id")): one for one in as_objects(tender.get("items"))},
    )
    contracts = as_objects(release.get("contracts"))
    for contract in contracts:
        yield from _lines_of_contract(contract, process, len(contracts), where)


def _lines_of_contract(
    contract: dict[str, Any], process: _Process, contracts: int, where: str
) -> Iterator[Line | RefusedRow]:
    name = as_text(contract.get("id"))
    place = f"{where}, contract {name}" if name else where
    award = process.awards.get(as_text(contract.get("awardID")), {})
    items = as_objects(contract.get("items")) or as_objects(award.get("items"))
    if not items and contracts == 1:
        items = as_objects(process.tender.get("items"))
    if not items:
        yield RefusedRow(
            place, "the contract lists no goods", "save the release with the items of the contract"
        )
        return
    status_text = as_text(contract.get("status"))
    status = status_of(status_text)
    suppliers = as_objects(award.get("suppliers")) or as_objects(contract.get("suppliers"))
    period = _period(contract, award, process.tender)
    paid = _share_paid(contract) if status == "terminated" else None
    values = _values(contract, items)
    for number, (item, value) in enumerate(zip(items, values, strict=True), start=1):
        own = as_text(item.get("id")) or str(number)
        address, notes = _address(item, process.tender_items.get(own, {}), contract, process)
        unit = as_object(item.get("unit"))
        quantity = as_number(item.get("quantity"))
        delivery = _days(as_object(item.get("deliveryDate")))
        if status is None:
            notes = (*notes, f"unknown status {status_text!r} of a contract")
        yield Line(
            where=f"{place}, item {own}",
            contract=process.ocid if contracts == 1 else f"{process.ocid}/{name}",
            line=own if len(items) > 1 else "",
            buyer_id=process.buyer_id,
            buyer=process.buyer,
            supplier_id=", ".join(filter(None, (as_text(s.get("id")) for s in suppliers))),
            supplier=", ".join(filter(None, (as_text(s.get("name")) for s in suppliers))),
            item=as_text(item.get("description")),
            code=as_text(as_object(item.get("classification")).get("id")),
            quantity=quantity,
            quantity_text=as_text(item.get("quantity")),
            unit=as_text(unit.get("name")),
            unit_code=as_text(unit.get("id")) or as_text(unit.get("code")),
            value=value,
            currency=as_text(as_object(contract.get("value")).get("currency")),
            address=address,
            signed=as_day(contract.get("dateSigned")) or as_day(award.get("date")),
            start=period[0] or delivery[0],
            end=period[1] or delivery[1],
            status=status or "",
            executed=None if paid is None or quantity is None else quantity * paid,
            notes=notes,
        )


def _buyer(release: dict[str, Any]) -> tuple[str, str]:
    buyer = as_object(release.get("buyer"))
    if not buyer:
        parties = as_objects(release.get("parties"))
        for role in ("buyer", "procuringEntity"):
            held = [one for one in parties if role in (one.get("roles") or ())]
            if held:
                buyer = held[0]
                break
        else:
            buyer = as_object(as_object(release.get("tender")).get("procuringEntity"))
    name, own = as_text(buyer.get("name")), as_text(buyer.get("id"))
    if own and not name:
        named = (p for p in as_objects(release.get("parties")) if as_text(p.get("id")) == own)
        name = next((as_text(party.get("name")) for party in named), "")
    return own, name


def _period(*holders: dict[str, Any]) -> tuple[Any, Any]:
    for holder, key in zip(holders, ("period", "contractPeriod", "contractPeriod"), strict=True):
        days = _days(as_object(holder.get(key)))
        if any(days):
            return days
    return None, None


def _days(period: dict[str, Any]) -> tuple[Any, Any]:
    return as_day(period.get("startDate")), as_day(period.get("endDate"))


def _share_paid(contract: dict[str, Any]) -> float | None:
    """How much of a contract's value was paid, where the file says it; None beyond the whole."""
    whole = as_number(as_object(contract.get("value")).get("amount"))
    if not whole or whole < 0:
        return None
    final = as_number(as_object(contract.get("finalValue")).get("amount"))
    if final is None:
        transactions = as_objects(as_object(contract.get("implementation")).get("transactions"))
        paid = [as_number(as_object(one.get("value")).get("amount")) for one in transactions]
        if not paid or any(one is None for one in paid):
            return None
        final = sum(one for one in paid if one is not None)
    return final / whole if 0 <= final <= whole else None


def _values(contract: dict[str, Any], items: list[dict[str, Any]]) -> list[float | None]:
    """The money for each item: its own unit value, else the contract's where it has one item.

    A value over several goods of unknown prices is not shared out: tea costs forty times salt.
    """
    whole = as_number(as_object(contract.get("value")).get("amount"))
    found: list[float | None] = []
    for item in items:
        price = as_number(as_object(as_object(item.get("unit")).get("value")).get("amount"))
        quantity = as_number(item.get("quantity"))
        found.append(None if price is None or quantity is None else price * quantity)
    if len(items) == 1 and whole is not None:
        return [whole]
    # One price is missing: what is left of the whole.
    if whole is not None and found.count(None) == 1:
        left = whole - sum(one for one in found if one is not None)
        return [left if one is None and left > 0 else one for one in found]
    return found


def _address(
    item: dict[str, Any], tendered: dict[str, Any], contract: dict[str, Any], process: _Process
) -> tuple[str, tuple[str, ...]]:
    for holder in (item, tendered, contract, process.tender):
        places = _addresses(holder)
        if len(places) == 1:
            return places[0], ()
        if places:
            return "", ("lines go to several addresses and do not say how much to each",)
    return "", ()


def _addresses(holder: dict[str, Any]) -> list[str]:
    texts = [
        _text_of_address(one)
        for key in ("deliveryAddresses", "deliveryAddress")
        for one in as_objects(holder.get(key))
    ]
    texts += [as_text(holder.get(key)) for key in ("deliveryAddress",)]
    found = list(dict.fromkeys(filter(None, texts)))
    if found:
        return found
    places = [
        _text_of_location(one)
        for key in ("deliveryLocations", "deliveryLocation")
        for one in as_objects(holder.get(key))
    ]
    return list(dict.fromkeys(filter(None, places)))


def _text_of_address(address: dict[str, Any]) -> str:
    parts: list[str] = []
    for key in reversed(_PARTS_OF_ADDRESS):
        part = as_text(address.get(key))
        if part and not any(part.casefold() in other.casefold() for other in parts):
            parts.insert(0, part)
    if parts == [as_text(address.get("countryName"))]:
        return ""
    return ", ".join(parts) or as_text(address.get("description"))


def _text_of_location(location: dict[str, Any]) -> str:
    if said := as_text(location.get("description")):
        return said
    spot = as_object(location.get("geometry")).get("coordinates")
    if not isinstance(spot, list):
        spot = [location.get("longitude"), location.get("latitude")]
    numbers = [as_number(one) for one in spot[:2]]
    if len(numbers) == 2 and numbers[0] is not None and numbers[1] is not None:
        return f"{numbers[1]:.5f}, {numbers[0]:.5f}"
    return ""
