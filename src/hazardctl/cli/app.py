"""The program: its table of commands, and the options that stand before them.

The table is static so that a command loads only its own module; the help of the program comes from here alone.
"""

import os
from typing import Annotated

import typer

from hazardctl import __version__
from hazardctl.cli.session import Session, session_of
from hazardctl.cli.usage import Entry, Following, lazy_root
from hazardctl.errors import Problem, UsageProblem
from hazardctl.messages import usage as words
from hazardctl.render.output import Answer
from hazardctl.settings import Options, in_town, resolve

_QUESTIONS = frozenset({"as_of", "limit", "live", "by"})
"""Options of lists and reports, in whose help `--town` stands too; every other command takes it as well."""
_DAILY, _PLAN, _LEDGER = "日常", "方案与职责", "台账"

ENTRIES = (
    Entry("init", "hazardctl.cli.ledger:app", "建立台账", _LEDGER),
    Entry("guide", "hazardctl.cli.guide:app", "使用指南：按要办的事看，不用联网", _LEDGER),
    Entry("demo", "hazardctl.cli.ledger:app", "用虚构单位演示一遍全过程", _LEDGER),
    Entry("import", "hazardctl.cli.import_:app", "导入：村、办所发来的表，逐格说明哪里不对", _LEDGER),
    Entry("export", "hazardctl.cli.export:app", "导出台账表：打印、上报，改好可再导回", _LEDGER),
    Entry("backup", "hazardctl.cli.backup:app", "备份台账", _LEDGER),
    Entry("restore", "hazardctl.cli.backup:app", "恢复一份备份", _LEDGER),
    Entry("merge", "hazardctl.cli.merge:app", "合并别处登记的台账：先试算，不一致的等人定", _LEDGER),
    Entry("move", "hazardctl.cli.move:app", "搬台账：文件和服务器之间，整本搬，逐行核对", _LEDGER),
    Entry("doctor", "hazardctl.cli.doctor:app", "体检：版本、台账、权限、磁盘、网盘、时钟、备份", _LEDGER),
    Entry("log", "hazardctl.cli.journal:app", "流水：谁、何时、把什么改成了什么", _LEDGER),
    Entry("undo", "hazardctl.cli.journal:app", "撤销自己刚办的一步，或流水里的一步", _LEDGER),
    Entry("verify", "hazardctl.cli.verify:app", "核对：台账有没有被改过、坏过", _LEDGER),
    Entry("template", "hazardctl.cli.template:app", "发给各村各办填的表样", _LEDGER),
    Entry("check", "hazardctl.cli.check:app", "查台账：缺什么、哪里不对、谁逾期", _LEDGER),
    Entry("status", "hazardctl.cli.status:app", "今天先看什么：待补、逾期、临期、待复查", _DAILY),
    Entry("hazard", "hazardctl.cli.hazard:app", "隐患：登记、整改、复查、销号、延期、转办", _DAILY),
    Entry("inspect", "hazardctl.cli.inspect:app", "检查记录：查到隐患的和没查到的都记", _DAILY),
    Entry("report", "hazardctl.cli.report:group", "报表：每月调度、印发、通报、报上级", _DAILY),
    Entry("enforce", "hazardctl.cli.enforce:app", "执法：检查诊断、行政处罚、整改复查", _DAILY),
    Entry("problem", "hazardctl.cli.problem:app", "问题清单：交办、回复、销号", _DAILY),
    Entry("enterprise", "hazardctl.cli.enterprise:app", "单位（场所）：资料、监管单位、缺什么", _DAILY),
    Entry("action", "hazardctl.cli.action:app", "督办：提示、交办、督办、约谈，回复和下一步", _DAILY),
    Entry("submit", "hazardctl.cli.submission:app", "收一份信息报送（零报告也收）", _DAILY),
    Entry("submissions", "hazardctl.cli.submission:app", "信息报送情况：谁报了、谁没报", _DAILY),
    Entry("tipoff", "hazardctl.cli.tipoff:app", "举报：受理、核查、奖励，不登记举报人", _DAILY),
    Entry("accident", "hazardctl.cli.accident:app", "事故：对照全年死亡人数目标", _DAILY),
    Entry("permit", "hazardctl.cli.permit:app", "作业许可：检维修、有限空间、委外，逐项检查", _DAILY),
    Entry("key-item", "hazardctl.cli.key_item:app", "重点检查事项：每个行业先查什么", _DAILY),
    Entry("setting", "hazardctl.cli.setting:app", "本单位定的天数：双报告、信息报送、检查间隔", _LEDGER),
    Entry("who-owns", "hazardctl.cli.plan:app", "查职责：哪个领域由谁负责", _PLAN),
    Entry("plan", "hazardctl.cli.plan:group", "行动方案：查看、检查、导出", _PLAN),
    Entry("phase", "hazardctl.cli.phase:app", "阶段：进度、期限、阶段成果", _PLAN),
    Entry("task", "hazardctl.cli.task:app", "重点任务：做了没有、缺谁、从何时起缺", _PLAN),
    Entry("post", "hazardctl.cli.post:app", "岗位：方案要求亲自做的，由谁担任", _PLAN),
    Entry("unit", "hazardctl.cli.unit:app", "单位：办所、村（社区）、集体责任单位", _PLAN),
)


def _root(
    ctx: typer.Context,
    ledger: Annotated[str | None, typer.Option("--ledger", metavar="文件", help="台账文件")] = None,
    plan: Annotated[str | None, typer.Option("--plan", metavar="文件夹", help="行动方案所在的文件夹")] = None,
    actor: Annotated[str | None, typer.Option("--actor", metavar="姓名", help="经办人，记在台账里")] = None,
    town: Annotated[
        str | None,
        typer.Option("--town", metavar="镇", help="服务器上有几个镇时办哪个：代号或镇名；可写在命令后"),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="出错时显示技术细节")] = False,
    no_input: Annotated[bool, typer.Option("--no-input", help="不提问，缺什么就列出来")] = False,
    version: Annotated[bool, typer.Option("--version", help="显示版本（单独使用）")] = False,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="bash|zsh|fish|powershell",
            help="打印命令补全脚本（单独使用），存到哪里写在脚本开头",
        ),
    ] = None,
) -> None:
    """Read what stands before the command."""
    options = Options(ledger=ledger, plan=plan, actor=actor, debug=debug, no_input=no_input, town=town)
    ctx.obj = _begun(Session(resolve(options, os.environ)))


def _begun(session: Session) -> Session:
    if session.settings.plan_folder:
        # Before any page is made: pages name their columns when they are loaded.
        from hazardctl.plan import labels

        labels.take(session.settings.plan_folder, session.settings.cache)
    return session


def _in_town(ctx: typer.Context, said: str) -> None:
    """Take `--town` where it stands after the command."""
    session = session_of(ctx)
    ctx.obj = _begun(Session(in_town(session.settings, said)))


def version() -> Answer:
    """Answer `hazardctl --version`."""
    from hazardctl.render.shapes import Line, Page

    return Answer(kind="version", data=__version__, page=lambda: Page((Line(f"hazardctl {__version__}"),)))


def start() -> Answer:
    """Answer `hazardctl` alone: what is done most, on one screen."""
    from hazardctl.render.views import start as views

    has_ledger = resolve(Options(), os.environ).ledger.exists()
    return Answer(kind="start", data=None, page=lambda: views.page(has_ledger=has_ledger))


def completion(shell: str) -> str:
    """Answer `hazardctl --show-completion SHELL`: the script as it is, nothing folded.

    Raises:
        UsageProblem: there is no script for that shell.
    """
    from hazardctl.shells import SHELLS, script

    if shell not in SHELLS:
        raise UsageProblem(
            Problem("unknown_shell", words.unknown_shell(shell, tuple(SHELLS)), "show_completion")
        )
    return script(shell)


SUMMARY = f"""重大事故隐患专项排查整治台账（hazardctl {__version__}）

排查发现、五落实、整改、复查、销号、每月调度，键一次，表都出。"""

app = lazy_root(ENTRIES, _root, SUMMARY, {"town": Following(_in_town, _QUESTIONS)})
