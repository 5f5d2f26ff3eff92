"""Administrative descriptions of places, as on labels, case files and papers, to coordinates."""

from habeas.places.addresses.resolve import Resolved, ResolvedPlace, resolve_description

__all__ = ["Resolved", "ResolvedPlace", "resolve_description"]
