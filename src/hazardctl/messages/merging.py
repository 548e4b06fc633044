"""Ledgers that are merged, and what two of them tell differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 5


def source(name: str, series: str, counts: tuple[int, int, int, int], *, written: bool) -> str:
    """What comes, or came, of one ledger: added, updated, unchanged, conflicting."""
    added, updated, unchanged, conflicting = counts
    verb = "已合并" if written else "将合并"
    return (
        f"{name}（编号系列 {series}）{verb}：新增 {added} 行，更新 {updated} 行，不变 {unchanged} 行，"
        f"两边不一致 {conflicting} 处"
    )


def nothing_new(name: str, series: str) -> str:
    """It was merged before, and has not gone on since."""
    return f"{name}（编号系列 {series}）没有新内容，台账不变"


def proved(entries: int, new: int, head: str) -> str:
    """Its own journal is kept as it came."""
    return f"  它的流水 {entries} 条已核对（新到 {new} 条），原样存下，校验 {head[:12]}"


def files(number: int, *, written: bool) -> str:
    """What was attached there."""
    return f"  附件 {number} 份{'一并复制' if written else '会一并复制'}"


def files_left(names: str) -> str:
    """Attachments that were not there."""
    return f"  那边也找不到的附件：{names}；请对方补发后放回，再合并一次"


def alike(found: Sequence[Sequence[str]]) -> str:
    """New hazards look like others that were here, or came with them."""
    told = "；".join(" 与 ".join(numbers) for numbers in found[:_NAMED])
    more = f"等 {len(found)} 组" if len(found) > _NAMED else ""
    return (
        f"  同日、同单位、同处、同描述，可能两边各登记了一次：{told}{more}；"
        "确是同一条的，hazardctl hazard void 编号 --duplicate-of 另一编号 --reason 重复登记"
    )


def kind(term: str, added: int, updated: int, conflicting: int) -> str:
    """What came of one kind of record."""
    told = [
        f"新增 {added}" if added else "",
        f"更新 {updated}" if updated else "",
        f"不一致 {conflicting}" if conflicting else "",
    ]
    return f"  {term}：{'，'.join(one for one in told if one)}"


def undecided(number: int) -> str:
    """Something is left to decide."""
    return f"有 {number} 处两边说法不一，定下来之前各处显示的都是双方改动前的：hazardctl merge --conflicts 逐处看"


def nothing_written() -> str:
    """It was a trial."""
    return "只是试算，台账没有动；要合并，去掉 --dry-run"


def needs_yes(names: str) -> str:
    """Nobody is there to be asked."""
    return f"确认要合并，加 --yes：hazardctl merge {names} --yes"


def as_typed(name: str) -> str:
    """A file's name as it is typed at a shell."""
    return f'"{name}"' if " " in name else name


def ask() -> str:
    """Before anything is written."""
    return "合并进本台账？"


def left_alone() -> str:
    """Nothing was done."""
    return "没有合并，台账不变"


def nothing_named() -> str:
    """Neither a file nor what to decide was named."""
    return (
        "要合并哪个台账？写上文件，如 hazardctl merge 双龙村.db；看两边不一致的：hazardctl merge --conflicts"
    )


def one_thing() -> str:
    """Files and decisions in one breath."""
    return "合并文件、看不一致（--conflicts）、定下一处（--decide）一次只能做一样"


def of_no_use() -> str:
    """An option beside what it says nothing of."""
    return "--take 只和 --decide 一起用；--dry-run、--yes 只在合并文件时用"


def other_town(name: str, town: str, own: str) -> str:
    """A file keeps one town's ledger."""
    return f"{name} 是另一个乡镇（{town}）的台账，本台账是 {own}：汇总各镇看 hazardctl guide 区里汇总"


def own_copy(name: str) -> str:
    """A copy of this very ledger in which somebody went on."""
    return (
        f"{name} 是本台账的副本，又另外登记过：编号会撞车，不能合并。请把副本里多登的重新录入本台账；"
        f"要带出去用的台账，先在那边 hazardctl init --series 自己的系列，再 hazardctl merge 本台账"
    )


def series_taken(name: str, series: str) -> str:
    """Two ledgers that give the same numbers."""
    return f"{name} 的编号系列是 {series}，已有另一个台账用了：两边的编号会相同，不能合并。请那边换一个系列重新建台账"


def number_taken(name: str, numbers: Sequence[str], count: int) -> str:
    """A number that came in from outside is here already for something else."""
    more = f"等 {count} 个" if count > len(numbers) else ""
    return f"{name} 里的编号 {'、'.join(numbers)}{more} 本台账已用在别的记录上，没有合并：先核对是不是同一条，在那边作废重复的"


def no_source(name: str) -> str:
    """There is no such file."""
    return f"没有 {name} 这个文件：看看名字和所在的文件夹写得对不对"


def not_a_source(name: str) -> str:
    """The file to be merged is no ledger."""
    return f"{name} 不是台账文件（或已损坏），没有合并：要的是对方的 ledger.db，或对方 hazardctl export 打的 .zip 包"


def source_damaged(name: str) -> str:
    """It does not agree with its own journal."""
    return f"{name} 没有通过核对，没有合并：请对方先运行 hazardctl verify 看哪里不对"


def rewritten(name: str, seq: int) -> str:
    """Its past is not what it was."""
    return f"{name} 的流水第 {seq} 条与上次合并时不同：它的过去被改过，或是用旧备份恢复后另记的，没有合并。请与对方核对"


def ours_went_back(name: str, seq: int) -> str:
    """It knows more of this ledger than there is."""
    return f"{name} 见过本台账的流水第 {seq} 条，本台账里没有或不同：本台账可能恢复过旧备份。先找回最新的一份，再合并"


def not_a_bundle(name: str) -> str:
    """A zip that is none of ours, or cut short."""
    return f"{name} 不是 hazardctl export 打的台账包，或不完整：请对方重新打包（hazardctl export 台账.zip）"


def newer_bundle(name: str) -> str:
    """Made by a newer program."""
    return f"{name} 是更新版的 hazardctl 打的包：先升级本机的 hazardctl"


def no_room(name: str) -> str:
    """The folder for passing files takes nothing."""
    return f"{name} 解不开：临时文件夹写不进去，请腾出空间再试"


def none_open() -> str:
    """Nothing is undecided."""
    return "没有两边不一致的地方"


def open_head(number: int) -> str:
    """What stands above the list."""
    return f"两边不一致 {number} 处，定下来之前显示的是双方改动前的："


def conflict_line(id_: str, what: str, field: str) -> str:
    """One conflict."""
    return f"{id_}  {what} · {field}"


def ancestor(value: str) -> str:
    """What both sides went out from."""
    return f"  双方改动前：{value}"


def rival(number: int, value: str, who: str) -> str:
    """What one side made of it."""
    return f"  {number}. {value}" + (f"（{who}）" if who else "")


def how_to_decide(id_: str) -> str:
    """What to type."""
    return f"定下一处：hazardctl merge --decide {id_} --take 1（取第 1 种；两边办理都要，写 1,2；维持改动前的，写 0）"


def no_conflict(said: str) -> str:
    """No such conflict."""
    return f"没有「{said}」这一处：hazardctl merge --conflicts 看有哪些"


def bad_take(said: str, most: int) -> str:
    """No such choice."""
    return f"--take 写 0 到 {most} 之间的数（0 是维持改动前的），不是「{said}」"


def missing_take() -> str:
    """A decision needs a choice."""
    return "取哪一种？加 --take 1，或 --take 0 维持改动前的"


def does_not_hold() -> str:
    """The choice makes a story that no gate lets through."""
    return "这样定，办理过程前后接不上（如整改两次、销号在整改之前），没有定：换一种，或先补齐"


def decided(id_: str, what: str, field: str, value: str) -> str:
    """It is decided."""
    return f"{id_} 已定：{what} · {field} = {value}"


def acts(told: Sequence[str]) -> str:
    """A story, step by step."""
    return "；".join(told)


def act(what: str, how: str) -> str:
    """One thing that was done."""
    return f"{what}（{how}）" if how else what


def is_taken(names: str) -> str:
    """Another row has what this one would get."""
    return f"已是「{names}」的，两家不能一样：先更正那一家，或取另一种"


def story() -> str:
    """What was done to it."""
    return "办理过程"


def as_both_knew() -> str:
    """The story as far as both sides know it."""
    return "双方都有的那一段"


def whole() -> str:
    """Whether the row is there at all."""
    return "这一条要不要"


def refers_to_gone() -> str:
    """A way of telling it names something that was taken back here."""
    return "这一种说法用到的单位或场所，本台账已经撤回：先重新登记它，或取另一种（维持改动前的写 0）"


def is_referred_to() -> str:
    """It cannot go: others rest on it."""
    return "别的记录用着这一条，不能撤回：取另一种，或先改那些记录"


def absent() -> str:
    """The row is not there."""
    return "撤回这一条"


def nothing() -> str:
    """No value."""
    return "（空）"


def own_damaged() -> str:
    """This ledger does not agree with itself."""
    return "台账没有通过核对，没有打包：先运行 hazardctl verify 看哪里不对"


def cannot_write(path: str) -> str:
    """The place takes no file."""
    return f"{path} 写不进去：换一个文件夹，或关掉正开着它的程序"


def bundled(path: str, entries: int, files: int) -> str:
    """A bundle was written."""
    return f"台账已打包到 {path}：流水 {entries} 条，附件 {files} 份；对方用 hazardctl merge 合并。包里有举报内容，请妥善传递"
