"""What an office opens our files with: LibreOffice, and the reader of its PDFs."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest


def pdf_text(path: Path) -> str:
    """Print a file with LibreOffice and return the words on its pages, without blanks."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    profile = path.parent / "profile"
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(path.parent), str(path)],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    done = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"], check=True, capture_output=True
    )
    return re.sub(r"\s", "", done.stdout.decode())
