"""The lexicon of names: given names, fathers of patronymics, and what part a word may be.

A name has one number in all languages, scripts, cases and diminutives; see `given_names`,
`patronymics` and `likelihood`.
"""

from habeas.language.names.given_names import (
    FEMALE,
    MALE,
    LexiconName,
    given_names,
    lexicon_name,
    lexicon_names,
    of_sex,
)
from habeas.language.names.likelihood import part_likelihoods
from habeas.language.names.patronymics import fathers

__all__ = [
    "FEMALE",
    "MALE",
    "LexiconName",
    "fathers",
    "given_names",
    "lexicon_name",
    "lexicon_names",
    "of_sex",
    "part_likelihoods",
]
