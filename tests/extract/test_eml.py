"""EML: subject and body, attachments as members."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from analyzer.extract import extract, members
from analyzer.settings import Settings
from tests.extract.office_files import SENTENCE, save


def _message() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "bappeda@contoh.test"
    message["To"] = "dp3a@contoh.test"
    message["Subject"] = "Undangan asistensi GBS – tahap dua"
    return message


def test_eml_subject_and_body(tmp_path: Path) -> None:
    message = _message()
    message.set_content(SENTENCE + "\n")
    document = extract(save(tmp_path, "surat.eml", message.as_bytes()), settings=Settings())
    assert document.text == f"Undangan asistensi GBS – tahap dua\n\n{SENTENCE}"
    assert document.source.media_type == "message/rfc822"
    assert document.problems == ()


def test_eml_html_body_is_read_as_text(tmp_path: Path) -> None:
    message = _message()
    message.set_content(f"<html><body><p>{SENTENCE}</p></body></html>", subtype="html")
    document = extract(save(tmp_path, "surat.eml", message.as_bytes()), settings=Settings())
    assert SENTENCE in document.text
    assert "<p>" not in document.text


def test_eml_attachments_are_members(tmp_path: Path) -> None:
    message = _message()
    message.set_content("Terlampir.")
    message.add_attachment(SENTENCE, filename="kak.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    path = save(tmp_path, "surat.eml", message.as_bytes())
    (problem,) = extract(path, settings=Settings()).problems
    assert (problem.code, problem.values) == ("attachments_unread", (("count", "2"),))
    assert members(path) == ("kak.txt",)
    inner = extract(path, settings=Settings(), member="kak.txt")
    assert inner.text.strip() == SENTENCE
    assert (inner.source.name, inner.source.member) == ("surat.eml", "kak.txt")


def test_eml_with_broken_encoding_is_read(tmp_path: Path) -> None:
    raw = (
        b"From: a@contoh.test\r\nTo: b@contoh.test\r\nSubject: Halo\r\n"
        b"Content-Type: text/plain; charset=tidak-ada\r\n\r\nRapat perempuan.\r\n"
    )
    assert "Rapat perempuan." in extract(save(tmp_path, "a.eml", raw), settings=Settings()).text
