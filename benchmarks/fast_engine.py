"""A stand-in for the pipeline, to measure the machinery of the archive alone.

Reads a text file with a word of command in its first line, or any bytes, and gives a record of the
contract's form without models. ``busy=SECONDS`` burns processor time as a real analysis does.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyzer.errors import NoText, UnreadableFile
from analyzer.settings import Settings

_VERSIONS = "setara=0 lexicon=fast model=fast settings="
_GENDER = ("perempuan", "gender", "kesetaraan")
_DIMENSIONS = {
    "akses": "akses",
    "partisipasi": "partisipasi",
    "kontrol": "kontrol",
    "manfaat": "manfaat",
}


class FastEngine:
    """Counts words instead of understanding them."""

    def versions(self, settings: Settings) -> str:
        """A constant, and the model setting, so that tests can play a new model."""
        return _VERSIONS + settings.model

    def check(self, settings: Settings) -> None:
        """Nothing to check."""

    def warm(self, settings: Settings) -> None:
        """Nothing to load."""

    def analyze(self, path: Path, settings: Settings) -> Mapping[str, Any]:
        """The record of a file; commands make it crash, hang or eat memory."""
        return self.analyze_member(path.read_bytes(), path, "", settings)

    def analyze_member(
        self, data: bytes, path: Path, member: str, settings: Settings
    ) -> Mapping[str, Any]:
        """The record of these bytes."""
        if data[:5] == b"%PDF-" or b"\x00" in data[:1024]:
            raise UnreadableFile("pdf_damaged", name=path.name, detail="fast")
        text = data.decode("utf-8", "replace")
        if not text.strip():
            raise NoText("no_text", name=path.name, pages=1)
        _obey(text.partition("\n")[0])
        return _record(path.name, data, text, settings)


class SlowEngine(FastEngine):
    """As :class:`FastEngine`, with 200 ms of processor time for each file."""

    def analyze(self, path: Path, settings: Settings) -> Mapping[str, Any]:
        """The record of a file, after some work."""
        end = time.process_time() + 0.2
        while time.process_time() < end:
            hashlib.sha256(b"x" * 10000).hexdigest()
        return super().analyze(path, settings)


def _obey(line: str) -> None:
    match line.strip():
        case "#crash":
            os.abort()
        case "#segv":
            os.kill(os.getpid(), 11)
        case "#hang":
            time.sleep(3600)
        case "#memory":
            _ = bytearray(1 << 40)
        case "#raise":
            raise ValueError("asked for")
        case _:
            return


def _record(name: str, data: bytes, text: str, settings: Settings) -> dict[str, Any]:
    passages: list[dict[str, Any]] = []
    mentions: list[dict[str, Any]] = []
    position = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        start, position = position, position + len(line)
        body = line.strip()
        if not body:
            continue
        words = body.lower().split()
        strength = sum(word.strip(".,;") in _GENDER for word in words)
        label = "strong" if strength > 1 else "weak" if strength else "none"
        identifier = f"p{number}"
        passages.append(_passage(identifier, body, start, label))
        mentions += _mentions(identifier, body, start)
    strong = sum(one["label"] == "strong" for one in passages)
    digest = hashlib.sha256(data).hexdigest()
    page = {
        "number": 1,
        "start": 0,
        "end": len(text),
        "width": 0.0,
        "height": 0.0,
        "read_by": "text",
    }
    kind = "renja" if "rencana kerja" in text.lower() else "other"
    return {
        "schema": "setara/analysis/1",
        "status": "ok",
        "source": {
            "id": digest[:16],
            "name": name,
            "member": "",
            "media_type": "text/plain",
            "size": len(data),
        },
        "document": {"kind": kind, "language": "id", "characters": len(text), "pages": [page]},
        "verdict": {
            "label": "strong" if strong > 1 else "weak",
            "probability": 0.9,
            "needs_review": False,
            "no_mention": not mentions,
            "grade": "responsive" if strong else "blind",
            "reasons": [],
        },
        "passages": passages,
        "mentions": mentions,
        "findings": [_finding("baseline", passages, strong)],
        "problems": [],
        "provenance": {
            "setara": "0",
            "lexicon": "fast",
            "model": "fast" + settings.model,
            "settings": settings.id,
            "engines": {},
        },
    }


def _passage(identifier: str, body: str, start: int, label: str) -> dict[str, Any]:
    act = {"element": "U4", "probability": 0.9, "start": start, "end": start + 1, "quote": body[:1]}
    return {
        "id": identifier, "kind": "paragraph", "start": start, "end": start + len(body),
        "pages": [1], "section": [], "text": body, "label": label, "probability": 0.9,
        "needs_review": False, "reasons": [], "evidence": [act] if label == "strong" else [],
    }  # fmt: skip


def _mentions(passage: str, body: str, start: int) -> list[dict[str, Any]]:
    found = []
    low = body.lower()
    for word in (*_GENDER, *_DIMENSIONS):
        at = low.find(word)
        if at < 0:
            continue
        dimension = _DIMENSIONS.get(word)
        term = {"concept": f"umum.{word}", "category": "isu_kesenjangan"}
        head = {"dimension": dimension} if dimension else term
        found.append({
            "id": f"{passage}-{word}", "type": "dimension" if dimension else "term",
            **head,
            "start": start + at, "end": start + at + len(word), "text": body[at : at + len(word)],
            "passage": passage, "assertion": "affirmed", "group": "perempuan",
            "polarity": "advance" if dimension else None, "probability": 1.0, "reason": word,
            "places": [{"page": 1, "rectangles": []}],
        })  # fmt: skip
    return found


def _finding(item: str, passages: list[dict[str, Any]], strong: int) -> dict[str, Any]:
    first = next((one for one in passages if one["label"] == "strong"), None)
    evidence = (
        [{"start": first["start"], "end": first["end"], "quote": first["text"]}] if first else []
    )
    return {
        "item": item, "text": item, "status": "met" if strong else "missing", "evidence": evidence,
        "advice": None, "source": "",
    }  # fmt: skip
