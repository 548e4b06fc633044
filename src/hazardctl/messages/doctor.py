"""What `doctor` says."""

from collections.abc import Sequence

_MB = 2**20


def size(bytes_: int) -> str:
    """A number of bytes as people say it."""
    return f"{bytes_ / _MB:.1f} MB" if bytes_ < 1024 * _MB else f"{bytes_ / _MB / 1024:.1f} GB"


def program(version: str, python: str, system: str, machine: str) -> str:
    """Versions."""
    return f"hazardctl {version}，Python {python}，{system} {machine}"


def sqlite(version: str, wal: bool) -> str:  # noqa: FBT001
    """SQLite and what it lets us do."""
    how = "用 WAL 日志" if wal else "低于 3.51.3，有 WAL 缺陷，改用回滚日志（DELETE），更慢一点但可靠"
    return f"SQLite {version}：{how}"


def home(folder: str, plan: str) -> str:
    """Where things are."""
    return f"程序文件夹 {folder}；方案 {plan}"


def packaged_plan() -> str:
    """The plan that comes with the program."""
    return "程序自带"


def no_ledger(path: str) -> str:
    """There is none yet."""
    return f"还没有台账（{path}）"


def init() -> str:
    """How to make one."""
    return "hazardctl init"


def ledger(path: str, bytes_: int, mode: str | None) -> str:
    """The ledger's file."""
    return f"{path}，{size(bytes_)}，日志方式 {mode or '读不出'}"


def damaged() -> str:
    """The mark stands."""
    return "台账标记为已损坏，录入已停"


def verify() -> str:
    """What to run."""
    return "hazardctl verify"


def schema(have: int, newest: int) -> str:
    """The ledger's schema."""
    return f"版式 {have}" if have == newest else f"版式 {have}，下次录入时升级到 {newest}（先自动备份）"


def permissions(mode: int | None, folder: int | None) -> str:
    """Who may read."""
    if mode is None or folder is None:
        return "权限由系统账户管理"
    return f"文件 {mode:o}，文件夹 {folder:o}" + (
        "" if not (mode | folder) & 0o077 else "：本机其他账户也能读到"
    )


def close_to_others(path: str) -> str:
    """How to close it."""
    return f"chmod 600 {path}；chmod 700 所在文件夹"


def not_writable() -> str:
    """Nothing can be entered."""
    return "台账或所在文件夹写不进去"


def make_writable() -> str:
    """What to do."""
    return "检查只读属性和账户权限"


def free(bytes_: int) -> str:
    """Space left."""
    return f"磁盘剩余 {size(bytes_)}"


def make_room() -> str:
    """Too little space."""
    return "腾出空间：备份和升级都要再放下几份台账"


def local(kind: str | None) -> str:
    """A disk of this machine."""
    return f"在本机磁盘上（{kind}）" if kind else "在本机磁盘上"


def shared(place: str) -> str:
    """Not a disk of this machine alone."""
    where = {"network": "网络盘", "synced": "自动同步的文件夹（网盘）"}.get(place, "别处")
    return f"台账放在{where}里：多台电脑同时写会损坏"


def move_to_local() -> str:
    """Where it should be."""
    return "移到本机磁盘（--ledger 或 HAZARDCTL_HOME），网盘里只放备份"


def moved_today(day: str) -> str:
    """The day is set by hand."""
    return f"“今天”被 HAZARDCTL_TODAY 设成 {day}"


def unset_today() -> str:
    """How to end it."""
    return "不是演练就取消这个环境变量"


def clock_behind(last: str) -> str:
    """The machine's clock is before the last entry."""
    return f"本机时钟比最后一条流水（{last}）还早"


def clock_went_back(before: str, after: str, times: int) -> str:
    """The clock ran backwards while entries were made."""
    return f"流水里时钟往回走过 {times} 次，最近一次从 {before} 到 {after}"


def set_clock() -> str:
    """What to do about the clock."""
    return "校准系统时间；先后以流水号为准，不受影响"


def clock_right() -> str:
    """Nothing wrong with it."""
    return "时钟正常"


def no_copy() -> str:
    """There is no copy beside the ledger."""
    return "台账旁没有备份"


def make_copy() -> str:
    """How to make one."""
    return "hazardctl backup；再拷一份到别的盘"


def copy(path: str, at: str, *, sound: bool) -> str:
    """The newest copy."""
    return f"最近的备份 {path}（{at}）：{'核对完好' if sound else '已损坏，不能用来恢复'}"


def copies(n: int, bad: Sequence[str]) -> str:
    """All copies."""
    return f"{n} 份备份全部完好" if not bad else f"{n} 份备份中损坏的：{'、'.join(bad)}"


def plan(*, changed: bool) -> str:
    """The plan beside the ledger's."""
    return "方案文件改过，台账还按原来的" if changed else "方案与台账一致"


def adopt_plan() -> str:
    """How to take the changed plan over."""
    return "hazardctl plan check，然后 hazardctl init"


def check_plan() -> str:
    """How to look at it."""
    return "hazardctl plan check"


def proved(entries: int, rows: int) -> str:
    """The whole ledger agrees with itself."""
    return f"全面核对完好：流水 {entries} 条，记录 {rows} 行"


def not_proved(faults: int) -> str:
    """It does not."""
    return f"全面核对发现 {faults} 处对不上"


def holidays(years: Sequence[int]) -> str:
    """Working days can be counted in these years, in their order."""
    whole = years[-1] - years[0] == len(years) - 1 and len(years) > 1
    told = f"{years[0]} 至 {years[-1]}" if whole else "、".join(map(str, years))
    return f"节假日安排有 {told} 年的（hazardctl setting holidays）"


def no_holidays(year: int) -> str:
    """Working days of a year cannot be counted."""
    return f"还没有 {year} 年的节假日安排，用到那一年的“几个工作日”推算不出"


def lay_holidays(year: int, file: str) -> str:
    """How to make a year's holidays known."""
    return f"国务院办公厅的 {year} 年通知（一般十月至十一月）发布后写进 {file}：hazardctl guide 日历"


def bad_holidays(mistakes: int) -> str:
    """The town's own file cannot be read."""
    return f"台账旁的 holidays.yaml 有 {mistakes} 处不对，工作日都推算不出"


def mend_holidays() -> str:
    """How to mend the town's own file."""
    return "逐处看：hazardctl setting holidays；不要这份文件就改个名"
