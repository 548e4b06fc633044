"""Start one program and tell how long it took and how much memory; small itself, since a child is billed for its parent.

python -I -S launch.py OUTPUT INPUT PROGRAM [ARGUMENT]…
"""

import os
import sys
import time


def main() -> None:
    """Run it, its output and its errors into a file, and print milliseconds, KiB at the most, and the exit code."""
    told, given, *words = sys.argv[1:]
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(given, os.O_RDONLY), 0)
        out = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.execvp(words[0], words)  # noqa: S606  what the bench names
    _, status, usage = os.wait4(child, 0)
    took = (time.perf_counter() - start) * 1000
    print(took, usage.ru_maxrss, os.waitstatus_to_exitcode(status))


main()
