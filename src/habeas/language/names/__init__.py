"""Names of persons: parsed as printed, brought to the nominative, and to keys that meet."""

from habeas.language.names.codes import code_names
from habeas.language.names.forms import NameCodes, NameForms

__all__ = ["NameCodes", "NameForms", "code_names"]
