"""What `hazardctl` alone shows: one screen of what is done most, each with the command."""

HEAD = "重大事故隐患排查整治台账：键一次，表都出。"
COMMANDS = (
    ("hazardctl status", "今天先看什么：逾期、到期、待复查、调度会前"),
    ("hazardctl hazard add", "登记隐患，一项一项问；同上一条的加 --like 编号"),
    ("hazardctl hazard list", "列隐患：加 --overdue 逾期的，--search 词或拼音"),
    ("hazardctl hazard show 编号", "看一条隐患，和它的下一步"),
    ("hazardctl hazard rectify 编号", "整改完成了"),
    ("hazardctl hazard close 编号", "复查合格，销号"),
    ("hazardctl inspect add", "记一次检查，查到没查到都记"),
    ("hazardctl import 表.xlsx", "收村里、办所里报来的表"),
    ("hazardctl report monthly", "每月调度：加 -o 通报.docx 出文件"),
    ("hazardctl who-owns 燃气", "这件事归谁管"),
    ("hazardctl undo", "刚才那一步办错了，撤回来"),
    ("hazardctl backup", "备份台账"),
)
NO_LEDGER = "还没有台账：先建立 hazardctl init，或先看演示 hazardctl demo"


def more() -> tuple[str, ...]:
    """Say where everything else is."""
    return (
        "怎么用：hazardctl guide；全部命令：hazardctl --help；某个命令的用法：命令后加 --help",
        "在终端里少填了什么，程序会问；退出按 Ctrl-C。",
    )
