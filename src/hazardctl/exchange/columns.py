"""What a sheet's columns are: one registry for the forms that go out, the sheets that come back, and their mistakes.

A column's `field` is the name that the commands' forms use, so that a cell passes the same gate as an option. Headings
are the official terms; `synonyms` are what other offices write for the same thing. Nothing here reads a file.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hazardctl.messages.labels import label, official, officially, worded


class SheetKind(StrEnum):
    """What the rows of a sheet are."""

    HAZARDS = "hazards"
    ENTERPRISES = "enterprises"
    RECORDS = "records"
    SUBMISSIONS = "submissions"


class CellKind(StrEnum):
    """How a cell is read and written. `CODE` is text that looks like a number and must keep every digit."""

    LINE = "line"
    TEXT = "text"
    CODE = "code"
    DAY = "day"
    MONTH = "month"
    MONEY = "money"
    NUMBER = "number"
    FLAG = "flag"
    SERIAL = "serial"
    """序号: for the eye, read by nobody."""


class Column(Struct, frozen=True, kw_only=True):
    """One column of a form.

    `head` is its heading where the field's own term is not enough; terms in it stand as `{key}`.
    `choices` names the list that its drop-down offers (level, source, sector, office, village, unit, category, duty,
    post, closed_how, flag); `width` is in characters; `needed` ones are marked with an asterisk on the form; `note` is
    what the form says about filling it in. Columns not `on_form` are read where a sheet has them.
    """

    field: str
    kind: CellKind = CellKind.LINE
    head: str = ""
    synonyms: tuple[str, ...] = ()
    choices: str | None = None
    needed: bool = False
    width: int = 12
    note: str = ""
    on_form: bool = True

    @property
    def heading(self) -> str:
        """Return what stands above it: the office's own term where it has one."""
        return worded(self.head) if self.head else label(self.field)

    @property
    def official(self) -> str:
        """Return the official term, by which sheets of other offices know it whatever this one calls it."""
        return officially(self.head) if self.head else official(self.field)


_SERIAL = Column(
    field="serial", kind=CellKind.SERIAL, head="序号", synonyms=("编号序", "No", "NO.", "序"), width=6
)

_KEYS = (
    Column(field="uid", kind=CellKind.CODE, head="内部键", on_form=False),
    Column(field="row_hash", kind=CellKind.CODE, head="内部校验", on_form=False),
)
"""Hidden columns of what this program exported: which record a row is, and what it said (`row_hash`)."""

_NO = Column(
    field="no", kind=CellKind.CODE, synonyms=("编号", "隐患编码", "隐患序号", "台账编号"), width=15,
    note="新隐患留空，导入时编号；改已有的隐患才填。",
)  # fmt: skip
_FIVE = (
    Column(
        field="measures", kind=CellKind.TEXT, width=24,
        synonyms=("措施", "整改措施及要求", "治理措施", "整改要求", "防范措施", "整改方案", "落实措施", "落实整改措施"),
    ),
    Column(
        field="responsible_unit", width=18,
        synonyms=("五落实责任单位", "整改单位", "整改责任主体", "治理责任单位", "落实整改责任单位"), note="不填就是隐患所在单位。",
    ),
    Column(
        field="responsible", width=10,
        synonyms=("五落实责任人", "五落实责任", "五落实负责人", "责任", "整改负责人", "整改人员", "治理责任人", "整改责任人姓名", "落实责任人", "落实整改责任"),
    ),
    Column(
        field="funds", kind=CellKind.MONEY, head="{funds}（元）", width=12,
        synonyms=("整改资金", "资金", "计划资金", "治理资金", "治理经费", "落实资金", "整改经费", "落实整改资金", "投入资金"),
        note="只写数字；不需要资金写 0。",
    ),
    Column(
        field="deadline", kind=CellKind.DAY, width=13,
        synonyms=("时限", "整改期限", "整改完成时限", "计划完成时间", "计划整改时间", "计划完成整改时间", "要求完成时间",
                  "限期整改日期", "完成时限", "治理期限", "整改截止日期", "落实整改时限"),
    ),
    Column(
        field="contingency", kind=CellKind.TEXT, width=18,
        synonyms=("预案", "应急措施", "防控预案", "应急处置预案", "落实应急预案", "应急预案名称"),
    ),
)  # fmt: skip

HAZARDS: tuple[Column, ...] = (
    _SERIAL,
    _NO,
    Column(
        field="title", kind=CellKind.LINE, needed=True, width=30,
        synonyms=("隐患内容", "问题隐患", "隐患情况", "存在问题", "存在的问题", "问题描述", "隐患问题描述", "隐患基本情况",
                  "主要问题", "隐患名称", "问题隐患描述", "存在问题及隐患", "隐患具体内容", "隐患情况描述", "排查出的隐患"),
    ),
    Column(
        field="level", needed=True, choices="level", width=12,
        synonyms=("等级", "隐患级别", "级别", "隐患分级", "隐患类型等级", "重大或一般"),
    ),
    Column(
        field="source", needed=True, choices="source", width=14,
        synonyms=("来源", "排查方式", "检查类型", "检查方式", "发现方式", "排查类型", "隐患发现来源"),
    ),
    Column(field="sector", choices="sector", synonyms=("行业", "领域", "所属行业", "行业（领域）", "行业类别"), width=12),
    Column(
        field="enterprise", width=22,
        synonyms=("单位名称", "企业名称", "场所名称", "企业（单位）名称", "被检查单位", "受检单位", "隐患单位",
                  "单位（企业）名称", "生产经营单位", "生产经营单位名称", "隐患单位名称", "企业", "单位（场所）", "受检查单位", "检查单位名称"),
    ),
    Column(
        field="village", choices="village", width=12,
        synonyms=("属地", "所属村", "所属村（社区）", "村（社区）", "所在村", "村社区", "属地村", "属地社区", "所在区域"),
    ),
    Column(
        field="place", width=16,
        synonyms=("部位", "隐患部位", "隐患地点", "地点", "位置", "隐患位置", "具体位置", "隐患地址", "所在部位", "具体地点"),
    ),
    Column(
        field="found_on", kind=CellKind.DAY, needed=True, width=13,
        synonyms=("检查日期", "发现日期", "排查时间", "检查时间", "发现时间", "隐患发现日期", "隐患发现时间", "排查发现时间"),
    ),
    Column(field="found_unit", width=14, synonyms=("检查单位", "检查部门", "发现单位", "排查部门", "检查组", "发现部门")),
    Column(field="found_by", width=12, synonyms=("检查人员", "检查人", "排查人", "发现人", "排查责任人", "检查人姓名")),
    Column(field="category", choices="category", width=12, synonyms=("类别", "类型", "隐患类型", "隐患分类", "问题类别", "问题类型")),
    Column(
        field="criterion", kind=CellKind.TEXT, width=20, note="重大事故隐患必填：文件名称和条款。",
        synonyms=("判定标准", "依据", "判定条款", "违反条款", "重大隐患判定依据", "法律依据", "判定标准条款"),
    ),
    Column(
        field="fixed_on_spot", kind=CellKind.TEXT, head="{fixed_on_spot}情况", width=18,
        note="当场改好的写怎么改的，不用再填五落实。",
        synonyms=("即查即改", "是否即查即改", "立查立改", "立行立改", "当场整改", "是否立即整改", "当场整改情况", "现场整改情况"),
    ),
    *_FIVE,
    Column(
        field="unit", needed=True, choices="office", width=14,
        synonyms=("监管单位", "监管部门", "行业主管部门", "主管部门", "监管责任部门", "牵头单位", "主管单位", "督促整改单位", "行业监管部门"),
    ),
    Column(field="supervisor", width=10, synonyms=("监管人员", "监管责任人员", "督促整改责任人", "监管人", "监管责任人姓名")),
    Column(
        field="leader", width=10,
        synonyms=("包案领导", "挂包领导", "分管领导", "责任领导", "挂牌领导", "镇领导", "包抓领导"),
    ),
    Column(
        field="pending", kind=CellKind.DAY, head="{five}补齐期限", width=13, synonyms=("补齐期限", "五落实补齐日期"),
        note="五落实一时填不全的，写哪天补齐，同时写临时管控措施。",
    ),
    Column(
        field="interim", kind=CellKind.TEXT, width=18,
        synonyms=("管控措施", "临时措施", "临时防范措施", "过渡措施", "整改前管控措施", "安全防范措施"),
    ),
    Column(
        field="rectified_on", kind=CellKind.DAY, width=13,
        synonyms=("完成日期", "完成时间", "整改日期", "整改时间", "整改完成时间", "实际完成时间", "实际完成日期", "实际治理日期",
                  "整改情况完成日期", "完成整改日期", "完成整改时间"),
    ),
    Column(
        field="rectified_note", kind=CellKind.TEXT, width=18,
        synonyms=("完成情况", "整改完成情况", "整改落实情况", "整改进展", "整改情况说明", "整改结果", "治理情况", "整改状态", "治理状态", "是否整改", "是否完成整改"),
    ),
    # Read where a sheet has them; a village's form does not ask for them.
    Column(field="rectified_by", synonyms=("整改完成人", "具体整改人"), on_form=False),
    Column(field="control_person", synonyms=("管控人", "管控责任人员", "风险管控责任人"), on_form=False),
    Column(field="funds_source", synonyms=("经费来源", "资金渠道"), on_form=False),
    Column(field="key_item", synonyms=("重点事项",), on_form=False),
    Column(field="reviewer", synonyms=("复查人", "验收人", "验收人员", "核查人", "核查人员", "复核人"), on_form=False),
    Column(field="reviewer_unit", synonyms=("验收单位", "核查单位", "复核单位"), on_form=False),
    Column(
        field="reviewed_on", kind=CellKind.DAY, on_form=False,
        synonyms=("复查时间", "验收日期", "验收时间", "核查日期", "核查时间", "复核日期"),
    ),
    Column(
        field="conclusion", kind=CellKind.TEXT, on_form=False,
        synonyms=("复查情况", "复查结果", "验收意见", "验收情况", "验收结论", "核查情况", "复查结论", "复核意见"),
    ),
    Column(field="closed_on", kind=CellKind.DAY, synonyms=("销号时间", "销号", "办结日期", "核销日期"), on_form=False),
    Column(field="measures_result", kind=CellKind.TEXT, synonyms=("整改措施落实情况",), on_form=False),
    Column(field="responsible_result", kind=CellKind.TEXT, synonyms=("整改责任落实情况",), on_form=False),
    Column(
        field="funds_spent", kind=CellKind.MONEY, on_form=False,
        synonyms=("实际投入", "实际资金", "实际投入资金", "已投入资金", "资金投入", "实际使用资金", "投入整改资金"),
    ),
    Column(field="contingency_result", kind=CellKind.TEXT, synonyms=("应急预案落实情况",), on_form=False),
    Column(
        field="discovered_on", kind=CellKind.DAY, head="{report_discovered}日期", on_form=False,
        synonyms=("发现报告", "发现报告时间", "双报告发现", "双报告发现日期"),
    ),
    Column(
        field="rectified_report_on", kind=CellKind.DAY, head="{report_rectified}日期", on_form=False,
        synonyms=("整改报告", "整改报告时间", "双报告整改", "双报告整改日期"),
    ),
    Column(field="five", kind=CellKind.TEXT, synonyms=("五落实情况", "五到位", "五落实内容"), on_form=False),
    Column(field="any_unit", head="责任单位", synonyms=("责任部门", "负责单位"), on_form=False),
    Column(field="any_person", head="责任人", synonyms=("负责人", "责任人员"), on_form=False),
    Column(field="finders", head="{found_unit}及人员", synonyms=("排查单位、人员", "检查单位及人员", "检查单位、人员"), on_form=False),
    Column(
        field="rectifiers", head="{responsible_unit}及责任人", on_form=False,
        synonyms=("五落实责任单位及责任人", "五落实责任单位、责任人", "整改责任单位、责任人", "整改责任单位和责任人", "整改单位及责任人", "整改责任单位（人）", "整改责任单位及人员"),
    ),
    Column(
        field="supervisors", head="{unit}及责任人", on_form=False,
        synonyms=("监管责任单位、责任人", "监管单位及责任人", "监管责任单位和责任人", "监管责任单位（人）"),
    ),
    Column(
        field="rectification", kind=CellKind.TEXT, head="整改情况及完成日期", on_form=False,
        synonyms=("整改完成情况及日期", "整改情况及完成时间", "整改情况、完成日期"),
    ),
    Column(field="both_reports", kind=CellKind.TEXT, head="{reports}（发现/整改日期）", synonyms=("双报告",), on_form=False),
    Column(field="review", kind=CellKind.TEXT, head="{reviewer_unit}、人员、日期", on_form=False, synonyms=("复查单位及人员、日期", "复查情况（单位、人员、日期）")),
    Column(field="listing", head="{listing}（级别）", synonyms=("挂牌级别", "是否挂牌督办", "挂牌督办级别"), on_form=False),
    Column(field="status", synonyms=("隐患状态", "当前状态"), on_form=False),
    Column(field="remark", kind=CellKind.TEXT, head="备注（延期、移送、轮次、关联编号）", synonyms=("备注",), on_form=False),
    *_KEYS,
)  # fmt: skip

NOT_TAKEN = frozenset({"listing", "status", "remark"})
"""Columns that are understood and lead to nothing in the ledger: what they tell has its own commands."""

ENTERPRISES: tuple[Column, ...] = (
    _SERIAL,
    Column(
        field="name", head="{enterprise}", needed=True, width=26,
        synonyms=("单位名称", "企业名称", "场所名称", "企业（单位）名称", "生产经营单位", "生产经营单位名称", "名称", "市场主体名称"),
    ),
    Column(
        field="credit_code", kind=CellKind.CODE, width=22, note="18 位，按文本填。",
        synonyms=("信用代码", "社会信用代码", "统一信用代码", "统一社会信用代码（18位）", "营业执照号"),
    ),
    Column(field="sector", choices="sector", synonyms=("行业", "领域", "所属行业", "行业类别"), width=12),
    Column(
        field="regulator", choices="office", width=14,
        synonyms=("监管单位", "监管部门", "行业主管部门", "主管部门", "监管责任部门", "行业监管部门"),
    ),
    Column(
        field="village", choices="village", width=12,
        synonyms=("属地", "所属村", "所属村（社区）", "村（社区）", "所在村", "属地村"),
    ),
    Column(
        field="headcount", kind=CellKind.NUMBER, width=9,
        synonyms=("人数", "职工人数", "员工人数", "从业人数", "员工数"),
    ),
    Column(field="high_risk", kind=CellKind.FLAG, choices="flag", width=9, synonyms=("是否高危", "高危", "是否高危行业", "高危企业")),
    Column(
        field="sole_trader", kind=CellKind.FLAG, choices="flag", width=9,
        synonyms=("是否个体户", "个体户", "是否个体工商户", "个体"),
    ),
    Column(
        field="contact", width=10,
        synonyms=("联系人姓名", "负责人", "主要负责人", "企业负责人", "单位负责人", "法定代表人", "法人"),
    ),
    Column(field="phone", kind=CellKind.CODE, width=15, synonyms=("电话", "手机", "联系方式", "手机号", "手机号码", "电话号码")),
    Column(field="address", width=24, synonyms=("单位地址", "经营地址", "住所", "经营场所", "注册地址", "企业地址")),
    Column(field="opened_on", kind=CellKind.DAY, width=13, synonyms=("开业时间", "成立日期", "投产日期", "成立时间")),
    Column(field="closed_on", head="停业日期", kind=CellKind.DAY, width=13, synonyms=("停业日期", "注销日期", "关停时间", "关闭日期")),
    Column(field="closed_how", choices="closed_how", width=12, synonyms=("关停方式", "关停情况")),
    *_KEYS,
)  # fmt: skip

RECORDS: tuple[Column, ...] = (
    _SERIAL,
    Column(field="no", kind=CellKind.CODE, head="记录编号", synonyms=("编号", "落实编号"), width=15, note="新记录留空。"),
    Column(
        field="duty", kind=CellKind.CODE, needed=True, choices="duty", head="任务", width=30, note="任务编号，如 1-1，后面可以跟名称。",
        synonyms=("重点任务", "任务编号", "任务名称", "任务序号", "工作任务"),
    ),
    Column(field="part", head="任务部分", width=14, synonyms=("部分",), note="任务有几部分时写明。"),
    Column(field="item", head="名目", width=18, synonyms=("内容", "具体名目", "事项")),
    Column(field="unit", head="落实单位", choices="unit", width=14, synonyms=("责任单位", "单位", "实施单位", "办所（中心）")),
    Column(field="post", head="岗位", choices="post", width=14, synonyms=("职务",)),
    Column(field="person", head="落实人", width=10, synonyms=("人员", "姓名", "负责人", "责任人", "实施人")),
    Column(
        field="enterprise", width=22,
        synonyms=("单位名称", "企业名称", "场所名称", "企业", "被检查单位", "生产经营单位"),
    ),
    Column(field="village", choices="village", width=12, synonyms=("属地", "所属村（社区）", "村（社区）", "属地村")),
    Column(
        field="on", kind=CellKind.DAY, head="落实日期", needed=True, width=13,
        synonyms=("日期", "时间", "完成日期", "开展日期", "开展时间", "完成时间", "落实时间", "开始日期"),
    ),
    Column(field="to", kind=CellKind.DAY, head="截止日期", width=13, synonyms=("结束日期", "至"), note="连续几天的才填。"),
    Column(field="people", kind=CellKind.NUMBER, head="参加人数", width=9, synonyms=("人数", "参训人数", "参与人数")),
    Column(field="note", kind=CellKind.TEXT, head="说明", width=24, synonyms=("备注", "情况说明", "落实情况")),
    *_KEYS,
)  # fmt: skip

SUBMISSIONS: tuple[Column, ...] = (
    _SERIAL,
    Column(field="no", kind=CellKind.CODE, head="报送编号", synonyms=("编号",), width=15, note="新报送留空。", on_form=False),
    Column(
        field="sender", head="报送单位", needed=True, choices="unit", width=16,
        synonyms=("单位", "填报单位", "上报单位", "办所（中心）", "村（社区）", "单位名称"),
    ),
    Column(field="month", kind=CellKind.MONTH, head="报送月份", needed=True, width=12, synonyms=("月份", "所属月份", "报送期", "时段")),
    Column(field="nil", kind=CellKind.FLAG, head="零报告", choices="flag", width=9, synonyms=("是否零报告",)),
    Column(
        field="progress", kind=CellKind.TEXT, head="工作推进情况", width=36,
        synonyms=("工作进展", "进展情况", "推进情况", "工作开展情况", "工作情况"),
    ),
    Column(
        field="difficulties", kind=CellKind.TEXT, head="重点、难点问题", width=30,
        synonyms=("难点问题", "存在问题", "困难问题", "重难点问题", "存在的困难", "困难和问题"),
    ),
    Column(
        field="practice", kind=CellKind.TEXT, head="好的经验做法", width=30,
        synonyms=("经验做法", "好经验好做法", "典型经验", "亮点做法"),
    ),
    Column(field="found", kind=CellKind.NUMBER, head="自查发现数", width=9, synonyms=("发现数", "自查隐患数", "发现隐患数")),
    Column(field="fixed", kind=CellKind.NUMBER, head="自查整改数", width=9, synonyms=("整改数", "已整改数", "整改隐患数")),
    Column(field="on", kind=CellKind.DAY, head="报送日期", needed=True, width=13, synonyms=("日期", "报送时间", "填报日期", "上报日期")),
    Column(field="by", head="报送人", width=10, synonyms=("填报人", "联系人", "经办人")),
    *_KEYS,
)  # fmt: skip

COLUMNS: dict[SheetKind, tuple[Column, ...]] = {
    SheetKind.HAZARDS: HAZARDS,
    SheetKind.ENTERPRISES: ENTERPRISES,
    SheetKind.RECORDS: RECORDS,
    SheetKind.SUBMISSIONS: SUBMISSIONS,
}


def on_form(kind: SheetKind) -> tuple[Column, ...]:
    """Return the columns of the form that goes out, in order."""
    return tuple(column for column in COLUMNS[kind] if column.on_form)
