"""Files attached to a hazard."""

NAMELESS = "附件"
"""What a file is called whose own name has nothing that could be shown."""


def already_attached(no: str) -> str:
    """Every file named is on the list already."""
    return f"这些文件已经附在 {no} 里（内容相同），没有重复存：换别的文件"


def attached(no: str, names: tuple[str, ...], *, on_server: bool) -> str:
    """Files were attached, or only found again."""
    if not names:
        return f"{no} 没有新附文件"
    where = "存在服务器上的台账里，别的办公电脑也取得到" if on_server else "存在台账旁的 evidence 文件夹"
    return f"{no} 已附上：{'、'.join(names)}（{where}）"


def all_files(count: int) -> str:
    """Every file of a hazard."""
    return f"全部附件（{count} 个）"


def size(count: int) -> str:
    """A file's size, in the unit that reads best."""
    if count < 1024:  # noqa: PLR2004  a kilobyte
        return f"{count} 字节"
    kilo = count / 1024
    return f"{kilo:.0f} KB" if kilo < 1024 else f"{kilo / 1024:.1f} MB"  # noqa: PLR2004


def files_kept(names: tuple[str, ...], *, on_server: bool) -> str:
    """Files were taken into a server's ledger, or copied beside a file."""
    return f"附件已存入{'服务器上的台账' if on_server else '台账旁的 evidence 文件夹'}：{'、'.join(names)}"


def position_taken_out(names: tuple[str, ...]) -> str:
    """The place where a photo was taken does not stay in what a command keeps."""
    return f"已去掉 {'、'.join(names)} 里的拍摄位置（原文件没有动）"


def positions_removed(names: tuple[str, ...]) -> str:
    """The place where a photo was taken does not stay in it."""
    return f"已去掉 {'、'.join(names)} 里的拍摄位置（原文件没有动；要保留加 --keep-position）"


def details_removed(names: tuple[str, ...]) -> str:
    """Notes in a photo, or a film behind it, may tell the place and are not kept."""
    return f"{'、'.join(names)} 只存了画面：备注、附带的短视频等可能带拍摄位置，没有存（原文件没有动；要保留加 --keep-position）"


def position_left(name: str) -> str:
    """The place where a picture or a film was taken is still in it."""
    return f"{name} 的拍摄位置没能去掉：先转成 JPG（视频另存一份不带位置的）再附，或确认要留"


def restored(names: tuple[str, ...]) -> str:
    """Listed files that were gone or changed are there again."""
    return f"已补回 {'、'.join(names)}：内容和登记时一样"


def is_empty(name: str) -> str:
    """A file holds nothing."""
    return f"{name} 是空文件（0 字节），证明不了什么：核对原文件，重新附一次"


def no_folder(folder: str) -> str:
    """The folder of files cannot be used."""
    return f"附件存不进 {folder}：看它是不是被同名文件占着、有没有权限、磁盘满没满，没有写入任何内容"
