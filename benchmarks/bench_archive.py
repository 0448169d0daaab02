"""Measures the machinery of the archive: throughput, memory, resuming, killing, a cluster.

    python benchmarks/bench_archive.py throughput --files 1000 --rounds 3
    python benchmarks/bench_archive.py memory --files 500 5000
    python benchmarks/bench_archive.py second --files 5000
    python benchmarks/bench_archive.py kill --runs 50
    python benchmarks/bench_archive.py cluster --workers 3

The files are generated from templates and mixed with the malformed files of ``../shared`` if they
are there. The analyses are those of the stand-in engine, so that the numbers are the archive's own;
``--engine pipeline`` takes the real one. ``throughput`` runs its three ways in turn, so that what
else the machine does falls on all of them, and gives processor seconds beside the wall time. OCR is
off unless asked for: where its time runs out, the pages it got to depend on the machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

FAST = "benchmarks.fast_engine:FastEngine"
SLOW = "benchmarks.fast_engine:SlowEngine"
PIPELINE = "analyzer.archive.engine:PipelineEngine"
WAYS = {"plain loop": 0, "1 worker": 1, "2 workers": 2}
MALFORMED = ROOT.parent / "shared" / "malformed"
_SENTENCES = (
    "Akses perempuan kepala keluarga terhadap modal usaha masih terbatas di kecamatan {n}.",
    "Jumlah peserta pelatihan tahun {y} sebanyak {n} orang, {m} di antaranya perempuan.",
    "Kesetaraan gender menjadi ukuran pada sub kegiatan pendampingan kelompok {n}.",
    "Partisipasi perempuan dalam musrenbang ditargetkan {m} persen dari peserta.",
    "Pemeliharaan jalan kabupaten sepanjang {n} kilometer dikerjakan bertahap.",
    "Pagu indikatif sub kegiatan sebesar Rp {n}.{m}00.000 bersumber dari APBD.",
    "Manfaat program gender dirasakan kelompok perempuan nelayan di desa {n}.",
    "Rapat koordinasi dilaksanakan setiap triwulan bersama perangkat daerah.",
)
_AGENCIES = ("Kesehatan", "Pendidikan", "Sosial", "Perhubungan", "Lingkungan Hidup")
_REGIONS = ("Kabupaten Cianjur", "Kota Bandung", "Kabupaten Jember", "Kota Semarang")


def generate(folder: Path, count: int, *, seed: int = 7, lines: int = 60) -> None:
    """Write ``count`` files: text from templates, one in twenty a copy, and the malformed ones."""
    dice = random.Random(seed)
    broken = sorted(p for p in MALFORMED.glob("*") if p.suffix not in {".py", ".tsv"})
    broken = broken[: count // 2]
    made: list[Path] = []
    for number in range(count - len(broken)):
        year, agency, region = (
            dice.randint(2015, 2026),
            dice.choice(_AGENCIES),
            dice.choice(_REGIONS),
        )
        path = folder / str(year) / f"renja-{agency.lower().replace(' ', '-')}-{number:05d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        if made and number % 20 == 19:
            shutil.copyfile(dice.choice(made), path)
            continue
        text = [f"Rencana Kerja Dinas {agency} {region} Tahun {year}"]
        text += [
            dice.choice(_SENTENCES).format(n=dice.randint(2, 999), m=dice.randint(10, 99), y=year)
            for _ in range(lines)
        ]
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        made.append(path)
    for path in broken:
        shutil.copyfile(path, folder / path.name)


def tree(archive: Path) -> dict[str, str]:
    """The hash of every result and table by its path."""
    return {
        path.relative_to(archive).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for name in ("results", "tables")
        for path in sorted((archive / name).rglob("*"))
        if path.is_file()
    }


def child(
    documents: str, archive: str, *, workers: int, engine: str, dask: str, ocr: str, limit: float
) -> None:
    """One run, in this process; prints its numbers as JSON."""
    from analyzer.archive.outcome import Progress
    from analyzer.archive.run import RunOptions, run_archive
    from analyzer.archive.workers import WorkerOptions
    from analyzer.settings import OcrMode, Settings

    pages = 0
    phases: dict[str, float] = {}

    def report(progress: Progress) -> None:
        nonlocal pages
        pages = max(pages, progress.pages)
        phases[progress.phase] = round(time.monotonic() - started, 2)

    distribute = None
    if dask:
        from analyzer.archive.cluster import on_dask

        distribute = on_dask(dask)
    options = RunOptions(
        workers=WorkerOptions(count=workers, engine=engine, in_process=workers == 0),
        distribute=distribute,
    )
    started = time.monotonic()
    settings = Settings(seconds=limit, ocr=OcrMode(ocr))
    summary = run_archive(
        [documents], Path(archive), settings=settings, options=options, report=report
    )
    own, workers_own = (resource.getrusage(who) for who in (
        resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN,
    ))  # fmt: skip
    print(json.dumps({
        "seconds": round(time.monotonic() - started, 2), "phase_ends": phases,
        "analysed": summary.analysed, "ok": summary.ok, "failed": summary.failed, "pages": pages,
        "cpu_parent": round(own.ru_utime + own.ru_stime, 1),
        "cpu_workers": round(workers_own.ru_utime + workers_own.ru_stime, 1),
        "parent_mb": round(own.ru_maxrss / 1024, 1),
        "worker_mb": round(workers_own.ru_maxrss / 1024, 1),
    }))  # fmt: skip


def command(documents: Path, archive: Path, **how: Any) -> list[str]:
    """The command of one run in a process of its own."""
    values = {"dask": "", "ocr": "never", "limit": 60.0, **how}
    return [sys.executable, __file__, "child", str(documents), str(archive), json.dumps(values)]


def measured(documents: Path, archive: Path, **how: Any) -> dict[str, Any]:
    """The numbers of one run."""
    done = subprocess.run(
        command(documents, archive, **how), capture_output=True, text=True, check=True
    )
    numbers: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return numbers


def throughput(work: Path, count: int, engine: str, *, rounds: int) -> None:
    """A plain loop, one worker, two workers, in turn; rates are the medians of the rounds."""
    documents = work / "documents"
    generate(documents, count)
    rates: dict[str, list[float]] = {name: [] for name in WAYS}
    first: dict[str, str] = {}
    differ: set[str] = set()
    for _ in range(rounds):
        for name, workers in WAYS.items():
            archive = work / f"archive{workers}"
            numbers = measured(documents, archive, workers=workers, engine=engine)
            rates[name].append(numbers["analysed"] / numbers["seconds"])
            found = tree(archive)
            first = first or found
            differ |= {path for path, _ in first.items() ^ found.items()}
            shutil.rmtree(archive)
            print(f"{name:12} {rates[name][-1]:8.1f} files/s  {numbers}", flush=True)
    rate = {name: statistics.median(several) for name, several in rates.items()}
    print(f"2 workers / 1 worker   {rate['2 workers'] / rate['1 worker']:.2f}")
    print(f"2 workers / plain loop {rate['2 workers'] / rate['plain loop']:.2f}")
    print("files that differ:", sorted(differ) or "none")


def memory(work: Path, counts: list[int], engine: str) -> None:
    """Peak memory of the parent and of the largest worker for several numbers of files."""
    for count in counts:
        documents = work / f"documents{count}"
        generate(documents, count)
        print(count, measured(documents, work / f"archive{count}", workers=2, engine=engine))


def second(work: Path, count: int, engine: str) -> None:
    """A first run and a second one with nothing new."""
    documents = work / "documents"
    generate(documents, count)
    first = measured(documents, work / "archive", workers=2, engine=engine)
    again = measured(documents, work / "archive", workers=2, engine=engine)
    print(first, again, f"second/first {again['seconds'] / first['seconds']:.2%}")


def kill(work: Path, runs: int, count: int, engine: str) -> None:
    """Kill runs at random moments, resume each until it ends, compare with an undisturbed run."""
    documents = work / "documents"
    generate(documents, count, lines=12)
    whole = measured(documents, work / "whole", workers=2, engine=engine)
    expected, dice, killed, wrong, half = tree(work / "whole"), random.Random(3), 0, 0, 0
    archive = work / "killed"
    while killed < runs:
        shutil.rmtree(archive, ignore_errors=True)
        while True:
            process = subprocess.Popen(
                command(documents, archive, workers=2, engine=engine),
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            try:
                process.wait(
                    timeout=dice.uniform(0.1, whole["seconds"] * 1.1) if killed < runs else None
                )
                break
            except subprocess.TimeoutExpired:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
                killed += 1
        wrong += tree(archive) != expected or process.returncode != 0
        half += len(list(archive.rglob("*.partial")))
    print(f"killed {killed}, trees that differ {wrong}, half-written files left {half}")


def cluster(work: Path, workers: int, count: int, engine: str) -> None:
    """A scheduler and workers on the loopback, one worker killed midway; the same bytes?"""
    documents = work / "documents"
    generate(documents, count)
    alone = measured(documents, work / "alone", workers=2, engine=engine)
    environment = {
        **os.environ, "DASK_DISTRIBUTED__WORKER__DAEMON": "False", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    quiet: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "env": environment,
    }
    python = [sys.executable, "-m"]
    address = "tcp://127.0.0.1:8799"
    scheduler = subprocess.Popen(
        [*python, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "8799",
         "--no-dashboard"],
        **quiet,
    )  # fmt: skip
    nodes = [
        subprocess.Popen(
            [*python, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard",
             "--no-nanny", "--local-directory", str(work / f"node{n}")],
            **quiet,
        )
        for n in range(workers)
    ]  # fmt: skip
    try:
        time.sleep(5)
        run = subprocess.Popen(
            command(documents, work / "cluster", workers=2, engine=engine, dask=address),
            stdout=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        results = work / "cluster" / "results"
        while run.poll() is None and len(list(results.rglob("*.gz"))) < count // 3:
            time.sleep(0.1)
        nodes[0].kill()
        print("killed one worker with", len(list(results.rglob("*.gz"))), "results written")
        out, _ = run.communicate(timeout=900)
        print("one machine", alone)
        print("cluster    ", out.strip())
        print("same bytes", tree(work / "alone") == tree(work / "cluster"))
    finally:
        for process in (*nodes, scheduler):
            process.kill()


def main() -> None:
    """Parse and measure."""
    if sys.argv[1] == "child":
        documents, archive, values = sys.argv[2:5]
        child(documents, archive, **json.loads(values))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["throughput", "memory", "second", "kill", "cluster"])
    parser.add_argument("--files", type=int, nargs="+", default=[500])
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--workers", type=int, default=3)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--engine", default="")
    given = parser.parse_args()
    given.engine = PIPELINE if given.engine == "pipeline" else given.engine
    with tempfile.TemporaryDirectory(prefix="setara-bench-") as folder:
        work = Path(folder)
        match given.what:
            case "throughput":
                throughput(work, given.files[0], given.engine or SLOW, rounds=given.rounds)
            case "memory":
                memory(work, given.files, given.engine or FAST)
            case "second":
                second(work, given.files[0], given.engine or FAST)
            case "kill":
                kill(work, given.runs, given.files[0], given.engine or FAST)
            case "cluster":
                cluster(work, given.workers, given.files[0], given.engine or SLOW)


if __name__ == "__main__":
    main()
