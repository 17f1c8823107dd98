"""Files that a process holds: the system's own locks, which end with the process, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

# A file system without locks.
_NO_LOCKS_HERE = (errno.ENOLCK, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def hold(descriptor: int) -> bool | None:
    """Whether nobody else held the file, and this process does now; None where files cannot be held.

    Raises:
        OSError: the system fails otherwise.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_LOCKS_HERE:
            raise
        return None
    return True


def is_there(name: Path, descriptor: int) -> bool:
    """Whether this still is the file of that name: who held it before has perhaps taken it away."""
    try:
        return os.path.samestat(os.fstat(descriptor), name.lstat())
    except FileNotFoundError:
        return False
