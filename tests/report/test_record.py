"""The JSON contract: keys, ranges, rounding, the same bytes, the published schema."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import jsonschema
import pytest

from analyzer.report.record import (
    load_schema,
    to_json,
    to_json_line,
    to_record,
    to_tag_record,
)
from analyzer.schema import Analysis
from tests.builders import build_analysis, build_document, build_no_mention


@pytest.fixture(params=["id", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("analysis", [build_analysis(), build_no_mention()])
def test_record_follows_the_published_schema(analysis: Analysis, lang: str) -> None:
    schema = load_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(to_record(analysis, lang=lang))


def test_record_schema_refuses_a_wrong_record() -> None:
    record = to_record(build_analysis())
    for spoil in ({"status": "fine"}, {"extra": 1}, {"verdict": {}}):
        wrong = {**copy.deepcopy(record), **spoil}
        assert not jsonschema.Draft202012Validator(load_schema()).is_valid(wrong), spoil


def test_record_quotes_are_the_characters_of_their_ranges() -> None:
    analysis = build_analysis()
    text = analysis.document.text
    record = to_record(analysis)
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]
    for passage in record["passages"]:
        assert text[passage["start"] : passage["end"]] == passage["text"]
        for found in passage["evidence"]:
            assert text[found["start"] : found["end"]] == found["quote"]


def test_record_dimension_and_term_have_their_own_key() -> None:
    mentions = to_record(build_analysis())["mentions"]
    kinds = {one["type"] for one in mentions}
    assert kinds == {"term", "dimension"}
    assert all(("concept" in one) == (one["type"] == "term") for one in mentions)
    assert all(("dimension" in one) == (one["type"] == "dimension") for one in mentions)


def test_record_words_follow_the_language_codes_do_not() -> None:
    indonesian, english = (to_record(build_analysis(), lang=one) for one in ("id", "en"))
    assert indonesian["findings"][0]["advice"]["text"].startswith("Sajikan")
    assert english["findings"][0]["advice"]["text"].startswith("Give")
    assert indonesian["verdict"]["label"] == english["verdict"]["label"] == "weak"


def test_record_problem_says_which_page() -> None:
    (problem,) = to_record(build_no_mention())["problems"]
    assert problem["page"] == 2
    assert "Halaman 2" in problem["message"]


def test_record_rounds_to_four_digits_without_negative_zero() -> None:
    record = to_record(build_analysis())
    passage = record["passages"][1]
    assert passage["probability"] == 0.9322
    assert [str(one["weight"]) for one in passage["reasons"]] == ["1.2346", "0.0"]
    assert record["mentions"][0]["probability"] == 0.8765


def test_record_knows_the_pages_of_passages() -> None:
    pages = [one["pages"] for one in to_record(build_analysis())["passages"]]
    assert pages == [[1], [1], [1], [2], [2], [2]]


def test_json_is_the_same_bytes_twice_and_one_line_where_asked() -> None:
    first, second = (to_json(to_record(build_analysis())) for _ in range(2))
    assert first == second
    line = to_json_line(to_record(build_analysis()))
    assert line.count("\n") == 1 and line.endswith("}\n")
    assert json.loads(line) == json.loads(first)


def test_json_keeps_letters_and_survives_lone_surrogates() -> None:
    analysis = build_analysis()
    document = build_document("perempuan “ibu” 𝄞 x")
    odd = replace(analysis, document=document, passages=(), mentions=(), assessments=())
    odd = replace(odd, findings=(), verdict=replace(odd.verdict, reasons=()))
    named = replace(document, source=replace(document.source, name="Ā\ud800.pdf"))
    text = to_json_line(to_record(replace(odd, document=named)))
    assert "Ā" in text and text.encode("utf-8")


def test_tag_record_splits_terms_and_dimensions() -> None:
    analysis = build_analysis()
    record = to_tag_record("a", analysis.assessments[0], analysis.mentions)
    assert list(record) == ["id", "label", "probability", "needs_review", "terms", "dimensions"]
    assert len(record["terms"]) == 3 and len(record["dimensions"]) == 3
    assert set(record["dimensions"][0]) == {
        "dimension",
        "start",
        "end",
        "group",
        "polarity",
        "probability",
    }
