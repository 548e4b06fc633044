"""What is shown and asked on a terminal before something is written that is hard to take back."""

from collections.abc import Sequence


def closing(no: str, title: str) -> str:
    """Head what is about to be closed."""
    return f"销号前核对 {no}：{title}"


def was_done(planned: str, done: str) -> str:
    """Set what was planned beside what was done."""
    return f"{planned} → {done}"


def spent(amount: str) -> str:
    """Say the money spent."""
    return f"实际投入 {amount}元"


def rectified(day: str) -> str:
    """Say when it was put right."""
    return f"整改完成 {day}"


def review(reviewer: str, unit: str, how: str, day: str, conclusion: str) -> str:
    """Say who looked at it again."""
    return f"{reviewer}（{unit}，{how}），{day}：{conclusion}"


def ask_closing() -> str:
    """Ask whether to close."""
    return "确定销号吗？（y＝销号，回车＝先不销）"


def not_closed(no: str) -> str:
    """The user said no."""
    return f"没有销号，{no} 没有改动"


def importing(file: str, counts: Sequence[tuple[str, int]], saves_part: int) -> str:
    """Say what an import would write."""
    told = "，".join(f"{name} {count}" for name, count in counts if count)
    left = f"；有问题的 {saves_part} 行不收" if saves_part else ""
    return f"{file}：{told or '没有要写的'}{left}"


def new_enterprises(names: Sequence[str]) -> str:
    """Say which enterprises would be made known by their names."""
    shown = "、".join(names[:5])
    return (
        f"会新登记 {len(names)} 家单位（场所）：{shown}{'等' if len(names) > 5 else ''}（名字写错的先改表）"  # noqa: PLR2004  five fit into a line
    )


def ask_importing() -> str:
    """Ask whether to write."""
    return "写入台账吗？（y＝写入，回车＝先不写）"


def not_imported() -> str:
    """The user said no."""
    return "没有写入，台账没有改动；改好表再导，或 --dry-run 只试不写"
