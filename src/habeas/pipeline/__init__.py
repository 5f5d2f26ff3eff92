"""Which stage runs when: preserve, read, extract; the only room that moves data between stages.

    report = add(store, [Path("reports")])      # files and folders in; an AddReport out
    rebuild(store)                              # drop and derive again, without new ledger leaves
    judge(store, "k3v", "confirm", reason=…)    # a person's decision, for good
    judged_claims(store)                        # claims, each with what people decided
    count(read_documents(store))                # totals, where a source's lists overlap
    resolve(store)                              # who is one person, across all lists and texts

Parsers run in processes of their own (`python -m habeas.pipeline.worker`) under limits of time
and memory; what they answer is treated as data from outside. These processes import this package
too, and must not load the case store with it: hence each name is fetched at its first use.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.pipeline.adding import add
    from habeas.pipeline.as_of import Snapshot, find_head, read_documents, snapshot
    from habeas.pipeline.audience import (
        AboveAudience,
        Barred,
        Obstacle,
        refuse_above,
        what_stops,
        what_stops_proofs,
        what_stops_sites,
    )
    from habeas.pipeline.claim_order import in_order
    from habeas.pipeline.cohens_kappa import Kappa, LookAgreement
    from habeas.pipeline.corrected_dates import corrected_interval
    from habeas.pipeline.corrections import corrections_from
    from habeas.pipeline.corroborating import CaseEvent, CaseEvents, EventState, corroborate
    from habeas.pipeline.counting import ListCount, count
    from habeas.pipeline.counting_people import PeopleCount, count_people
    from habeas.pipeline.counting_strata import CountedStratum, count_strata, stratum_columns
    from habeas.pipeline.derivation import AN_ARCHIVE
    from habeas.pipeline.description import Description
    from habeas.pipeline.event_decisions import EventStanding
    from habeas.pipeline.event_judging import JudgedEvent, judge_event, take_event_back
    from habeas.pipeline.exporting_sites import SiteExport, check_site_format, site_export
    from habeas.pipeline.field_values import (
        ClaimField,
        claim_fields,
        claim_values,
        is_shown,
        values_held,
    )
    from habeas.pipeline.handed_over import HandedOver, add_handed_over
    from habeas.pipeline.judged_claim import Claims, JudgedClaim, judged_claims
    from habeas.pipeline.judging import judge, judge_seen
    from habeas.pipeline.labelling import audience_named, case_labels, record_label
    from habeas.pipeline.labels_in_force import (
        LabelInForce,
        LabelsInForce,
        LabelStanding,
        settle_labels,
    )
    from habeas.pipeline.letting_out import (
        ExportedFile,
        WrittenReport,
        check_folder,
        let_out,
        record_leaving,
    )
    from habeas.pipeline.located_corrections import corrected_places
    from habeas.pipeline.locating import CaseSites, locate
    from habeas.pipeline.looking_again import (
        FieldAgreement,
        SecondLook,
        field_agreements,
        second_looks,
    )
    from habeas.pipeline.one_source import SourceRecord, source_record
    from habeas.pipeline.opining import opine, withdraw
    from habeas.pipeline.overseeing import (
        CaseOversight,
        DoorSummary,
        HappeningGroup,
        PersonOversight,
        assessed,
        oversee,
    )
    from habeas.pipeline.pairs_again import (
        answer_again,
        judged_pairs,
        judged_questions,
        pair_look_agreements,
        pair_looks,
        take_look_back,
    )
    from habeas.pipeline.people_judging import JudgedPeople, judge_people, take_back
    from habeas.pipeline.people_summary import PeopleSummary, people_at, summarise_people
    from habeas.pipeline.person_changes import PersonChanges
    from habeas.pipeline.person_decisions import Force, Settled, Standing
    from habeas.pipeline.person_queue import Question, question_queue
    from habeas.pipeline.pictured import PageMark, can_be_pictured, page_picture
    from habeas.pipeline.proposing import ProposeReport, propose
    from habeas.pipeline.question_judging import answer_question
    from habeas.pipeline.rebuilding import RebuildReport, rebuild
    from habeas.pipeline.resolving import (
        ResolvedPeople,
        Resolver,
        ResolveReport,
        explained_people,
        kept_people,
        out_of_date,
        resolve,
        resolved,
        to_review,
    )
    from habeas.pipeline.review_queue import ReviewQueue, Slot
    from habeas.pipeline.reviewing import Agreement, agreements
    from habeas.pipeline.settings import ImportSettings
    from habeas.pipeline.single import read_one
    from habeas.pipeline.site_judging import (
        SiteStanding,
        judge_site,
        site_standings,
        take_site_back,
    )
    from habeas.pipeline.sites_again import SiteLook, judged_sites, site_look_agreements, site_looks
    from habeas.pipeline.tally import AddReport, Progress, Remark, Step
    from habeas.pipeline.walk import LeftOut

__all__ = [
    "AN_ARCHIVE",
    "AboveAudience",
    "AddReport",
    "Agreement",
    "Barred",
    "CaseEvent",
    "CaseEvents",
    "CaseOversight",
    "CaseSites",
    "ClaimField",
    "Claims",
    "CountedStratum",
    "Description",
    "DoorSummary",
    "EventStanding",
    "EventState",
    "ExportedFile",
    "FieldAgreement",
    "Force",
    "HandedOver",
    "HappeningGroup",
    "ImportSettings",
    "JudgedClaim",
    "JudgedEvent",
    "JudgedPeople",
    "Kappa",
    "LabelInForce",
    "LabelStanding",
    "LabelsInForce",
    "LeftOut",
    "ListCount",
    "LookAgreement",
    "Obstacle",
    "PageMark",
    "PeopleCount",
    "PeopleSummary",
    "PersonChanges",
    "PersonOversight",
    "Progress",
    "ProposeReport",
    "Question",
    "RebuildReport",
    "Remark",
    "ResolveReport",
    "ResolvedPeople",
    "Resolver",
    "ReviewQueue",
    "SecondLook",
    "Settled",
    "SiteExport",
    "SiteLook",
    "SiteStanding",
    "Slot",
    "Snapshot",
    "SourceRecord",
    "Standing",
    "Step",
    "WrittenReport",
    "add",
    "add_handed_over",
    "agreements",
    "answer_again",
    "answer_question",
    "assessed",
    "audience_named",
    "can_be_pictured",
    "case_labels",
    "check_folder",
    "check_site_format",
    "claim_fields",
    "claim_values",
    "corrected_interval",
    "corrected_places",
    "corrections_from",
    "corroborate",
    "count",
    "count_people",
    "count_strata",
    "explained_people",
    "field_agreements",
    "find_head",
    "in_order",
    "is_shown",
    "judge",
    "judge_event",
    "judge_people",
    "judge_seen",
    "judge_site",
    "judged_claims",
    "judged_pairs",
    "judged_questions",
    "judged_sites",
    "kept_people",
    "let_out",
    "locate",
    "opine",
    "out_of_date",
    "oversee",
    "page_picture",
    "pair_look_agreements",
    "pair_looks",
    "people_at",
    "propose",
    "question_queue",
    "read_documents",
    "read_one",
    "rebuild",
    "record_label",
    "record_leaving",
    "refuse_above",
    "resolve",
    "resolved",
    "second_looks",
    "settle_labels",
    "site_export",
    "site_look_agreements",
    "site_looks",
    "site_standings",
    "snapshot",
    "source_record",
    "stratum_columns",
    "summarise_people",
    "take_back",
    "take_event_back",
    "take_look_back",
    "take_site_back",
    "to_review",
    "values_held",
    "what_stops",
    "what_stops_proofs",
    "what_stops_sites",
    "withdraw",
]

_HOMES = {
    "AN_ARCHIVE": "derivation",
    "AboveAudience": "audience",
    "AddReport": "tally",
    "Agreement": "reviewing",
    "Barred": "audience",
    "CaseEvent": "corroborating",
    "CaseEvents": "corroborating",
    "CaseOversight": "overseeing",
    "CaseSites": "locating",
    "ClaimField": "field_values",
    "Claims": "judged_claim",
    "CountedStratum": "counting_strata",
    "Description": "description",
    "DoorSummary": "overseeing",
    "EventStanding": "event_decisions",
    "EventState": "corroborating",
    "ExportedFile": "letting_out",
    "FieldAgreement": "looking_again",
    "Force": "person_decisions",
    "HandedOver": "handed_over",
    "HappeningGroup": "overseeing",
    "ImportSettings": "settings",
    "JudgedClaim": "judged_claim",
    "JudgedEvent": "event_judging",
    "JudgedPeople": "people_judging",
    "Kappa": "cohens_kappa",
    "LabelInForce": "labels_in_force",
    "LabelStanding": "labels_in_force",
    "LabelsInForce": "labels_in_force",
    "LeftOut": "walk",
    "ListCount": "counting",
    "LookAgreement": "cohens_kappa",
    "Obstacle": "audience",
    "PageMark": "pictured",
    "PeopleCount": "counting_people",
    "PeopleSummary": "people_summary",
    "PersonChanges": "person_changes",
    "PersonOversight": "overseeing",
    "Progress": "tally",
    "ProposeReport": "proposing",
    "Question": "person_queue",
    "RebuildReport": "rebuilding",
    "Remark": "tally",
    "ResolveReport": "resolving",
    "ResolvedPeople": "resolving",
    "Resolver": "resolving",
    "ReviewQueue": "review_queue",
    "SecondLook": "looking_again",
    "Settled": "person_decisions",
    "SiteExport": "exporting_sites",
    "SiteLook": "sites_again",
    "SiteStanding": "site_judging",
    "Slot": "review_queue",
    "Snapshot": "as_of",
    "SourceRecord": "one_source",
    "Standing": "person_decisions",
    "Step": "tally",
    "WrittenReport": "letting_out",
    "add": "adding",
    "add_handed_over": "handed_over",
    "agreements": "reviewing",
    "answer_again": "pairs_again",
    "answer_question": "question_judging",
    "assessed": "overseeing",
    "audience_named": "labelling",
    "can_be_pictured": "pictured",
    "case_labels": "labelling",
    "check_folder": "letting_out",
    "check_site_format": "exporting_sites",
    "claim_fields": "field_values",
    "claim_values": "field_values",
    "corrected_interval": "corrected_dates",
    "corrected_places": "located_corrections",
    "corrections_from": "corrections",
    "corroborate": "corroborating",
    "count": "counting",
    "count_people": "counting_people",
    "count_strata": "counting_strata",
    "explained_people": "resolving",
    "field_agreements": "looking_again",
    "find_head": "as_of",
    "in_order": "claim_order",
    "is_shown": "field_values",
    "judge": "judging",
    "judge_event": "event_judging",
    "judge_people": "people_judging",
    "judge_seen": "judging",
    "judge_site": "site_judging",
    "judged_claims": "judged_claim",
    "judged_pairs": "pairs_again",
    "judged_questions": "pairs_again",
    "judged_sites": "sites_again",
    "kept_people": "resolving",
    "let_out": "letting_out",
    "locate": "locating",
    "opine": "opining",
    "out_of_date": "resolving",
    "oversee": "overseeing",
    "page_picture": "pictured",
    "pair_look_agreements": "pairs_again",
    "pair_looks": "pairs_again",
    "people_at": "people_summary",
    "propose": "proposing",
    "question_queue": "person_queue",
    "read_documents": "as_of",
    "read_one": "single",
    "rebuild": "rebuilding",
    "record_label": "labelling",
    "record_leaving": "letting_out",
    "refuse_above": "audience",
    "resolve": "resolving",
    "resolved": "resolving",
    "second_looks": "looking_again",
    "settle_labels": "labels_in_force",
    "site_export": "exporting_sites",
    "site_look_agreements": "sites_again",
    "site_looks": "sites_again",
    "site_standings": "site_judging",
    "snapshot": "as_of",
    "source_record": "one_source",
    "stratum_columns": "counting_strata",
    "summarise_people": "people_summary",
    "take_back": "people_judging",
    "take_event_back": "event_judging",
    "take_look_back": "pairs_again",
    "take_site_back": "site_judging",
    "to_review": "resolving",
    "values_held": "field_values",
    "what_stops": "audience",
    "what_stops_proofs": "audience",
    "what_stops_sites": "audience",
    "withdraw": "opining",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(f"module 'habeas.pipeline' has no attribute {name!r}") from None
    return getattr(import_module(f"habeas.pipeline.{home}"), name)
