"""Who is speaking now: a state machine that walks through the document sentence by sentence.

Rules, in order of strength:
- a named source speaks for itself; a surname alone is the full name used elsewhere;
- "he", "she" is the last speaker whose gender does not contradict, of this paragraph first;
- "they", "it" is the last speaking body or group; "both men" are the two persons named last;
- "the lawyer", "the ministry" is the last speaker with that word in name or role;
- a quotation without a source continues the last speaker of its paragraph, or of the one before;
- "the report" is the body whose report was named before, else it speaks for itself;
- "the group" behind a director's words is the body that his role names;
- a pronoun that fits two who were named together is marked as doubtful;
- a sentence that ends in a colon lends its speaker to the quotation that follows;
- "X published an account of …" lends the outlet X to the paragraphs after it, until another
  source is named or a section head comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from habeas.claims.mention import Mention, MentionKind
from habeas.claims.names import NameBook, words_of
from habeas.claims.slavic.genitives import genitive_name
from habeas.language import Gender, role_gender
from habeas.model import NARRATOR


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved source. `via` are carriers named with it; `how` says how it was found.

    `head` is the noun of a description; `denying`: its words were introduced as a denial.
    """

    name: str
    role: str | None = None
    gender: Gender | None = None
    plural: bool = False
    body: bool = False
    person: bool = False
    via: tuple[str, ...] = ()
    how: str = "named"
    ambiguous: bool = False
    head: str = ""
    denying: bool = False


_SLAVIC_OWNERS = {
    "его": Gender.MALE,
    "її": Gender.FEMALE,
    "её": Gender.FEMALE,
    "ее": Gender.FEMALE,
    "його": Gender.MALE,
}

NOBODY = Speaker(NARRATOR, how="narrator")


@dataclass(slots=True)
class SpeakerState:
    """What is remembered while walking: speakers by recency, and who has the floor."""

    names: NameBook
    recent: list[Speaker] = field(default_factory=list)
    in_paragraph: list[Speaker] = field(default_factory=list)
    last_quoted: Speaker | None = None
    introduced: Speaker | None = None
    account: Speaker | None = None
    subject: Speaker | None = None
    subject_is_near: bool = False
    witness: Speaker | None = None
    position: int = 0
    mentioned: list[Speaker] = field(default_factory=list)
    together: tuple[Speaker, ...] = ()
    documents: dict[str, Speaker] = field(default_factory=dict)
    documents_near: dict[str, Speaker] = field(default_factory=dict)

    def begin_paragraph(self) -> None:
        """A new block: what was said in it is nearer than what was said before."""
        self.in_paragraph = []
        self.documents_near = {}
        self.subject_is_near = False

    @contextmanager
    def speaking_as(self, printed: Speaker | None) -> Iterator[None]:
        """Within a turn of an interview or a signed quotation, "I" is the one whose words it is."""
        witness = self.witness
        if printed is not None and printed.how in ("label", "signed"):
            self.witness = printed
            self.spoke(printed, quoted=True)
        try:
            yield
        finally:
            self.witness = witness

    def acts(self, subject: Speaker, beside: Iterable[Speaker] = ()) -> None:
        """Remember whom a sentence without attribution was about, and who was named in it."""
        others = [s for s in beside if s.name != subject.name]
        for other in reversed(others):
            self._mention(other)
        self.subject = subject
        self.subject_is_near = True
        self.together = (subject, *others)
        self._mention(subject)

    def begin_section(self) -> None:
        """A section head ends an account that was being retold."""
        self.account = None
        self.introduced = None

    def resolve(self, mention: Mention, via: tuple[str, ...] = ()) -> Speaker:
        """The speaker that a mention in subject position stands for."""
        speaker = self._resolve(mention, via)
        if speaker.name in speaker.via:  # `по словам X, он …`: nobody carries his own words
            speaker = replace(speaker, via=tuple(v for v in speaker.via if v != speaker.name))
        if mention.document:
            self.documents[mention.document] = replace(speaker, via=())
        return speaker

    def _resolve(self, mention: Mention, via: tuple[str, ...]) -> Speaker:
        if mention.kind is MentionKind.PRONOUN:
            return self._with_via(self._pronoun(mention), via)
        named = self.names.full_name(mention) if mention.kind is not MentionKind.DOCUMENT else None
        if named is not None:
            known = self._known(named.name)
            return Speaker(
                named.name,
                mention.role or (known.role if known else None),
                named.gender or mention.gender,
                mention.plural and named.kind is not MentionKind.PERSON,
                named.kind is MentionKind.BODY,
                named.kind is MentionKind.PERSON,
                via,
            )
        if mention.kind is MentionKind.DOCUMENT:
            return self._with_via(self._document(mention), via)
        if mention.kind is MentionKind.DESCRIPTION and mention.definite:
            back = self._pair() if mention.pair else self._described(mention)
            if back is not None:
                return self._with_via(back, via)
        return Speaker(
            self._expand_possessive(mention.name),
            mention.role,
            mention.gender,
            mention.plural,
            mention.kind is MentionKind.BODY or mention.collective,
            is_person(mention),
            via,
            how="described" if mention.kind is MentionKind.DESCRIPTION else "named",
            head=mention.head if mention.kind is MentionKind.DESCRIPTION else "",
        )

    def spoke(self, speaker: Speaker, *, quoted: bool) -> None:
        """Remember that this speaker had the floor."""
        if speaker.name == NARRATOR:
            return
        plain = replace(speaker, via=())
        self._mention(plain)
        self.recent = [plain, *(s for s in self.recent if s.name != plain.name)]
        self.in_paragraph = [plain, *(s for s in self.in_paragraph if s.name != plain.name)]
        if quoted:
            self.last_quoted = speaker

    def floating_quote(self) -> Speaker:
        """Whose words a quotation without a source is."""
        if self.introduced is not None:
            return replace(self.introduced, how="introduced")
        last = self.last_quoted
        for candidate in (*self.in_paragraph[:1], last, *self.recent[:1]):
            if candidate is not None:
                same = last is not None and last.name == candidate.name
                via = last.via if last is not None and same else ()
                return replace(candidate, how="continues", via=via)
        return NOBODY

    def _pronoun(self, mention: Mention) -> Speaker:
        if mention.head in ("i", "we"):
            return self.witness or NOBODY
        if mention.head in ("he", "she"):
            fitting = [s for s in self._by_recency() if may_be(s, mention.gender)]
        elif mention.plural:
            fitting = [s for s in self._by_recency() if s.plural or s.body]
        elif mention.head in ("it", "which", "that"):
            fitting = [s for s in self._by_recency() if s.body and not s.plural]
        else:
            fitting = []
        if not fitting and mention.generic:  # where nouns have genders, "she" may be a service
            fitting = [s for s in self.in_paragraph if s.body and not s.plural]
        if not fitting:
            return self._named_person(mention)
        return replace(fitting[0], how="pronoun", ambiguous=self._is_doubtful(mention, fitting))

    def _is_doubtful(self, mention: Mention, fitting: list[Speaker]) -> bool:
        """Whether another one fits as well: nothing tells the first one's gender, or both were
        named in the same sentence and neither has spoken in this paragraph.
        """
        first, others = fitting[0], fitting[1:]
        if mention.gender is None or (first in self.in_paragraph[:1] and first.gender is not None):
            return False
        if first.gender is None and any(other in self.in_paragraph for other in others):
            return True
        named = {speaker.name for speaker in self.together}
        return first.name in named and any(other.name in named for other in others)

    def _named_person(self, mention: Mention) -> Speaker:
        """No speaker fits: the last person of this gender that was named before."""
        if mention.head in ("who", "which", "that"):
            return NOBODY
        if mention.gender is None and not mention.name:
            return NOBODY
        if mention.gender is None:
            return Speaker(mention.name, plural=mention.plural, how="unresolved", ambiguous=True)
        if self.subject is not None and may_be(self.subject, mention.gender):
            return replace(self.subject, how="pronoun")
        named = self.names.persons(before=self.position)
        fitting = [person for person in named if person.gender in (None, mention.gender)]
        if len(fitting) == 1:
            only = fitting[0]
            return Speaker(
                only.name, gender=only.gender, person=True, how="pronoun", ambiguous=True
            )
        if not mention.name:  # a verb without a subject, and nobody whom it fits
            return NOBODY
        return Speaker(mention.name, gender=mention.gender, how="unresolved", ambiguous=True)

    def _document(self, mention: Mention) -> Speaker:
        """`the report`: its author, where one was named before; else the document itself."""
        far = {} if mention.plural else self.documents
        known = {**far, **self.documents_near}
        author = known.get(mention.head) if mention.definite else None
        if author is not None:
            return replace(author, how="document")
        return Speaker(mention.name, plural=mention.plural, how="described")

    def _described(self, mention: Mention) -> Speaker | None:
        """`the lawyer`: the last person of that role; `the group`: the last such body."""
        collective = mention.collective
        for candidate in self._by_recency():
            if candidate.body is collective and _answers_to(candidate, mention):
                return replace(candidate, how="described")
        if not collective and mention.generic:
            return self._called(mention)
        if not collective or (" " in mention.name and not mention.loose):
            return None
        for named in reversed(self.names.bodies()):
            if named.first_seen < self.position and mention.head in words_of(named.name):
                return Speaker(named.name, body=True, how="described")
        if not mention.generic:
            return None
        employer = self._employer()
        if employer is not None:
            return employer
        bodies = (s for s in self._by_recency() if s.body and not s.head)
        return next((replace(s, how="described") for s in bodies), None)

    def _employer(self) -> Speaker | None:
        """The body that the role of the last speaker of this paragraph names."""
        for speaker in self.in_paragraph[:1]:
            role = set(words_of(speaker.role or ""))
            for named in self.names.bodies():
                if set(words_of(named.name)) <= role:
                    return Speaker(named.name, body=True, how="described")
        return None

    def _called(self, mention: Mention) -> Speaker | None:
        """`the serviceman`, `the defendant`: whoever is near and is not called otherwise."""
        fitting = [s for s in self._by_recency() if may_be(s, mention.gender)]
        near = [s for s in fitting if s in self.in_paragraph[:1]]
        uncalled = [s for s in fitting if s.role is None]
        for speaker in (*uncalled, *near, *fitting):
            return replace(speaker, role=speaker.role or mention.name, how="described")
        return None

    def _pair(self) -> Speaker | None:
        """`both men`: the two persons of the last sentence that was about people."""
        persons = [s for s in self.together if s.person and not s.plural]
        if len(persons) != 2:
            return None
        name = " and ".join(person.name for person in persons)
        return Speaker(name, plural=True, how="described")

    def _expand_possessive(self, name: str) -> str:
        """`His wife` names her by the last person whom the text was about."""
        first, _, rest = name.partition(" ")
        if first.casefold() in _SLAVIC_OWNERS and rest:
            sex = _SLAVIC_OWNERS[first.casefold()]
            owner = next((s for s in self._by_recency() if may_be(s, sex)), None)
            return f"{rest} {genitive_name(owner.name)}" if owner is not None else name
        if first.casefold() in ("my", "our") and rest and self.witness is not None:
            kin = role_gender(rest.split()[0]) is not None and self.witness.name != "witness"
            return f"{self.witness.name}'s {rest}" if kin else name
        if first.casefold() in ("his", "her", "their") and rest and self.subject is not None:
            wanted = {"his": Gender.MALE, "her": Gender.FEMALE}.get(first.casefold())
            if may_be(self.subject, wanted) and role_gender(rest.split()[0]) is not None:
                return f"{self.subject.name}'s {rest}"
        return name

    def _mention(self, speaker: Speaker) -> None:
        self.mentioned = [speaker, *(s for s in self.mentioned if s.name != speaker.name)]

    def _by_recency(self) -> list[Speaker]:
        near = [self.subject] if self.subject is not None and self.subject_is_near else []
        ordered = [*self.in_paragraph, *near, *self.mentioned]
        nearest: dict[str, Speaker] = {}
        for speaker in ordered:
            nearest.setdefault(speaker.name, speaker)
        return list(nearest.values())

    def _known(self, name: str) -> Speaker | None:
        return next((s for s in (*self.recent, *self.mentioned) if s.name == name and s.role), None)

    @staticmethod
    def _with_via(speaker: Speaker, via: tuple[str, ...]) -> Speaker:
        return replace(speaker, via=via or speaker.via)


def is_person(mention: Mention) -> bool:
    """Whether one human being is meant: by name, or by a noun for a person in the singular."""
    if mention.kind is MentionKind.PERSON:
        return True
    described = mention.kind is MentionKind.DESCRIPTION and not mention.collective
    return described and mention.human and not mention.plural


def _answers_to(candidate: Speaker, mention: Mention) -> bool:
    """Whether "the prison doctor" may be this speaker: its noun is, and no other word speaks
    against it.
    """
    called = {*words_of(candidate.name), *words_of(candidate.role or "")}
    if mention.generic and candidate.person and not may_be(candidate, mention.gender):
        return False
    if mention.head not in (called if mention.collective or candidate.role else {candidate.head}):
        return False
    if candidate.plural is not mention.plural and not candidate.body:
        return False
    return set(words_of(mention.name)) - {mention.head} <= called


def may_be(speaker: Speaker, gender: Gender | None) -> bool:
    """Whether a pronoun of this gender may stand for the speaker."""
    if speaker.body or speaker.plural or not speaker.person:
        return False
    return gender is None or speaker.gender in (None, Gender.EITHER, gender)
