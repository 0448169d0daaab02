"""What can go wrong, as exceptions a program can act on.

::

    SetaraError (1)
    ├── UsageProblem (2)
    ├── UnreadableFile (3)      not a document, damaged, of an unknown kind
    ├── MissingPart (4)         a model, a library or an OCR engine is not there
    ├── FileAccess (5)          not found, no permission, a folder, cannot write
    ├── NoText (6)              opened, but no text in it
    ├── BatchFailures (7)       some files of a batch failed
    ├── EncryptedFile (8)
    ├── BadSettings (9)         unknown key or value; also a broken lexicon or corpus
    └── LimitExceeded (10)      time, memory, pages or size

The library raises; the command line translates once. An exception carries the key of a sentence in
``analyzer/locale`` and the values it needs, the exit code, and an English text for programmers.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """Exit codes of the command, stable and documented."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    UNREADABLE = 3
    MISSING_PART = 4
    FILE_ACCESS = 5
    NO_TEXT = 6
    BATCH_FAILURES = 7
    ENCRYPTED = 8
    SETTINGS = 9
    LIMIT = 10
    INTERRUPTED = 130


class SetaraError(Exception):
    """Base of all errors.

    Args:
        key: names the sentence in ``analyzer/locale`` (``error.<key>``) that tells the user what
            happened and what to do.
        values: what the sentence needs: ``name`` is the file's name, ``detail`` a technical cause.

    """

    exit_code: ClassVar[ExitCode] = ExitCode.UNEXPECTED

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(key, values)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross a process border with its values."""
        return _rebuild, (type(self), self.key, self.values)

    def __str__(self) -> str:
        """The key and its values, for logs and programmers."""
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.key} ({details})" if details else self.key


def _rebuild(kind: type[SetaraError], key: str, values: dict[str, object]) -> SetaraError:
    return kind(key, **values)


class UsageProblem(SetaraError):
    """The command was called in a way that makes no sense."""

    exit_code = ExitCode.USAGE


class UnreadableFile(SetaraError):
    """The file is damaged or of a kind that no reader knows."""

    exit_code = ExitCode.UNREADABLE


class MissingPart(SetaraError):
    """A model, library or engine that the call needs is not there."""

    exit_code = ExitCode.MISSING_PART


class FileAccess(SetaraError):
    """The file cannot be opened or written."""

    exit_code = ExitCode.FILE_ACCESS


class NoText(SetaraError):
    """The file was read and holds no text."""

    exit_code = ExitCode.NO_TEXT


class BatchFailures(SetaraError):
    """Some files of a batch failed; the others were done."""

    exit_code = ExitCode.BATCH_FAILURES


class EncryptedFile(SetaraError):
    """The file needs a password."""

    exit_code = ExitCode.ENCRYPTED


class BadSettings(SetaraError):
    """A settings file, lexicon or corpus has an unknown key or a wrong value."""

    exit_code = ExitCode.SETTINGS


class LimitExceeded(SetaraError):
    """The file would take more time, memory or pages than allowed."""

    exit_code = ExitCode.LIMIT
