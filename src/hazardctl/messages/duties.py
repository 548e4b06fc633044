"""Tasks that are asked about and do not exist, or exist twice."""


def several_tasks(printed: str, ids: tuple[str, ...]) -> str:
    """The printed number stands twice in annex 1."""
    return f"附件1 里序号 {printed} 印了 {len(ids)} 次，请用编号：{'、'.join(ids)}"


def no_such_task(said: str) -> str:
    """No task is called so."""
    return f"没有「{said}」这项任务，编号形如 1-8：用 hazardctl task list 查看全部"
