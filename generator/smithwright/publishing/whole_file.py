"""Files that are written as a whole, or not at all."""

from __future__ import annotations

from pathlib import Path
from stat import S_IMODE
from tempfile import NamedTemporaryFile


def write_whole(path: Path, data: bytes) -> None:
    """Replaces a file's content: after a failure it is as it was.

    Raises:
        OSError: The system refuses to write it; the error names this file.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _replace(path: Path, data: bytes) -> None:
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.close()
            temporary.chmod(S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
