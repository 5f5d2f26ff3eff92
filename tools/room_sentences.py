"""The English sentences of the rooms that a page may show, as messages with named places.

The rooms below the workbench speak English: the ledger, the logs and the command line need one
language. A page says their sentences in the reader's language. For that they are gathered here:
what is raised as an error, and every sentence of the modules that explain what they found.
"""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

ROOMS = Path(__file__).resolve().parent.parent / "src" / "habeas"

# What no page calls: the command line, other programs' tables, one-off imports and exports.
UNREACHED = (
    "cli", "engine", "claims/proposing", "counts/__main__.py", "counts/compilation.py",
    "counts/consistency.py", "counts/decomposable/priors.py", "counts/latent/inference_data.py",
    "counts/latent/settings.py", "counts/linkage", "counts/loglinear/bootstrap.py",
    "counts/loglinear/chao_model.py", "counts/loglinear/enumeration.py",
    "counts/loglinear/model.py", "counts/loglinear/selection.py", "counts/loglinear/stepwise.py",
    "counts/loglinear/threshold.py", "counts/methods.py", "counts/populations.py",
    "counts/predictive.py", "counts/proportion", "counts/reading/memory.py",
    "counts/reading/parquet.py", "counts/reading/read.py", "counts/robust", "counts/simple",
    "counts/strata/imputed_strata.py", "counts/strata/labelling.py", "counts/strata/local.py",
    "counts/strata/missing_labels.py", "counts/strata/pooling.py", "counts/strata/replicates.py",
    "counts/strata/result.py", "counts/strata/spark.py", "counts/strata/transport.py",
    "figures/bars.py", "figures/fonts.py", "figures/histogram.py", "figures/svg.py",
    "figures/place_map.py", "figures/site_frames.py", "figures/theme.py", "language",
    "oversight/derogation.py", "oversight/forms.py", "oversight/importers",
    "oversight/own_rows.py", "oversight/own_tables.py", "oversight/supposing.py",
    "people/compilation.py", "people/history/later_lists.py", "people/overlap",
    "people/reading", "people/writing.py", "pipeline/accepting.py", "pipeline/as_of.py",
    "pipeline/exporting_sites.py", "pipeline/handed_over.py", "pipeline/isolation",
    "pipeline/proposing.py", "pipeline/protocol.py", "pipeline/single.py",
    "pipeline/timestamp_endpoint.py", "pipeline/timestamping.py", "places/addresses",
    "places/chains", "places/columns.py", "places/date_cells.py", "places/export",
    "places/facilities", "places/fragments", "places/procurement", "places/resolving.py",
    "places/sighting_table.py", "places/surface.py", "places/text_table.py",
    "store/access.py", "store/checkpoint.py", "store/cosigning.py", "store/der.py",
    "store/new_case.py", "store/rotation.py", "store/sealed_folder.py",
    "store/signed_token.py", "store/standalone", "store/timestamp_queue.py",
    "store/timestamps.py", "store/tlog_proof.py", "store/witness.py", "web/locale",
    "web/server.py",
)  # fmt: skip
# Modules whose every sentence is for a reader: reasons, notes, warnings, titles of figures.
SPEAKING = (
    "claims/events", "claims/explaining.py", "claims/stance.py", "counts/band",
    "counts/decomposable/estimation.py", "counts/latent/estimation.py",
    "counts/loglinear/estimator.py", "counts/loglinear/standing.py", "counts/pictures.py",
    "counts/reading/appearances.py", "counts/reading/patterns.py", "counts/sensitivity",
    "counts/showing/court.py", "counts/showing/words.py", "counts/strata/estimator.py",
    "figures", "pipeline/audience.py", "pipeline/counting.py", "pipeline/counting_people.py",
    "pipeline/counting_strata.py", "pipeline/intake.py",
    "pipeline/labels_in_force.py", "pipeline/locating.py",
    "people/evidence/findings.py", "places/sites/infer.py",
    "sources/capture_gaps.py", "sources/encoding.py",
    "sources/html_page.py", "sources/message.py", "sources/office_words.py",
    "sources/pdf.py", "sources/picture.py", "sources/plain_xml.py", "sources/spreadsheet.py",
    "sources/web_capture.py", "sources/zip_members.py", "web/pages/places/drawn.py",
)  # fmt: skip
# Tables of the rooms with sentences in some of their columns.
TABLES = {
    "counts/data/assumptions.tsv": ("sentence",),
    "counts/data/court_sheet.tsv": ("sentence",),
    "counts/data/status_sentences.tsv": ("meaning", "remedy", "reliance"),
    "sources/data/unreadable.csv": ("what", "remedy"),
}
_PLACE = re.compile(r"%\(\w+\)s")
_BRACES = re.compile(r"\{(\w*)[^}]*\}")
_CODE = re.compile(r"\\|\(\?|SELECT |^https?:|^[.#/<-]|[<>]=|</|charset=|filename|^Accept-")
_SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? [A-Za-z%(]|^(?=.* )(?=.*%\()(?:.* )?[(]?[a-z]{4,}")
_FIELDS = ("what", "remedy")


@dataclass(frozen=True)
class Sentence:
    """A message with its places, and the file that it comes from."""

    words: str
    path: str


@dataclass(frozen=True)
class _Place:
    name: str


_Words = tuple["str | _Place", ...]


def sentences() -> list[Sentence]:
    """Every sentence once, in the order of the files."""
    errors = _errors()
    found: dict[str, Sentence] = {}
    for path in sorted(ROOMS.rglob("*.py")):
        name = path.relative_to(ROOMS).as_posix()
        if not _within(name, UNREACHED):
            for words in _Module(path, errors).sentences(speaking=_within(name, SPEAKING)):
                found.setdefault(words, Sentence(words, name))
    for name, columns in TABLES.items():
        for words in _of_table(ROOMS / name, columns):
            found.setdefault(words, Sentence(words, name))
    return list(found.values())


def _within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(place + "/") for place in places)


def _errors() -> frozenset[str]:
    """The names of HabeasError and of every class below it."""
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in ROOMS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    }
    known = {"HabeasError"}
    while True:
        more = {name for name, bases in parents.items() if bases & known} | known
        if more == known:
            return frozenset(known)
        known = more


class _Module:
    """The sentences of one file."""

    def __init__(self, path: Path, errors: frozenset[str]) -> None:
        self._tree = ast.parse(path.read_text())
        self._errors = errors
        self._parents = {
            child: node for node in ast.walk(self._tree) for child in ast.iter_child_nodes(node)
        }
        self._constants = {
            target.id: node.value
            for node in self._tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }

    def sentences(self, *, speaking: bool) -> Iterator[str]:
        """Those of its errors; all of them where the module speaks to readers."""
        hands_through = False
        for raised in self._raised():
            alternatives = self._alternatives(raised)
            # Words that come from elsewhere in the module: all of its sentences may be meant.
            hands_through = hands_through or not alternatives
            yield from filter(_spoken, map(_message, alternatives))
        if speaking or hands_through:
            for node in ast.walk(self._tree):
                if isinstance(node, (ast.Constant, ast.JoinedStr)) and self._is_prose(node):
                    for words in map(_message, self._alternatives(node)):
                        if _spoken(words) and _SENTENCE.search(words):
                            yield words

    def _raised(self) -> Iterator[ast.expr]:
        """What errors of the house are made with."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Call) and _name_of(node.func) in self._errors:
                yield from node.args[:1]
                yield from (item.value for item in node.keywords if item.arg in _FIELDS)

    def _is_prose(self, node: ast.Constant | ast.JoinedStr) -> bool:
        """Whether these words are said: no docstring, no pattern, no key to split."""
        parent = self._parents[node]
        if isinstance(parent, (ast.Expr, ast.JoinedStr, ast.Compare)):
            return False
        if isinstance(parent, ast.Attribute):
            return parent.attr == "format"
        return not (isinstance(parent, ast.Call) and _name_of(parent.func) in {"compile", "N_"})

    def _alternatives(self, node: ast.expr) -> list[_Words]:
        """The ways in which an expression may read; none where it is no words of this module."""
        if isinstance(node, ast.Constant):
            return [_with_places(node.value)] if isinstance(node.value, str) else []
        if isinstance(node, ast.JoinedStr):
            parts = [self._part(part) for part in node.values]
            return [tuple(word for words in way for word in words) for way in product(*parts)]
        if isinstance(node, ast.IfExp):
            return [*self._alternatives(node.body), *self._alternatives(node.orelse)]
        if isinstance(node, ast.BoolOp):
            return [words for value in node.values for words in self._alternatives(value)]
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self._alternatives(node.left), self._alternatives(node.right)
            return [(*one, *other) for one, other in product(left, right)]
        if isinstance(node, ast.Name) and node.id in self._constants:
            return self._alternatives(self._constants[node.id])
        return []

    def _part(self, node: ast.expr) -> list[_Words]:
        """A piece of an f-string: words, words to choose from, or a place."""
        if not isinstance(node, ast.FormattedValue):
            return self._alternatives(node)
        inlined = isinstance(node.value, (ast.IfExp, ast.Name))
        chosen = self._alternatives(node.value) if inlined else []
        if chosen:
            return chosen
        return [(_Place(_place_name(node.value)),)]


def _of_table(path: Path, columns: tuple[str, ...]) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        tabs = path.suffix == ".tsv"
        for row in csv.DictReader(lines, delimiter="\t" if tabs else ","):
            yield from (_message(_with_places(row[name])) for name in columns if row[name])


def _with_places(words: str) -> _Words:
    """The words with each `{…}` as a place."""
    found: list[str | _Place] = []
    at = 0
    for brace in _BRACES.finditer(words):
        found += [words[at : brace.start()], _Place(brace[1] or "value")]
        at = brace.end()
    return (*found, words[at:])


def _message(words: _Words) -> str:
    """The words as a message; a second place of a name gets a number."""
    used: dict[str, int] = {}
    found = ""
    for word in words:
        if isinstance(word, str):
            found += word
            continue
        used[word.name] = number = used.get(word.name, 0) + 1
        found += f"%({word.name}{number if number > 1 else ''})s"
    return found.strip()


def _place_name(node: ast.expr) -> str:
    """A word for what an expression holds."""
    if isinstance(node, ast.Name):
        return node.id.strip("_").lower()
    if isinstance(node, ast.Attribute):
        return node.attr.strip("_").lower()
    if isinstance(node, ast.Subscript):
        return _place_name(node.value)
    if isinstance(node, ast.Call):
        return _place_name(node.args[0] if node.args else node.func)
    return "value"


def _name_of(node: ast.expr) -> str:
    return getattr(node, "id", getattr(node, "attr", ""))


def _spoken(words: str) -> bool:
    """Whether there is something to say between the places."""
    letters = _PLACE.sub(" ", words)
    return bool(re.search(r"[A-Za-z]{2}", letters)) and not _CODE.search(letters)
