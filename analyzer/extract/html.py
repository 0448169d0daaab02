"""Reads HTML pages: the article, not the site around it.

Takes the bytes of a page, gives a :class:`Document` of one page without rectangles; raw
characters are those of the article's text.
"""

from __future__ import annotations

from analyzer.errors import NoText
from analyzer.extract.given import Given
from analyzer.extract.plain import decode, document_of_text
from analyzer.schema import Document


def read_html(given: Given) -> Document:
    """The document in an HTML page.

    Raises:
        UnreadableFile: if no encoding fits.
        NoText: if the page has no article.
    """
    import trafilatura

    name = given.source.name
    article = trafilatura.extract(
        decode(given.data, name),
        output_format="txt",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
    )
    if not article:
        raise NoText("no_text", name=name, pages=1)
    return document_of_text(article, given)
