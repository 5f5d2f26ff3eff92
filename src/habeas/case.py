"""A case as its user sees it: add sources, look at claims, judge them, report, verify."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from habeas import __version__
from habeas.language import SearchWay
from habeas.model import (
    Confidentiality,
    DateInterval,
    EventVerdict,
    InputRefused,
    Judgement,
    Label,
    Sameness,
    SiteJudgement,
    SiteVerdict,
    Verdict,
    Withdrawal,
    WrongUsage,
)
from habeas.pipeline import (
    AddReport,
    CaseEvents,
    CaseOversight,
    CaseSites,
    Claims,
    Description,
    ExportedFile,
    ImportSettings,
    JudgedEvent,
    JudgedPeople,
    LabelsInForce,
    ListCount,
    PeopleCount,
    Progress,
    ProposeReport,
    RebuildReport,
    ResolvedPeople,
    ResolveReport,
    WrittenReport,
    add,
    audience_named,
    case_labels,
    check_folder,
    check_site_format,
    corrected_places,
    corroborate,
    count,
    count_people,
    judge,
    judge_event,
    judge_people,
    judge_site,
    judged_claims,
    kept_people,
    let_out,
    locate,
    oversee,
    people_at,
    propose,
    read_documents,
    rebuild,
    record_label,
    refuse_above,
    resolve,
    site_export,
    snapshot,
    take_back,
    take_event_back,
    take_site_back,
    what_stops_sites,
    withdraw,
)
from habeas.store import (
    PASSPHRASE_VARIABLE,
    CaseStore,
    Head,
    KeyCost,
    LedgerEntry,
    Placed,
    PlacedEventJudgement,
    PlacedJudgement,
    SearchResults,
    VerifyReport,
    read_identities,
)

if TYPE_CHECKING:
    from habeas.reports import Redactions, WrittenDossier


class Case:
    """An open case. Get one from `habeas.open` or `habeas.new`; use it as a context manager."""

    def __init__(self, store: CaseStore) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<case {self.store.case_id} in {self.store.path}>"

    def close(self) -> None:
        """Let go of the case; closing twice is harmless."""
        self.store.close()

    @property
    def head(self) -> Head:
        """The state of the ledger, to which a dossier is pinned."""
        return self.store.head()

    @property
    def claims(self) -> Claims:
        """Every claim, with what people decided about it."""
        return judged_claims(self.store)[0]

    @property
    def unanchored(self) -> tuple[Judgement, ...]:
        """Judgements about words that no claim holds any more; kept, and to be looked at."""
        return judged_claims(self.store)[1]

    def add(
        self,
        *paths: Path | str,
        outlet: str | None = None,
        published: DateInterval | None = None,
        settings: ImportSettings | None = None,
        progress: Progress | None = None,
    ) -> AddReport:
        """Take in files and folders. What failed or could not be read is in the report.

        `outlet` and `published` say what the files do not. Needs the passphrase: raises
        CaseLocked without it.
        """
        return add(
            self.store,
            [Path(path) for path in paths],
            description=Description(outlet, published),
            settings=settings,
            progress=progress,
        )

    def judge(
        self, claim: str, verdict: Verdict | str, *, reason: str, **corrections: str | None
    ) -> Judgement:
        """Record a decision about the claim whose id begins so; an earlier one is kept as well.

        With `correct`, name each field's right value: `judge(id, "correct", reason=…,
        place="Kharkiv")`. Raises WrongUsage for words that do not fit together.
        """
        return judge(self.store, claim, verdict, reason=reason, corrections=corrections)

    def undo_claim(self, position: int, *, reason: str) -> Placed[Withdrawal]:
        """Take the judgement about a claim at this position of the ledger back, for good.

        The claim is then as it was before it. Raises WrongUsage.
        """
        return withdraw(self.store, position, reason=reason)

    def search(
        self, query: str, *, ways: SearchWay = SearchWay.FOLDED, limit: int = 50, offset: int = 0
    ) -> SearchResults:
        """Claims and passages that hold these words, as printed, folded, or in any script."""
        return self.store.search(query, ways=ways, limit=limit, offset=offset)

    def propose(
        self,
        url: str,
        model: str,
        *,
        allow_host: str | None = None,
        progress: Callable[[str, float], None] | None = None,
    ) -> ProposeReport:
        """Ask a language model of your own about every document; what it proposes is for review.

        `url` is that of an OpenAI-compatible server, as http://127.0.0.1:8080/v1. Only words that
        stand in the document come through, and none of them counts before a person has judged it.
        Texts go to another machine only where `allow_host` names it, which the ledger keeps.
        Raises EndpointFailed when the model cannot be asked; CaseLocked without the passphrase.
        """
        return propose(self.store, url, model, allow_host=allow_host, progress=progress)

    def count(self, *, level: float = 0.95, seed: int = 1) -> tuple[ListCount, ...]:
        """How many are missing, by each source that is an overlap table or has person ids.

        A band of three families for each; nothing where no source is one. Across all lists people
        are counted by `count_people`. Raises InputRefused while sources wait to be read.
        """
        return count(read_documents(self.store), level=level, seed=seed)

    def resolve(self, *, progress: Callable[[str, float], None] | None = None) -> ResolveReport:
        """Find which records of all lists and texts are one person, and keep it.

        What people decided holds. The report says what changed; nothing does, where nothing was
        added or decided since. Raises InputRefused while sources wait to be read.
        """
        return resolve(self.store, progress=progress)

    @property
    def people(self) -> ResolvedPeople:
        """Who is one person, as last resolved. Raises InputRefused before that."""
        people = kept_people(self.store)
        if people is None:
            raise InputRefused(
                "nobody was resolved in this case yet",
                where=str(self.store.path),
                remedy="run habeas resolve first",
            )
        return people

    def count_people(self, *, level: float = 0.95, seed: int = 1) -> PeopleCount | None:
        """How many people are on none of the lists, by the persons resolved across them.

        None where nobody was resolved yet, and where there are fewer than two lists.
        """
        people = kept_people(self.store)
        return None if people is None else count_people(people, level=level, seed=seed)

    def judge_people(
        self,
        answer: Sameness | str,
        records: Iterable[str],
        *,
        reason: str,
        others: Iterable[str] = (),
        evidence: Iterable[str] = (),
        reviewer: str | None = None,
    ) -> JudgedPeople:
        """Record whether records are one human: `same`, `different` or `unsure`.

        A person's id stands for all their records. `different` without `others` splits the records
        off from the rest of their persons. It shows in `people` after the next `resolve`. A later
        judgement outweighs an earlier one; which it does is in the answer. Raises WrongUsage.
        """
        return judge_people(
            self.store,
            answer,
            records,
            reason=reason,
            others=others,
            evidence=evidence,
            reviewer=reviewer,
        )

    def undo(self, position: int, *, reason: str, reviewer: str | None = None) -> PlacedJudgement:
        """Take the judgement about people at this position of the ledger back, for good.

        After the next `resolve` every id is what it was without it. Raises WrongUsage.
        """
        return take_back(self.store, position, reason=reason, reviewer=reviewer)

    @property
    def events(self) -> CaseEvents:
        """Happenings that several claims tell of, and how many independent sources each has.

        Proposals, found anew from the record and from what people decided about events. Raises
        InputRefused while sources wait to be read.
        """
        return corroborate(snapshot(self.store, self.head))

    def judge_event(
        self,
        verdict: EventVerdict | str,
        names: Iterable[str],
        *,
        reason: str,
        others: Iterable[str] = (),
        reviewer: str | None = None,
    ) -> JudgedEvent:
        """Record whether events and claims, named by id, tell of one happening.

        `confirm`, `reject`, `join`, or `part` from `others` (else from the rest of their events).
        A later judgement outweighs an earlier one; which it does is in the answer.
        """
        return judge_event(
            self.store, verdict, names, reason=reason, others=others, reviewer=reviewer
        )

    def undo_event(
        self, position: int, *, reason: str, reviewer: str | None = None
    ) -> PlacedEventJudgement:
        """Take the judgement about events at this position of the ledger back, for good."""
        return take_event_back(self.store, position, reason=reason, reviewer=reviewer)

    def oversight(self, *, on: date | None = None) -> CaseOversight:
        """Which doors are open for what the claims tell, and what is owed to people in custody.

        `on` is the day of the step and of knowledge; without it, the day of the ledger's head: the
        same head gives the same answers. Raises InputRefused while sources wait to be read.
        """
        record = snapshot(self.store, self.head)
        people = people_at(record, self.store)
        return oversee(record, people, on=on, located=corrected_places(record))

    def locate(
        self, *, seed: int = 1, progress: Callable[[int, int], None] | None = None
    ) -> CaseSites:
        """Find undisclosed sites from what sources tell of places, each with its doubt.

        Rows of tables of sightings, claims about custody and papers that name a facility count;
        what shares a witness or an original counts once. Nothing is kept: the same record and seed
        give the same sites. Raises InputRefused while sources wait to be read.
        """
        return locate(snapshot(self.store, self.head), seed=seed, progress=progress)

    def judge_site(
        self, site: str, verdict: SiteVerdict | str, *, reason: str
    ) -> Placed[SiteJudgement]:
        """Record whether a site stands where it was found: `supported`, `not_supported`, `unsure`.

        `site` is an id of `locate()`, whose seed is 1. It never changes what is found.
        """
        seen = self.locate().seen.get(site)
        if seen is None:
            raise WrongUsage("there is no such site", where=site, remedy="habeas locate lists them")
        return judge_site(self.store, seen, verdict, reason=reason)

    def undo_site(self, position: int, *, reason: str) -> Placed[SiteJudgement]:
        """Take the judgement about a site at this position of the ledger back, for good."""
        return take_site_back(self.store, position, reason=reason)

    def label(
        self, subject: str, label: Confidentiality | str, *, reason: str
    ) -> tuple[Placed[Label], ...]:
        """Record who may see a source, a claim or a person from now on; earlier labels are kept.

        `subject` is the SHA-256 of a source, the id of a claim or of a person, or how it begins.
        A label is `public`, `restricted` or `confidential`. Raises WrongUsage.
        """
        return record_label(self.store, subject, label, reason=reason)

    @property
    def labels(self) -> LabelsInForce:
        """Who may see each source, claim and person. InputRefused while sources wait to be read."""
        return case_labels(self.store)

    def export_sites(
        self,
        path: Path | str,
        sites: CaseSites,
        *,
        audience: Confidentiality | str = Confidentiality.CONFIDENTIAL,
        as_of: date | None = None,
    ) -> WrittenReport:
        """Write the sites for an audience: .geojson, .csv or .parquet.

        For the public, places are coarsened, and sites in use as of that day (without one, that of
        the ledger's head) are left out. That it left, and what it told, goes into the ledger first,
        so this needs the passphrase: later exports will not narrow a site down. Raises
        AboveAudience where the sites rest on what the audience may not see, InputRefused where no
        sites were found, WrongUsage for a kind of file that is not written.
        """
        path, head, seen_by = Path(path), self.head, audience_named(audience)
        if sites.found is None:
            raise InputRefused("there are no sites to write", where=sites.reason)
        check_folder(path)
        check_site_format(path.suffix.lower())
        stopped = what_stops_sites(self.store, snapshot(self.store, head), sites, seen_by)
        refuse_above(stopped, seen_by, where=path.name)
        made = site_export(
            sites.found,
            suffix=path.suffix.lower(),
            audience=seen_by,
            as_of=as_of or head.time.date(),
            earlier=self.store.exports(),
        )
        file = ExportedFile(path, made.content, made.media_type, head, seen_by, made.disclosed)
        return let_out(self.store, file)

    def report(
        self,
        path: Path | str,
        *,
        at: str | int | None = None,
        audience: Confidentiality | str = Confidentiality.CONFIDENTIAL,
        chapters: Iterable[str] | None = None,
        redactions: Redactions | None = None,
    ) -> WrittenDossier:
        """Write the dossier pinned to the ledger's head, or to the head that `at` names.

        `path` ends in .html, .pdf or .docx; all hold the same sentences. The confidential audience
        is the investigation itself, and sees everything. `chapters` are those wanted, all without
        it; `redactions` (`habeas.reports.Redactions`) are taken out before anything is computed.
        That it left the case is recorded in the ledger first, so this needs the passphrase; the
        same bytes of the same head are recorded once. Beside it comes a sealed folder, its name
        with `.proof`, with which anybody can check the ledger; it holds a proof for each exhibit
        where the audience is the investigation itself. A redacted dossier has none: the folder
        tells names.

        Raises AboveAudience, an InputRefused that lists what the audience may not see; WrongUsage
        for an unknown head, audience or chapter; InputRefused while sources wait to be read, and
        for a kind of file that is not written; MissingExtra for PDF where what draws it is not
        installed.
        """
        # Drawing charts takes a second to load, which only reports need.
        from habeas.reports import DossierOrder, Redactions, write_dossier

        wanted = tuple(chapters) if chapters is not None else None
        order = DossierOrder(at, audience_named(audience), wanted, redactions or Redactions())
        return write_dossier(self.store, Path(path), order, version=__version__)

    def export(
        self,
        what: str,
        path: Path | str,
        *,
        audience: Confidentiality | str = Confidentiality.CONFIDENTIAL,
        redactions: Redactions | None = None,
    ) -> WrittenDossier:
        """Write the `claims` or the `people` as data: .csv, .parquet, or .ftm.json.

        FollowTheMoney comes as JSON lines. What may leave, and that it left, is as of `report`.
        Raises as `report` does.
        """
        from habeas.reports import DossierOrder, Redactions, write_data

        order = DossierOrder(None, audience_named(audience), None, redactions or Redactions())
        return write_data(self.store, what, Path(path), order, version=__version__)

    def rebuild(
        self, *, settings: ImportSettings | None = None, progress: Progress | None = None
    ) -> RebuildReport:
        """Throw away everything derived and make it again; the ledger stays as it is."""
        return rebuild(self.store, settings=settings, progress=progress)

    def verify(self) -> VerifyReport:
        """Recompute all that the case vouches for; the report names the first bad entry."""
        return self.store.verify()

    def log(self) -> Iterator[LedgerEntry]:
        """Every entry of the ledger, the first one first."""
        return self.store.leaves()


def new_case(
    path: Path | str,
    *,
    investigator: str,
    passphrase: str | None = None,
    encrypted: bool = True,
    key_cost: KeyCost | None = None,
) -> Case:
    """Make a case in a new or empty folder; the passphrase opens it and the investigator's key.

    It is encrypted unless that is refused. The passphrase is taken from HABEAS_PASSPHRASE where it
    is not given. Raises InputRefused when something is there already, WrongUsage without one.
    """
    passphrase = passphrase or os.environ.get(PASSPHRASE_VARIABLE)
    if not passphrase:
        raise WrongUsage(
            "a case needs a passphrase", remedy=f"give one, or set {PASSPHRASE_VARIABLE}"
        )
    store = CaseStore.create(
        path,
        passphrase=passphrase,
        investigator=investigator,
        encrypted=encrypted,
        key_cost=key_cost,
    )
    return Case(store)


def open_case(
    path: Path | str,
    *,
    passphrase: str | None = None,
    identity: Path | str | None = None,
    read_only: bool = False,
) -> Case:
    """Open an existing case.

    The passphrase is taken from HABEAS_PASSPHRASE where neither it nor `identity`, a file with an
    age identity, is given; an empty one is none. Without a passphrase nothing can be signed: a
    case that is not encrypted can be read, verified and rebuilt, an encrypted one stays shut.
    Raises CaseNotFound, CaseLocked (another writer, a wrong passphrase), CaseDamaged.
    """
    if passphrase is None and identity is None:
        passphrase = os.environ.get(PASSPHRASE_VARIABLE)
    identities = read_identities(identity) if identity is not None else ()
    store = CaseStore.open(
        path, passphrase=passphrase or None, identities=identities, read_only=read_only
    )
    return Case(store)
