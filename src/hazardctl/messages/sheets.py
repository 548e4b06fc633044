"""Files from outside that cannot be read as a sheet: what is wrong, and how the office makes it right."""

_RESAVE = "请用 WPS 或 Excel 打开，另存为 .xlsx 再导入"


def no_such_file(name: str) -> str:
    """Nothing is there."""
    return f"找不到文件「{name}」：请检查文件夹和文件名（连同 .xlsx 这样的后缀），或把文件拖进窗口再试"


def is_a_folder(name: str) -> str:
    """A folder was named."""
    return f"「{name}」是文件夹：请写出里面那张表的文件名，一次导入一张表"


def no_plain_file(name: str) -> str:
    """A pipe, a device or a socket."""
    return f"「{name}」不是普通文件，没有读：请先把表存到硬盘上，再写它的文件名"


def cannot_read(name: str) -> str:
    """The system will not hand it over: a lock, or no permission."""
    return f"读不了「{name}」：它正在别处打开，或者没有读的权限；请先关掉打开它的程序，还不行就另存一份再导入"


def disk_fault(name: str) -> str:
    """The disk or the network share fails."""
    return f"读「{name}」时磁盘或网络出错：请把文件复制到本机硬盘再导入"


def is_open(name: str, owner: str) -> str:
    """An office program holds it."""
    return f"「{name}」正在 WPS、Excel 或 LibreOffice 里打开，没有保存的改动读不到：请先保存并关闭再导入；如果确实没有打开，请删除同一文件夹里的隐藏文件「{owner}」"


def owner_file(name: str) -> str:
    """The little file that an office program keeps beside an open sheet."""
    return f"「{name}」是表格打开时自动生成的占用文件，不是表格本身：请关闭表格，再导入名字前面没有这几个符号的那个文件"


def empty_file(name: str) -> str:
    """Nothing in it."""
    return f"「{name}」是空文件（0 字节）：可能没有传完，请让对方重新发一份"


def file_too_big(name: str, limit: int) -> str:
    """Too large a file for a sheet."""
    return f"「{name}」超过 {limit} MB：请删掉表里的照片和用不着的工作表，或分成几个文件再导入"


def has_password(name: str) -> str:
    """Encrypted."""
    return f"「{name}」设了打开密码，读不了：请用 WPS 或 Excel 输密码打开，在「文件—文档加密（信息—保护工作簿）」里把密码清空，保存后再导入"


def another_kind(name: str, kind: str) -> str:
    """A file of another kind, whatever it is called."""
    return f"「{name}」其实是{kind}，不是表格（改后缀不会变成表格）：请让对方发 .xlsx 表格"


def as_other_sheet(name: str, kind: str) -> str:
    """A table, but in a format that is not read."""
    return f"「{name}」其实是{kind}，不能直接导入：{_RESAVE}"


def unknown_kind(name: str) -> str:
    """Neither a sheet nor anything known."""
    return f"「{name}」不是表格：能导入的是 .xlsx .xlsm .xls .ods .et .csv，请让对方另存为 .xlsx"


def damaged(name: str) -> str:
    """Cut off, or not as a program writes it."""
    return f"「{name}」不完整或已损坏：请重新下载或让对方重新发一份；如果 WPS 还能打开，{_RESAVE.removeprefix('请用 WPS 或 Excel 打开，')}"


def no_sheet(name: str) -> str:
    """A workbook without a worksheet."""
    return f"「{name}」里没有工作表：请检查是不是发错了文件"


def bomb() -> str:
    """It would unfold into something enormous, or carries what no sheet needs."""
    return f"文件展开后异常庞大或结构异常，为安全没有读：{_RESAVE}，还不行就把数据复制到新建的表里"


def has_entities() -> str:
    """XML with a document type, which no office program writes."""
    return f"文件里夹带了表格不该有的内容（XML 实体定义），为安全没有读：{_RESAVE}"


def too_big(rows: int, columns: int) -> str:
    """More rows or columns than a sheet may use, or a cell far away from the others."""
    return f"工作表用到的范围太大（最多 {rows} 行、{columns} 列）：常见原因是远处的单元格里误填了字，请把有用的行列复制到新表里，或分成几个文件再导入"


def unknown_error_value(name: str, value: str) -> str:
    """A formula's error that the reader does not know."""
    return f"「{name}」里有公式出错的单元格（{value}），整张表都读不出：请先改好这个公式，再导入"


def bad_encoding(name: str) -> str:
    """Text that is neither UTF-8, UTF-16 nor GB18030."""
    return f"「{name}」的文字编码认不出：{_RESAVE}"


def bad_csv(name: str, line: int) -> str:
    """Quotes that do not match."""
    return f"「{name}」第 {line} 行附近的引号不成对，后面的行分不清：{_RESAVE}"


KINDS = {
    "pdf": "PDF 文件",
    "picture": "图片",
    "word": "Word 文档",
    "slides": "演示文稿",
    "archive": "压缩包",
    "rich_text": "RTF 文档",
}
"""What a file that is no table turns out to be."""

OTHER_SHEETS = {
    "web": "网页",
    "xml": "XML 表格",
    "xlsb": "二进制工作簿（.xlsb）",
    "numbers": "Numbers 表格",
}
"""What a table that cannot be read turns out to be."""
