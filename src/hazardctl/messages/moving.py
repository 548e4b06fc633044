"""A ledger that is moved to another place."""


def moved(target: str, rows: int, entries: int, head: str) -> str:
    """It is there, and the same."""
    return f"台账已整本搬到 {target}：{rows} 行，流水 {entries} 条，逐行核对一致（校验 {head[:12]}）"


def files(number: int) -> str:
    """What was attached went with it."""
    return f"附件和自带的方案、节假日、模板 {number} 份，一并复制"


def use_it(target: str) -> str:
    """How to work with it from now on."""
    return f"以后用新的：把 HAZARDCTL_LEDGER 设为 {target}"


def name_the_town(town: str) -> str:
    """A server may hold several towns."""
    return f"服务器上有几个镇的，再把 HAZARDCTL_TOWN 设为 {town}（或命令后加 --town {town}）"


def not_all(source: str) -> str:
    """The texts of tip-offs cannot be read by whoever moves the ledger."""
    return f"您在 {source} 上没有看举报内容的权限，台账搬不全，没有搬：请由有权限的人（或管理员）搬"


def leave_the_old(source: str) -> str:
    """Two ledgers that are both written to cannot become one again."""
    return f"原台账 {source} 没有动，留作备查：不要再往里登记，否则两边对不上；以后要销毁举报内容，连它一起删"


def occupied(target: str) -> str:
    """There is something already."""
    return f"{target} 已经有台账（或别的文件），没有搬：换一个空的地方"


def password_typed() -> str:
    """What is typed is seen by others on the machine."""
    return "口令不要写在地址里（同一台机器上的人看得到）：写进 PGPASSFILE 所指的文件，地址只写 postgresql://用户@主机/库"


def no_place() -> str:
    """The word names neither a file nor a server that is known."""
    return "去处要写一个新文件，或 postgresql:// 开头的服务器地址"


def went_on() -> str:
    """The old ledger has an entry that the new one lacks."""
    return "搬的时候又有人登记了，没有搬：请大家先停手，再搬一次"


def files_left(names: str) -> str:
    """Attachments that were not as they ought to be."""
    return f"没有复制的附件（在原处已不见或被改过）：{names}；用 hazardctl verify 看是哪一条的"


def not_whole() -> str:
    """A ledger that is not whole is not carried on."""
    return "台账没有通过核对，没有搬：先运行 hazardctl verify 看哪里不对"


def not_arrived(target: str) -> str:
    """What arrived differs."""
    return f"搬到 {target} 的与原台账对不上，已全部撤回：请再试一次；还不行，请联系维护人员"
