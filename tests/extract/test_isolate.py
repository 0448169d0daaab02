"""Readers in a process of their own: whatever they do, the caller goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from analyzer.errors import EncryptedFile, LimitExceeded, UnreadableFile
from analyzer.extract.isolate import Isolation


def _double(value: int) -> int:
    return 2 * value


def _crash(code: int) -> None:
    os._exit(code)


def _abort() -> None:
    os.abort()


def _fill_memory() -> int:
    return len(bytearray(8 << 30))


def _refuse(name: str) -> None:
    raise EncryptedFile("pdf_encrypted", name=name)


@pytest.fixture(scope="module")
def worker() -> Iterator[Isolation]:
    with Isolation(seconds=20, memory_mb=2000) as isolation:
        yield isolation


def test_isolate_gives_the_value(worker: Isolation) -> None:
    assert worker.run(_double, 21, name="a.pdf") == 42


def test_isolate_outlives_a_crash(worker: Isolation) -> None:
    with pytest.raises(UnreadableFile) as caught:
        worker.run(_crash, 7, name="a.pdf")
    assert caught.value.key == "worker_crashed"
    assert worker.run(_double, 1, name="b.pdf") == 2


def test_isolate_takes_an_abort_for_lack_of_memory(worker: Isolation) -> None:
    with pytest.raises(LimitExceeded) as caught:
        worker.run(_abort, name="a.pdf")
    assert caught.value.key == "memory_limit"


def test_isolate_limits_memory(worker: Isolation) -> None:
    with pytest.raises(LimitExceeded) as caught:
        worker.run(_fill_memory, name="a.pdf")
    assert caught.value.key == "memory_limit"


def test_isolate_hands_on_errors_with_their_values(worker: Isolation) -> None:
    with pytest.raises(EncryptedFile) as caught:
        worker.run(_refuse, "kunci.pdf", name="kunci.pdf")
    assert caught.value.values["name"] == "kunci.pdf"


def test_isolate_limits_time() -> None:
    with Isolation(seconds=1, memory_mb=0) as isolation:
        started = time.monotonic()
        with pytest.raises(LimitExceeded) as caught:
            isolation.run(time.sleep, 30, name="a.pdf")
    assert caught.value.key == "time_limit" and time.monotonic() - started < 20
