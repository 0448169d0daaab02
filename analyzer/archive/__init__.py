"""The archive: thousands of files, worked through, kept and compared.

Takes folders of documents and a folder to keep results in; gives a ledger (what became of each
file), results (one compressed analysis for each content) and Parquet tables over them. It composes
nothing itself: what an analysis is comes from :mod:`analyzer.pipeline` through
:mod:`analyzer.archive.engine`. Heavy libraries are imported where they are used.
"""
