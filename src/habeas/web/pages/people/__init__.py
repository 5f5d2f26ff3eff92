"""People: who is one human behind many lists, what became of them, and who decided so."""

from habeas.web.page import Action, Page, Raw, Room
from habeas.web.pages.people import (
    comparing,
    joining,
    judging,
    listing,
    person,
    relations,
    resolving,
)
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
        Page(
            path="/people/{id}",
            name="person",
            title=N_("Person"),
            template="people/person.html",
            view=person.person,
            query=person.PersonQuery,
            summary="One person: names, custody, statements, records and why they are one",
            section=Section.PEOPLE,
            sheets={
                "records": person.records_sheet,
                "custody": person.statements_sheet,
                "statements": person.told_sheet,
                "pairs": person.pairs_sheet,
            },
        ),
        Page(
            path="/people/{id}/merge",
            name="compare_people",
            title=N_("One human, or two?"),
            template="people/compare.html",
            view=comparing.compare,
            query=comparing.MergeQuery,
            summary="Two persons side by side, with what speaks for and against their being one",
            section=Section.PEOPLE,
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
        Action(
            path="/people/evidence",
            name="weigh_evidence",
            run=joining.learn,
            summary="Work out what each finding about two records weighs, in the background",
            signs=False,
        ),
        Action(
            path="/people/judgements/{position}/undo",
            name="undo_people_judgement",
            run=judging.undo,
            form=judging.UndoForm,
            summary="Take a judgement about people back",
        ),
        Action(
            path="/people/{id}/split",
            name="split_person",
            run=judging.split,
            form=judging.SplitForm,
            summary="Say that records are another human than the rest of their person",
        ),
        Action(
            path="/people/{id}/merge",
            name="merge_people",
            run=judging.merge,
            form=judging.MergeForm,
            summary="Say whether two persons are one human",
        ),
        Action(
            path="/people/{id}/label",
            name="label_person",
            run=judging.label,
            form=judging.LabelForm,
            summary="Say who may see a person",
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
        Raw(
            path="/people/{id}/graph.json",
            name="graph_of_person",
            answer=relations.graph,
            summary="The records of a person and who is alike, as nodes and edges",
        ),
    ),
)
