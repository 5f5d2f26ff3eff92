"""Where the kernels find what: the columns of a record's numbers and of a form of a name."""

from __future__ import annotations

# A record: codes of its forms (surname, given, patronymic, second surname), year, month and day of
# birth, then what is equal or not, whether the name is in Latin letters, a day for each event kind.
BORN = 4
REGION_OF, PLACE_OF, CALL_SIGN_OF, LATIN = 7, 8, 9, 10
DAYS = 11
ROW_WIDTH = DAYS + 8

# A form of a name: its key, up to four lexicon names, whether it is an initial, the letters that
# may begin it and its consonants (as bits), and its length.
KEY = 0
GROUPS = 1
MOST_GROUPS = 4
INITIAL, INITIALS, CONSONANTS, LENGTH = 5, 6, 7, 8
FORM_WIDTH = 9
