"""What holds for every test: nobody's own files or day, and no skip that goes unsaid.

A test may be skipped where something outside Python is missing (a server, an office program). The run closes with
what was skipped and why; under HAZARDCTL_CI, which CI sets, such a test fails instead.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import settings

# No test measures time: on a busy machine any example may be slow.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

CI_SWITCH = "HAZARDCTL_CI"
"""Set in CI: everything that a test may need is there, so whatever is skipped is a mistake."""

_IN_CI = bool(os.environ.get(CI_SWITCH))
"""Read before any test can change the environment."""


@pytest.fixture(scope="session", autouse=True)
def _no_desk_but_the_tests_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Point every path and the day elsewhere before the first test; a test that needs its own sets it again."""
    nowhere = tmp_path_factory.mktemp("nobody")
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("HAZARDCTL_")]:
            patch.delenv(name)
        patch.setenv("HOME", str(nowhere))
        patch.delenv("XDG_CACHE_HOME", raising=False)
        patch.setenv("HAZARDCTL_HOME", str(nowhere / "office"))
        patch.setenv("HAZARDCTL_TODAY", "2023-07-10")
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """Make a skipped test a failure in CI."""
    report = yield
    return _not_in_ci(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """Make a skipped module a failure in CI."""
    report = yield
    return _not_in_ci(report)


def _not_in_ci(report: Any) -> Any:
    """Turn a skip into a failure that names its reason; `xfail` is no skip."""
    if _IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which {CI_SWITCH} forbids: {_reason(report)}"
    return report


def _reason(report: Any) -> str:
    """Return why a test was skipped; pytest keeps (path, line, "Skipped: why")."""
    why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(why).removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Close the run with what was skipped and why."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    if not reasons:
        terminalreporter.write_line("skipped: nothing")
    for why, number in sorted(reasons.items()):
        terminalreporter.write_line(f"skipped: {number} × {why}")
