"""Exchanging two folders in one step, where the operating system can."""

import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # Linux, renameat2(2)
_RENAME_SWAP = 2  # macOS, renamex_np(2)

# A kernel or file system without the call; a mount point; a folder from a lower layer
# of an overlay, which no call moves.
_UNSUPPORTED = frozenset(
    {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY}
)


def exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places, so that no moment sees either of them missing.

    Returns:
        Whether it was done: False if the platform, the file system or the place of
        one of the folders does not allow it.

    Raises:
        OSError: It would be possible, but failed.
    """
    import ctypes

    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = library.renamex_np(
                os.fsencode(one), os.fsencode(other), ctypes.c_uint(_RENAME_SWAP)
            )
        else:
            failed = library.renameat2(
                _AT_FDCWD,
                os.fsencode(one),
                _AT_FDCWD,
                os.fsencode(other),
                ctypes.c_uint(_RENAME_EXCHANGE),
            )
    except (AttributeError, TypeError):  # no such function; no such library (Windows)
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
