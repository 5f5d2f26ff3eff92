"""Events: what several claims tell of, who stands behind it, what contradicts, what was decided."""

from habeas.web.page import Action, Page, Room
from habeas.web.pages.events import event, judging, listing
from habeas.web.section import Section
from habeas.web.speech import N_

ROOM = Room(
    pages=(
        Page(
            path="/events",
            name="events",
            title=N_("Events"),
            template="events/listing.html",
            view=listing.events,
            query=listing.EventsQuery,
            summary="Happenings that several claims tell of or deny, in time and as a list",
            section=Section.EVENTS,
            sheets={"events": listing.events_sheet},
        ),
        Page(
            path="/events/{id}",
            name="event",
            title=N_("Event"),
            template="events/event.html",
            view=event.event,
            summary="One event: its claims, independent sources, contradictions and denials",
            section=Section.EVENTS,
            sheets={"claims": event.claims_sheet},
        ),
    ),
    actions=(
        Action(
            path="/events/judgements/{position}/undo",
            name="undo_event_judgement",
            run=judging.undo,
            form=judging.UndoForm,
            summary="Take a judgement about events back",
        ),
        Action(
            path="/events/{id}/judge",
            name="judge_event",
            run=judging.whole,
            form=judging.WholeForm,
            summary="Confirm or reject that the claims of an event tell of one happening",
        ),
        Action(
            path="/events/{id}/join",
            name="join_events",
            run=judging.join,
            form=judging.JoinForm,
            summary="Say that two events are one happening",
        ),
        Action(
            path="/events/{id}/part",
            name="part_event",
            run=judging.part,
            form=judging.PartForm,
            summary="Say that claims tell of another happening than the rest of their event",
        ),
    ),
)
