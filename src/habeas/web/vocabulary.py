"""The codes of the record (types of claims, states, stances) as words for people.

A code without an entry is shown as it is, its underscores as spaces.
"""

from __future__ import annotations

from enum import Enum

from habeas.web.speech import N_, Speech

WORDS: dict[str, str] = {
    "audience confidential": N_("Confidential: for the investigation"),
    "audience restricted": N_("Restricted: for those whom it was given to, and nobody else"),
    "audience public": N_("Public: may be passed on"),
    "confidential": N_("confidential"),
    "restricted": N_("restricted"),
    "public": N_("public"),
    "not reviewed": N_("not reviewed"),
    "confirmed": N_("confirmed"),
    "corrected": N_("corrected"),
    "rejected": N_("rejected"),
    "captured": N_("captured"),
    "seen": N_("seen"),
    "transferred": N_("transferred"),
    "sentenced": N_("sentenced"),
    "released": N_("released"),
    "exchanged": N_("exchanged"),
    "died": N_("died"),
    "unknown": N_("not known"),
    "acknowledged": N_("capture acknowledged"),
    "located": N_("place disclosed"),
    "family": N_("contact with family"),
    "counsel": N_("contact with counsel"),
    "humanitarian": N_("contact with a humanitarian body"),
    "denied": N_("custody denied"),
    "born": N_("born"),
    "aged": N_("age"),
    "sex": N_("sex"),
    "region": N_("region"),
    "place": N_("place"),
    "latin": N_("Latin"),
    "cyrillic": N_("Cyrillic"),
    "mixed": N_("mixed"),
    "surname": N_("surname"),
    "given": N_("given name"),
    "patronymic": N_("patronymic"),
    "lists": N_("before comparing"),
    "birth": N_("birth"),
    "call_sign": N_("call sign"),
    "event": N_("what happened"),
    "same": N_("same"),
    "different": N_("different"),
    "missing": N_("not said by both"),
    "unsure": N_("unsure"),
    "in force": N_("in force"),
    "outweighed in part": N_("outweighed in part"),
    "outweighed": N_("outweighed"),
    "taken back": N_("taken back"),
    "takes back": N_("takes back"),
    "unanchored": N_("its records are not found any more"),
    "yes": N_("yes"),
    "no": N_("no"),
    "text/plain": N_("plain text"),
    "text/html": N_("web page"),
    "application/pdf": N_("PDF"),
    "text/csv": N_("table (CSV)"),
    "application/zip": N_("archive (zip)"),
    "message/rfc822": N_("e-mail"),
    "image/jpeg": N_("photograph (JPEG)"),
    "image/png": N_("picture (PNG)"),
    "audio/wav": N_("sound recording"),
    "application/octet-stream": N_("unknown kind"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": N_("Word document"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": N_("table (Excel)"),
    "application/vnd.oasis.opendocument.text": N_("document (OpenDocument)"),
    "application/vnd.oasis.opendocument.spreadsheet": N_("table (OpenDocument)"),
    "application/warc": N_("web capture (WARC)"),
    "application/wacz": N_("web capture (WACZ)"),
    "entry source": N_("taken in"),
    "entry provenance": N_("found again"),
    "entry judgement": N_("a claim was judged"),
    "entry person_judgement": N_("people were judged"),
    "entry event_judgement": N_("an event was judged"),
    "entry model_answer": N_("a language model answered"),
    "entry label": N_("labelled"),
    "entry opinion": N_("a second reading of a claim"),
    "entry withdrawal": N_("a judgement was taken back"),
    "entry erased": N_("erased"),
    "proposed": N_("proposed"),
    "confirmed in part": N_("confirmed in part"),
    "confirm": N_("one happening"),
    "reject": N_("not one happening"),
    "join": N_("joined"),
    "part": N_("parted"),
}


def term(speech: Speech, code: object) -> str:
    """The words for a code, in the language of the interface."""
    if code is None:
        return ""
    written = str(code.value) if isinstance(code, Enum) else str(code)
    return speech.say(WORDS[written]) if written in WORDS else written.replace("_", " ")
