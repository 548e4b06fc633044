"""Tip-offs: what is refused, what is told once, what was destroyed and where it could not be."""


def not_verified(no: str) -> str:
    """A reward needs a finding."""
    return f"{no} 还没有核查属实，不能奖励：先运行 hazardctl tipoff verify {no} --result true"


def rewarded(no: str) -> str:
    """One tip-off, one reward."""
    return f"{no} 已经奖励过，不能重复发放"


def redacted(no: str) -> str:
    """Its text is gone already."""
    return f"{no} 的举报内容已经销毁，不必再销毁"


def wrong_code() -> str:
    """The code is another one."""
    return "领奖码不对：请举报人核对登记时给的领奖码（四组字母数字）"


def not_readable(name: str) -> str:
    """A file to read from cannot be read."""
    return f"读不到 {name}：检查路径和读取权限，文件要是文本（UTF-8 或 GB18030）"


def claim_code(code: str) -> str:
    """Told once."""
    return f"领奖码：{code}"


def claim_once() -> str:
    """It is not kept."""
    return "领奖码只显示这一次，台账里查不到：请当场告诉举报人。举报人的姓名、电话一律不登记"


def text_destroyed(day: object) -> str:
    """The text is gone."""
    return f"（举报内容已于 {day} 销毁）"


def destroyed(no: str) -> str:
    """What redaction did."""
    return f"{no} 的举报内容已从台账中销毁，不能恢复"


def copies_rewritten(paths: tuple[str, ...]) -> str:
    """Copies from which it is gone too."""
    return f"已从备份中一并销毁：{'、'.join(paths)}"


def copies_not_reached(paths: tuple[str, ...]) -> str:
    """Copies that may still hold it."""
    return f"这些备份没能处理，可能仍有举报内容，请找到后删除，或接上后再运行一次 tipoff redact：{'、'.join(paths)}"


def none() -> str:
    """No tip-off fits."""
    return "没有符合条件的举报"


def next_step(no: str) -> str:
    """What to type next."""
    return f"核查后：hazardctl tipoff verify {no} --result true|partly|false --by 姓名；看内容：hazardctl tipoff show {no}"


def unverified(n: int) -> str:
    """Waiting to be checked, on the morning page."""
    return f"举报待核查 {n} 件"


def figures(received: int, verified: int, true: int, rewarded_: int, money: str) -> str:
    """The tip-offs of a period."""
    return f"收到举报 {received} 件，核查 {verified} 件，属实 {true} 件，奖励 {rewarded_} 件 {money}"
