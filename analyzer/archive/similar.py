"""How alike two texts are.

Takes texts, gives groups of near copies (MinHash, ``datasketch``) and links between texts that
speak of the same thing in other words (shared rare words). Knows nothing of gender.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[a-z]{3,}")
_COMMON_WORDS = (
    "adalah agar akan antara atau badan bagi daerah dalam dan dapat dari dengan dinas dokumen "
    "guna ini itu juga jumlah kabupaten kegiatan kepada kota lain lainnya laporan melalui "
    "meningkatkan meningkatnya oleh orang pada para pelaksanaan peningkatan penyelenggaraan "
    "perangkat persen persentase program provinsi sebagai sebesar secara serta sesuai sub "
    "tahun target telah terhadap tersebut tidak untuk yang"
)
_COMMON = frozenset(_COMMON_WORDS.split())
_PERMUTATIONS = 64
_SEED = 1
_SHINGLE = 3
_SHORTEST = 6
_FEWEST_SHARED = 3


def words_of(text: str) -> list[str]:
    """The words of a text in small letters, without numbers."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def group_copies(texts: Mapping[str, str], *, threshold: float = 0.7) -> list[list[str]]:
    """Groups of texts that are copies of one another but for a few words.

    Args:
        texts: text by its key.
        threshold: share of common runs of three words (Jaccard), as MinHash estimates it.

    Returns:
        Groups of two or more keys, each sorted, in the order of their first key.

    """
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for key in sorted(texts):
        shingles = _shingles(texts[key])
        if not shingles:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        sketch.update_batch([one.encode() for one in shingles])
        parent[key] = key
        for other in sorted(index.query(sketch)):
            if jaccard(shingles, _shingles(texts[other])) >= threshold:
                first, second = sorted((top(key), top(other)))
                parent[second] = first
        index.insert(key, sketch)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(parent):
        groups[top(key)].append(key)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of common members."""
    return len(one & other) / len(one | other) if one or other else 0.0


def _shingles(text: str) -> frozenset[str]:
    words = words_of(text)
    if len(words) < _SHORTEST:
        return frozenset()
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


class Finder:
    """Finds, among texts, those that speak of what another text speaks of.

    The measure is the weight of the words both have, over the geometric mean of their own weights,
    where a word weighs more the fewer texts hold it; between 0 and 1.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._words = [_content_words(text) for text in texts]
        frequency = Counter(word for words in self._words for word in words)
        self._total = len(texts)
        self._weight = {w: math.log(1 + self._total / n) for w, n in frequency.items()}
        self._own = [sum(self._weight[w] for w in sorted(words)) for words in self._words]
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for word in words:
                self._holders[word].append(number)

    def iter_like(self, text: str, *, threshold: float) -> Iterator[tuple[int, float]]:
        """Numbers of the texts alike with their measure, the most alike first."""
        words = _content_words(text)
        shared: Counter[int] = Counter()
        common: dict[int, float] = defaultdict(float)
        for word in sorted(words):
            for number in self._holders.get(word, ()):
                common[number] += self._weight[word]
                shared[number] += 1
        fewest = min(_FEWEST_SHARED, len(words))
        unknown = math.log(1 + self._total)
        own = sum(self._weight.get(word, unknown) for word in sorted(words))
        found = []
        for number, weight in common.items():
            measure = (
                weight / math.sqrt(own * self._own[number]) if shared[number] >= fewest else 0.0
            )
            if measure >= threshold:
                found.append((-round(measure, 4), number))
        for negative, number in sorted(found):
            yield number, -negative


def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in words_of(text) if len(word) > 3 and word not in _COMMON)
