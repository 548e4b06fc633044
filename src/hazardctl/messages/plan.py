"""What is said about a plan folder and about who owns a matter: what is wrong, and what to do next.

Sentences only. The place (file, line, key) is the problem's `where`, not part of the sentence.
"""

from collections.abc import Iterable


def _one_of(allowed: Iterable[str]) -> str:
    return "、".join(allowed)


def _perhaps(nearest: str | None) -> str:
    return f"，是不是想写“{nearest}”" if nearest else ""


def no_folder(folder: str) -> str:
    """The plan folder that was named is not there."""
    return f"没有方案文件夹“{folder}”，请核对 --plan 或 HAZARDCTL_PLAN；样本用 hazardctl plan export 目录"


def no_packaged_plan() -> str:
    """The program's own plan is gone."""
    return "找不到程序自带的方案（data 文件夹），请重新安装 hazardctl，或用 --plan 指定方案文件夹"


def no_file(name: str) -> str:
    """A plan folder lacks one of its files."""
    return f"方案文件夹里缺少 {name}，请补上；样本可用 hazardctl plan export 目录 导出"


def file_unreadable(name: str, why: str) -> str:
    """The system will not let the file be read."""
    return f"读不了 {name}（{why}），请检查文件是否被占用、有没有读取权限"


def file_unwritable(name: str, why: str) -> str:
    """The system will not let the file be written."""
    return f"写不了 {name}（{why}），请换一个有写入权限、有空间的文件夹"


def file_differs(name: str) -> str:
    """Export would overwrite a file that says something else."""
    return f"目标文件夹里已有内容不同的 {name}，没有覆盖；请换一个空文件夹，或先把它移走"


def too_large(limit: int) -> str:
    """The file is larger than a plan can be (`limit` in bytes)."""
    return f"文件超过 {limit // 1024} KiB，不像是方案文件，请核对是不是放错了文件"


def too_deep(limit: int) -> str:
    """The nesting is deeper than a plan ever needs."""
    return f"嵌套超过 {limit} 层，方案不需要这么深，请检查缩进和方括号"


def too_many(limit: int) -> str:
    """The file holds more values than a plan ever needs."""
    return f"文件里的条目超过 {limit} 个，不像是方案文件，请核对是不是放错了文件"


def not_text() -> str:
    """The bytes are neither UTF-8 nor GB18030."""
    return "文件不是 UTF-8 也不是 GB18030 编码，请用记事本或 WPS 文字另存为 UTF-8 编码的文本"


def not_yaml() -> str:
    """The text breaks YAML's own rules."""
    return "这一行附近不合 YAML 写法，请检查：缩进用空格且对齐、英文冒号后空一格、引号括号成对、没有制表符"


def bad_character(code: str) -> str:
    """A control or direction character stands in the text."""
    return f"含有看不见的控制字符 {code}，请删去后重新输入这一处"


def empty_file() -> str:
    """There is nothing in the file."""
    return "文件是空的，请按样本填写；样本可用 hazardctl plan export 目录 导出"


def alias_refused() -> str:
    """YAML anchors and aliases are not read."""
    return "不支持 YAML 的锚点和引用（& 和 *），请把内容直接写出来；文字以 & 或 * 开头时加上引号"


def merge_refused() -> str:
    """YAML merge keys are not read."""
    return "不支持 YAML 的合并键（<<），请把各项直接写出来"


def tag_refused() -> str:
    """YAML tags are not read."""
    return "不支持 YAML 的类型标记（!），请删去；文字以 ! 开头时加上引号"


def duplicate_key(key: str, first_line: int) -> str:
    """The same key twice in one mapping."""
    return f"“{key}”重复，第 {first_line} 行已经写过，请删去一处"


def key_not_text() -> str:
    """A key is empty, or a list or mapping."""
    return "冒号前面要写一个名称，不能空着，也不能是列表，请改正"


def one_document_only() -> str:
    """The file holds several YAML documents."""
    return "一个文件只能有一份内容，请删去多余的“---”及其后的部分"


def and_more(count: int) -> str:
    """More is wrong than is worth listing."""
    return f"另有 {count} 处问题没有列出，请先改正上面的再查一次"


def unknown_key(key: str, nearest: str | None) -> str:
    """A key that the plan does not have."""
    return f"不认识“{key}”{_perhaps(nearest)}，请改正或删去"


def missing_key(key: str, expected: str) -> str:
    """A key that must be there."""
    return f"缺少“{key}”，请补上：{expected}"


def wrong_type(expected: str) -> str:
    """The value is of another kind than expected."""
    return f"写法不对，这里要{expected}"


def empty_text() -> str:
    """A text that may not be empty."""
    return "不能空着，请填写文字"


def empty_list() -> str:
    """A list that may not be empty."""
    return "不能空着，至少写一项"


def off_and_worked(day: str) -> str:
    """A day cannot be both."""
    return f"{day} 又放假又上班：只留一处"


def bad_year(given: int, first: int, last: int) -> str:
    """A year that nobody means."""
    return f"“{given}”不是年份，请写 {first} 至 {last} 之间的年份，如 2027"


def bad_holiday(first: str, last: str, year: int, most: int) -> str:
    """A holiday lies outside its year, ends before it begins, or is too long (`most` days)."""
    return f"{first} 至 {last} 不对：要在 {year} 年里（元旦可从上年 12 月起），先早后晚，最多 {most} 天，请照通知改正"


def bad_workday_year(day: str, year: int) -> str:
    """A worked weekend lies outside its year."""
    return f"{day} 不在 {year} 年里（元旦前后可在上年 12 月），请照通知改正"


def bad_workday(day: str, weekday: str) -> str:
    """A day that is worked anyway; `weekday` is its Chinese numeral."""
    return f"{day} 是星期{weekday}，本来就上班：这里只写调休上班的星期六、星期日，请照通知核对"


def holidays_lacking(names: Iterable[str]) -> str:
    """A year is not whole."""
    return f"缺少 {_one_of(names)}：一年的节日要照通知写全，少一个就会算错；合在一起放的写成“中秋节、国庆节”"


def bad_date(given: str) -> str:
    """Not a day of the calendar, written the one way."""
    return f"“{given}”不是有效日期，请写成 2023-05-31 的样子"


def bad_number(given: str) -> str:
    """Not a whole number."""
    return f"“{given}”不是整数，请写成 12 的样子"


def bad_choice(given: str, allowed: Iterable[str], nearest: str | None) -> str:
    """A word that is not among the few allowed here."""
    return f"“{given}”不能用在这里{_perhaps(nearest)}，只能写：{_one_of(allowed)}"


def unknown_ref(kind: str, given: str, nearest: str | None) -> str:
    """A unit, group, post or category that nothing defines."""
    return f"没有定义过{kind}“{given}”{_perhaps(nearest)}，请改正，或先在方案文件里定义它"


def duplicate_id(given: str) -> str:
    """Two rows with the same key."""
    return f"“{given}”已经用过，请换一个，不能重复"


def too_long(limit: int) -> str:
    """A text beyond the limit; it is never cut."""
    return f"超过 {limit} 个字，请改短"


def bad_pattern(pattern: str) -> str:
    """A code of the wrong shape; `pattern` is the shape asked for."""
    return f"写法不对，请写成 {PATTERNS.get(pattern, pattern)} 的样子"


PATTERNS = {"^[A-Z]{2,6}$": "BY（2 至 6 个大写字母）", r"^[1-9]\d?-[1-9]\d?$": "6-5（行动-次序）"}
"""An example for each shape that a code of the plan must have."""


def out_of_range(*, least: int | None = None, most: int | None = None) -> str:
    """A number beyond its bounds."""
    return f"数值不能小于 {least}，请改正" if least is not None else f"数值不能大于 {most}，请改正"


def phase_backwards(start: object, due: object) -> str:
    """A phase ends before it starts."""
    return f"到期日 {due} 早于起始日 {start}，请核对 start 和 due"


def phases_unordered(name: str, previous: str) -> str:
    """A phase comes before the one listed above it."""
    return f"“{name}”的日期排在“{previous}”之前，请按先后次序排列，或核对日期"


def id_of_other_action(task_id: str, action: int) -> str:
    """A task's id starts with another action's number."""
    return f"编号“{task_id}”与所属重点任务 {action} 不一致，请写成 {action}-次序"


def words_not_in_text(words: str) -> str:
    """What is quoted is not in the text beside it."""
    return f"原文里没有“{words}”这几个字，请照原文摘录"


def interval_not_wanted(every: str) -> str:
    """An interval beside a fixed cadence."""
    return f"频次已写明（{every}），请删去 interval_days；只有 unspecified 才由本镇定间隔"


def owner_text_differs(printed: str, owners: Iterable[str]) -> str:
    """The owner as printed does not lead to the owners given."""
    return f"原文责任单位“{printed}”与 owners（{_one_of(owners)}）对不上，请改 owners，或给单位补上别名"


def alias_taken(alias: str, other: str) -> str:
    """A name or alias leads to two things."""
    return f"“{alias}”也是“{other}”的名称或别名，查找时分不清，请删去一处"


def group_unused(group: str) -> str:
    """A collective owner that nothing refers to."""
    return f"“{group}”没有任何任务、职责或成果用到，请删去，或核对是否写错"


def action_without_tasks(title: str) -> str:
    """A line of work without a single task."""
    return f"“{title}”没有任何任务，请补上，或删去这项行动"


def owner_twice(owner: str) -> str:
    """The same owner twice in one row."""
    return f"“{owner}”在同一行写了两次，请删去一处"


def no_principles() -> str:
    """The ladder of who-owns has nothing to stand on."""
    return "没有写原则（principles），分工表查不到时就没有依据，请至少照方案摘录一条"


def no_such_oddity(number: str) -> str:
    """A note points to an oddity that is not listed."""
    return f"备注里的“疑点{number}”在 oddities 里没有，请补上，或改正编号"


EXPECTED = {
    "text": "一段文字",
    "list": "列表（每行以“- ”开头）",
    "map": "“名称: 内容”的形式（英文冒号后留一个空格）",
    "date": "日期，如 2023-05-31",
    "number": "整数，如 12",
    "flag": "true 或 false",
}
"""What a key expects, said the same way whether it is missing or of the wrong kind."""


BODY = "正文"
"""Stands before a paragraph of the plan's body."""


def fill_everyone(group: str) -> str:
    """A group of every unit of its kind, before any is registered; tell how to register one."""
    return f"“{group}”指全部同类单位，方案没有名单；登记：hazardctl unit add 单位名…"


def fill_group(group: str) -> str:
    """A collective owner that nobody has been entered for."""
    return f"“{group}”是一类单位，方案没有列出是哪些；登记：hazardctl unit join {group} 单位名…"


def fill_post(post: str) -> str:
    """A post without a name."""
    return f"“{post}”没有填姓名；需要时在 duty_matrix.yaml 的 posts 里填 holder"


def several_rows(count: int) -> str:
    """Several rows fit, and their owners differ."""
    return f"有 {count} 处写到，责任单位不同，请用上面列出的名称或编号再查一次，或把事项写得更具体"


def too_general(query: str) -> str:
    """Every word of the question says too little to decide by."""
    return f"“{query}”说得太宽，请写明行业或事项，如 hazardctl who-owns 行业名称"


def by_task_words() -> str:
    """The basis is a task that has these words."""
    return "依据是写有这些字的任务；是不是您要问的事，请对照原文（hazardctl task show 编号）"


def see_body(paragraph: str) -> str:
    """The body of the plan has these words, without naming one owner."""
    return f"方案{BODY}{paragraph}写到，可一并对照"


def convene(unit: str) -> str:
    """No row decides: the emergency office brings the others together."""
    return f"分工表和任务里都没有写到，由{unit}按上述原则召集有关单位商定；已列的任务见 hazardctl task list"


def unknown_label(key: str) -> str:
    """labels.yaml names a term that the program does not have, or gives no text for one."""
    return f"没有“{key}”这个用语，或者没有写内容；写成“代号: 用语”，代号是 JSON 里的键名，如 unit、village、overdue"


def no_such_part(key: str) -> str:
    """A part of a duty refers to another that is not there."""
    return f"items_from 写的「{key}」不是同一项里另一条频次的 key：改成那一条的 key，或删去"
