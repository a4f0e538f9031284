"""Write a file whole or not at all, and never over one that stands there unless that is asked for."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import OutputError
from ..text import fold, storable


def line(text: str) -> str:
    """A text as one line that any format can hold: white space folded, what XML forbids shown as U+FFFD.

    >>> line("Plans\\x0bare\\n timely\\x00")
    'Plans are timely�'
    """
    return storable(fold(text))


def target(path: str | os.PathLike[str], *, force: bool = False, endings: Sequence[str] = ()) -> Path:
    """Where a file may be written: asked before the work begins, and again when it ends.

    Raises `OutputError` where something stands there and `force` is not given, where there is no such folder, and where
    the name's ending is none of `endings`.
    """
    given = Path(path)
    if endings and given.suffix.lower() not in endings:
        known = f"{', '.join(endings[:-1])} or {endings[-1]}" if len(endings) > 1 else endings[0]
        ending = f"{given.suffix} is not known" if given.suffix else "it has no ending"
        raise OutputError(f"{given}: {ending}; give the file a name that ends in {known}")
    out = given.resolve()
    try:
        if not out.parent.is_dir():
            raise OutputError(f"{given}: there is no folder {out.parent}; make it first, or check the path")
        there = out.exists()
    except OSError as trouble:  # a name that is too long, a folder that may not be looked into
        raise OutputError(
            f"{given}: it cannot be written ({trouble.strerror}); give another name or folder"
        ) from trouble
    if there and not out.is_file():
        raise OutputError(f"{given}: this is a folder or a device; give the name of a file")
    if there and not force:
        raise OutputError(f"{given}: it is there already; give another name, or --force (force=True) to write over it")
    return out


def safely(path: str | os.PathLike[str], content: bytes | str, *, force: bool = False) -> Path:
    """Write bytes, or text as UTF-8, so that the whole file stands there or nothing has changed.

    Raises `OutputError` as `target` does, and where the disk or its permissions stand in the way.
    """
    with replacing(path, force=force) as f:
        f.write(content.encode("utf-8") if isinstance(content, str) else content)
    return Path(path).resolve()


@contextmanager
def replacing(path: str | os.PathLike[str], *, force: bool = False) -> Iterator[BinaryIO]:
    """A new file beside the target to write to, which takes its name in one step when all went well.

    Nobody else may read it until then. A file that is written over keeps its permissions. Raises `OutputError` as
    `safely` does.
    """
    out = target(path, force=force)
    beside = out.with_name(f".{out.name[:100]}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb") as f:
            usual = stat.S_IMODE(os.stat(beside).st_mode)  # what the system gives a new file
            os.chmod(beside, 0o600)
            yield f
            f.flush()
            os.fsync(f.fileno())
        os.chmod(beside, stat.S_IMODE(out.stat().st_mode) if out.exists() else usual)
        target(path, force=force)  # another may have written it since
        os.replace(beside, out)
    except OSError as trouble:
        why = trouble.strerror or trouble
        raise OutputError(f"{path}: it cannot be written ({why}); make room, or give another folder") from trouble
    finally:
        with suppress(OSError):
            os.unlink(beside)
