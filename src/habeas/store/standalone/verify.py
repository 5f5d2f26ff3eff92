"""Check a case of Habeas, or what was sealed from one, with nothing but Python (3.11 or newer).

    python verify.py FOLDER [--exhibit FILE ...] [--since OLDER-CHECKPOINT ...]

Prints a line that begins with VERIFIED (exit code 0), or the first thing that does not hold (1). It
shows that nothing changed since it was signed; not that a source is authentic, nor whose the key
is: compare the one it prints with one that reached you in another way. Who has that key can write a
ledger anew, and anybody can cut off its end: an older checkpoint or a co-signature shows that.
"""

import argparse
import json
import sqlite3
import sys
from base64 import b64decode, b64encode
from hashlib import file_digest, sha256, sha512
from pathlib import Path
from typing import Any

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, FORM = -121665 * pow(121666, P - 2, P) % P, "c2sp.org/tlog-proof@v1"
Point = tuple[int, int, int, int]


def need(holds: object, what: str) -> None:
    """Stop at the first thing that does not hold."""
    if not holds:
        raise ValueError(what)


def add(a: Point, b: Point) -> Point:
    """The sum of two points X, Y, Z, T of -x² + y² = 1 + D·x²·y² (RFC 8032, 5.1.4)."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, z - t, z + t, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def point(data: bytes) -> Point:
    """The point that 32 bytes stand for (RFC 8032, 5.1.3)."""
    odd, y = data[31] >> 7, int.from_bytes(data, "little") & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    x = x if x & 1 == odd else P - x
    need(x < P and y < P and x * x % P == square, "its signature or key is no point of the curve")
    return x, y, 1, x * y % P


def check_signature(key: bytes, message: bytes, signature: bytes) -> None:
    """See that S·B - k·A is R (RFC 8032, 5.1.7), in one pass over the bits of S and k."""
    a, base = point(key), point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    r, s = point(signature[:32]), int.from_bytes(signature[32:], "little")
    k = int.from_bytes(sha512(signature[:32] + key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], 1, P - a[3])
    terms, total = ((0, 1, 1, 0), base, minus_a, add(base, minus_a)), (0, 1, 1, 0)
    for bit in range(252, -1, -1):
        total = add(add(total, total), terms[(s >> bit & 1) + 2 * (k >> bit & 1)])
    equal = all((r[part] * total[2] - total[part]) % P == 0 for part in (0, 1))
    need(equal and s < ORDER and len(signature) == 64, "its signature is false")


def root_above(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root over `size` leaves to which an inclusion proof leads (RFC 6962, 2.1.1)."""
    need(0 <= index < size and (size == 1) == (not path), "it is no proof for this place")
    if size == 1:
        return sha256(b"\0" + leaf).digest()
    split, rest, top = 1 << (size - 1).bit_length() - 1, path[:-1], path[-1]
    if index < split:
        return sha256(b"\1" + root_above(leaf, index, split, rest) + top).digest()
    return sha256(b"\1" + top + root_above(leaf, index - split, size - split, rest)).digest()


def contents(folder: Path) -> tuple[list[Any], list[Any]]:
    """Entries (place, leaf, and where it is there salt, payload) and checkpoints (size, note)."""
    if (leaves := folder / "leaves.jsonl").is_file():
        items = [json.loads(line) for line in leaves.read_text("utf-8").strip().split("\n")]
        return [item for item in items if "leaf" in item], [i for i in items if "leaf" not in i]
    case = sqlite3.connect(f"{(folder / 'case.sqlite').resolve().as_uri()}?mode=ro", uri=True)
    case.row_factory = sqlite3.Row
    case.text_factory = lambda data: data.decode(errors="surrogateescape")
    leaf = "position AS place, CAST(l.content AS TEXT) AS leaf, lower(hex(salt)) AS salt"
    beside = "CAST(p.content AS TEXT) AS payload FROM ledger_leaf l FULL JOIN ledger_payload p"
    rows = case.execute(f"SELECT {leaf}, {beside} USING (position) ORDER BY 1").fetchall()
    notes = case.execute("SELECT size, CAST(note AS TEXT) AS note FROM ledger_checkpoint")
    return rows, notes.fetchall()


class Ledger:
    """Goes through entries and checkpoints; `peaks`: the complete subtrees on the right edge."""

    def __init__(self) -> None:
        self.size, self.covered, self.where, self.time, self.origin = 0, 0, "", "", ""
        self.peaks, self.keys, self.told = list[bytes](), dict[str, bytes](), list[Any]()

    def take(self, place: int, leaf: str, salt: str = "", payload: str | None = None) -> None:
        """Check the next entry."""
        self.where = f"ledger entry {self.size}"
        said = json.loads(leaf)
        again = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        need(again == leaf and said["version"] == 1, "it is not written as a leaf is")
        need(place == said["index"] == self.size, f"it stands at {place}, says {said['index']}")
        need(said["time"] >= self.time, "it is earlier than the one before it")
        need(place == 0 or self.keys.get(said["author"]), f"key {said['author']} is not admitted")
        vouched = sha256(bytes.fromhex(salt) + (payload or "").encode()).hexdigest()
        need(payload is None or vouched == said["commitment"], "it commits to another payload")
        beside = json.loads(payload or "{}")
        if place == 0 or (said["kind"] == "access" and beside.get("public_key")):
            self.origin = self.origin or f"habeas.case/{beside['case_id']}"
            key = b64decode(beside["public_key"], validate=True)
            name = sha256(f"{self.origin}\n\1".encode() + key).hexdigest()[:8]
            self.keys[name] = b"" if beside.get("action") == "remove" else key
        self.told.append((said["author"], said["kind"], beside))
        self.peaks.append(sha256(b"\0" + leaf.encode()).digest())
        while place & 1:
            self.peaks[-2:] = [sha256(b"\1" + b"".join(self.peaks[-2:])).digest()]
            place >>= 1
        self.size, self.time = self.size + 1, said["time"]

    def check(self, note: str, where: str) -> None:
        """Check that a key of the case signed this note over the entries seen so far."""
        self.where, self.root = where, self.peaks[-1]
        text, _, lines = note.partition("\n\n")
        ours = [line.split(" ")[2] for line in lines.split("\n") if f"— {self.origin} " in line]
        signature = b64decode("".join(ours))
        name = signature[:4].hex()
        need(self.keys.get(name) and ours == [b64encode(signature).decode()], "no key of this case")
        check_signature(self.keys[name], f"{text}\n".encode(), signature[4:])
        for left in self.peaks[-2::-1]:
            self.root = sha256(b"\1" + left + self.root).digest()
        stated = f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}"
        need(text == stated, f"its root differs; look at entries {self.covered} to {self.size - 1}")
        need({name} >= {author for author, _, _ in self.told[self.covered :]}, "another's key")
        self.covered = self.size

    def check_exhibit(self, path: Path) -> None:
        """Check that a proof leads from the hash in its name to the root in its checkpoint."""
        self.where = str(path)
        head, note = path.read_text(encoding="utf-8").split("\n\n", 1)
        form, extra, index, *hashes = head.split("\n")
        need([form, extra[:6], index[:6]] == [FORM, "extra ", "index "], "it is no proof of ours")
        carried, (size, root) = json.loads(b64decode(extra[6:])), note.split("\n")[1:3]
        leaf, payload = carried["leaf"], carried["payload"]
        vouched = sha256(bytes.fromhex(carried["salt"]) + payload.encode()).hexdigest()
        need(vouched == json.loads(leaf)["commitment"], "its leaf commits to another payload")
        need(json.loads(payload)["sha256"] == path.stem, "it is about other bytes")
        found = root_above(leaf.encode(), int(index[6:]), int(size), [*map(b64decode, hashes)])
        need(b64encode(found).decode() == root, "it does not lead to the signed root")

    def verify(self, folder: Path, exhibit: list[Path], since: list[Path]) -> str:
        """Check all of it, and say what was checked."""
        self.where, due, proofs = str(folder), dict[Any, Any](), sorted(folder.glob("exhibits/*"))
        rows, notes = contents(folder)
        for item in notes:
            need(item["note"].count("\n") == 5, f"checkpoint {item['size']}: it is not one alone")
            due.setdefault(item["size"], {})[item["note"]] = f"checkpoint {item['size']}"
        for path in (*folder.glob("checkpoint.txt"), *since, *proofs):
            note = path.read_text(encoding="utf-8").split("\n\n", path in proofs)[-1]
            due.setdefault(int(note.split("\n")[1]), {}).setdefault(note, str(path))
        for row in rows:
            self.take(**row)
            for note, where in due.pop(self.size, {}).items():
                self.check(note, where)
        self.where = f"ledger entry {self.covered}"
        need(not due and self.covered == self.size > 0, f"signed: {sorted(due)}, not {self.size}")
        gone = {place for place, (_, _, said) in enumerate(self.told) if not said}
        erased = {place for _, _, said in self.told for place in said.get("erased", ())}
        odd = set() if (folder / "leaves.jsonl").exists() else gone ^ erased
        self.where = f"ledger entry {min(odd, default=0)}"
        need(not odd, "its payload is gone without a tombstone, or there in spite of one")
        for path in proofs:
            self.check_exhibit(path)
        sources = [said["sha256"] for _, kind, said in self.told if kind == "source" and said]
        kept = [folder / "blobs" / name[:2] / name[2:4] / name for name in sources]
        known = {*sources, *(path.stem for path in proofs)}
        for path in (*kept, *exhibit):
            self.where = str(path)
            with path.open("rb") as file:
                name = file_digest(file, "sha256").hexdigest()
            need(name in known and (path in exhibit or name == path.name), "its bytes are others")
        keys = " ".join(b64encode(key).decode() for key in self.keys.values() if key)
        return f"{self.size}-{self.root.hex()} of {self.origin}, {len(known)} sources, key {keys}"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line."""
    reader, ledger = argparse.ArgumentParser(usage=__doc__), Ledger()
    reader.add_argument("folder", type=Path)
    reader.add_argument("--exhibit", type=Path, nargs="+", default=[])
    reader.add_argument("--since", type=Path, nargs="+", default=[])
    try:
        print("VERIFIED", ledger.verify(**vars(reader.parse_args(arguments))))
    except Exception as error:
        print(f"NOT VERIFIED {ledger.where}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
