"""Reads e-mail (EML) with the standard library: subject and body.

Takes the bytes of a message, gives a :class:`Document` of one page without rectangles. What is
attached is not read here; :mod:`analyzer.extract.packed` lists it as members of the file.
"""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage

from analyzer.errors import NoText
from analyzer.extract.given import Given
from analyzer.extract.plain import document_of_text
from analyzer.schema import Document, Problem


def read_eml(given: Given) -> Document:
    """The document in a message: its subject, then its body, as text where it is sent so.

    Raises:
        NoText: if there is neither.
    """
    message = parse_message(given.data)
    subject = str(message.get("subject", "")).strip()
    body = _body(message).strip()
    text = "\n\n".join(one for one in (subject, body) if one)
    if not text:
        raise NoText("no_text", name=given.source.name, pages=1)
    document = document_of_text(text, given)
    attached = sum(1 for _ in message.iter_attachments())
    if not attached:
        return document
    problem = Problem("attachments_unread", None, (("count", str(attached)),))
    return replace(document, problems=(*document.problems, problem))


def parse_message(data: bytes) -> EmailMessage:
    """The message in ``data``; faults in it are passed over as mail programs do."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except (LookupError, KeyError, ValueError):
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    if part.get_content_type() != "text/html":
        return content
    import trafilatura

    found = trafilatura.html2txt(content)
    return str(found or "")
