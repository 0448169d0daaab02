"""Tables without upright rulings: columns told apart by the white bands between them.

Takes the pieces of a page that stand in no ruled table, gives tables with the pieces of their
cells, and the pieces that stand in none. Rows are parted by level rulings where there are any, else
by lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyzer.extract.aligned import Line, iter_runs, lines_of, white_bands
from analyzer.extract.aligned_layout import Layout, is_number, is_table, lay_out
from analyzer.extract.grids import Grid, GridCell
from analyzer.extract.pdf_page import RawPage
from analyzer.extract.pieces import Piece
from analyzer.extract.rulings import Rulings
from analyzer.extract.table_cells import FilledGrid
from analyzer.textmap import Box

_FEWEST_LINES = 3
_MOST_TRIMMED = 5
_BEYOND_FIRST = 4
_LOOSELY = 0.35
_PROSE = 45
_PROSE_PART = 0.55
_RULED_PART = 0.96
_SAME_LEVEL = 2.5
_OUTSIDE = 20.0
_WRAPPED_PITCH = 1.7


def find_aligned(
    page: RawPage, text: str, pieces: Sequence[Piece], rulings: Rulings
) -> tuple[list[FilledGrid], list[Piece]]:
    """The tables among the pieces, and the pieces outside them in the order they were given."""
    tables: list[FilledGrid] = []
    for run in iter_runs(lines_of(pieces)):
        for line in run:
            line.part(page, text)
        for lines in _iter_segments(text, run):
            found = _best(text, lines, rulings)
            if found is not None:
                tables.append(_filled(*found))
    if not tables:
        return [], list(pieces)
    taken = {one.start for table in tables for own in table.pieces.values() for one in own}
    return tables, [piece for piece in pieces if taken.isdisjoint(range(piece.start, piece.end))]


def _iter_segments(text: str, run: Sequence[Line]) -> Iterator[list[Line]]:
    """Parts of a run between lines of prose and lines of a form."""
    full = [line for line in run if line.chunks]
    left = min(line.chunks[0].box.x0 for line in full)
    width = max(line.chunks[-1].box.x1 for line in full) - left
    own: list[Line] = []
    for line in full:
        is_form = len(line.chunks) < 4 and any(text[one.start] == ":" for one in line.chunks)
        if is_form or any(_is_prose(one, width) for one in line.chunks):
            yield own
            own = []
        else:
            own.append(line)
    yield own


def _is_prose(chunk: Piece, width: float) -> bool:
    return chunk.end - chunk.start > _PROSE and chunk.box.x1 - chunk.box.x0 > _PROSE_PART * width


def _best(
    text: str, lines: Sequence[Line], rulings: Rulings
) -> tuple[Layout, list[list[int]]] | None:
    """The part of the lines that makes the fullest table, with the lines of each row."""
    parted = [line for line in lines if len(line.chunks) > 1]
    if len(parted) < _FEWEST_LINES or not white_bands(parted, crossed=_LOOSELY):
        return None
    best: tuple[tuple[int, int, int], Layout, list[list[int]]] | None = None
    first = 2 * _MOST_TRIMMED
    for trimmed in range(first + 1):
        if trimmed > first + _BEYOND_FIRST:
            break
        for top in range(max(0, trimmed - _MOST_TRIMMED), min(trimmed, _MOST_TRIMMED) + 1):
            own = lines[top : len(lines) - trimmed + top]
            layout = lay_out(text, own) if len(own) >= _FEWEST_LINES else None
            if layout is None:
                continue
            levels = _levels(rulings, layout)
            rows = list(_rows(layout, levels))
            joined = layout.joined(rows)
            if is_table(layout, joined, len(levels)):
                full = joined.full
                worth = sum(map(len, full)), len(full) - len(rows), len(own)
                first = min(first, trimmed)
                if best is None or worth > best[0]:
                    best = worth, layout, rows
    return best[1:] if best else None


def _filled(layout: Layout, rows: Sequence[Sequence[int]]) -> FilledGrid:
    """The table: its cells with their pieces."""
    left, right = layout.left, layout.right
    lefts = (left, *((low + high) / 2 for low, high in layout.bands), right)
    tops = [layout.lines[own[0]].top for own in rows]
    ends = (*tops, layout.lines[rows[-1][-1]].bottom)
    cells: dict[GridCell, list[Piece]] = {}
    for row, own in enumerate(rows):
        for column in range(len(lefts) - 1):
            found = [one for line in own for one in layout.placed[line].get(column, ())]
            box = Box(lefts[column], ends[row], lefts[column + 1], ends[row + 1])
            cells[GridCell(box, row, column, 1, 1)] = found
    return FilledGrid(Grid(Box(left, ends[0], right, ends[-1]), tuple(cells), lefts, ends), cells)


def _levels(rulings: Rulings, layout: Layout) -> list[float]:
    """Heights at which rulings or the sides of shades run over nearly the whole width."""
    left, right = layout.left, layout.right
    top, bottom = layout.lines[0].top - _OUTSIDE, layout.lines[-1].bottom + _OUTSIDE
    near = sorted(
        (edge.top, max(edge.x0, left), min(edge.x1, right))
        for edge in (*rulings.edges, *rulings.shades)
        if edge.is_horizontal and top < edge.top < bottom and edge.x0 < right and edge.x1 > left
    )
    found: list[tuple[float, list[tuple[float, float]]]] = []
    for at, x0, x1 in near:
        if not found or at - found[-1][0] > _SAME_LEVEL:
            found.append((at, []))
        found[-1][1].append((x0, x1))
    return [at for at, own in found if _covered(own) >= _RULED_PART * (right - left)]


def _covered(ranges: Sequence[tuple[float, float]]) -> float:
    """Length of the union of ranges."""
    total, reach = 0.0, float("-inf")
    for x0, x1 in sorted(ranges):
        total += max(0.0, x1 - max(x0, reach))
        reach = max(reach, x1)
    return total


def _rows(layout: Layout, levels: Sequence[float]) -> Iterator[list[int]]:
    """Indices of the lines of each row."""
    middles = [(line.top + line.bottom) / 2 for line in layout.lines]
    is_ruled = sum(middles[0] < level < middles[-1] for level in levels) >= _FEWEST_LINES - 1
    own = [0]
    for index, (above, middle) in enumerate(pairwise(middles), 1):
        is_parted = any(above < level < middle for level in levels)
        if is_parted or not _goes_on(layout, index, own, is_ruled=is_ruled):
            yield own
            own = []
        own.append(index)
    yield own


def _goes_on(layout: Layout, index: int, row: Sequence[int], *, is_ruled: bool) -> bool:
    """Whether a line is the rest of the cells of the row above it."""
    line, last, words = layout.lines[index], layout.lines[index - 1], layout.words[index]
    filled = {column for one in row for column in layout.words[one]}
    numbers = {
        column for column, one in words.items() if column in layout.numeric and is_number(one)
    }
    if is_ruled:
        return not numbers & filled
    if numbers or line.top - last.top > _WRAPPED_PITCH * line.height:
        return False
    lead = layout.lead
    if lead in words and lead in filled:
        return words[lead][0].islower()
    return True
