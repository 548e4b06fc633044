"""The way in: runs one command line, writes its answer or its refusal, and returns the exit code."""

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from hazardctl.domain.text import legible
from hazardctl.errors import Busy, HazardctlError, LedgerDamaged, Unavailable
from hazardctl.messages import output as messages

INTERRUPTED = 130
AGAIN_AFTER = (0.1, 0.3, 0.9)
"""Seconds, more or less, before a command that had to give way is tried once more."""

# Most of a short run is imports, which make objects and no rubbish: look for it far less often. What has
# outlived two looks, such as the rows of a large sheet, stays to the end: looking through it is a twentieth of an import.
gc.set_threshold(500_000, 10, 1_000)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program.

    Args:
        argv: The command line without the program's name; the process's own when left out.

    Returns:
        The exit code (DESIGN.md §5).
    """
    from hazardctl.render import output

    words = [legible(word) for word in (sys.argv[1:] if argv is None else argv)]
    try:
        return _answered(words)
    except HazardctlError as error:
        if "--debug" in words:
            output.complain(_technical(error))
        output.explain(error, as_json=_asked_for_json(words))
        return error.exit_code
    except KeyboardInterrupt:
        output.complain(messages.interrupted())
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (`| head`) has seen enough; closing quietly keeps Python from saying so at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        refused = messages.system_refused(error.strerror or "", str(error.filename or ""))
        output.complain(_technical(error) if "--debug" in words else refused)
        return Unavailable.exit_code
    except Exception as error:  # noqa: BLE001  nobody is left to catch it
        output.complain(
            _technical(error) if "--debug" in words else messages.unexpected(type(error).__name__)
        )
        return LedgerDamaged.exit_code + 1


def run() -> NoReturn:
    """Run the program as a process of its own, and end the process.

    By then every answer is flushed and every file closed. Taking the interpreter apart object by object would be a
    sixth of a short run, so the system gets it whole, once what was registered for the exit is done; a profiler or a
    debugger that watches is let finish.
    """
    code = main()
    if sys.getprofile() or sys.gettrace():
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001  the public way is the taking apart
    os._exit(code)


def _technical(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error)).rstrip()


def _offered(words: Sequence[str]) -> int:
    """Answer a shell that asks what may come next; one that cannot be answered is told nothing."""
    from hazardctl.render import output

    try:
        from hazardctl.cli import completion

        output.raw(completion.answer(words, os.environ))
    except Exception:  # noqa: BLE001  somebody is typing: not the moment for an error
        return 1
    return 0


def _answered(words: list[str]) -> int:
    """Run a command line and see its answer written: what cannot be is an error like others."""
    code = _repeated(words)
    sys.stdout.flush()
    return code


def _repeated(words: list[str]) -> int:
    """Run a command line, once more where a server took it back to let others pass; nobody is asked anything twice."""
    for wait in AGAIN_AFTER:
        try:
            return _run(words)
        except Busy as busy:
            if not busy.outrun or sys.stdin.isatty():
                raise
            import random
            import time

            time.sleep(wait * random.uniform(0.5, 1.5))  # noqa: S311  no secret
    return _run(words)


def _run(words: list[str]) -> int:
    if "HAZARDCTL_COMPLETE" in os.environ:
        return _offered(words)
    from hazardctl.cli.app import app, completion, start, version
    from hazardctl.cli.usage import run
    from hazardctl.render import output

    if words[:1] == ["--show-completion"] and len(words) == 2:  # noqa: PLR2004  the option and its shell
        output.raw(completion(words[1]))
        return 0
    if not words:
        answer: object = start()
    else:
        answer = version() if words == ["--version"] else run(app, words)
    if not isinstance(answer, output.Answer):
        return 0
    output.deliver(answer)
    return answer.exit_code


def _asked_for_json(words: Sequence[str]) -> bool:
    """Whether errors, too, are to speak JSON; the command line may be too wrong to be parsed."""
    return "--format=json" in words or ("--format", "json") in pairwise(words)


if __name__ == "__main__":
    run()
