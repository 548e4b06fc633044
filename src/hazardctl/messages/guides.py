"""The guides: what can be read about, and what is said where a word names none of it."""

from collections.abc import Sequence

TOPICS: tuple[tuple[str, str, str, str, str | None], ...] = (
    ("start", "第一天", "建台账、登记村和单位", "用户手册", "第一天"),
    ("add", "登记隐患", "三种登记法，表单怎么填，日期金额怎么写", "用户手册", "登记隐患"),
    ("close", "整改销号", "补齐、整改、复查、销号、延期、挂牌、文书", "用户手册", "整改、复查、销号"),
    ("morning", "每天早上", "先看什么，怎么催办", "用户手册", "每天早上"),
    ("find", "查找", "按词、拼音、首字母找；看过去某一天", "用户手册", "查找"),
    ("import", "收表", "村里报来的表怎么收，错在哪一格", "用户手册", "村里报来的表"),
    ("meeting", "开会前", "月报、通报、一段话、印发", "用户手册", "开会前"),
    ("upward", "上报", "双报告、信息报送、报区里", "用户手册", "上报"),
    ("mistake", "办错了", "更正、作废、撤销、查流水、核对", "用户手册", "办错了"),
    ("backup", "备份换电脑", "备份、恢复、体检、补全", "用户手册", "备份和换电脑"),
    ("more", "还有什么", "检查、执法、督办、举报等别的命令", "用户手册", "还有什么"),
    ("week", "第一周", "办事员头一周的四十件事，每个键怎么按", "第一周", None),
    ("town", "另一个镇", "换成自己镇的方案，一步一步", "另一个镇", None),
    ("merge", "合并台账", "村里、下乡时单独记的台账合到镇里，两边不一致怎么定", "合并台账", None),
    (
        "district",
        "区里汇总",
        "几个镇放在一台服务器上：建库、分权、各镇汇总、合并不联网的镇",
        "区里汇总",
        None,
    ),
    ("calendar", "日历", "放进手机日历、每天提醒、节假日", "提醒与日历", None),
    ("offline", "离线安装", "不联网的电脑怎么装、升级、卸载", "离线安装", None),
    ("errors", "报错", "每一句报错是什么意思、怎么办", "errors", None),
)
"""English key, name, one line on it, the page, and the part of the page where it is only one."""

HEAD = "使用指南：hazardctl guide 主题（写名字、编号、拼音首字母都行）"


def columns() -> tuple[str, str, str, str]:
    """Head the list."""
    return ("编号", "主题", "讲什么", "英文名")


def no_such_topic(said: str, names: Sequence[str], *, several: bool) -> str:
    """No topic is called so, or several are."""
    what = f"「{said[:20]}」对上好几个主题" if several else f"没有「{said[:20]}」这个主题"
    return f"{what}，可用：{'、'.join(names)}。只键入 hazardctl guide 看全部"


def no_guides() -> str:
    """The program was installed without its guides."""
    return "程序里没有带使用指南：重新安装完整的程序包，或看源码的 docs 文件夹"
