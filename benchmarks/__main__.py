"""``make benchmark``: every ratio against a named peer, in one run."""

from __future__ import annotations

from benchmarks import bench_pipeline

bench_pipeline.main()
