"""Questions to the tables, through DuckDB.

Takes an archive, gives a connection whose views are ``files``, ``documents``, ``passages``,
``mentions``, ``findings`` and ``works``: one row a document that was read, each content once, with
its metadata. The connection reads this archive's tables and nothing else, and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyzer.archive.layout import Layout, load_layout
from analyzer.archive.tables import TABLES, build_schema
from analyzer.errors import MissingPart, UsageProblem

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
_MEMORY = "1GB"
_WORKS = """
CREATE VIEW works AS
SELECT f.path, f.name, f.government, f.level, f.province, f.agency, f.kind, f.year, f.period,
       d.* EXCLUDE (kind)
FROM files f JOIN documents d USING (sha256)
WHERE f.first AND f.status IN ('ok', 'partial')
"""


@contextmanager
def open_tables(archive: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the tables of an archive.

    Raises:
        UsageProblem: if the folder is no archive, or no run has finished in it.
        MissingPart: if DuckDB is not installed.

    """
    layout = load_layout(archive)
    if not (layout.tables / "files" / "part.parquet").is_file():
        raise UsageProblem("archive_no_tables", name=archive.name)
    try:
        import duckdb
    except ImportError as error:
        raise MissingPart("part_missing", name="duckdb", detail="setara[archive]") from error
    connection = duckdb.connect(":memory:")
    try:
        _fence(connection, layout)
        _create_views(connection, layout)
        yield connection
    finally:
        connection.close()


def fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()
) -> list[Row]:
    """The rows of a query as dicts."""
    result = connection.execute(sql, list(values))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def iter_sql(
    connection: duckdb.DuckDBPyConnection, sql: str
) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Names of the columns and the rows of a user's query, a chunk at a time.

    Raises:
        UsageProblem: if DuckDB refuses the query.

    """
    import duckdb

    try:
        result = connection.execute(sql)
    except duckdb.Error as error:
        raise UsageProblem("archive_sql", detail=str(error).splitlines()[0]) from error

    def rows() -> Iterator[tuple[Any, ...]]:
        while chunk := result.fetchmany(1000):
            yield from chunk

    return [str(column[0]) for column in result.description or ()], rows()


def _fence(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Nothing but the folder of the tables, no extensions from the net, settings locked."""
    folder = str(layout.tables.resolve()).replace("'", "''")
    for statement in (
        f"SET memory_limit='{_MEMORY}'",
        "SET autoinstall_known_extensions=false",
        "SET autoload_known_extensions=false",
        f"SET allowed_directories=['{folder}/']",
        "SET enable_external_access=false",
        "SET enable_progress_bar=false",
    ):
        connection.execute(statement)


def _create_views(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    folder = str(layout.tables.resolve()).replace("'", "''")
    connection.execute(f"CREATE VIEW files AS FROM read_parquet('{folder}/files/part.parquet')")
    for table in TABLES:
        if any((layout.tables / table).glob("*/part.parquet")):
            connection.execute(
                f"CREATE VIEW {table} AS SELECT * EXCLUDE (bucket) FROM "
                f"read_parquet('{folder}/{table}/*/part.parquet', hive_partitioning=true)"
            )
        else:
            connection.register(table, build_schema(table).empty_table())
    connection.execute(_WORKS)
    connection.execute("SET lock_configuration=true")
