"""Another town's small plan, written to a folder, and the packaged plan."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hazardctl.domain.campaign import Plan
from hazardctl.plan import load

TASK_LIST = """\
campaign:
  title: 青山镇消防安全整治方案
  doc_no: 青山府〔2025〕3号
  issuer: 青山镇人民政府
  issued_on: 2025-03-01
  town_code: QS
  town: 青山镇
  emergency_office: 应急站
phases:
  - no: 1
    key: only
    name: 集中整治
    start: 2025-03-01
    due: 2025-06-30
    text: 开展集中整治，报送总结。
    deliverables:
      - {key: summary, name: 总结, owed_by: [各村], words: 报送总结}
actions:
  - {no: 1, title: 整治行动, text: 开展整治。}
tasks:
  - id: 1-1
    printed_no: 1
    action: 1
    text: 每月检查一次灭火器。
    owner_text: 应急站、各村
    owners: [应急站, 各村]
    cadence:
      - {every: monthly, words: 每月检查一次}
"""

DUTY_MATRIX = """\
units:
  - {key: 应急站, kind: office}
groups:
  - {key: 各村, kind: village}
principles:
  - {key: three-musts, name: 三个必须, text: 管行业必须管安全, paragraph: 一}
"""

WriteTown = Callable[..., Path]


@pytest.fixture
def town(tmp_path: Path) -> WriteTown:
    """Write a small town's plan, each (old, new) pair replaced in whichever file holds it."""

    def write(*changes: tuple[str, str], **files: bytes) -> Path:
        texts = {"task_list": TASK_LIST, "duty_matrix": DUTY_MATRIX}
        for old, new in changes:
            assert any(old in text for text in texts.values()), old
            texts = {name: text.replace(old, new, 1) for name, text in texts.items()}
        for name, raw in ({n: t.encode() for n, t in texts.items()} | files).items():
            (tmp_path / f"{name}.yaml").write_bytes(raw)
        return tmp_path

    return write


@pytest.fixture(scope="session")
def plan() -> Plan:
    """The plan that comes with the program."""
    return load()
