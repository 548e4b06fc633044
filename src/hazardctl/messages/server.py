"""Sentences about a ledger on a server."""


def away(where: str) -> str:
    """No connection, after a few tries."""
    return f"连不上台账服务器 {where}：请检查网络和服务器是否开着，再试一次；什么都没有登记"


def bad_address(where: str) -> str:
    """The address is none that libpq can read."""
    return (
        f"台账服务器的地址（{where}）写得不对：请核对 HAZARDCTL_LEDGER，要像 postgresql://用户@主机:5432/库，"
        "端口是数字，? 后面只写 sslmode 一类 PostgreSQL 认得的选项"
    )


def encryption(where: str) -> str:
    """No encrypted connection of the kind that the address asks for."""
    return (
        f"和台账服务器 {where} 建不起地址里要求的加密连接，没有连：服务器没有开 SSL，或证书对不上、找不到；"
        "请管理员看证书和地址里的 sslmode、sslrootcert"
    )


def not_admitted(where: str) -> str:
    """The server's own list of who may come from where says no."""
    return (
        f"台账服务器 {where} 不让这个用户从这台电脑这样连：请管理员在 pg_hba.conf 里开通；"
        "服务器只收加密连接的，地址后面写 ?sslmode=require"
    )


def lost(where: str) -> str:
    """The connection broke before anything was stored for good."""
    return f"和台账服务器 {where} 的连接断了，这一步没有登记：请检查网络，再办一次"


def commit_unknown(where: str) -> str:
    """The connection broke at the very moment of storing."""
    return (
        f"和台账服务器 {where} 的连接在最后存盘时断了，不知道登记上没有：连上以后先用 hazardctl log 看，"
        "流水里没有这一步再重办"
    )


def tipoffs_closed(where: str) -> str:
    """The login may not look into the confidential texts."""
    return (
        f"您在 {where} 上没有看、填举报内容的权限，没有办：请由有权限的人办，或请管理员授予 hazardctl_tipoffs"
    )


def upgrade_due(where: str) -> str:
    """The tables are an older program's, and this login may not change them."""
    return f"{where} 的台账是旧程序建的，要升级一次：请库的管理员（表的所有者）用本程序运行 hazardctl status，以后就能用"


def no_driver() -> str:
    """The extra is not installed."""
    return "连服务器要先装驱动：pip install 'hazardctl[postgres]'；台账用文件的，请去掉 HAZARDCTL_LEDGER"


def wrong_password(where: str) -> str:
    """The password is wrong or missing."""
    return f"台账服务器 {where} 不认这个用户或口令：请把口令写进 PGPASSFILE 所指的文件，再试一次"


def no_such_role(where: str) -> str:
    """The role may not connect."""
    return f"台账服务器 {where} 不让这个用户登录：请联系区里的管理员开通"


def no_such_database(where: str) -> str:
    """The database or the role does not exist."""
    return f"台账服务器上没有 {where} 这个库，或没有这个用户：请核对 HAZARDCTL_LEDGER，或请管理员建库"


def read_only(where: str) -> str:
    """A replica."""
    return f"{where} 是只读副本，只能查，不能登记：请把 HAZARDCTL_LEDGER 设为主库"


def not_allowed(where: str) -> str:
    """The role lacks the right."""
    return f"这个用户在 {where} 上没有办这件事的权限：请联系区里的管理员"


def too_many(where: str) -> str:
    """No connection left."""
    return f"台账服务器 {where} 的连接已满：请稍后再试"


def disk_full(where: str) -> str:
    """The server's disk is full."""
    return f"台账服务器 {where} 的磁盘已满，没有写入：请联系管理员"


def busy(where: str) -> str:
    """Others are writing."""
    return f"台账服务器 {where} 正忙，没有写入：请再试一次"


def no_ledger(where: str) -> str:
    """The database is empty."""
    return f"{where} 里还没有台账：先运行 hazardctl init 建立"


def not_for_servers(command: str, where: str) -> str:
    """A command for files."""
    what = {"backup": "备份请管理员用 pg_dump 做", "restore": "恢复请管理员用 pg_restore 做"}
    return f"台账在服务器 {where} 上，不是文件：{what[command]}"


def backups_of(where: str) -> str:
    """Copies that no command reaches."""
    return f"服务器 {where} 的备份和归档日志（请管理员处理）"


def health(where: str, engine: str) -> str:
    """Where the ledger is, and on what."""
    return f"台账在服务器 {where} 上（{engine}）"


def older(where: str, have: int, newest: int) -> str:
    """A program made it that never had a server's ledger."""
    return f"{where} 的台账是旧程序建的（第 {have} 版，本程序是第 {newest} 版）：用旧程序 hazardctl move 到文件，再用本程序搬回服务器"


def newer(where: str, have: int, newest: int) -> str:
    """A newer program has been at it."""
    return f"{where} 的台账是更新的程序建的（第 {have} 版，本程序到第 {newest} 版）：请先升级 hazardctl"
