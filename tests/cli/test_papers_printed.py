"""Every paper of the reports as LibreOffice prints it: its figures are read back from the PDF, and no page is empty."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.cli.conftest import Office

TODAY = "2023-09-10"
PAPERS: dict[str, tuple[str, ...]] = {
    "monthly.docx": ("monthly", "2023-08"),
    "monthly.xlsx": ("monthly", "2023-08"),
    "half.docx": ("half-year", "2023-H2"),
    "phase.docx": ("phase", "2"),
    "final.docx": ("final",),
    "final.xlsx": ("final",),
    "unit.docx": ("unit", "经发办"),
    "upward.xlsx": ("upward", "2023-08"),
}


@pytest.fixture
def printed(office: "Office", tmp_path: Path) -> Path:
    """Make every paper, and print them all with one start of LibreOffice."""
    for program in ("soffice", "pdftotext", "pdftoppm"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    for n, day in enumerate(("2023-06-05", "2023-07-06", "2023-08-07", "2023-08-08")):
        office.registers(
            title=f"第{n}处", found_on=day, deadline="2023-08-31", village="双龙村", today=day,
            **({"level": "major", "criterion": "第三条", "leader": "张镇长"} if n == 2 else {}),
        )  # fmt: skip
    office.does("hazard", "rectify", "BY-2023-0001", "--on", "2023-08-09", today="2023-08-09")
    office.does(
        "inspect", "add", "--enterprise", "超市", "--unit", "经发办", "--on", "2023-08-10", today="2023-08-10"
    )
    office.does("submit", "--unit", "双龙村", "--month", "8月", "--practice", "夜查", today="2023-08-31")
    for name, words in PAPERS.items():
        office.does("report", *words, "-o", str(tmp_path / name), today=TODAY)
    folder, profile = tmp_path / "pdf", tmp_path / "profile"
    for suffix in ("docx", "xlsx"):
        files = [str(tmp_path / name) for name in PAPERS if name.endswith(suffix)]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
             "--outdir", str(folder / suffix), *files],
            check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(profile)},
        )  # fmt: skip
    return folder


def read(folder: Path, name: str) -> str:
    stem, _, suffix = name.partition(".")
    path = folder / suffix / f"{stem}.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    return re.sub(r"\s", "", done.stdout.decode())


def rate(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}%"


def test_every_figure_of_every_paper_can_be_read_back_from_its_pages(printed: Path, office: "Office") -> None:
    month = office.asks("report", "monthly", "2023-08", today=TODAY)
    m, c = month["month"], month["cumulative"]
    told = read(printed, "monthly.docx")
    for words in (
        f"本月排查隐患{m['found']}项（重大1项、一般1项），已整改{m['rectified']}项，整改率{rate(m['rectified_rate'])}",
        f"月末未销号{month['balance']['closing']}项，较上月末增加2项",
        f"累计排查{c['found']}项，整改{c['rectified']}项，整改率{rate(c['rectified_rate'])}",
        "重大事故隐患累计排查1项，销号0项",
        f"逾期未整改隐患{month['overdue']['count']}项",
        f"30日内到期的{month['due_soon']['count']}项",
        "夜查。（双龙村）",
    ):
        assert words in told, words
    book = read(printed, "monthly.xlsx")
    for name, n in (("本月", m), ("行动以来累计", c)):
        row = (
            n["found"],
            n["rectified"],
            rate(n["rectified_rate"]),
            n["closed"],
            rate(n["closed_rate"]),
            n["open"],
        )
        assert name + "".join(map(str, row)) in book
    for name, asked in PAPERS.items():
        if asked[0] in {"half-year", "phase", "final"} and name.endswith("docx"):
            _summary(office.asks("report", *asked, today=TODAY), read(printed, name))
    unit = office.asks("report", "unit", "经发办", today=TODAY)["hazards"]
    assert f"排查隐患{unit['found']}项，已整改{unit['rectified']}项" in read(printed, "unit.docx")
    text = office.asks("report", "upward", "2023-08", today=TODAY)["text"]
    assert re.sub(r"\s", "", text.splitlines()[4]) in read(printed, "upward.xlsx")


def _summary(found: Any, told: str) -> None:
    n = found["report"]["month"]
    assert f"排查隐患{n['found']}项" in told
    for row in (*found["offices"], *found["villages"]):
        cells = (
            row["place"] or "—",
            row["name"],
            row["found"],
            row["rectified"],
            rate(row["rectified_rate"]),
        )
        assert "".join(map(str, cells)) in told, row["name"]
    for goal in found["goals"]:
        assert f"{goal['target']}{goal['actual']}" in told


def test_no_page_is_empty(printed: Path) -> None:
    for path in sorted(printed.rglob("*.pdf")):
        subprocess.run(["pdftoppm", "-r", "30", "-png", str(path), str(path.with_suffix(""))], check=True)
    pages = sorted(printed.rglob("*.png"))
    assert len(pages) > len(PAPERS)
    for page in pages:
        with Image.open(page) as image:
            ink = sum(image.convert("L").histogram()[:128])
        assert ink > 30, page.name
