"""What each field is called and which option gives it; one table for refusals, prompts and help."""

from hazardctl.messages.labels import AREAS, label
from hazardctl.messages.terms import FieldText

_TEXT = "文字"
_DAY = "日期，如 2023-08-31"
_SOME_DAYS = "如 8月31日、8月底前、+15天"
_WHO = "姓名"
_UNIT = "单位名称"

FIELDS: dict[str, FieldText] = {
    "title": FieldText(_TEXT),
    "level": FieldText("major（重大）|general（一般）"),
    "unit": FieldText(_UNIT),
    "source": FieldText("self|department|village|tipoff|supervision|expert|upper"),
    "found_on": FieldText(_DAY),
    "category": FieldText(_TEXT),
    "sector": FieldText("行业"),
    "place": FieldText(_TEXT),
    "enterprise": FieldText(_UNIT),
    "village": FieldText("村（社区）"),
    "criterion": FieldText("文件名称和条款"),
    "measures": FieldText(_TEXT),
    "responsible_unit": FieldText(_UNIT),
    "responsible": FieldText(_WHO),
    "funds": FieldText("金额，如 20000 或 2万；无需资金用 --no-funds"),
    "deadline": FieldText(_DAY),
    "contingency": FieldText(_TEXT),
    "decide": FieldText("代号", name="两边不一致的代号"),
    "take": FieldText("数字", name="取第几种"),
    "fixed_on_spot": FieldText("现场怎么改的", name="即查即改情况"),
    "pending": FieldText(_DAY, name="五落实补齐期限"),
    "interim": FieldText("这期间怎么管控"),
    "reviewer": FieldText(_WHO),
    "reviewer_unit": FieldText(_UNIT),
    "review_kind": FieldText("site|papers|self"),
    "measures_result": FieldText(_TEXT),
    "responsible_result": FieldText(_TEXT),
    "funds_spent": FieldText("金额，如 18000 或 1.8万", name="实际投入"),
    "contingency_result": FieldText(_TEXT),
    "evidence": FieldText("关停、搬迁或拆除的依据", name="隐患灭失依据"),
    "visit": FieldText("JC-2023-0001"),
    "recurs_from": FieldText("BY-2023-0001"),
    "duplicate_of": FieldText("BY-2023-0001"),
    "found_unit": FieldText(_UNIT),
    "found_by": FieldText(_WHO),
    "from": FieldText(_DAY, name="起始日期"),
    "as_of": FieldText(_DAY, name="查询日期"),
    "due_within": FieldText("天数", name="几天内到期"),
    "status": FieldText("pending|open|rectified|closed|referred|void"),
    "on": FieldText(_DAY, name="办理日期"),
    "reason": FieldText(_TEXT, name="事由"),
    "approver": FieldText(_WHO, name="批准人"),
    "late": FieldText(_TEXT, name="逾期后才办理的原因"),
    "to": FieldText("日期或单位", name="去向或新时限"),
    "authority": FieldText("town|district|city|province|nation", name="挂牌单位层级"),
    "kind": FieldText(_TEXT, name="类别"),
    "basis": FieldText("文件名称和条款", name="依据"),
    "outcome": FieldText("ended（已办结）|returned（退回）", name="答复结果"),
    "note": FieldText(_TEXT, name="说明"),
    "by": FieldText(_WHO, name="办理人"),
    "how": FieldText("rectified|eliminated", option="--kind", name="销号方式"),
    "report": FieldText("discovered|rectified|district|workers", option="--kind", name="报告种类"),
    "search": FieldText("要找的字、拼音或首字母", name="查找内容"),
    "like": FieldText("BY-2023-0001", name="参照的隐患"),
    "applicant": FieldText(_WHO, name="申请人"),
    "alias": FieldText("别的叫法", name="别名"),
    "full": FieldText("单位全称", option="--name", name="全称"),
    "series": FieldText("字母，如 BY", name="编号系列"),
    "action": FieldText("数字", name="第几个行动"),
    "rows": FieldText("数字", name="空行数"),
    "limit": FieldText("数字", name="条数"),
    "form": FieldText("full|short|units|villages", name="表的种类"),
    "map": FieldText("文件", name="表样对照"),
    "output": FieldText("文件", name="输出文件"),
    "format": FieldText("table|json|csv", name="输出格式"),
    "text_file": FieldText("文件，- 表示标准输入", name="举报内容文件"),
    "code_file": FieldText("文件，- 表示标准输入", name="领奖码文件"),
    "new_deadline": FieldText(_DAY, option="--to", name="延期后的时限"),
}

for _area in AREAS:
    FIELDS |= _area.FIELDS


def field_name(field: str) -> str:
    """Return what a field is called on paper."""
    text = FIELDS.get(field)
    return (text and text.name) or label(field)


def field_option(field: str) -> str:
    """Return the option that gives the field."""
    text = FIELDS.get(field)
    return (text and text.option) or "--" + field.replace("_", "-")


def asked_hint(field: str) -> str:
    """Return what stands behind a question for the field; that a text or a name is meant need not be said."""
    hint = field_hint(field)
    if hint in {_TEXT, _UNIT}:
        return ""
    return _SOME_DAYS if hint == _DAY else hint


def field_hint(field: str) -> str:
    """Return what to type after the option."""
    text = FIELDS.get(field)
    return text.hint if text else _TEXT


def missing(field: str) -> str:
    """A value is needed and was not given."""
    return f"缺{field_name(field)}：加 {field_option(field)} {field_hint(field)}"


def empty(field: str) -> str:
    """A value was given with nothing in it."""
    return f"{field_name(field)}不能为空：{field_option(field)} 后写{field_hint(field)}"


def bad_value(field: str, why: str) -> str:
    """A value cannot be understood; `why` already says what would do."""
    return f"{field_name(field)}（{field_option(field)}）：{why}"


def not_a_choice(given: str, allowed: tuple[tuple[str, str], ...]) -> str:
    """A value is none of those allowed; each is shown with its term."""
    listed = "、".join(f"{value}（{term}）" if term != value else value for value, term in allowed)
    return f"没有「{given}」这个选项，可用：{listed}"
