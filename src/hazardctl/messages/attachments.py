"""Files attached to a hazard."""


def already_attached(no: str) -> str:
    """Every file named is on the list already."""
    return f"这些文件已经附在 {no} 里（内容相同），没有重复存：换别的文件"


def attached(no: str, names: tuple[str, ...]) -> str:
    """Files were attached."""
    return f"{no} 已附上：{'、'.join(names)}（存在台账旁的 evidence 文件夹）"


def all_files(count: int) -> str:
    """Every file of a hazard."""
    return f"全部附件（{count} 个）"


def size(count: int) -> str:
    """A file's size, in the unit that reads best."""
    if count < 1024:  # noqa: PLR2004  a kilobyte
        return f"{count} 字节"
    kilo = count / 1024
    return f"{kilo:.0f} KB" if kilo < 1024 else f"{kilo / 1024:.1f} MB"  # noqa: PLR2004


def positions_removed(names: tuple[str, ...]) -> str:
    """The place where a photo was taken does not stay in it."""
    return f"已去掉 {'、'.join(names)} 里的拍摄位置（原文件没有动；要保留加 --keep-position）"
