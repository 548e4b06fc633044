"""Where things are: settings that cannot be understood."""

from pathlib import Path


def bad_config(path: Path) -> str:
    """config.toml cannot be read as TOML."""
    return f'{path} 写得不对：每行写成 键 = "值"，如 actor = "张三"；文件存为 UTF-8'


def unreadable(path: Path) -> str:
    """A file cannot be read."""
    return f"读不了 {path}：请检查文件权限"


def bad_today(said: str) -> str:
    """HAZARDCTL_TODAY is no ISO day."""
    return f"环境变量 HAZARDCTL_TODAY 的「{said[:20]}」不是日期：写成 2023-08-31，或去掉它"


def password_typed() -> str:
    """What is typed is seen by others on the machine."""
    return (
        "口令不要写在命令行的地址里（同一台机器上的人看得到）：写进 PGPASSFILE 所指的文件，"
        "--ledger 只写 postgresql://用户@主机/库"
    )
