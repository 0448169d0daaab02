"""Cue words of the four dimensions, and how near they stand to a genuine term.

Takes what is seen in a clause, gives a short row of numbers beside its n-grams. The guideline's
formula for a dimension is [group] + [relation] + [resource, decision or result]: the columns say
how near the words of a relation and of a resource stand to the same term, and whether a goal, a
shortfall or a figure stands there too. General words of official Indonesian, no terms of gender
(those are the lexicon's) and no names of offices.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from analyzer.assess.cue_words import ENOUGH, CueLists, Seen, nearness
from analyzer.assess.features import NAME_PREFIX
from analyzer.schema import Dimension

_RELATIONS = {
    Dimension.AKSES: """akses mengakses diakses aksesibilitas memperoleh diperoleh perolehan
        mendapat mendapatkan didapat didapatkan menjangkau terjangkau jangkauan dijangkau
        keterjangkauan menerima diterima memanfaatkan dimanfaatkan menggunakan kesempatan peluang
        dilayani terlayani ditangani tertangani penanganan menangani didampingi pendampingan
        mendampingi difasilitasi terfasilitasi memfasilitasi fasilitasi disediakan tersedia
        tersedianya menyediakan penyediaan dibuka membuka diberikan memberikan pemberian dirujuk
        rujukan melapor melaporkan pelaporan mengadu pengaduan enggan takut malu sulit kesulitan
        terkendala hambatan terhambat jarak biaya mengikuti dilatih memeriksakan berobat bersekolah
        sekolah putus melanjutkan berhak dibantu membantu bagi untuk""",
    Dimension.PARTISIPASI: """partisipasi berpartisipasi terlibat keterlibatan melibatkan dilibatkan
        pelibatan peserta mengikuti diikuti ikut mengikutsertakan keikutsertaan diikutsertakan hadir
        dihadiri kehadiran menghadiri diundang mengundang berperan peran peranan serta peranserta
        berkontribusi kontribusi keterwakilan terwakili perwakilan wakil anggota keanggotaan
        bergabung kader relawan pengurus kepengurusan menyampaikan usulan mengusulkan aspirasi suara
        bersuara berpendapat kesertaan kepesertaan bekerja menjadi aktif unsur mewakili sumbangan
        memegang proporsi komposisi didominasi mayoritas dominasi""",
    Dimension.KONTROL: """kontrol mengontrol keputusan memutuskan diputuskan pengambilan pengambil
        kepemimpinan memimpin dipimpin pemimpin pimpinan ketua mengetuai diketuai menjabat jabatan
        menduduki duduk pejabat posisi eselon struktural manajerial manajemen birokrat direktur
        camat lurah kades kepemilikan memiliki dimiliki pemilik menguasai penguasaan menentukan
        ditentukan penentu wewenang berwenang kewenangan berkuasa kuasa kekuasaan relasi kendali
        mengendalikan izin ijin seizin didominasi dominasi mendominasi kuota keterwakilan bendahara
        mengelola diakomodasi dipilih terpilih calon caleg pencalonan patriarki status subordinasi
        mengatur diatur pengelola""",
    Dimension.MANFAAT: """manfaat bermanfaat kemanfaatan menikmati dinikmati meningkat meningkatnya
        meningkatkan ditingkatkan peningkatan naik bertambah menurun menurunnya menurunkan penurunan
        turun berkurang berkurangnya mengurangi terwujud terwujudnya mewujudkan terpenuhi
        terpenuhinya pemenuhan memenuhi terlindungi terlindunginya perlindungan melindungi
        dilindungi membaik pulih pemulihan terbebas bebas dampak berdampak berakibat mengakibatkan
        terjamin dijamin menjamin merasakan mampu mandiri berdaya sejahtera aman nyaman rendahnya
        rendah masih lebih tinggi ketimpangan kesenjangan penguatan menguatnya memperbaiki
        tercapainya""",
}
_RESOURCES = {
    Dimension.AKSES: """layanan pelayanan bantuan pendidikan sekolah kesehatan informasi kredit
        modal permodalan pinjaman pembiayaan pelatihan pembinaan bimbingan keterampilan beasiswa
        pekerjaan lapangan pasar teknologi lahan air fasilitas sarana prasarana ruang laktasi toilet
        shelter rumah aman hukum konseling konsultasi psikologis medis visum pemulangan reintegrasi
        rehabilitasi pengaduan hotline posko puskesmas posyandu persalinan antenatal kontrasepsi kb
        dokumen kependudukan akta jaminan asuransi transportasi internet alat mesin benih pupuk
        penyuluhan sosialisasi lama buta huruf literasi usaha ekonomi pendampingan penyedia
        kebutuhan alokasi anggaran dana""",
    Dimension.PARTISIPASI: """musrenbang musyawarah forum rapat pertemuan rembug kelompok organisasi
        politik legislatif parlemen dprd dpr pemilu pemilihan partai pembangunan publik angkatan
        kerja tenaga tpak ekonomi perencanaan pelatihan kegiatan kepanitiaan panitia komite koperasi
        kb vasektomi mop ronda gotong pengasuhan sdm pegawai asn pns profesi olahraga pekerja
        seminar sosialisasi workshop bimtek diskusi konsultasi kaukus desa gapoktan tani nelayan
        masyarakat bidang sektor""",
    Dimension.KONTROL: """keputusan legislatif parlemen dprd dpr mpr dpd kursi eselon jabatan
        birokrat manajemen lahan tanah sertifikat aset harta waris warisan penghasilan keuangan uang
        pendapatan hasil rumah tangga rumahtangga keluarga suami tubuh reproduksi anggaran kebijakan
        politik bpd bumdes koperasi usaha lembaga dewan komisi direksi pimpinan desa parpol partai
        eksekutif yudikatif pengambilan""",
    Dimension.MANFAAT: """pendapatan penghasilan upah kesejahteraan sejahtera ekonomi kualitas hidup
        kehidupan kesehatan sehat keselamatan aman keamanan rasa waktu beban pengetahuan
        keterampilan ketrampilan kesadaran pertahanan kapasitas kemampuan kemandirian mandiri
        keberdayaan pemberdayaan produktivitas ketahanan hak hak-hak perlindungan kekerasan kematian
        kdrt perdagangan trafficking diskriminasi kemiskinan ipm ipg gizi anemia harapan ahh trauma
        pemulihan kepuasan martabat harkat derajat prestasi usaha daya saing kreativitas kesetaraan
        keadilan lingkungan rasio angka prevalensi""",
}
_SETTINGS = {
    "goal": """meningkatnya terwujudnya menurunnya meningkatkan mewujudkan sasaran tujuan
        berkurangnya tersedianya terlaksananya optimalnya terpenuhinya tercapainya terlindunginya
        peningkatan penurunan""",
    "shortfall": """rendahnya rendah kurangnya kurang belum lemahnya minimnya minim terbatasnya
        terbatas keterbatasan kesenjangan ketimpangan tertinggal hanya sedikit kecil dibanding
        dibandingkan lebih masih sulit enggan""",
    "definition": """adalah merupakan meliputi diukur terdiri indikator definisi dihitung mengukur
        yaitu rumus formula perbandingan""",
    "title": "tentang nomor tahun undang-undang peraturan uu permen perda pasal",
}
_LISTS = CueLists(
    {f"{one}_relation": words for one, words in _RELATIONS.items()}
    | {f"{one}_resource": words for one, words in _RESOURCES.items()}
    | _SETTINGS
)
_FORMULA = ("formula", "of_group", "goal", "shortfall", "figure")
COLUMNS = (
    *(f"{name}_{kind}" for name in _LISTS.names for kind in ("count", "near")),
    *(f"{one}_{kind}" for one in Dimension for kind in _FORMULA),
    *("figure_near", "name_near", "mentions", "parties", "length"),
)
_LONG = 20.0  # words


def dimension_cues(clause: Seen) -> NDArray[np.float64]:
    """The row of a clause, in the order of ``COLUMNS``; counts of cues as log(1 + n)."""
    words, mentions, amounts, parties = clause
    names = [index for index, word in enumerate(words) if word.form.startswith(NAME_PREFIX)]
    places = _LISTS.places(words)
    row = [
        value
        for found in places.values()
        for value in (np.log1p(len(found)), nearness(found, mentions))
    ]
    goal, shortfall = nearness(places["goal"], mentions), nearness(places["shortfall"], mentions)
    figure = nearness(amounts, mentions)
    for one in Dimension:
        formula = _formula(places[f"{one}_relation"], places[f"{one}_resource"], mentions)
        row += [formula, formula * bool(parties)]
        row += [formula * goal, formula * shortfall, formula * figure]
    row += [figure, nearness(names, mentions)]
    row += [min(len(mentions), ENOUGH), min(parties, ENOUGH), len(words) / _LONG]
    return np.asarray(row, dtype=np.float64)


def _formula(relations: list[int], resources: list[int], mentions: list[int]) -> float:
    """How near a relation and a resource stand to one and the same term."""
    return max(
        (nearness(relations, [one]) * nearness(resources, [one]) for one in mentions), default=0.0
    )
