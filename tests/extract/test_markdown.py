"""Markdown: words without markup, each still in its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.errors import NoText
from analyzer.extract import extract
from analyzer.schema import Document
from analyzer.settings import Settings
from tests.extract.office_files import save

SOURCE = """---
title: catatan
---
# Pendahuluan #

Kegiatan **PUG** untuk _perempuan_ dan `kader`, lihat [Perda 3/2020](https://contoh.test/a_b).

* butir satu
> kutipan \\*asli\\*

| Kode | Target |
|------|-------:|
| 1.01 | 60 orang |

```text
nama_berkas = 2 * 3
```
"""


def _read(folder: Path, text: str) -> Document:
    return extract(save(folder, "catatan.md", text.encode()), settings=Settings())


def test_markdown_words_without_markup(tmp_path: Path) -> None:
    lines = [one for one in _read(tmp_path, SOURCE).text.split("\n") if one]
    assert lines == [
        "Pendahuluan",
        "Kegiatan PUG untuk perempuan dan kader, lihat Perda 3/2020.",
        "- butir satu",
        "kutipan *asli*",
        "Kode | Target",
        "1.01 | 60 orang",
        "nama_berkas = 2 * 3",
    ]


def test_markdown_words_keep_their_place(tmp_path: Path) -> None:
    document = _read(tmp_path, SOURCE)
    for words in ("PUG", "Perda 3/2020", "60 orang"):
        start = document.text.index(words)
        (raw,) = document.map.raw_ranges(start, start + len(words))
        assert SOURCE[raw.start : raw.end] == words


def test_markdown_with_nothing_but_markup(tmp_path: Path) -> None:
    with pytest.raises(NoText):
        _read(tmp_path, "# \n\n---\n")
