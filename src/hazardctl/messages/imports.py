"""Sentences of `import` and `export`: what a cell should hold, what became of a row, what to do next."""

from collections.abc import Sequence


def cell_error(said: str) -> str:
    """Say that a spreadsheet's own error stands in a cell."""
    return f"是公式错误 {said}：改成要填的内容"


def mark_only(said: str) -> str:
    """Say that a mark stands where words are needed."""
    return f"只写了“{said}”：写具体内容"


def bad_flag(said: str) -> str:
    """Say what a yes-or-no column takes."""
    return f"“{said[:20]}”看不懂：填 是 或 否（√ 或 × 也行）"


def code_as_number() -> str:
    """Say that a long number lost digits."""
    return "按数字存的，超过 15 位已经丢了尾数：把单元格设成“文本”再填"


def unit_or_firm(said: str) -> str:
    """Say that a bare 责任单位 may mean two things."""
    return f"“责任单位”写的是“{said[:40]}”，分不清是监管责任单位还是整改责任单位：把表头改成其中一个"


def taken_for(unit: tuple[str, str], person: tuple[str, str], lacking: str) -> str:
    """Say as what a bare 责任单位 and 责任人 were read, and which column is still needed; a name comes with its term."""
    who = f"，“{_short(person[0])}”按{person[1]}读" if person[0] else ""
    return f"“责任单位”写的是“{_short(unit[0])}”，按{unit[1]}读{who}：另加一列“{lacking}”填上"


def five_unread(said: str, items: str) -> str:
    """Say how 五落实 in one column is written."""
    return (
        f"“{said[:30]}”分不出五项：写成“措施：…；责任：…；资金：…；时限：…；预案：…”，或分成五列（{items}）"
    )


def spot_without_words() -> str:
    """Say that 即查即改 needs to say how."""
    return "写了“是”，还要写当场怎么改的：填在“即查即改情况”或“整改情况”里"


def five_or_else() -> str:
    """Say how a hazard gets in whose five are not known yet."""
    return "五落实一时填不全的：填“五落实补齐期限”和“临时管控措施”两列先登记；当场改好的填“即查即改情况”"


def done_without_day() -> str:
    """Say that a finished rectification needs its day."""
    return "整改情况写已完成，还要填整改完成日期"


def fill_first(filled: str, lacking: Sequence[str]) -> str:
    """Say that a column is filled that others come before."""
    return f"填了“{filled}”，还要填{'、'.join(f'“{name}”' for name in lacking)}"


def done_yet_unfinished(said: str) -> str:
    """Say that the words on a rectification deny the day that stands beside them."""
    return f"整改情况写的是“{_short(said)}”，整改完成日期却填了：没有整改完成的清空日期，完成了的改整改情况"


def noted_as_progress() -> str:
    """Say what became of words on a rectification that do not say that it is finished."""
    return (
        "有的行“整改情况”没有写明已整改完成，已按整改进展记下（hazardctl hazard history 编号 可查）；"
        "整改完成了的，填上整改完成日期，加 --update 再导入"
    )


def not_closed_by_row() -> str:
    """Say what became of words on a re-inspection beside which no day of closing stands."""
    return (
        "有的行填了复查或各项落实情况、没有填“销号日期”，没有按销号登记，这几格没有记入台账；"
        "复查合格的，填上销号日期，加 --update 再导入"
    )


def found_day_needed() -> str:
    """Say that the day of finding is never guessed in an import."""
    return "排查日期没有填：导入不按今天算，每行都要有（全表同一天的：hazardctl import 文件 --found-on 日期）"


def unknown_number(no: str) -> str:
    """Say that a number of this ledger's own form is not in it."""
    return f"台账里没有编号 {no}：新隐患把编号留空；改已有的隐患，核对编号"


def no_such_key() -> str:
    """Say that the row comes from another ledger's export."""
    return "这一行是从别的台账导出的，本台账里没有这条：作为新隐患登记要清空隐患编号"


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:30] + "…"  # noqa: PLR2004  only for reading; nothing is stored


def same_as_row(number: int) -> str:
    """Say that a row repeats an earlier one of the file."""
    return f"和第 {number} 行是同一条，跳过"


def nothing_found(said: str) -> str:
    """Say that a row reports that nothing was found."""
    return f"写的是“{said[:20]}”，不是隐患，跳过；要记检查用 hazardctl inspect add"


def not_on_spot() -> str:
    """Say what to do with a hazard that was not fixed on the spot after all."""
    return "登记时不是即查即改；登记错了的用 hazardctl hazard void 作废重登"


def act_stands() -> str:
    """Say that what is on record is not rewritten by a sheet."""
    return "台账里已有记录；确有错误的用 hazardctl hazard reopen 或 hazard reject 办理"


def reason(source: str) -> str:
    """Give the reason of corrections that came with a sheet."""
    return f"按《{source}》更正" if source else "按导入的表更正"


def conflict(name: str, exported: str, file: str, ledger: str) -> str:
    """Show a conflict three ways."""
    return (
        f"{name}在导出以后台账里也改过：导出时“{_short(exported)}”，表里“{_short(file)}”，台账现在“{_short(ledger)}”；"
        "没有覆盖。以表里为准就用 hazardctl hazard amend 改，以台账为准就把表里改成台账的值"
    )


def fixed_cell(name: str, how: str) -> str:
    """Say that a cell of the ledger form is not changed by editing it."""
    return f"{name}不能在表里改：{how}"


HOW_INSTEAD = {
    "no": "编号由台账编，改了就对不上；恢复原样",
    "listing": "用 hazardctl hazard list-up 或 delist",
    "status": "状态随整改、复查、销号变化，用 hazardctl hazard rectify、close 等办理",
    "remark": "备注由台账按延期、移送、复查生成，用 hazardctl hazard extend、transfer 等办理",
}
"""What to do instead of editing a cell that follows from other entries."""


def cannot_clear(name: str) -> str:
    """Say that a needed value cannot be emptied."""
    return f"{name}不能清空：填上内容，或恢复原样"


def no_table(name: str, kinds: str) -> str:
    """Say that no sheet of a file has a header that is understood."""
    return (
        f"“{name}”里没有找到{f'{kinds}的' if kinds else ''}表头：要有一行列名，如“隐患描述、隐患等级、排查日期”；"
        "可先用 hazardctl template 表样.xlsx 生成表样，别人的表样用 --map 对照列名"
    )


def sheet_passed(name: str) -> str:
    """Say that a sheet without a header was passed over."""
    return f"工作表“{name}”没有找到表头，没有读"


def unused_columns(sheet: str, names: Sequence[str]) -> str:
    """Say which columns of a sheet were not used."""
    return f"工作表“{sheet}”有几列没有用到：{'、'.join(names)}（原文件的内容已按原样留底）"


def typo(heading: str, term: str) -> str:
    """Say that a misspelt heading was taken for a column."""
    return f"列名“{heading}”按“{term}”读"


def yuan_assumed(heading: str) -> str:
    """Say that money without a unit was taken in yuan."""
    return f"“{heading}”没有写单位，按元算；是万元的把列名改成“{heading}（万元）”再导入"


def not_taken(refused: int) -> str:
    """Say that nothing was written because some rows were refused."""
    return f"有 {refused} 行没有通过，一行也没有导入；改好再导入，或加 --partial 先收通过的"


def dry_run() -> str:
    """Say that nothing was written because that was asked for."""
    return "只是试一遍（--dry-run），台账没有变"


def errors_written(path: object) -> str:
    """Say where the marked sheet is."""
    return f"有问题的单元格已标红，写在 {path}：在里面改好，再导入这个文件"


def errors_not_written(path: object) -> str:
    """Say that the marked sheet could not be written."""
    return f"标红的表没有写成（{path} 所在文件夹写不进）：按下面列的单元格改"


def registered(names: Sequence[str]) -> str:
    """Say which enterprises were registered by name."""
    told = "、".join(names[:10]) + (f" 等 {len(names)} 家" if len(names) > 10 else "")  # noqa: PLR2004  enough to read
    return f"新登记单位 {len(names)} 家：{told}"


def counts(told: Sequence[tuple[str, int]], read: int) -> str:
    """Word the counts of an import, which always add up."""
    return f"读到 {read} 行 = " + " + ".join(f"{name} {number}" for name, number in told)


def no_such_form(said: str, known: Sequence[str]) -> str:
    """Say which forms there are."""
    return f"没有“{said[:20]}”这种表：可用 {'、'.join(known)}"


def figures_cannot_come_in(name: str) -> str:
    """Say that a form of figures is not imported."""
    return f"“{name}”是填数字的表，不能导入：数字由台账算出，改台账里的记录"


def not_for_reading(name: str) -> str:
    """Say that a map is for writing alone."""
    return f"“{name}”只有 write，不能导入：加上 read（columns）"


def working() -> str:
    """Say what the bar is about."""
    return "正在导入"


def title(file: str) -> str:
    """Head of the summary."""
    return f"导入 {file}"


def sheet(name: str, kind: str, header_row: int, read: int) -> str:
    """Say where a table was found."""
    return f"工作表“{name}”：{kind}，表头在第 {header_row} 行，{read} 行"


def errors_title(rows: int, cells: int) -> str:
    """Head of what is wrong."""
    return f"退回 {rows} 行，{cells} 处问题"


def skips_title(number: int) -> str:
    """Head of what was skipped."""
    return f"跳过 {number} 行"


def feet(number: int) -> str:
    """Say that signatures and totals were passed over."""
    return f"另有 {number} 行是签字栏、合计或说明，不是数据，已跳过"


def more(number: int) -> str:
    """Say that a list is longer than the screen shows."""
    return f"还有 {number} 处，见标红的表，或加 --format json 看全部"


def row(sheet_name: str, number: int) -> str:
    """Name a row."""
    return f"{sheet_name} 第{number}行"


def numbers(given: Sequence[str]) -> str:
    """Say which numbers were given."""
    return f"已导入，编号 {given[0]}" + (f" 至 {given[-1]}" if len(given) > 1 else "")


def nothing_passed(refused: int, known: int) -> str:
    """Say that nothing was written, as every row that is not in the ledger already was refused."""
    rest = "，其余的已经在台账里" if known else ""
    return f"有 {refused} 行没有通过{rest}，一行也没有导入；改好再导入"


def nothing_new(known: int, idle: int) -> str:
    """Say that the file brought nothing new: rows in the ledger already, rows that tell of no hazard, or none at all."""
    if known:
        return "台账没有变：表里的都已经在台账里"
    return "台账没有变：表里没有要登记的隐患" if idle else "表头下面没有数据，台账没有变"


PLACE, HEADING, VALUE, WRONG = "位置", "列", "填的", "问题和怎么改"

OUTCOMES = {
    "added": "新增",
    "updated": "更新",
    "unchanged": "未变",
    "skipped": "跳过",
    "refused": "退回",
}
"""What became of rows, in the order in which they are told."""

FOOTS = {
    "sign_off": "签字栏，不是数据",
    "total": "合计行，不是数据",
    "note": "说明文字，不是数据",
    "header": "重复的表头，不是数据",
}
"""Why a row under a table was skipped."""

KINDS = {
    "hazards": "隐患",
    "enterprises": "单位（场所）",
    "records": "任务落实记录",
    "submissions": "信息报送",
}
"""What the rows of a sheet are."""
