"""HTML pages: the article, not the site around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import NoText
from analyzer.extract import extract
from analyzer.settings import Settings

ARTICLE = (
    "Dinas melatih kader perempuan di dua belas desa agar usulan mereka masuk musrenbang.",
    "Kepala dinas menyebut separuh peserta forum tahun ini adalah perempuan dan kaum muda.",
)
PAGE = f"""<!doctype html><html lang="id"><head><title>Berita</title></head><body>
<nav><a href="/">Beranda</a><a href="/profil">Profil Dinas</a></nav>
<article><h1>Kader perempuan dilatih</h1><p>{ARTICLE[0]}</p><p>{ARTICLE[1]}</p></article>
<footer>Hak cipta 2024 Pemerintah Kabupaten Wanayasa</footer></body></html>"""


def test_html_gives_the_article_alone(tmp_path: Path) -> None:
    path = tmp_path / "berita.html"
    path.write_text(PAGE, encoding="utf-8")
    document = extract(path, settings=Settings())
    assert document.source.media_type == "text/html"
    assert all(one in document.text for one in ARTICLE)
    assert "Beranda" not in document.text and "Hak cipta" not in document.text


def test_html_without_an_article_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kosong.html"
    path.write_text("<html><body><script>1</script></body></html>", encoding="utf-8")
    with pytest.raises(NoText):
        extract(path, settings=Settings())
