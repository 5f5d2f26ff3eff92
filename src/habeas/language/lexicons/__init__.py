"""Who speaks and who carries: outlets, bodies, given names, nouns for people."""

from habeas.language.lexicons.bodies import Body, bodies, body
from habeas.language.lexicons.gender import Gender, gender_of, role_gender
from habeas.language.lexicons.outlets import Outlet, outlet, outlets

__all__ = [
    "Body",
    "Gender",
    "Outlet",
    "bodies",
    "body",
    "gender_of",
    "outlet",
    "outlets",
    "role_gender",
]
