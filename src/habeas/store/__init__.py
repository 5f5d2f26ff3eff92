"""The one door to what is kept: a case folder with preserved bytes, a signed ledger, derived rows.

    with CaseStore.create(path, passphrase=…, investigator="A. Example") as store:
        outcome = store.put_source(Deposit(source, content))   # durable once it returns
        store.put_document(source.sha256, document, reader="text@1")
        store.put_claims(source.sha256, claims, extractor="english@1")
        store.append_judgement(judgement)
        report = store.verify()

* Two things are irreplaceable and live in the ledger: sources and what people decided. Writing
  them needs the investigator's key, so `open` with the passphrase; without it the store still
  reads, verifies, and writes what is derived.
* The ledger's first leaf opens the case (who, which key); then comes one leaf per source, new
  provenance, judgement (about a claim, people, an event), answer of a language model, host allowed
  for one, export and erasure. Imports and what they left out are kept beside it.
* One writer at a time (an OS lock on the folder); readers (`read_only=True`) are free.
* `at` in `sources`, `source`, `judgements`, `person_judgements`, `exports`: a ledger size; the
  view as of that head.
"""

from habeas.store.access import Holder
from habeas.store.blobs import sync_folder
from habeas.store.case_folder import is_encrypted
from habeas.store.case_key import identities_in, read_identities
from habeas.store.case_opening import PASSPHRASE_VARIABLE
from habeas.store.case_store import CaseStore
from habeas.store.cosigning import Cosigner, cosignature_problem
from habeas.store.derived import KeptClaim
from habeas.store.entries import (
    Deposit,
    Export,
    Head,
    LeafKind,
    LedgerEntry,
    Outcome,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
)
from habeas.store.highlights import Highlighted
from habeas.store.imports import Failure, ImportBalance
from habeas.store.key_file import KeyCost
from habeas.store.ledger_audit import Problem
from habeas.store.proofs import Growth, GrowthOutcome, grown_since, grown_since_file
from habeas.store.resolutions import KeptRecord, KeptResolution
from habeas.store.sealed_folder import checkpoint_in, require_place, verifier
from habeas.store.sealing import SealReport, seal
from habeas.store.search import FoundName, SearchHit, SearchResults
from habeas.store.search_index import EntryKind
from habeas.store.signers import Signers
from habeas.store.verification import VerifyReport
from habeas.store.witness import cosign_checkpoint, cosigner_of, new_witness_key, take_cosignature

__all__ = [
    "PASSPHRASE_VARIABLE",
    "CaseStore",
    "Cosigner",
    "Deposit",
    "EntryKind",
    "Export",
    "Failure",
    "FoundName",
    "Growth",
    "GrowthOutcome",
    "Head",
    "Highlighted",
    "Holder",
    "ImportBalance",
    "KeptClaim",
    "KeptRecord",
    "KeptResolution",
    "KeyCost",
    "LeafKind",
    "LedgerEntry",
    "Outcome",
    "Placed",
    "PlacedEventJudgement",
    "PlacedJudgement",
    "Problem",
    "SealReport",
    "SearchHit",
    "SearchResults",
    "Signers",
    "VerifyReport",
    "checkpoint_in",
    "cosign_checkpoint",
    "cosignature_problem",
    "cosigner_of",
    "grown_since",
    "grown_since_file",
    "identities_in",
    "is_encrypted",
    "new_witness_key",
    "read_identities",
    "require_place",
    "seal",
    "sync_folder",
    "take_cosignature",
    "verifier",
]
