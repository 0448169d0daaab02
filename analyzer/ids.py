"""Short ids made from content, so that the same input always gets the same id."""

from __future__ import annotations

import hashlib


def content_id(*parts: object, length: int = 12) -> str:
    """The first ``length`` hex digits of the sha256 of the parts, joined by a unit separator."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:length]
