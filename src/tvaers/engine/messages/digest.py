"""A keyed digest of what a message says, so that a resend is known again without keeping what it said."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

from tvaers.engine.citizens.cpr import Cpr
from tvaers.engine.messages.message import Message


def digest(message: Message, secret: bytes) -> str:
    """Hex HMAC-SHA256 of everything but the envelope: Bundle.id and the time of sending do not count."""
    content = replace(message, bundle_id="", sent_at=datetime.min.replace(tzinfo=UTC))
    return of_bytes(json.dumps(_plain(content), ensure_ascii=False).encode(), secret)


def of_bytes(content: bytes, secret: bytes) -> str:
    """Hex HMAC-SHA256 of some bytes."""
    return hmac.new(secret, content, hashlib.sha256).hexdigest()


def _plain(value: Any) -> Any:
    """A value as JSON can write it, the same for equal values; a CPR number with its digits, as the key hides it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Cpr):
        return value.reveal()
    if isinstance(value, bytes):
        return hashlib.sha256(value).hexdigest()
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
