"""The HTML report: one safe file, findings linked to the text, readable, the same bytes."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analyzer.report.html import MOST_WEAK, to_html
from analyzer.schema import Assessment, Label, Passage, PassageKind
from tests.builders import (
    OFFICE,
    STRONG,
    WEAK,
    build_analysis,
    build_document,
    build_no_mention,
)

VOID = {"meta", "br", "img", "link", "rect", "input", "hr"}
PAIRS = (
    *((name, f"{name}-bg") for name in ("weak", "strong", "review")),
    *((name, "paper") for name in ("ink", "soft", "accent", "strong", "weak", "review")),
    *((name, "paper") for name in ("akses", "partisipasi", "kontrol", "manfaat")),
    *(("ink", f"{name}-bg") for name in ("akses", "partisipasi", "kontrol", "manfaat")),
    ("soft", "ground"),
)


class _Reader(HTMLParser):
    """Collects tags, attributes and text, and whether the tags balance."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.attributes if key == name]


def _hostile() -> str:
    document = build_document('<script>alert(1)</script> "><img src=x onerror=alert(2)> {{ 7*7 }}')
    passage = Passage('p"><script>', PassageKind.PARAGRAPH, 0, len(document.text), ("<b>bab</b>",))
    base = build_analysis()
    analysis = replace(
        base,
        document=replace(
            document,
            source=replace(document.source, name="<img src=x onerror=alert(3)>.pdf"),
        ),
        passages=(passage,),
        mentions=(),
        assessments=(Assessment(passage.id, Label.STRONG, 0.9, False),),
        findings=(replace(base.findings[0], item="<i>", advice="<u onclick=x>", source="<s>"),),
        verdict=replace(base.verdict, reasons=()),
    )
    return to_html(analysis)


def test_html_is_balanced_and_says_the_language() -> None:
    for lang in ("id", "en"):
        page = _Reader(to_html(build_analysis(), lang=lang))
        assert page.open == []
        assert page.values("lang")[0] == lang


def test_html_of_hostile_text_and_name_holds_no_code() -> None:
    page = _Reader(_hostile())
    assert not {"script", "img", "iframe", "object", "link", "form", "b", "i", "u", "s"} & (
        set(page.tags) - {"b"}
    )
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text


def test_html_asks_for_nothing_outside_itself() -> None:
    page = _Reader(to_html(build_analysis()))
    assert all(value.startswith("#") for value in page.values("href"))
    assert page.values("src") == []
    assert "url(" not in to_html(build_analysis())


def test_html_policy_allows_only_the_own_style_sheet() -> None:
    page = to_html(build_analysis())
    found = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert found is not None
    digest = base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
    policy = _Reader(page).values("content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert f"'sha256-{digest}'" in policy


def test_html_links_lead_to_places_in_the_page() -> None:
    for analysis in (build_analysis(), build_no_mention()):
        page = _Reader(to_html(analysis))
        ids = page.values("id")
        assert len(ids) == len(set(ids))
        assert {value[1:] for value in page.values("href")} <= set(ids)


def test_html_shows_the_whole_text_once_and_the_verdict() -> None:
    text = _Reader(to_html(build_analysis())).text
    body = text[text.index("Teks dokumen") :]
    plain = re.sub(r" \((?:awal|akhir) sorotan[^)]*\) ", "", body)
    plain = re.sub(r"[APKM][−+§]", "", plain)
    assert all(plain.count(one) == 1 for one in (STRONG, OFFICE, WEAK))
    assert "peluang 71%" in text and "perlu ditinjau" in text


def test_html_shows_dimensions_by_letter_not_by_colour_alone() -> None:
    page = to_html(build_analysis())
    assert '<b class="badge akses" aria-hidden="true">A−</b>' in page
    assert '<b class="badge kontrol" aria-hidden="true">K+</b>' in page


def test_html_of_nothing_and_of_a_scan_page() -> None:
    text = _Reader(to_html(build_no_mention())).text
    assert "tanpa gender" in text and "Halaman 2 tidak punya lapisan teks" in text
    assert "Daftar periksa tidak berlaku" in text


def test_html_is_the_same_twice() -> None:
    assert to_html(build_analysis()) == to_html(build_analysis())


def test_html_of_a_long_document_stays_small_and_opens_only_pages_with_findings() -> None:
    filler = "\n".join(f"Uraian kegiatan nomor {n} pada tahun berjalan." for n in range(60))
    document = build_document(*(f"{STRONG} ({n})\n{filler}" for n in range(3)), *[filler] * 97)
    start = [document.text.index(f"{STRONG} ({n})") for n in range(3)]
    passages = tuple(
        Passage(f"p{n}", PassageKind.PARAGRAPH, one, one + len(STRONG))
        for n, one in enumerate(start)
    )
    judged = tuple(Assessment(one.id, Label.WEAK, 0.9, False) for one in passages)
    base = replace(build_analysis(), mentions=(), findings=(), verdict=build_no_mention().verdict)
    page = to_html(replace(base, document=document, passages=passages, assessments=judged))
    assert len(page) < 2 * len(document.text) + 60_000
    assert len(re.findall(r"<details[^>]* open>", page)) == 3
    assert len(re.findall(r"<details", page)) == 100


def test_html_says_how_many_passages_it_leaves_to_the_text() -> None:
    lines = [f"Peserta perempuan hadir di desa ke-{n}." for n in range(MOST_WEAK + 5)]
    document = build_document("\n".join(lines))
    places = [document.text.index(line) for line in lines]
    passages = tuple(
        Passage(f"p{n}", PassageKind.PARAGRAPH, at, at + len(lines[n]))
        for n, at in enumerate(places)
    )
    judged = tuple(Assessment(one.id, Label.WEAK, 0.9, False) for one in passages)
    base = replace(build_analysis(), mentions=(), findings=(), verdict=build_no_mention().verdict)
    page = to_html(replace(base, document=document, passages=passages, assessments=judged))
    assert "dan 5 lagi" in page


def _luminance(colour: str) -> float:
    digits = colour * 2 if len(colour) == 3 else colour
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_html_colours_can_be_read(front: str, back: str) -> None:
    page = to_html(build_analysis())
    colours = dict(re.findall(r"--([\w-]+):#([0-9a-f]{3,6})\b", page))
    light, dark = sorted((_luminance(colours[front]), _luminance(colours[back])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
