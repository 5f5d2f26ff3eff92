"""Oversight: which doors are open for this case, until when, what was lost, what is owed."""

from habeas.web.page import Page, Raw, Room
from habeas.web.pages.oversight import calendar, doors, leaving, losses
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/oversight",
            name="oversight",
            title=N_("Oversight"),
            template="oversight/doors.html",
            view=doors.doors,
            summary="Doors for what the claims tell, and duties towards people in custody",
            section=Section.OVERSIGHT,
            sheets={"doors": doors.doors_sheet, "duties": doors.duties_sheet},
        ),
        Page(
            path="/oversight/leaving",
            name="leaving",
            title=N_("Leaving a treaty"),
            template="oversight/leaving.html",
            view=leaving.course,
            query=leaving.CourseQuery,
            summary="The steps by which a state leaves or joins a treaty",
            section=Section.OVERSIGHT,
        ),
        Page(
            path="/oversight/losses",
            name="losses",
            title=N_("What was lost"),
            template="oversight/losses.html",
            view=losses.losses,
            query=losses.LossesQuery,
            summary="Doors and obligations lost or gained between two days",
            section=Section.OVERSIGHT,
        ),
    ),
    raws=(
        Raw(
            path="/oversight/deadlines.ics",
            name="deadlines",
            answer=calendar.deadlines,
            summary="The days by which one must act, as a calendar",
        ),
    ),
)
