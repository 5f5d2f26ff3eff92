"""An address for every page of the workbench, with ids from the case that is open."""

from __future__ import annotations

from habeas.web.pages import ROOMS
from habeas.web.workbench import Workbench


def every_path(bench: Workbench) -> dict[str, str]:
    """One address by the name of each page; what the case cannot show is left out."""
    case = bench.case
    claim = next(iter(case.claims))
    ids = {
        "/sources/{sha256}": {"sha256": claim.source.sha256},
        "/sources/{sha256}/laid-out": {"sha256": claim.source.sha256},
        "/review/claims/{id}": {"id": claim.claim.id},
    }
    people = bench.people
    if people is not None:
        ids["/people/{id}"] = {"id": people.resolution.person_ids[0]}
        ids["/people/{id}/merge"] = {"id": people.resolution.person_ids[0]}
    events = bench.events.events
    if events:
        ids["/events/{id}"] = {"id": events[0].event.id}
    sites = bench.sites.found
    if sites is not None and sites.sites:
        ids["/places/site/{id}"] = {"id": sites.sites[0].id}
    if bench.people_count is not None:
        ids |= {f"/counts/{{key}}{more}": {"key": "people"} for more in ("", "/sensitivity")}
    found = {}
    for room in ROOMS:
        for page in room.pages:
            if "{" not in page.path:
                found[page.name] = page.path
            elif page.path in ids:
                found[page.name] = page.path.format(**ids[page.path])
    if people is not None:
        second = people.resolution.person_ids[1]
        for name, path in found.items():
            if path.endswith("/merge"):
                found[name] = f"{path}?other={second}"
    return found
