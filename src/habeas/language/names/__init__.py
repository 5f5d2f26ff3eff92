"""Names of persons: parsed as printed, brought to the nominative, and to keys that meet.

`parse` takes a printed name apart; `keys` gives the strings under which its spellings in Ukrainian,
Russian, Belarusian and the romanisations meet; `compare` says how likely two names are one person's
and why; `code_names` does the reading for the rows of a list. `surname_forms` and its like give all
forms in which a part may be written.
"""

from habeas.language.names.codes import code_names
from habeas.language.names.compare import NameComparison, compare, compare_many
from habeas.language.names.forms import NameCodes, NameForms
from habeas.language.names.keys import NameKeys, PartKeys, keys
from habeas.language.names.parse import parse
from habeas.language.names.person_name import Part, PersonName
from habeas.language.names.spelling import as_cyrillic
from habeas.language.names.written_forms import (
    given_forms,
    initials,
    patronymic_forms,
    skeletons,
    surname_forms,
)

__all__ = [
    "NameCodes",
    "NameComparison",
    "NameForms",
    "NameKeys",
    "Part",
    "PartKeys",
    "PersonName",
    "as_cyrillic",
    "code_names",
    "compare",
    "compare_many",
    "given_forms",
    "initials",
    "keys",
    "parse",
    "patronymic_forms",
    "skeletons",
    "surname_forms",
]
