"""The page for the projector: one file, the report's figures in its DOM, no network, no script error."""

import json
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-02"
WATCH = """<script>
const errors = [];
addEventListener("error", e => errors.push(String(e.message)));
addEventListener("securitypolicyviolation", e => errors.push(e.blockedURI));
addEventListener("load", () => {
  document.querySelector("table.sortable th:nth-child(2) [role=button]").click();
  document.body.dataset.errors = JSON.stringify(errors);
  document.body.dataset.resources = performance.getEntriesByType("resource").length;
});
</script>"""


@pytest.fixture
def august(office: "Office") -> "Office":
    office.registers(
        title="<script>alert(1)</script>", found_on="2023-08-01", village="双龙村", today="2023-08-02"
    )
    office.registers(
        title="泄漏", level="major", criterion="第三条", found_on="2023-08-05", deadline="2023-08-20", unit="应急办",
        today="2023-08-05",
    )  # fmt: skip
    office.registers(title="通道堵塞", found_on="2023-08-06", deadline="2023-09-20", today="2023-08-06")
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-08-09", today="2023-08-09")
    return office


class Figures(HTMLParser):
    """Collects what stands under each key, the rows of each table, and where anything is loaded from."""

    def __init__(self) -> None:
        super().__init__()
        self.by_key: dict[str, str] = {}
        self.rows: list[str] = []
        self.loads: list[str] = []
        self.body: dict[str, str | None] = {}
        self._key: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._key = told.get("data-key")
        if row := told.get("data-row"):
            self.rows.append(row)
        if tag == "body":
            self.body = told
        self.loads += [str(told[name]) for name in ("src", "href", "action", "data") if name in told]

    def handle_data(self, data: str) -> None:
        if self._key:
            self.by_key[self._key] = data.strip()
            self._key = None


def seen(html: str) -> Figures:
    figures = Figures()
    figures.feed(html)
    return figures


def in_chromium(path: Path, *words: str) -> str:
    """Open a page in headless Chromium and return its DOM after the scripts have run."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("chromium is not installed")
    profile = path.parent / "chromium"
    done = subprocess.run(
        [program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
         "--disable-background-networking", f"--user-data-dir={profile}", "--virtual-time-budget=3000", *words,
         path.as_uri()],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    return done.stdout.decode()


def value(report: Any, key: str) -> str:
    """Return a figure of the report as the page words it."""
    for part in key.split("."):
        report = report[part]
    return "—" if report is None else f"{report:.1f}%" if key.endswith("_rate") else str(report)


def page(office: "Office", path: Path, *words: str) -> str:
    office.does("report", "monthly", "2023-08", "-o", str(path), *words, today=TODAY)
    return path.read_text(encoding="utf-8")


def test_its_figures_are_those_of_the_report_and_nothing_is_loaded(august: "Office", tmp_path: Path) -> None:
    report = august.asks("report", "monthly", "2023-08", today=TODAY)
    html = page(august, tmp_path / "调度.html")
    figures = seen(html)
    assert len(figures.by_key) > 25
    assert figures.by_key == {key: value(report, key) for key in figures.by_key}
    assert figures.loads == []
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", html)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html or "alert" not in html
    assert html.count("<svg") == 2
    assert "送审稿" in html


def test_chromium_shows_the_same_figures_sorts_by_a_click_and_asks_nobody(
    august: "Office", tmp_path: Path
) -> None:
    report = august.asks("report", "monthly", "2023-08", today=TODAY)
    path = tmp_path / "调度.html"
    path.write_text(page(august, path).replace("<style>", WATCH + "<style>", 1), encoding="utf-8")
    figures = seen(in_chromium(path, "--dump-dom"))
    assert figures.by_key == {key: value(report, key) for key in figures.by_key}
    assert len(figures.by_key) > 25
    assert json.loads(figures.body["data-errors"] or "") == []
    assert figures.body["data-resources"] == "0"
    units = [row.removeprefix("by_unit.") for row in figures.rows if row.startswith("by_unit.")]
    assert units[-2:] == ["应急办", "经发办"], "sorted by the number found, from few to many"
    assert set(units[:-2]) == {"党政办", "规划建设管理环保办"}, "those who found nothing"


def test_an_issue_s_page_stays_as_it_was_byte_for_byte(august: "Office", tmp_path: Path) -> None:
    before = page(august, tmp_path / "a.html", "--issue", "--doc-no", "9号")
    august.does("hazard", "rectify", "BY-2023-0002", "--on", "2023-08-30", today="2023-09-05")
    assert page(august, tmp_path / "b.html") == before
    assert "送审稿" not in before
    assert "印发第 1 号" in before


def test_several_papers_come_from_one_command(august: "Office", tmp_path: Path) -> None:
    names = ("a.docx", "a.xlsx", "a.html", "a.csv", "a.json")
    words = [word for name in names for word in ("-o", str(tmp_path / name))]
    august.does("report", "monthly", "2023-08", *words, today=TODAY)
    assert all((tmp_path / name).stat().st_size > 500 for name in names)


def test_an_empty_ledger_makes_a_page(office: "Office", tmp_path: Path) -> None:
    figures = seen(page(office, tmp_path / "空.html"))
    assert (figures.by_key["month.found"], figures.by_key["month.rectified_rate"]) == ("0", "—")


def test_printed_on_a4_every_page_of_a_table_has_its_head(office: "Office", tmp_path: Path) -> None:
    for n in range(40):
        office.registers(title=f"第{n}处", found_on="2023-08-01", deadline="2023-08-20", today="2023-08-02")
    path = tmp_path / "调度.html"
    assert "<button" not in page(office, path), "Chromium repeats no head that holds one"
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    in_chromium(path, f"--print-to-pdf={tmp_path / 'a.pdf'}")
    told = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], check=True, capture_output=True
    ).stdout.decode()
    pages = [re.sub(r"\s", "", text) for text in told.split("\f")]
    with_rows = [text for text in pages if "BY-2023-" in text]
    assert len(with_rows) > 1
    assert all("时限" in text and "单位（场" in text for text in with_rows)
