"""The nouns of Habeas: frozen dataclasses, no input or output, nothing but the standard library.

Floor 1 of the house: every room may import these names, and this room imports no other.
"""

from habeas.model.access import AccessAction, AccessChange
from habeas.model.claim import (
    NARRATOR,
    Attribution,
    Claim,
    ClaimDate,
    DateRole,
    Evidence,
    Modality,
    Place,
    PlaceCandidate,
    Quantity,
    Stance,
)
from habeas.model.codec import Plain, canonical_json, from_plain, to_plain
from habeas.model.dates import DateInterval, Granularity
from habeas.model.document import Block, BlockKind, Document, PageRun, Publication
from habeas.model.errors import (
    CaseDamaged,
    CaseError,
    CaseLocked,
    CaseNotFound,
    HabeasError,
    InputRefused,
    MissingExtra,
    UnreadableSource,
    UnsafeInput,
    WrongUsage,
)
from habeas.model.event_judgement import ClaimAnchor, EventJudgement, EventVerdict
from habeas.model.judgement import Correction, Judgement, Verdict
from habeas.model.label import Label
from habeas.model.model_answer import MODEL_ORIGIN, AllowedHost, ModelAnswer, model_origin
from habeas.model.opinion import Opinion
from habeas.model.passage import Passage
from habeas.model.person_judgement import (
    EvidenceReference,
    PersonJudgement,
    RecordAnchor,
    Sameness,
)
from habeas.model.person_opinion import PersonOpinion
from habeas.model.record import Cell, Record
from habeas.model.site_judgement import SeenSighting, SeenSite, SiteJudgement, SiteVerdict
from habeas.model.source import Confidentiality, Provenance, Source
from habeas.model.unsafe_parse import UnsafeParse
from habeas.model.untrusted import printable
from habeas.model.withdrawal import Withdrawal
from habeas.model.witness import Cosignature, TimestampToken

__all__ = [
    "MODEL_ORIGIN",
    "NARRATOR",
    "AccessAction",
    "AccessChange",
    "AllowedHost",
    "Attribution",
    "Block",
    "BlockKind",
    "CaseDamaged",
    "CaseError",
    "CaseLocked",
    "CaseNotFound",
    "Cell",
    "Claim",
    "ClaimAnchor",
    "ClaimDate",
    "Confidentiality",
    "Correction",
    "Cosignature",
    "DateInterval",
    "DateRole",
    "Document",
    "EventJudgement",
    "EventVerdict",
    "Evidence",
    "EvidenceReference",
    "Granularity",
    "HabeasError",
    "InputRefused",
    "Judgement",
    "Label",
    "MissingExtra",
    "Modality",
    "ModelAnswer",
    "Opinion",
    "PageRun",
    "Passage",
    "PersonJudgement",
    "PersonOpinion",
    "Place",
    "PlaceCandidate",
    "Plain",
    "Provenance",
    "Publication",
    "Quantity",
    "Record",
    "RecordAnchor",
    "Sameness",
    "SeenSighting",
    "SeenSite",
    "SiteJudgement",
    "SiteVerdict",
    "Source",
    "Stance",
    "TimestampToken",
    "UnreadableSource",
    "UnsafeInput",
    "UnsafeParse",
    "Verdict",
    "Withdrawal",
    "WrongUsage",
    "canonical_json",
    "from_plain",
    "model_origin",
    "printable",
    "to_plain",
]
