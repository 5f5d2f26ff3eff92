"""How far two lists coincide when neither side shows its names to the other.

Each side encodes its list under a secret that both agreed on out of band, and hands over only the
encoding; whoever has both encodings gets the number of shared people, with an interval.

    mine = encode(records, secret)
    overlap = compare(mine, theirs)

**What an encoding holds.** For each row a keyed signature of 2,048 bits (`signature`), made of
facts bound together two and three at a time (`conjunctions`), and which parts the row gives (a
given name, a father's name, a birth date: 18 forms). No name, id, place, time or order.

**What it shows to somebody without the secret** (a thief, a carrier, or a third body that both
sides ask to compare): how many rows; which parts each gives; how alike two rows are, hence which
rows of a list are probably relatives or one person twice. Without the key a name cannot be tested.
Known attacks go by frequency: which bits, or which groups of like rows, are as common as a common
given name. Here no bit belongs to a name and rows that share only a given name share no token
(`benchmarks/private_overlap.py` runs both attacks on this and on plain Bloom filters). An attacker
who has most of the same list in the clear may still match the pattern of who is alike to whom; no
encoding that keeps likeness prevents that. `noise` blurs it, at a price in the interval.

**What it does not protect from.** Whoever has both the secret and an encoding can encode any name
and birth date and see whether that person is on the list. So the other side must be trusted that
far, or a third body that does not know the secret gets both encodings, and the two sides exchange
none. The check value lets guesses at the secret be tested: weak secrets are refused, and each
guess costs 64 MB and about a tenth of a second.

The noise is that of BLIP (Alaggan, Gambs and Kermarrec 2012). A turned bit tells little, but 2,048
of them about one person tell a lot: no promise of differential privacy is made.
"""

from habeas.people.overlap.comparison import compare
from habeas.people.overlap.encoding import Encoding, encode
from habeas.people.overlap.encoding_file import read_encoding, written
from habeas.people.overlap.linking import Links
from habeas.people.overlap.overlap import Interval, Overlap
from habeas.people.overlap.secret import new_secret

__all__ = [
    "Encoding",
    "Interval",
    "Links",
    "Overlap",
    "compare",
    "encode",
    "new_secret",
    "read_encoding",
    "written",
]
