"""How CPR numbers are kept: encrypted with one key, found by a hash with another, both derived from one secret.

The secret is the environment variable TVAERS_CPR_KEY, or else the file `cpr-key` beside the database, made on first use
and readable by its owner only. Whoever loses it loses the numbers; it must not lie in the same backup as the database.
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tvaers.engine.citizens.cpr import Cpr
from tvaers.kernel.errors import Problem

SHORTEST = 32
"""The shortest secret that is taken from the environment, in characters."""


def encrypt(cpr: Cpr) -> bytes:
    """The number as a Fernet token: AES-128-CBC with HMAC-SHA256; two tokens of one number differ."""
    return _fernet().encrypt(cpr.reveal().encode())


def decrypt(token: bytes | memoryview) -> Cpr:
    """The number in a token. Problem if the key is not the one that it was encrypted with."""
    try:
        return Cpr(_fernet().decrypt(bytes(token)).decode())
    except InvalidToken:
        raise Problem(
            what="CPR-nummeret kan ikke læses.",
            why="Det er krypteret med en anden nøgle end den, systemet har nu.",
            do="Bed driften om at lægge den rigtige CPR-nøgle på plads.",
        ) from None


def encrypt_text(text: str) -> bytes:
    """Any short text as a Fernet token, with the same key as the numbers."""
    return _fernet().encrypt(text.encode())


def decrypt_text(token: bytes | memoryview) -> str:
    """The text in a token. Problem if the key is not the one that it was encrypted with."""
    try:
        return _fernet().decrypt(bytes(token)).decode()
    except InvalidToken:
        raise Problem(
            what="Teksten kan ikke læses.",
            why="Den er krypteret med en anden nøgle end den, systemet har nu.",
            do="Bed driften om at lægge den rigtige CPR-nøgle på plads.",
        ) from None


def keyed_hash(cpr: Cpr) -> str:
    """HMAC-SHA256 of the number, in hexadecimal: the same for the same number, and useless without the key."""
    return hmac.new(_derived("hash"), cpr.reveal().encode(), hashlib.sha256).hexdigest()


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived("encryption")))


def _derived(purpose: str) -> bytes:
    """32 bytes for one purpose, by HKDF-SHA256 of the secret."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"tvaers cpr {purpose}".encode())
    return derivation.derive(_secret().encode())


def _secret() -> str:
    given = os.environ.get("TVAERS_CPR_KEY", "")
    if given and len(given) < SHORTEST:
        raise Problem(
            what="CPR-nøglen er for kort.",
            why=f"TVAERS_CPR_KEY skal have mindst {SHORTEST} tegn.",
            do="Sæt en længere, tilfældig nøgle.",
        )
    return given or _kept(Path(settings.VAR) / "cpr-key")


def _kept(file: Path) -> str:
    """The secret in a file, made whole or not at all, so that two processes that start together agree on one."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as opened:
            opened.write(secrets.token_urlsafe(48))
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return file.read_text()
