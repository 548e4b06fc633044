"""The options that describe a hazard and what is done to it, each once with its help."""

from typing import Annotated, Any

import typer


def text_option(name: str, help_: str, metavar: str = "文字") -> Any:
    """Return an option whose value is read, with every other, by the service."""
    return typer.Option(name, metavar=metavar, help=help_)


TitleOption = Annotated[str | None, text_option("--title", "隐患描述（500 字以内）")]
LevelOption = Annotated[
    str | None, text_option("--level", "隐患等级：major（重大）或 general（一般）", "等级")
]
SourceOption = Annotated[
    str | None,
    text_option("--source", "隐患来源：self 企业自查、department 部门检查、village 村排查、tipoff 举报、"
          "supervision 督查、expert 专家、upper 上级交办", "来源"),
]  # fmt: skip
SectorOption = Annotated[str | None, text_option("--sector", "行业领域，如 燃气、消防", "行业")]
CategoryOption = Annotated[str | None, text_option("--category", "隐患类别，如 消防设施")]
EnterpriseOption = Annotated[str | None, text_option("--enterprise", "单位（场所）名称", "名称")]
PlaceOption = Annotated[str | None, text_option("--place", "具体部位")]
FoundOnOption = Annotated[str | None, text_option("--found-on", "排查日期，默认今天", "日期")]
FoundUnitOption = Annotated[str | None, text_option("--found-unit", "排查单位", "单位")]
FoundByOption = Annotated[str | None, text_option("--found-by", "排查人员，默认经办人", "姓名")]
CriterionOption = Annotated[
    str | None, text_option("--criterion", "判定依据：文件名称和条款（重大隐患必填）")
]
MeasuresOption = Annotated[str | None, text_option("--measures", "五落实·整改措施")]
ResponsibleUnitOption = Annotated[
    str | None, text_option("--responsible-unit", "五落实·整改责任单位，默认就是该单位（场所）", "单位")
]
ResponsibleOption = Annotated[str | None, text_option("--responsible", "五落实·整改责任人", "姓名")]
SupervisorOption = Annotated[str | None, text_option("--supervisor", "监管责任人", "姓名")]
ControlOption = Annotated[str | None, text_option("--control-person", "管控责任人", "姓名")]
LeaderOption = Annotated[str | None, text_option("--leader", "包保领导", "姓名")]
FundsOption = Annotated[
    str | None, text_option("--funds", "五落实·整改资金，如 20000 或 2万；0 即无需资金", "金额")
]
FundsSourceOption = Annotated[str | None, text_option("--funds-source", "资金来源")]
NoFundsOption = Annotated[bool, typer.Option("--no-funds", help="五落实·无需资金")]
DeadlineOption = Annotated[
    str | None, text_option("--deadline", "五落实·整改时限，如 2023-08-31、8月底前、+15天", "日期")
]
ContingencyOption = Annotated[str | None, text_option("--contingency", "五落实·应急预案")]
SpotOption = Annotated[str | None, text_option("--fixed-on-spot", "即查即改：现场怎么改的")]
PendingOption = Annotated[str | None, text_option("--pending", "五落实一时定不下来：哪天补齐", "日期")]
InterimOption = Annotated[str | None, text_option("--interim", "临时管控措施")]
KeyItemOption = Annotated[str | None, text_option("--key-item", "重点检查事项")]
ReviewerOption = Annotated[str | None, text_option("--reviewer", "复查人员", "姓名")]
