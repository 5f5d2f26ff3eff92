"""Where the places lie that people wrote in corrections."""

from __future__ import annotations

from habeas.model import PlaceCandidate
from habeas.pipeline.as_of import Snapshot


def corrected_places(record: Snapshot) -> dict[str, PlaceCandidate]:
    """The gazetteer's likeliest reading of each place that a person wrote in a correction."""
    printed = {
        correction.value
        for judgements in record.judgements.values()
        for judgement in judgements
        for correction in judgement.corrections
        if correction.field == "place" and correction.value
    }
    if not printed:
        return {}
    # Only a case with such corrections needs the gazetteer.
    from habeas.language import Gazetteer

    gazetteer = Gazetteer.open()
    readings = {name: gazetteer.find(name, limit=1) for name in sorted(printed)}
    return {name: found[0] for name, found in readings.items() if found}
