"""Everything that can stop a command: one class per exit code, each carrying all its problems at once.

A problem is a value, so that ten wrong fields are ten problems of one error and the user hears of all of them in
one run. The sentences come from `messages`; nothing here words anything.
"""

from typing import ClassVar, NamedTuple


class Problem(NamedTuple):
    """One thing that is wrong.

    `code` is a stable machine word (`missing`, `bad_date`, `not_rectified`). `message` is a Chinese sentence that says
    what is wrong and what to do next. `where` names the place: an option's field (`deadline`), or `file:line key`.
    """

    code: str
    message: str
    where: str | None = None


class HazardctlError(Exception):
    """The base: a command could not do what was asked. Subclasses name the exit code (DESIGN.md §5)."""

    exit_code: ClassVar[int]

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(p.message for p in problems))
        self.problems = problems


class ChecksFailed(HazardctlError):
    """Something was checked and is wrong: a plan that cannot be read, for one."""

    exit_code = 1


class UsageProblem(HazardctlError):
    """The command line itself is wrong: no such command, a bad option, a value that no command would take."""

    exit_code = 2


class NotFound(HazardctlError):
    """What was named does not exist: a number, a unit, a ledger that nobody has made yet."""

    exit_code = 3


class Refused(HazardctlError):
    """A rule says no, something is missing, or a value cannot be understood. Nothing was written."""

    exit_code = 4


class Busy(HazardctlError):
    """Another program holds the ledger, or changed the record meanwhile. Trying again may work.

    `outrun` where a server took the step back, to let others pass, before this run had stored anything: then the whole
    of it may be run once more.
    """

    exit_code = 5
    outrun = False


class LedgerDamaged(HazardctlError):
    """The file is not a ledger, is damaged, or was written by a newer program."""

    exit_code = 6


class Unavailable(HazardctlError):
    """A file, a disk or a server will not do it: no permission, no space, no such folder."""

    exit_code = 7


class Interrupted(HazardctlError):
    """Whoever was asked left before the command was done (as by Ctrl-C)."""

    exit_code = 130
