"""Tokens of an authority that another program runs: `openssl ts`, over RSA and over a curve."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from habeas.store import timestamps
from habeas.store.timestamps import Digest, Stamp, TimestampRefused

pytestmark = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="the openssl program is not installed"
)

NOTE = "habeas.case/0123\n7\nZGRk\n\n— habeas.case/0123 AAAA\n".encode()
CONFIGURATION = """
[tsa]
default_tsa = unit
[unit]
serial = {folder}/serial
signer_cert = {folder}/unit.pem
signer_key = {folder}/unit.key
certs = {certificates}
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.7
digests = sha256, sha512
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = {chain}
ess_cert_id_alg = {named_over}
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[middle]
basicConstraints = critical, CA:TRUE
[stamping]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
"""
RSA = ("-newkey", "rsa:2048")
CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256")
SHORT = ("-newkey", "rsa:1024")


class Program:
    """An authority in a folder, made and run by openssl."""

    def __init__(
        self,
        folder: Path,
        key: tuple[str, ...] = RSA,
        *,
        over: str = "sha256",
        named_over: str = "sha256",
        with_link: bool = False,
    ) -> None:
        self.folder = folder
        (folder / "serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(
            CONFIGURATION.format(
                folder=folder,
                certificates=folder / ("middle.pem" if with_link else "root.pem"),
                chain="yes" if with_link else "no",
                named_over=named_over,
            )
        )
        self._root()
        issuer = "root"
        if with_link:
            self._issue("middle", "root", RSA, "middle", "sha256")
            issuer = "middle"
        self._issue("unit", issuer, key, "stamping", over)

    def roots(self, *names: str) -> tuple[str, ...]:
        """Certificates of this authority as a person gives them."""
        files = [self.folder / f"{name}.pem" for name in names or ("root",)]
        return tuple(c for f in files for c in timestamps.read_certificates(f.read_bytes(), f.name))

    def answer(self, request: bytes) -> bytes:
        """What it answers."""
        (self.folder / "request.tsq").write_bytes(request)
        self._run(
            "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-out", "r.tsr"
        )
        return (self.folder / "r.tsr").read_bytes()

    def verifies(self, response: bytes, note: bytes) -> bool:
        """Whether openssl takes an answer for a note, without Habeas."""
        (self.folder / "token.tsr").write_bytes(response)
        (self.folder / "note").write_bytes(note)
        words = ("ts", "-verify", "-data", "note", "-in", "token.tsr", "-CAfile", "root.pem")
        done = subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, timeout=30)
        return done.returncode == 0

    def _root(self) -> None:
        subject = ("-subj", "/CN=Invented root", "-days", "30", "-nodes", "-keyout", "root.key")
        self._run("req", "-x509", *RSA, *subject, "-out", "root.pem", "-extensions", "root", *_CNF)

    def _issue(self, name: str, by: str, key: tuple[str, ...], section: str, over: str) -> None:
        subject = ("-subj", f"/CN=Invented {name}", "-nodes", "-keyout", f"{name}.key")
        self._run("req", "-new", *key, *subject, "-out", f"{name}.csr", *_CNF)
        issuer = ("-CA", f"{by}.pem", "-CAkey", f"{by}.key", "-CAcreateserial", "-days", "20")
        extensions = ("-extfile", "tsa.cnf", "-extensions", section, f"-{over}")
        self._run("x509", "-req", "-in", f"{name}.csr", *issuer, *extensions, "-out", f"{name}.pem")

    def _run(self, *words: str) -> None:
        done = subprocess.run(["openssl", *words], cwd=self.folder, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()


_CNF = ("-config", "tsa.cnf")


def check(program: Program, *roots: str, digest: Digest = Digest.SHA256) -> Stamp:
    request = timestamps.make_request(NOTE, digest)
    sent = datetime.now(UTC) - timedelta(seconds=1)
    response = program.answer(request.encoded)
    assert program.verifies(response, NOTE)
    return timestamps.check_answer(
        response, note=NOTE, request=request, roots=roots, sent=sent, received=datetime.now(UTC)
    )


@pytest.mark.parametrize(
    ("key", "digest", "named_over"),
    [
        (RSA, Digest.SHA256, "sha256"),
        (RSA, Digest.SHA512, "sha512"),
        (CURVE, Digest.SHA256, "sha1"),
    ],
)
def test_a_token_by_openssl_is_taken(
    tmp_path: Path, key: tuple[str, ...], digest: Digest, named_over: str
) -> None:
    program = Program(tmp_path, key, named_over=named_over)
    stamp = check(program, *program.roots(), digest=digest)
    assert (stamp.root, stamp.policy) == ("CN=Invented root", "1.3.6.1.4.1.99999.7")
    assert not program.verifies(program.answer(timestamps.make_request(b"other").encoded), NOTE)


def test_a_chain_over_a_link_leads_to_the_root(tmp_path: Path) -> None:
    program = Program(tmp_path, CURVE, with_link=True)
    assert check(program, *program.roots()).root == "CN=Invented root"
    # The link alone is trusted by nobody.
    with pytest.raises(TimestampRefused, match="no root"):
        check(program, *program.roots("middle"))


def test_a_certificate_signed_over_a_broken_hash_is_refused(tmp_path: Path) -> None:
    program = Program(tmp_path, CURVE, over="sha1")
    for roots in (program.roots(), ()):
        with pytest.raises(TimestampRefused, match="a certificate in it is signed over SHA1"):
            check(program, *roots)


def test_a_key_that_is_too_short_is_refused(tmp_path: Path) -> None:
    program = Program(tmp_path, SHORT)
    with pytest.raises(TimestampRefused, match="too short"):
        check(program)


def test_a_token_without_the_certificate_of_its_signer_is_refused(tmp_path: Path) -> None:
    program = Program(tmp_path, CURVE)
    request = timestamps.make_request(NOTE)
    without = request.encoded[:-3].replace(b"\x30", b"\x30", 1)
    without = bytes([without[0], without[1] - 3]) + without[2:]
    now = datetime.now(UTC)
    with pytest.raises(TimestampRefused, match="does not hold the one certificate"):
        timestamps.check_answer(
            program.answer(without),
            note=NOTE,
            request=request,
            roots=program.roots(),
            sent=now,
            received=now,
        )
