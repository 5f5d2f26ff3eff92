"""Invented contracts; no name, number or address is of anybody."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def release(ocid: str = "ocds-x-1", **changes: Any) -> dict[str, Any]:
    """A release with one contract for 25 sacks' worth of salt; `contract` and `item` change it."""
    item = {
        "id": "1",
        "description": "Соль пищевая поваренная",
        "classification": {"scheme": "OKPD2", "id": "10.84.30"},
        "quantity": 1250,
        "unit": {"name": "кг", "scheme": "UNCEFACT", "id": "KGM"},
        "deliveryAddresses": [{"streetAddress": "область А, пос. 46-й, ул. Лесная, 41"}],
    } | changes.pop("item", {})
    contract = {
        "id": "c1",
        "awardID": "1",
        "status": "active",
        "dateSigned": "2024-03-23T00:00:00Z",
        "period": {"startDate": "2024-04-01T00:00:00Z", "endDate": "2024-06-30T23:59:59Z"},
        "value": {"amount": 13750, "currency": "XTS"},
        "items": [item],
    } | changes.pop("contract", {})
    whole = {
        "ocid": ocid,
        "id": f"{ocid}-1",
        "date": "2024-03-23T00:00:00Z",
        "tag": ["contract"],
        "buyer": {"id": "I001", "name": "Учреждение 001"},
        "awards": [{"id": "1", "suppliers": [{"id": "S1", "name": "Поставщик 1"}]}],
        "contracts": [contract],
    }
    return whole | changes


def package(*releases: Any) -> dict[str, Any]:
    """A release package."""
    return {"uri": "urn:invented", "version": "1.1", "releases": list(releases)}


def written(folder: Path, content: Any, name: str = "releases.json") -> Path:
    """A file of this JSON."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def table(folder: Path, rows: Iterable[str], name: str = "export.csv", code: str = "utf-8") -> Path:
    """A file of these lines."""
    path = folder / name
    path.write_text("\n".join(rows) + "\n", encoding=code)
    return path
