"""Tasks that are asked about and do not exist, or exist twice."""


def several_tasks(printed: str, ids: tuple[str, ...]) -> str:
    """The printed number stands twice in annex 1."""
    return f"重点任务里序号 {printed} 印了 {len(ids)} 次，请用编号：{'、'.join(ids)}"


def no_such_task(said: str) -> str:
    """No task is called so."""
    return f"没有「{said}」这项任务，编号形如 1-8：用 hazardctl task list 查看全部"


def unfilled(group: str) -> str:
    """A collective owner has no members yet and counts as one."""
    return f"「{group}」还没有登记成员，按一家计：用 hazardctl unit join {group} 单位… 登记"


def no_frequency(duty: str, part: str) -> str:
    """The plan gives no frequency, and the office has not settled one."""
    key = f"{duty}/{part}" if part else duty
    return (
        f"方案没有写频次，本镇也没有定：只计次数；要定期考核，运行 hazardctl setting set interval.{key} 天数"
    )


def by_calendar_year() -> str:
    """Which year is meant."""
    return "方案没有写按什么年度，按公历年计"


def begun_within(began: object, start: object, due: object) -> str:
    """A stretch that the campaign began within is not expected."""
    return f"{start} 至 {due} 这一期，行动 {began} 才开始，不足整期，不计应完成"


def needs_enterprise(duty: str) -> str:
    """The duty is each enterprise's."""
    return f"任务 {duty} 按企业逐家落实：加 --enterprise 单位名称"


def not_applicable(duty: str, name: str, whom: str) -> str:
    """The duty is not this enterprise's."""
    return f"任务 {duty} 只适用于{whom}，「{name}」不在其中：核对企业资料（hazardctl enterprise show {name}），或换一项任务"


def needs_post(duty: str, posts: tuple[str, ...]) -> str:
    """The duty is a post's."""
    return f"任务 {duty} 由{'、'.join(posts)}落实：加 --post 岗位"


def no_such_post(said: str, posts: tuple[str, ...]) -> str:
    """The duty is another post's."""
    return f"没有「{said[:20]}」这个岗位，可用：{'、'.join(posts)}"


def needs_part(duty: str, parts: tuple[tuple[str, str], ...]) -> str:
    """The duty has several parts."""
    listed = "、".join(f"{key}（{name}）" for key, name in parts)
    return f"任务 {duty} 有几部分，要写明是哪一部分：加 --part，可用：{listed}"


def no_such_item(said: str | None, items: tuple[str, ...]) -> str:
    """Of each named thing one is owed."""
    what = f"没有「{said[:20]}」这一项" if said else "要写明是哪一项"
    return f"{what}：加 --item，可用：{'、'.join(items)}"


def needs_item() -> str:
    """Others are counted by this name."""
    return "要写明名称（如「火灾应急预案」）：加 --item 名称"


def not_its_duty(duty: str, unit: str, owing: tuple[str, ...]) -> str:
    """Another unit owes the duty."""
    return f"任务 {duty} 不是{unit}的责任：--unit 改为{'、'.join(owing)}之一，或先用 hazardctl unit join 登记"


def not_counted_yet(name: str, option: str) -> str:
    """What is not known of an enterprise decides whether the duty is its own."""
    what = {"--headcount": "从业人数", "--sector": "行业领域"}[option]
    return f"「{name}」没有登记{what}，这一条先记下，补登后才计入完成数：hazardctl enterprise amend {name} {option} …"


def needs_unit(duty: str, units: tuple[str, ...]) -> str:
    """Several units answer for the duty."""
    return f"任务 {duty} 由几个单位落实，要写明是哪一个：加 --unit，可用：{'、'.join(units)}"


def recorded(no: str, duty: str) -> str:
    """A duty was recorded as done."""
    return f"已记 {no}：任务 {duty}"


def likely_again(no: str) -> str:
    """The same may have been typed twice."""
    return f"与 {no} 同日、同任务、同对象，可能重复；确实重复的用 hazardctl task void 新编号 --reason 重复"


def days_reversed() -> str:
    """A stretch of days ends before it begins."""
    return "截止日期（--to）早于开始日期（--on）：改其中一个"


def no_such_record(no: str) -> str:
    """No duty record has this number."""
    return f"没有编号为「{no[:40]}」的任务记录：用 hazardctl task records 查编号"


def no_records() -> str:
    """No duty record fits."""
    return "没有任务落实记录：做过的用 hazardctl task log 任务编号 补记"


def nothing_missing() -> str:
    """Everything that is expected is done."""
    return "应完成的都已完成"


def holders_set(post: str, names: tuple[str, ...]) -> str:
    """Who holds a post now."""
    return f"{post}：{'、'.join(names)}"


def not_yet_held(since: object, today: object) -> str:
    """Nobody holds a post before the day has come."""
    return f"起始日期 {since} 在今天（{today}）之后：到那天再登记，或改 --since"


def applies_word(kind: str) -> str:
    """Say for whom a duty is."""
    words = {
        "high_risk": "高危行业领域企业",
        "micro": "小微企业（30人以下）",
        "sole_trader": "个体经营者",
        "key_sector": "方案点名的重点行业领域企业",
    }
    return words[kind]


def no_names(post: str) -> str:
    """A post is held by somebody."""
    return f"没有写谁担任{post}：hazardctl post set {post} 姓名…"


def total(done: int, expected: int, rate: str, missing: int) -> str:
    """Say how far the duties are done."""
    return f"应完成 {expected} 次，已完成 {done} 次（{rate}），缺 {missing} 次"


def missing_since(count: int, since: object) -> str:
    """Say how many are missing, and since when."""
    return f"缺 {count} 次，自 {since}"


def only_counted(count: int) -> str:
    """No frequency: how many times it was done."""
    return f"已记 {count} 次（未定频次）"


def next_log(duty: str) -> str:
    """What to type when something was done."""
    return f"做过的补记：hazardctl task log {duty}；看缺谁：hazardctl task status --task {duty}"
