"""Terms of the papers that go with a hazard."""

from hazardctl.messages.terms import FieldText

TITLES = {
    "rectify": "隐患整改通知书",
    "review": "整改复查意见书",
    "close": "隐患销号审批表",
    "extend": "延期整改申请（审批）表",
    "refer": "移送函",
    "supervise": "督办函",
}
LABELS: dict[str, str] = {f"NoticeKind.{kind}": title for kind, title in TITLES.items()}
FIELDS: dict[str, FieldText] = {}
