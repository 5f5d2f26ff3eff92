"""Answers that Council of Europe servers give about treaties, saved as JSON.

Three kinds: a chart of signatures (lists of rows, one a state, with `DateSignature`,
`DateConsentement`, `DateEntreeVigueur`, `DateDenonciation`, `DateEffetDenonciation`), declarations
(rows with `nature_Dec`, `numero_Article`, `date_Effet`, `date_Effet_Retrait`), and the list of
treaties, which tells of no act. What a declaration does must be read by a person: its text is not
interpreted.
"""

from __future__ import annotations

from collections.abc import Iterator

from habeas.model import InputRefused
from habeas.oversight.action import ActionKind, Confidence
from habeas.oversight.importers.imported import Gathering, Imported
from habeas.oversight.importers.participants import participant
from habeas.oversight.importers.saved_json import parse_json, text_in
from habeas.oversight.importers.words import meanings, only_day, shown, treaty_id, treaty_of_file

FORMAT = "coe"
_NUMBER = ("NumSTE", "NumSte", "numSte", "numero_Traite", "Numero_traite")
_STATE = ("LibPaysOrga", "LibPays", "Pays")
_WITHDRAWN = {
    ActionKind.DECLARATION: ActionKind.WITHDRAWAL_OF_DECLARATION,
    ActionKind.RESERVATION: ActionKind.WITHDRAWAL_OF_RESERVATION,
}


def read_coe(content: bytes, *, name: str, treaty: str = "") -> Imported:
    """What a saved answer of the treaty service says.

    The treaty is that of each row's own number, else the one of `treaty` or of the file's name.
    Raises InputRefused for bytes that are no such answer.
    """
    gathering = Gathering(FORMAT, name, content)
    value = parse_json(content, name)
    if not is_coe(value):
        raise InputRefused(
            "the JSON is no list of rows of the treaty service",
            where=name,
            remedy="save the chart of signatures or the declarations of one treaty",
        )
    for row in _rows(value):
        gathering.rows += 1
        if text_in(row, "nature_Dec"):
            _declaration(row, treaty, gathering)
        elif text_in(row, *_STATE):
            _signatory(row, treaty, gathering)
        else:
            title = text_in(row, "Libelle_titre_ENG", "Nom_commun_ENG", *_NUMBER)
            gathering.skip(f"row {gathering.rows}", f"tells of no act of a state: {shown(title)}")
    return gathering.done()


def is_coe(value: object) -> bool:
    """Whether a JSON value looks like an answer of the treaty service."""
    known = {*_NUMBER, *_STATE, "nature_Dec"}
    return isinstance(value, list) and any(known & row.keys() for row in _rows(value))


def _rows(value: object) -> Iterator[dict[str, object]]:
    """All rows, be they in one list or in lists by kind of participant."""
    for entry in value if isinstance(value, list) else ():
        for row in entry if isinstance(entry, list) else (entry,):
            if isinstance(row, dict):
                yield row


def _signatory(row: dict[str, object], treaty: str, gathering: Gathering) -> None:
    found = _whose(row, text_in(row, *_STATE), treaty, gathering)
    if found is None:
        return
    state, about = found
    before = len(gathering.actions)
    signed, consented = only_day(row.get("DateSignature")), only_day(row.get("DateConsentement"))
    entered = only_day(row.get("DateEntreeVigueur"))
    if signed:
        gathering.act(state, about, ActionKind.SIGNATURE, made=signed)
    if consented or entered:
        # Who signed before ratified; who consented without a signature acceded.
        kind = ActionKind.RATIFICATION if signed else ActionKind.ACCESSION
        gathering.act(state, about, kind, received=consented, effective=entered)
    noticed = only_day(row.get("DateDenonciation"))
    left = only_day(row.get("DateEffetDenonciation"))
    if noticed or left:
        kind = ActionKind.DENUNCIATION_NOTIFIED
        gathering.act(state, about, kind, received=noticed, effective=left)
    if suspended := only_day(row.get("DateSuspension")):
        gathering.act(state, about, ActionKind.SUSPENSION, effective=suspended)
    if len(gathering.actions) == before:
        gathering.skip(f"row {gathering.rows}", f"{state} has neither signed nor joined")


def _declaration(row: dict[str, object], treaty: str, gathering: Gathering) -> None:
    country = row.get("code_Pays")
    found = _whose(row, text_in(country, "Value") or text_in(row, *_STATE), treaty, gathering)
    if found is None:
        return
    state, about = found
    nature = text_in(row, "nature_Dec")
    means = meanings("nature").get(nature.casefold())
    since = only_day(row.get("date_Effet"))
    if means is None or since is None:
        lacking = "has no day of effect" if means else "is of a nature not read"
        gathering.skip(f"row {gathering.rows}", f"{state}: {shown(nature)} {lacking}")
        return
    kind, article = ActionKind(means[0]), text_in(row, "numero_Article")
    note = "its text is to be read by a person"
    level = Confidence.MEDIUM
    gathering.act(state, about, kind, effective=since, article=article, confidence=level, note=note)
    ended = only_day(row.get("date_Effet_Retrait"))
    if ended and kind in _WITHDRAWN:
        gathering.act(
            state, about, _WITHDRAWN[kind], effective=ended, article=article, confidence=level
        )
    elif ended:
        gathering.skip(f"row {gathering.rows}", f"{state}: end on {ended} of {shown(nature)}")


def _whose(
    row: dict[str, object], named: str, treaty: str, gathering: Gathering
) -> tuple[str, str] | None:
    """The state and the treaty of a row; None, and the row skipped, where one is not known."""
    try:
        number = text_in(row, *_NUMBER)
        about = treaty_id(treaty or number) if treaty or number else ""
        return participant(named), about or treaty_of_file(gathering.name, treaty)
    except InputRefused as refusal:
        gathering.skip(f"row {gathering.rows}", refusal.what)
        return None
