"""The words of the workbook for the level above: its sheets, their headings, and what each figure is called."""

FIGURES_SHEET, TEXT_SHEET, FIGURES_HEAD, TEXT_HEAD = (
    "上报数字",
    "上报文字",
    ("口径", "项目", "数量", "单位"),
    ("内容",),
)
PERIOD, SINCE = "本期", "行动以来"
TIMES, FIRMS, VISITS, ITEMS, CASES, UNITS, WAN, PERCENT = "次", "家", "家次", "项", "件", "个", "万元", "%"
VISITED, FIRMS_VISITED, FOUND, RECTIFIED, RATE = (
    "检查企业（场所）",
    "检查企业（场所）家数",
    "排查隐患",
    "已整改",
    "整改率",
)
OPEN, OVERDUE, MAJOR, MAJOR_CLOSED = "未销号", "逾期未整改", "排查重大事故隐患", "重大事故隐患销号"
DEPARTMENTS, DEPARTMENTS_DONE = "部门检查发现", "部门检查发现已整改"
SELF, SELF_DONE, LISTED, LISTED_DONE = "企业自查发现", "企业自查发现已整改", "挂牌督办", "挂牌督办已整改"
HELPED, INTERVIEWS, EXPOSURES, PENALTIES, FINES = "专家帮扶企业", "约谈", "警示曝光", "行政处罚", "罚款"
STOPS, REFERRALS, REGRADES, REWARDED, REWARDS = (
    "责令停产停业",
    "移送",
    "调整等级",
    "兑现举报奖励",
    "举报奖励金额",
)
PLANNED, SPENT, EXPECTED, SENT, NIL = "落实整改资金", "实际投入", "应报送单位", "已报送单位", "零报告单位"
