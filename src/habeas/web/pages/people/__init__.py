"""People: who is one human behind many lists, what became of them, and who decided so."""

from habeas.web.page import Action, Page, Raw, Room
from habeas.web.pages.people import listing, resolving
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/people",
            name="people",
            title=N_("People"),
            template="people/listing.html",
            view=listing.people,
            query=listing.PeopleQuery,
            summary="The persons of the case, found by name in any alphabet",
            section=Section.PEOPLE,
            sheets={"persons": listing.people_sheet},
        ),
    ),
    actions=(
        Action(
            path="/people/resolve",
            name="resolve_people",
            run=resolving.resolve,
            summary="Find anew who is one person, in the background",
            signs=False,
        ),
    ),
    raws=(
        Raw(
            path="/people/all.csv",
            name="everybody",
            answer=listing.everybody,
            summary="Every person that fits the query, as CSV",
            query=listing.PeopleQuery,
        ),
    ),
)
