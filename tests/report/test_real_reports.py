"""Reports of real documents: the schema holds, quotes are the text, HTML is whole."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema
import pytest

from analyzer import analyze
from analyzer.report.html import to_html
from analyzer.report.record import load_schema, to_json, to_record

FILES = (
    "real/news/000_dc65c2a12387b2c2.txt",
    "real/renja-prov-jawa-barat-bkp-2016-028.pdf",
    "real/perwali-prov-sulawesi-utara-2015-055.pdf",
)


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_report_of_a_real_document(name: str, shared: Path) -> None:
    path = shared / name
    if not path.exists():
        pytest.skip(f"needs {path}")
    analysis = analyze(path)
    record = to_record(analysis)
    jsonschema.Draft202012Validator(load_schema()).validate(record)
    assert to_json(record) == to_json(to_record(analyze(path)))
    for mention in record["mentions"]:
        assert mention["places"], mention["text"]
    codes = {one["code"] for passage in record["passages"] for one in passage["reasons"]}
    told = {one["text"] for passage in record["passages"] for one in passage["reasons"]}
    assert not codes & told, "a reason without words"
    assert not {one["item"] for one in record["findings"] if one["text"] == one["item"]}
    page = to_html(analysis)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in re.findall(r'href="([^"]+)"', page)} <= set(ids)
    assert len(page) < 6 * len(analysis.document.text) + 100_000
