"""Cue words of the elements of evidence, and how near they stand to a genuine term.

Takes what is seen in a part, gives a short row of numbers beside its n-grams. A cause is a word
such as "menyebabkan" *and* a party it is said of; the n-grams see the words, these columns that
both stand together. The lists follow the elements U1 to U6 of the labelling guideline; they are
general words of official Indonesian, no terms of gender (those are the lexicon's) and no names of
offices: a verdict must not hang on which office is named.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.cue_words import ENOUGH, CueLists, Seen, nearness

_CUES = {
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
_LISTS = CueLists(_CUES)
COLUMNS = (
    *(f"cue_{cue}" for cue in _LISTS.names),
    *(f"near_{cue}" for cue in _LISTS.names),
    *("figure_near", "mentions", "parties", "share_of_mentions"),
)


def cues_of(part: Seen) -> NDArray[np.float64]:
    """The row of a part, in the order of ``COLUMNS``; counts of cues as log(1 + n)."""
    places = _LISTS.places(part.words).values()
    counts = np.log1p([len(found) for found in places])
    near = [nearness(found, part.mentions) for found in places]
    mentions = min(len(part.mentions), ENOUGH)
    tail = [
        nearness(part.amounts, part.mentions),
        mentions,
        min(part.parties, ENOUGH),
        mentions / max(1, len(part.words)),
    ]
    return np.concatenate([counts, near, tail])
