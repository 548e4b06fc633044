"""The demonstration as command lines: three summer months of an invented town, told from the first visit to the report.

Every enterprise, village and person is invented and says so. A step is (day, who types, command line, shown); what is
not shown only fills the ledger, so that the report has something to add up.
"""

from typing import NamedTuple


class Step(NamedTuple):
    """One command line, typed on a day by somebody."""

    day: str
    actor: str
    line: str
    shown: bool = True


class Chapter(NamedTuple):
    """A heading of the walk-through, and its steps."""

    heading: str
    steps: tuple[Step, ...]


_FIVE = "--measures {} --responsible {} --funds {} --deadline {} --contingency {}"
_DONE = (
    "--measures-result 已按方案整改 --responsible-result 责任人到场确认 --contingency-result 预案已备案并演练"
)


def _found(day: str, title: str, place: str, five: str, *, unit: str = "经发办", more: str = "") -> Step:
    """A general hazard found by an office, typed without being shown."""
    line = f"hazard add --title {title} --level general --unit {unit} --source department --enterprise {place} {five} {more}"
    return Step(day, "演示员甲", line, shown=False)


def _closed(day: str, no: str, spent: str = "--funds-spent 3000") -> tuple[Step, ...]:
    rectified = Step(day, "演示员甲", f"hazard rectify {no}", shown=False)
    return rectified, Step(
        day, "演示员乙", f"hazard close {no} --reviewer 演示员乙 {spent} {_DONE}", shown=False
    )


STORY = (
    Chapter(
        "一、建账：登记村（社区）和负有监管职责的办所",
        (
            Step("2023-06-01", "演示员甲", "init --preparer 演示员甲 --auditor 演示员乙 --head 演示主任 --phone 000-0000"),
            Step("2023-06-01", "演示员甲", "unit add 虚构东村 虚构西村 虚构河社区"),
            Step("2023-06-01", "演示员甲", "unit join 负有安全生产监管职责办所（中心） 应急办 经发办 规划建设管理环保办"),
            Step("2023-06-05", "演示员甲", "phase deliver own-plan --unit 经发办 --on 2023-05-31", shown=False),
            Step("2023-06-05", "演示员甲", "phase deliver task-list --unit 经发办", shown=False),
            Step("2023-06-05", "演示员甲", "phase deliver ledger --unit 虚构东村", shown=False),
        ),
    ),
    Chapter(
        "二、查一次，记一次：现场改掉的当场销号，没查出隐患的也记",
        (
            Step("2023-06-12", "演示员甲", "inspect add --enterprise 示例面馆（虚构） --unit 应急办 --village 虚构东村 --by 演示员甲"),
            Step("2023-06-12", "演示员甲",
                 "hazard add --visit JC-2023-0001 --title 灭火器压力不足 --level general --sector 消防 --category 消防设施"
                 " --fixed-on-spot 已当场更换合格灭火器 --reviewer 演示员乙"),
            Step("2023-06-20", "演示员甲", "inspect add --enterprise 示例超市（虚构） --unit 应急办 --village 虚构西村", shown=False),
            Step("2023-07-06", "演示员甲", "inspect add --enterprise 示例家具厂（虚构） --unit 经发办 --village 虚构河社区", shown=False),
            Step("2023-08-03", "演示员甲", "inspect add --enterprise 示例农家乐（虚构） --unit 应急办 --village 虚构东村", shown=False),
            Step("2023-08-16", "演示员甲", "inspect add --enterprise 示例家具厂（虚构） --unit 经发办 --village 虚构河社区", shown=False),
        ),
    ),
    Chapter(
        "三、不能立即改的：五落实缺一项都登记不了，一时定不下来的先登记待补",
        (
            Step("2023-07-03", "演示员甲",
                 "hazard add --title 液化气瓶与明火同室存放 --level major --unit 经发办 --source department --sector 燃气"
                 " --category 燃气使用 --enterprise 示例火锅店（虚构） --village 虚构河社区"
                 " --criterion 演示判定依据（虚构）第1条 --measures 气瓶移出厨房单独存放并加装报警器 --responsible 示例店主"
                 " --deadline 2023-07-31"),
            Step("2023-07-03", "演示员甲",
                 "hazard add --title 液化气瓶与明火同室存放 --level major --unit 经发办 --source department --sector 燃气"
                 " --category 燃气使用 --enterprise 示例火锅店（虚构） --village 虚构河社区 --leader 演示副镇长"
                 " --criterion 演示判定依据（虚构）第1条 --measures 气瓶移出厨房单独存放并加装报警器 --responsible 示例店主"
                 " --funds 1.2万 --deadline 2023-07-31 --contingency 泄漏时关阀断火疏散"),
            Step("2023-07-06", "演示员甲",
                 "hazard add --title 粉尘车间除尘风管积尘 --level general --unit 经发办 --source department --sector 工贸"
                 " --category 设备设施 --enterprise 示例家具厂（虚构） --village 虚构河社区 --visit JC-2023-0003"
                 " --measures 清理风管 --responsible 示例厂长 --deadline 8月底前 --contingency 停机断电"
                 " --pending 2023-07-12 --interim 停用除尘线"),
            Step("2023-07-07", "演示员甲", "hazard rectify BY-2023-0003"),
            Step("2023-07-11", "演示员甲", "hazard plan BY-2023-0003 --funds 8000"),
        ),
    ),
    Chapter(
        "四、重大隐患：双报告、挂牌、换人现场复查、摘牌，五项逐一确认才销号",
        (
            Step("2023-07-04", "演示员甲", "hazard report BY-2023-0002 --kind discovered --to 经发办 --by 示例店主"),
            Step("2023-07-05", "演示员甲", "hazard list-up BY-2023-0002 --authority town --doc-no 演示督办〔2023〕1号"),
            Step("2023-07-24", "演示员甲", "hazard rectify BY-2023-0002 --by 示例店主"),
            Step("2023-07-25", "演示员乙", "hazard close BY-2023-0002 --reviewer 示例店主 --funds-spent 11000"),
            Step("2023-07-25", "演示员甲", "hazard report BY-2023-0002 --kind rectified --to 经发办", shown=False),
            Step("2023-07-26", "演示员甲", "hazard delist BY-2023-0002 --doc-no 演示督办〔2023〕2号"),
            Step("2023-07-26", "演示员乙", f"hazard close BY-2023-0002 --reviewer 演示员乙 --funds-spent 11000 {_DONE}"),
        ),
    ),
    Chapter(
        "五、延期、退回、转办、移送：每一步都有日期，原定时限不变",
        (
            _found("2023-07-10", "自建房外架无防护网", "示例自建房工地（虚构）",
                   _FIVE.format("加挂密目网", "示例包工头", "6000", "2023-08-10", "停工撤人"),
                   unit="经发办", more="--sector 建设施工 --category 作业现场 --village 虚构东村"),
            Step("2023-08-05", "演示员甲",
                 "hazard extend BY-2023-0004 --to 2023-09-10 --reason 材料未到 --approver 演示副镇长 --interim 停止高处作业"),
            Step("2023-08-15", "演示员甲",
                 "hazard transfer BY-2023-0004 --to 建管办 --kind reassign --reason 农村自建房由规划建设管理环保办负责"),
            _found("2023-07-14", "配电箱未接地", "示例面粉厂（虚构）",
                   _FIVE.format("加装接地并检测", "示例电工", "2000", "2023-08-15", "断电"),
                   more="--sector 工贸 --category 用电安全 --village 虚构西村"),
            Step("2023-08-10", "演示员甲", "hazard rectify BY-2023-0005", shown=False),
            Step("2023-08-12", "演示员乙", "hazard reject BY-2023-0005 --reviewer 演示员乙 --reason 接地电阻不合格"),
            _found("2023-07-18", "加油站卸油口静电接地松动", "示例加油站（虚构）",
                   _FIVE.format("更换接地线", "示例站长", "1500", "2023-08-20", "停止卸油"),
                   more="--sector 危化品 --category 危化品储存 --village 虚构西村"),
            Step("2023-08-08", "演示员甲", "hazard transfer BY-2023-0006 --to 区应急局（演示） --kind refer --reason 属区级监管权限"),
            _found("2023-07-20", "疏散通道堆放货物", "示例超市（虚构）",
                   _FIVE.format("清空并划线", "示例经理", "0", "2023-07-31", "引导疏散"),
                   unit="应急办", more="--sector 消防 --category 疏散通道 --village 虚构西村"),
            *_closed("2023-07-28", "BY-2023-0007", ""),
            _found("2023-08-02", "燃气软管老化", "示例面馆（虚构）",
                   _FIVE.format("更换金属软管", "示例面馆店主", "300", "2023-08-12", "关阀通风"),
                   more="--sector 燃气 --category 燃气使用 --village 虚构东村 --found-unit 应急办"),
            *_closed("2023-08-10", "BY-2023-0008", "--funds-spent 280"),
            _found("2023-08-09", "员工宿舍私拉电线", "示例制衣厂（虚构）",
                   _FIVE.format("拆除并规范布线", "示例主管", "3500", "2023-08-25", "断电疏散"),
                   unit="应急办", more="--sector 消防 --category 用电安全 --village 虚构河社区"),
            _found("2023-08-16", "除尘器未设泄爆口", "示例家具厂（虚构）",
                   _FIVE.format("加装泄爆片", "示例厂长", "4万", "2023-09-15", "停机断电"),
                   more="--sector 工贸 --category 设备设施 --village 虚构河社区 --visit JC-2023-0005"),
            Step("2023-08-18", "演示员甲",
                 "hazard add --title 气瓶间未通风 --level general --unit 经发办 --source self --sector 燃气 --category 燃气使用"
                 " --enterprise 示例农家乐（虚构） --village 虚构东村 --fixed-on-spot 已打开百叶窗 --reviewer 演示员乙",
                 shown=False),
            Step("2023-08-21", "演示员甲",
                 "hazard add --title 化粪池清掏未审批 --level general --unit 应急办 --source village --sector 其他"
                 " --category 有限空间 --enterprise 示例农家乐（虚构） --village 虚构东村 --measures 停止作业补办审批"
                 " --responsible 示例农家乐店主 --pending 2023-08-28 --interim 封闭井口", shown=False),
            *_closed("2023-08-22", "BY-2023-0003", "--funds-spent 7600"),
        ),
    ),
    Chapter(
        "六、三大作业：逐项检查，先通风、再检测、后作业",
        (
            Step("2023-08-22", "演示员甲",
                 "permit add --operation 有限空间 --enterprise 示例农家乐（虚构） --on 2023-08-24 --until 2023-08-25"
                 " --what 清掏化粪池 --worker 示例工人甲、示例工人乙 --guardian 示例监护人 --done 审批、交底 --report-to 应急办"),
            Step("2023-08-24", "演示员甲", "permit start ZY-2023-0001"),
            Step("2023-08-24", "演示员甲", "permit tick ZY-2023-0001 通风 检测 安全措施检查", shown=False),
            Step("2023-08-24", "演示员甲", "permit start ZY-2023-0001", shown=False),
            Step("2023-08-25", "演示员甲", "permit finish ZY-2023-0001", shown=False),
            Step("2023-08-26", "演示员甲", "permit list --missing"),
        ),
    ),
    Chapter(
        "七、任务落实、执法、督办、信息报送：记了就有数，缺谁一查便知",
        (
            Step("2023-08-05", "演示员甲",
                 "enterprise amend 示例家具厂（虚构） --headcount 45 --high-risk --sector 工贸 --regulator 经发办", shown=False),
            Step("2023-08-05", "演示员甲", "task log 2-12 --enterprise 示例家具厂（虚构） --people 30 --note 粉尘爆炸疏散演练"),
            Step("2023-08-20", "演示员甲", "enforce open --hazard BY-2023-0010 --findings 除尘器未设泄爆口 --unit 经发办",
                 shown=False),
            Step("2023-08-22", "演示员甲",
                 "enforce penalise ZF-2023-0001 --penalty fine --amount 2万 --authority 区应急局（演示）"),
            Step("2023-08-30", "演示员甲", "action suggest"),
            Step("2023-08-30", "演示员甲", "action remind --unit 经发办 --text"),
            Step("2023-08-30", "演示员甲", "submit --unit 虚构东村 --progress 排查农家乐6家 --practice 网格员每周走访",
                 shown=False),
            Step("2023-08-31", "演示员甲", "submit --unit 虚构西村 --nil", shown=False),
            Step("2023-08-31", "演示员甲", "submissions"),
        ),
    ),
    Chapter(
        "八、回头看：一条隐患的来龙去脉，和任何一天的情况",
        (
            Step("2023-08-31", "演示员甲", "hazard history BY-2023-0004"),
            Step("2023-08-31", "演示员甲", "hazard list --overdue"),
        ),
    ),
    Chapter("九、开会前：每月调度", (Step("2023-08-31", "演示员甲", "report monthly 2023-08"),)),
)  # fmt: skip
