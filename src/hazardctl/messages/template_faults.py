"""What is wrong with a Word template: the end of the sentence that names the template and the paragraph."""


def not_closed(tag: str) -> str:
    """A tag has no end."""
    return f"里的 {{% {tag} %}} 没有结束：补上 {{% end{tag} %}}"


def full_width() -> str:
    """Brackets of the Chinese keyboard are no tags."""
    return "里有全角的括号或百分号（｛｛ ｝｝ ｛％ ％｝）：换成半角的 {{ }} {% %}"


def swallows() -> str:
    """A tag of this kind takes the place of everything around it."""
    return "里的 {{p … }}、{{r … }} 会把整段文字吞掉：改成 {{ … }}"


def too_much() -> str:
    """Loops within loops never end."""
    return "里的循环太多，出不完：减少 {% for %} 的层数和次数"


def yes_no(*, value: bool) -> str:
    """A yes or no that is printed."""
    return "是" if value else "否"
