"""What a document is about: government, agency, kind, year and period.

Takes the record of an analysis and the file's path, gives metadata with the place each value came
from: the user's correction, the text, or the name. The government is one of the official list or
empty. It guesses nothing that neither text nor name says.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from analyzer.archive.regions import check_region, find_region, squash
from analyzer.schema import DocumentKind

_OPENING = 12000
_COVER = 700
_FIRST_YEAR, _LAST_YEAR = 2000, 2045
_YEAR = r"(20[0-4]\d)"
_PERIOD = re.compile(
    rf"(?<!\d){_YEAR}\s*(?:[-–—_]|s\.?\s?/?\s?d\.?|sampai(?:\s+dengan)?)\s*{_YEAR}(?!\d)"
)
_TITLED_YEAR = re.compile(
    rf"(?:tahun\s*(?:anggaran)?|t\.?a\.?|renja|rkpd|lkj?ip|lakip|kinerja|perubahan)\s*:?\s*{_YEAR}(?!\d)(?!\s*[-–—]\s*20)",
    re.IGNORECASE,
)
_CITED = re.compile(r"\b(?:nomor|no)\b[\s.:]*[\w./-]{1,20}\s*,?\s*$", re.IGNORECASE)
_ANY_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_AGENCY = re.compile(
    r"\b(?:Dinas|DINAS|Badan|BADAN|Inspektorat|INSPEKTORAT|Sekretariat|SEKRETARIAT|Kecamatan|"
    r"KECAMATAN|Rumah\s+Sakit|RUMAH\s+SAKIT|Satuan\s+Polisi|SATUAN\s+POLISI)"
    r"(?:,?\s+(?:dan|DAN|&|[A-Z][A-Za-z]+)){0,12}"
)
_AGENCY_END = re.compile(
    r"[,\s]+(?:Provinsi|Propinsi|Prov|Kabupaten|Kab|Kota|Tahun|Pemerintah|Renja|Rencana|Renstra|"
    r"Laporan|Jalan|Jl|Web|Telp|Bab|Daftar|Kata|Periode|Perubahan|Lkip|Rkt)\b.*$",
    re.IGNORECASE,
)
_TRAILING_AND = re.compile(r"(?:[,\s]+(?:dan|&))+$", re.IGNORECASE)
_WORD_AND = re.compile(r"\b(?:dan|&)\b|&", re.IGNORECASE)
_NAME_KINDS = (
    ("rpjmd", DocumentKind.RPJMD), ("rkpd", DocumentKind.RKPD), ("renstra", DocumentKind.RENSTRA),
    ("renja", DocumentKind.RENJA), ("lkjip", DocumentKind.LKJIP), ("lakip", DocumentKind.LKJIP),
    ("lkip", DocumentKind.LKJIP), ("berita", DocumentKind.NEWS), ("news", DocumentKind.NEWS),
)  # fmt: skip
_LONG_KINDS = frozenset({"renstra", "rpjmd"})
_OF_GOVERNMENT = frozenset({"rpjmd", "regulation", "news"})


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file is. Empty text and None where nothing says it.

    ``origin`` tells for each value whether it is from "csv", "text" or "name".
    """

    government: str = ""
    level: str = ""
    province: str = ""
    agency: str = ""
    kind: str = DocumentKind.OTHER
    year: int | None = None
    period: str = ""
    origin: str = ""


def text_hints(record: Mapping[str, Any]) -> dict[str, Any]:
    """What the text of an analysis says of itself."""
    opening = _opening(record)
    region = find_region(opening)
    period = _period(opening[: _COVER * 3])
    return {
        "government": region.name if region else "",
        "agency": find_agency(opening),
        "kind": record["document"]["kind"],
        "year": _titled_year(opening),
        "period": period,
    }


def name_hints(path: str) -> dict[str, Any]:
    """What the path of a file says: its own name first, then its folders."""
    pure = PurePosixPath(path)
    parts = [pure.stem, *reversed(pure.parts[:-1])]
    hints: dict[str, Any] = {"government": "", "agency": "", "kind": "", "year": None, "period": ""}
    for part in parts:
        plain = _plain(part)
        region = find_region(plain)
        years = _ANY_YEAR.findall(part)
        found = {
            "government": region.name if region else "",
            "agency": _agency_by_short_name(plain),
            "kind": name_kind(part),
            "year": int(years[0]) if years else None,
            "period": _period(part),
        }
        for key, value in found.items():
            hints[key] = hints[key] or value
    return hints


def combine(
    path: str, text: Mapping[str, Any], correction: Mapping[str, str] | None = None
) -> Metadata:
    """The metadata of a file: the correction, then text or name.

    A file's own name is given by a person who files it, so kind, year and a known agency count more
    from there than from the text, where other plans, years and offices are named. Regulations, news
    and the RPJMD are the government's, not an agency's.
    """
    fix = correction or {}
    values = _choose(path, text, fix)
    region = check_region(str(values["government"][1])) if values["government"][1] else None
    kind = str(values["kind"][1] or DocumentKind.OTHER)
    if kind in _OF_GOVERNMENT and not fix.get("agency"):
        values["agency"] = ("", "")
    if kind not in _LONG_KINDS and values["period"][0] != "csv":
        values["period"] = ("", "")
    period = str(values["period"][1])
    year = int(period[:4]) if period and not fix.get("year") else values["year"][1]
    return Metadata(
        government=region.name if region else str(values["government"][1] or ""),
        level=region.level if region else "",
        province=region.province if region else "",
        agency=str(values["agency"][1] or ""),
        kind=kind,
        year=int(year) if year else None,
        period=period,
        origin=" ".join(f"{key}={origin}" for key, (origin, _) in values.items() if origin),
    )


def _choose(
    path: str, text: Mapping[str, Any], fix: Mapping[str, str]
) -> dict[str, tuple[str, Any]]:
    """For each value the first source that says it, and what it says."""
    name, stem = name_hints(path), PurePosixPath(path).stem
    own = {"kind": name_kind(stem), "agency": _agency_by_short_name(_plain(stem))}
    values: dict[str, tuple[str, Any]] = {}
    for key in ("government", "kind", "agency", "year", "period"):
        said = "" if text.get(key) == DocumentKind.OTHER else text.get(key)
        from_text, from_name = ("text", said), ("name", name[key])
        first_name = key in ("year", "period")
        options = [from_name, from_text] if first_name else [from_text, from_name]
        options = [("csv", fix.get(key)), ("name", own.get(key)), *options]
        values[key] = next(((origin, value) for origin, value in options if value), ("", ""))
    return values


def _plain(name: str) -> str:
    return re.sub(r"[_\-.+]+", " ", name)


def name_kind(name: str) -> str:
    """The kind that a file's or folder's name says; empty if it says none."""
    return next((kind for word, kind in _NAME_KINDS if word in name.lower()), "")


def find_agency(text: str) -> str:
    """The agency that a text names first and most, in one spelling; empty if it names none."""
    scores: Counter[str] = Counter()
    for match in _AGENCY.finditer(text):
        name = _AGENCY_END.sub("", " ".join(match[0].split()))
        name = _TRAILING_AND.sub("", name).strip(" ,")
        if len(name.split()) < 2 and name.lower() != "inspektorat":
            continue
        scores[name_agency(name)] += 5 if match.start() < _COVER else 1
    best = max(scores.items(), key=lambda one: (one[1], len(one[0]), one[0]), default=None)
    return best[0] if best and best[1] >= 2 else ""


def name_agency(name: str) -> str:
    """One spelling of an agency: that of the list if it is there, else in capitals and small."""
    key = agency_key(name)
    known = _agencies()[0].get(key)
    if known:
        return known
    words = [word if word.lower() not in ("dan", "&") else "dan" for word in name.split()]
    return " ".join(
        word if word == "dan" else word[:1].upper() + word[1:].lower() for word in words
    )


def agency_key(name: str) -> str:
    """An agency's name without "dan", commas and spaces, under which its spellings meet."""
    return squash(_WORD_AND.sub(" ", name))


@cache
def _agencies() -> tuple[dict[str, str], dict[str, str]]:
    """Known agencies: by key and by short name."""
    raw = files(__package__).joinpath("agencies.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(raw)["agencies"]
    keys = {agency_key(name): name for name in table}
    return keys, {short: name for name, shorts in table.items() for short in shorts}


def _agency_by_short_name(plain: str) -> str:
    """The agency of a file's name, by the short name or the words in it."""
    keys, shorts = _agencies()
    words = plain.lower().split()
    for word in words:
        if word in shorts:
            return shorts[word]
    squashed = squash(_WORD_AND.sub(" ", plain))
    named = [name for key, name in keys.items() if key in squashed]
    joined = [name for short, name in shorts.items() if len(short) > 5 and short in squashed]
    return max(named + joined, key=len, default="")


def _opening(record: Mapping[str, Any]) -> str:
    parts: list[str] = []
    length = 0
    for passage in record["passages"]:
        parts.append(passage["text"])
        length += len(passage["text"]) + 1
        if length > _OPENING:
            break
    return "\n".join(parts)[:_OPENING]


def _titled_year(text: str) -> int | None:
    """The year that stands with "Tahun" or the kind of document, first and most; not a law's."""
    scores: Counter[int] = Counter()
    for match in _TITLED_YEAR.finditer(text):
        if _CITED.search(text[max(0, match.start() - 30) : match.start()]):
            continue
        scores[int(match[1])] += 5 if match.start() < _COVER else 1
    sensible = {year: n for year, n in scores.items() if _FIRST_YEAR <= year <= _LAST_YEAR}
    return max(sensible, key=lambda year: (sensible[year], year), default=None)


def _period(text: str) -> str:
    """The first span of two to ten years in a text, as "2024-2026"."""
    for match in _PERIOD.finditer(text):
        start, end = int(match[1]), int(match[2])
        if 1 <= end - start <= 10:
            return f"{start}-{end}"
    return ""
