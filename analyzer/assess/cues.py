"""Cue words of the elements of evidence, and how near they stand to a genuine term.

Takes the words of a part, gives a short row of numbers beside its n-grams. A cause is a word such
as "menyebabkan" *and* a party it is said of; the n-grams see the words, these columns that both
stand together. The lists follow the elements U1 to U6 of the labelling guideline; they are general
words of official Indonesian, no terms of gender (those are the lexicon's) and no names of offices:
a verdict must not hang on which office is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.features import FIGURE_FORMS
from analyzer.assess.parts import is_mention, is_party
from analyzer.assess.words import Word

# A trailing ``*`` stands for any ending of the word.
_LISTS = {
    "cause": """disebabkan menyebabkan penyebab* karena dikarenakan akibat diakibatkan
        mengakibatkan faktor faktor-faktor dipengaruhi mempengaruhi memengaruhi memicu dipicu
        membuat dilatarbelakangi akibatnya berakibat berdampak""",
    "background": """disebabkan menyebabkan penyebab* karena dikarenakan akibat akibatnya
        diakibatkan mengakibatkan faktor* dipengaruhi mempengaruhi memengaruhi berdampak dampak
        dampaknya memicu dipicu pemicu membuat mengingat sehingga terlepas menjadikan berakibat
        dilatarbelakangi menyulitkan membatasi norma budaya patriarki stigma adat pemahaman
        kesadaran pola berpengaruh terkait berasal""",
    "issue": """rendah* kurang* belum lemah* minim* terbatas* keterbatasan tinggi tingginya masih
        kesenjangan ketimpangan tertinggal ketertinggalan rentan diskriminasi diskriminatif stigma
        enggan masalah permasalahan isu isu-isu sulit kesulitan hanya menurun turun marak* hambatan
        kendala terkendala terhambat beban bias subordinasi marginal* miskin kemiskinan penurunan
        tidak banyaknya tantangan""",
    "gap": """rendahnya kurangnya belum lemahnya minimnya terbatasnya keterbatasan kesenjangan
        ketimpangan tertinggal rendah hanya dibanding* sedikit""",
    "action": """pelatihan sosialisasi pendampingan fasilitasi memfasilitasi melaksanakan
        dilaksanakan pelaksanaan pembentukan membentuk dibentuk terbentuk penyusunan menyusun
        menyediakan penyediaan penanganan menangani ditangani pelayanan melayani layanan bantuan
        pemberian memberikan diberikan pembinaan membina workshop bimtek bimbingan advokasi
        kerjasama kerja mou kegiatan program penyuluhan pemberdayaan menyelenggarakan
        penyelenggaraan diselenggarakan kampanye forum rujukan rehabilitasi pemulangan mendampingi
        pengembangan capacity peserta dilakukan upaya""",
    "deed": """dilaksanakan melaksanakan dilakukan melakukan diberikan memberikan ditangani
        menangani dibentuk membentuk telah diselenggarakan menyelenggarakan difasilitasi
        mendampingi didampingi dilatih menyalurkan disalurkan mengadakan diikuti peserta""",
    "measure": """target* realisasi capaian tercapai mencapai indikator persentase prosentase jumlah
        sebanyak sebesar rasio indeks cakupan menjadi orang kasus kelompok opd unit poin""",
    "means": """anggaran apbd apbn dana biaya tim uptd upt gugus pokja satgas mou peraturan perda
        sk keputusan bulan triwulan pagu sumber""",
    "goal": """meningkatnya terwujudnya menurunnya meningkatkan mewujudkan sasaran tujuan visi misi
        strategi kebijakan berkurangnya tersedianya terlaksananya optimalnya""",
    "institution": """opd skpd perangkat pokja focal gbs gap pprg dokumen fasilitator kelembagaan
        data""",
}
CUES = tuple(_LISTS)
COLUMNS = (
    *(f"cue_{cue}" for cue in CUES),
    *(f"near_{cue}" for cue in CUES),
    *("figure_near", "mentions", "parties", "share_of_mentions"),
)
_WORDS = {cue: frozenset(words.split()) for cue, words in _LISTS.items()}
_STEMS = {
    cue: tuple(word[:-1] for word in words if word.endswith("*")) for cue, words in _WORDS.items()
}
AMOUNTS = frozenset(FIGURE_FORMS) - {"¤kode", "¤tahun"}
_ENOUGH = 3  # a heap of terms proves no more than three
_REACH = 3.0  # at this distance in words a cue counts half


def cues_of(part: Sequence[Word]) -> NDArray[np.float64]:
    """The row of a part, in the order of ``COLUMNS``; counts of cues as log(1 + n)."""
    mentions = [index for index, word in enumerate(part) if is_mention(word)]
    parties = sum(is_party(word) for word in part)
    places: list[list[int]] = [[] for _ in CUES]
    for index, word in enumerate(part):
        for cue in _cues_of(word.form):
            places[cue].append(index)
    amounts = [index for index, word in enumerate(part) if word.form in AMOUNTS]
    counts = np.log1p([len(found) for found in places])
    near = [nearness(found, mentions) for found in places]
    tail = [
        nearness(amounts, mentions),
        min(len(mentions), _ENOUGH),
        min(parties, _ENOUGH),
        min(len(mentions), _ENOUGH) / max(1, len(part)),
    ]
    return np.concatenate([counts, near, tail])


@lru_cache(maxsize=50_000)
def _cues_of(form: str) -> tuple[int, ...]:
    """The numbers of the cues whose list holds a word."""
    return tuple(
        index
        for index, cue in enumerate(CUES)
        if form in _WORDS[cue] or (_STEMS[cue] and form.startswith(_STEMS[cue]))
    )


def nearness(left: Sequence[int], right: Sequence[int]) -> float:
    """One where two of the places touch, falling with the words between; zero without places."""
    if not left or not right:
        return 0.0
    distance = min(abs(one - other) for one in left for other in right)
    return 1 / (1 + distance / _REACH)
