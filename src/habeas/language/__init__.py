"""What several rooms share about language: scripts, keys, names, numbers, dates and places.

Everything here is deterministic and works on plain strings; spans are half-open and count code
points of the text that was given. Tables of words and places lie in `data/`, each with its origin.
"""

from habeas.language.case_forms import (
    adjective_towns,
    name_nominative,
    person_nominative,
    place_bases,
    plain_spelling,
    spelled_like,
)
from habeas.language.countries import Country, countries
from habeas.language.dates import DateKind, DateMention, DateOffset, find_dates
from habeas.language.delimited import delimiter_of, encoding_of
from habeas.language.demonyms import demonym
from habeas.language.gazetteer import Gazetteer, PopulatedPlaces
from habeas.language.lexicons import (
    Body,
    Gender,
    Outlet,
    bodies,
    body,
    gender_of,
    outlet,
    outlets,
    role_gender,
)
from habeas.language.months import month_words, weekday_words
from habeas.language.numbers import NumberMention, find_numbers
from habeas.language.regions import region_key
from habeas.language.scripts import Script, fold, script_of
from habeas.language.search_keys import (
    PrintedWord,
    SearchWay,
    keys_of,
    printed_words,
    wanted_beginnings,
    wanted_keys,
    wanted_stems,
    word_texts,
)
from habeas.language.slavic import slavic_key
from habeas.language.slavic_demonyms import slavic_demonym
from habeas.language.table import listed, table_rows

__all__ = [
    "Body",
    "Country",
    "DateKind",
    "DateMention",
    "DateOffset",
    "Gazetteer",
    "Gender",
    "NumberMention",
    "Outlet",
    "PopulatedPlaces",
    "PrintedWord",
    "Script",
    "SearchWay",
    "adjective_towns",
    "bodies",
    "body",
    "countries",
    "delimiter_of",
    "demonym",
    "encoding_of",
    "find_dates",
    "find_numbers",
    "fold",
    "gender_of",
    "keys_of",
    "listed",
    "month_words",
    "name_nominative",
    "outlet",
    "outlets",
    "person_nominative",
    "place_bases",
    "plain_spelling",
    "printed_words",
    "region_key",
    "role_gender",
    "script_of",
    "slavic_demonym",
    "slavic_key",
    "spelled_like",
    "table_rows",
    "wanted_beginnings",
    "wanted_keys",
    "wanted_stems",
    "weekday_words",
    "word_texts",
]
