"""Units, villages, groups and enterprises: who is registered and who is not."""


def unknown_unit(said: str, near: tuple[str, ...], kinds: tuple[str, ...]) -> str:
    """No unit is called so."""
    what = "村（社区）" if kinds == ("village",) else "组" if kinds == ("group",) else "单位"
    listed = f"是不是：{'、'.join(near)}？" if near else ""
    kind = kinds[0] if len(kinds) == 1 else "office"
    return f"没有登记「{said}」这个{what}。{listed}新{what}用 hazardctl unit add {said} --kind {kind} 登记"


def unknown_sector(said: str, known: tuple[str, ...]) -> str:
    """No sector of the plan is called so."""
    return f"没有「{said}」这个行业领域，可用：{'、'.join(known)}（在 task_list.yaml 的 sectors 里增加）"


def no_such_unit(said: str, near: tuple[str, ...]) -> str:
    """The unit asked about does not exist."""
    listed = f"是不是：{'、'.join(near)}？" if near else ""
    return f"没有登记「{said}」这个单位。{listed}全部单位见 hazardctl unit list"


def unit_exists(said: str, key: str) -> str:
    """Somebody is called so already."""
    return f"「{said}」已经登记（{key}），没有改动"


def joined_already(unit: str, group: str) -> str:
    """It is a member already."""
    return f"{unit} 已经在「{group}」里，没有改动"


def new_enterprise(name: str) -> str:
    """An enterprise was registered by its name alone."""
    return f"「{name}」是第一次出现的单位（场所），已按名称登记"


def ask_enterprise(name: str, near: tuple[str, ...]) -> str:
    """On a terminal an unknown enterprise is asked about."""
    listed = f"登记过的相近名称：{'、'.join(near)}。" if near else ""
    return f"「{name}」没有登记过。{listed}"


def no_such_number(no: str) -> str:
    """No hazard has this number."""
    return f"没有编号为「{no[:40]}」的隐患：用 hazardctl hazard list 查编号"


def not_yet_found(no: str, day: str) -> str:
    """The hazard was found after the day asked about."""
    return f"{no} 在 {day} 还没有排查发现：去掉 --as-of 或换个日期"


def visit_has_hazards(no: str, numbers: tuple[str, ...]) -> str:
    """A visit cannot be void while what it found counts."""
    return f"{no} 查到的隐患还在：{'、'.join(numbers)}；记错了的先 hazardctl hazard void"


def no_such_visit(no: str) -> str:
    """No inspection has this number."""
    return f"没有编号为「{no[:40]}」的检查记录：用 hazardctl inspect list 查编号"


def likely_twin(numbers: tuple[str, ...], new: str) -> str:
    """The same finding may have been typed twice; one that is not saved yet has no number to be declared void by."""
    alike = f"与 {'、'.join(numbers)} 同日、同单位、同描述，可能重复登记"
    if not new:
        return alike
    return f"{alike}；确实重复的用 hazardctl hazard void {new} --duplicate-of {numbers[0]} --reason 重复登记"


def likely_recurrence(same: tuple[str, ...], elsewhere: tuple[str, ...]) -> str:
    """The same category was found before, here or elsewhere (task 37)."""
    parts = [
        f"同一单位曾有同类隐患（一地重发）：{'、'.join(same)}" if same else "",
        f"其他单位有同类隐患（异地重发）：{'、'.join(elsewhere)}" if elsewhere else "",
    ]
    return "；".join(part for part in parts if part)


def no_such_enterprise(said: str, near: tuple[str, ...]) -> str:
    """No enterprise is called so."""
    listed = f"是不是：{'、'.join(near)}？" if near else ""
    return (
        f"没有登记「{said[:40]}」这个单位（场所）。{listed}查找：hazardctl enterprise list --search 词或拼音"
    )


def bad_days(said: str) -> str:
    """Not a number of days."""
    return f"天数「{said[:20]}」要写成数字，如 --due-within 7"


def bad_unit_name() -> str:
    """A unit needs a name of reasonable length."""
    return "单位名称不能为空，也不能超过 60 个字：hazardctl unit add 名称"


def not_a_group(key: str) -> str:
    """Only groups have members."""
    return f"{key} 不是一个组，不能加入成员；新组用 hazardctl unit add 组名 --kind group"


def everyone_is_member(key: str) -> str:
    """A group of everybody needs no joining."""
    return f"「{key}」就是登记过的全部同类单位，不必加入：新单位用 hazardctl unit add 登记"


def group_in_group(key: str) -> str:
    """A group cannot be a member."""
    return f"{key} 本身是一个组，不能作为成员"
