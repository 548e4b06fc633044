"""A unit and the people of it in one cell: the register says which is which, and the look of a name only where it cannot."""

import pytest

from hazardctl.domain.register import Register, RegisteredUnit
from hazardctl.services.intake import who

REGISTER = Register(
    (
        RegisteredUnit("工业办", "工业发展办公室", "office", ("工业办公室",)),
        RegisteredUnit("安全办", "安全监管办公室", "office"),
        RegisteredUnit("统计（普查）办", "统计普查办公室", "office"),
        RegisteredUnit("双龙村", "双龙村村民委员会", "village"),
    )
)

NAMED = {
    "张三/工业办": ("工业办", "张三"),
    "工业办/张三": ("工业办", "张三"),
    "安全办": ("安全办", ""),
    "工业办张三、李四": ("工业办", "张三、李四"),
    "工业办：张三": ("工业办", "张三"),
    "工业办: 张三": ("工业办", "张三"),
    "工业办 张三 李四": ("工业办", "张三、李四"),
    "张三、李四（工业办）": ("工业办", "张三、李四"),
    "工业发展办公室 张三": ("工业发展办公室", "张三"),
    "工业办公室张三": ("工业办公室", "张三"),
    "工业办\n张三、李四": ("工业办", "张三、李四"),
    "工业办、安全办 张三": ("工业办、安全办", "张三"),
    "工业办（牵头）、安全办（配合）": ("工业办、安全办", ""),
    "工业办、市应急局 张三": ("工业办、市应急局", "张三"),
    "双龙村 张三": ("双龙村", "张三"),
    "统计（普查）办 张三": ("统计（普查）办", "张三"),
}


@pytest.mark.parametrize("column", who.PARTS)
@pytest.mark.parametrize("said", NAMED)
def test_a_registered_unit_is_known_wherever_it_stands(column: str, said: str) -> None:
    assert who.unit_and_person(column, said, REGISTER) == NAMED[said]


@pytest.mark.parametrize(
    ("column", "said", "read"),
    [
        ("finders", "张三、赵六", ("", "张三、赵六")),
        ("finders", "张三 李四 王五", ("", "张三、李四、王五")),
        ("finders", "张三", ("", "张三")),
        ("finders", "安监站 张三", ("安监站", "张三")),
        ("finders", "市应急管理局", ("市应急管理局", "")),
        ("finders", "双龙村卫生室 张三", ("双龙村卫生室", "张三")),
        ("finders", "—\n安全办", ("", "安全办")),
        ("rectifiers", "双龙村加油站 张三", ("双龙村加油站", "张三")),
        ("rectifiers", "双龙村小学 张校长", ("双龙村小学", "张校长")),
        ("rectifiers", "双龙村采石场\n赵六", ("双龙村采石场", "赵六")),
        ("rectifiers", "双龙村麻将馆", ("双龙村麻将馆", "")),
        ("finders", "安全办公室张三", ("安全办公室张三", "")),
        ("finders", "安全办及专家", ("安全办及专家", "")),
        ("rectifiers", "白羊食品厂\n李四", ("白羊食品厂", "李四")),
        ("rectifiers", "李四", ("", "李四")),
        ("supervisors", "环保办/孙七", ("环保办", "孙七")),
        ("supervisors", "环保办", ("环保办", "")),
        ("reviewers", "某某复查组", ("", "某某复查组")),
    ],
)
def test_where_nothing_is_registered_order_and_look_must_do(
    column: str, said: str, read: tuple[str, str]
) -> None:
    assert who.unit_and_person(column, said, REGISTER) == read
