from __future__ import annotations

import base64

import pytest

from habeas.model import CaseDamaged
from habeas.store.keys import SigningKey, VerifyingKey

# The key and note with which the signed-note format was first documented (Go's sumdb/note).
PUBLISHED_KEY = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
PUBLISHED_TEXT = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)
PUBLISHED_SIGNATURE = base64.b64decode(
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)


def test_key_id_and_signature_agree_with_a_published_note() -> None:
    key = VerifyingKey("PeterNeumann", PUBLISHED_KEY[1:])
    assert key.id.hex() == "c74f20a3"
    assert PUBLISHED_SIGNATURE[:4] == key.id
    assert key.vouches_for(PUBLISHED_TEXT, PUBLISHED_SIGNATURE[4:])
    assert not key.vouches_for(PUBLISHED_TEXT + b"\n", PUBLISHED_SIGNATURE[4:])


def test_the_same_key_under_another_name_has_another_id() -> None:
    raw = SigningKey.generate("one").verifying.raw
    assert VerifyingKey("one", raw).id != VerifyingKey("two", raw).id


def test_a_public_key_survives_its_pem_file() -> None:
    key = SigningKey.generate("habeas.case/1").verifying
    assert VerifyingKey.from_pem(key.name, key.pem(), where="key") == key


@pytest.mark.parametrize("content", [b"", b"not a key", b"-----BEGIN PUBLIC KEY-----\n-----END"])
def test_a_file_without_a_key_is_named(content: bytes) -> None:
    with pytest.raises(CaseDamaged, match=r"investigator\.pem: this is not an Ed25519 public key"):
        VerifyingKey.from_pem("name", content, where="keys/investigator.pem")
