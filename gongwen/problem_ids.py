"""Every id that a problem can have and no rule owns, declared once; a rule has its own (`NAME`).

Ids are printed in brackets, and stand in waivers and other programs' settings: they stay.
"""

from __future__ import annotations

from typing import Final, NewType

ProblemId = NewType("ProblemId", str)
"""What kind of problem it is, in the officer's words."""

# 文件能不能读
UNREAD_FILE: Final = ProblemId("没有读的文件")
FILE_UNREADABLE: Final = ProblemId("文件打不开")
ENCODING: Final = ProblemId("编码")
EMPTY_FILE: Final = ProblemId("空文件")
CONTROL_CHARACTER: Final = ProblemId("控制字符")
INVISIBLE_CHARACTER: Final = ProblemId("看不见的字符")
PRIVATE_CHARACTER: Final = ProblemId("自造字")
MERGE_CONFLICT: Final = ProblemId("合并冲突")
SEVERAL_DOCUMENTS: Final = ProblemId("多个文档")

# 项目和层次怎么写
FULL_WIDTH_COLON: Final = ProblemId("全角冒号")
HALF_WIDTH_COLON: Final = ProblemId("半角冒号")
COLON_WITHOUT_SPACE: Final = ProblemId("冒号后缺空格")
MISSING_COLON: Final = ProblemId("缺冒号")
OTHER_MARK: Final = ProblemId("不是横线")
DASH_WITHOUT_SPACE: Final = ProblemId("横线后缺空格")
TAB_INDENT: Final = ProblemId("制表符缩进")
WIDE_SPACE_INDENT: Final = ProblemId("全角空格缩进")
INDENT: Final = ProblemId("缩进")
QUOTES: Final = ProblemId("引号")
SPECIAL_START: Final = ProblemId("特殊符号开头")
HASH_SIGN: Final = ProblemId("井号")
GLUED: Final = ProblemId("几段连成一段")
FULL_WIDTH_BAR: Final = ProblemId("全角竖线")
FULL_WIDTH_COMMA: Final = ProblemId("全角逗号")
BRACKETS: Final = ProblemId("括号")
ESCAPE: Final = ProblemId("转义")
SYNTAX: Final = ProblemId("读不出结构")
TOO_DEEP: Final = ProblemId("层次过深")
EMPTY_KEY: Final = ProblemId("缺项目名")
SPACE_IN_KEY: Final = ProblemId("项目名中空格")
KEY_NOT_TEXT: Final = ProblemId("项目名不是文字")
DUPLICATE_KEY: Final = ProblemId("重复的项目")
MERGE_KEY: Final = ProblemId("合并写法")

# 项目对不对
NOT_A_DOCUMENT: Final = ProblemId("不是公文")
UNKNOWN_KEY: Final = ProblemId("不认识的项目")
MISSING_KEY: Final = ProblemId("缺少的项目")
EMPTY_VALUE: Final = ProblemId("空值")
MISFIT: Final = ProblemId("写法不对")
WRONG_BLOCK: Final = ProblemId("不认识的内容块")
UNKNOWN_KIND: Final = ProblemId("不认识的文种")
CLASSIFIED: Final = ProblemId("涉密")
NOT_FOR_PUBLIC: Final = ProblemId("不能公开")
WITHHELD_MARK: Final = ProblemId("不公开的标注")
UNUSABLE_WAIVER: Final = ProblemId("忽略")

# 引用和模板
BAD_REFERENCE: Final = ProblemId("引用")
UNUSABLE_PICTURE: Final = ProblemId("图片不能用")
TURNED_PICTURE: Final = ProblemId("图片没有转正")
NO_TEMPLATE: Final = ProblemId("没有模板")
TEMPLATE_FAULT: Final = ProblemId("模板")
NO_SHEET: Final = ProblemId("没有样式")
AGAINST_STANDARD: Final = ProblemId("偏离国标")
SHEET_FAULT: Final = ProblemId("样式表")
UNWRITABLE: Final = ProblemId("写不进去")
BAD_FILE_NAME: Final = ProblemId("文件名")
SAME_NUMBER: Final = ProblemId("文号重复")
CACHE_UNWRITABLE: Final = ProblemId("缓存")
PROGRAM_FAULT: Final = ProblemId("程序出错")

# 版面
LAYOUT: Final = ProblemId("版面")
TITLE_BREAK: Final = ProblemId("标题断行")

# 转换和字体
CONVERSION_FAILED: Final = ProblemId("转换失败")
OFFICE_UNKNOWN: Final = ProblemId("没有试出读法")
STAND_IN_FONT: Final = ProblemId("字体代用")
MISSING_GLYPH: Final = ProblemId("缺字形")

# 机构名录
NOT_A_REGISTRY: Final = ProblemId("不是机构名录")
NOT_AN_OFFICE: Final = ProblemId("不是本单位的情况")
SHARED_NAME: Final = ProblemId("机构重名")
WORD_TABLE: Final = ProblemId("核稿词表")
UNKNOWN_MEMBER: Final = ProblemId("包含的机构未登记")
CONSULTATION: Final = ProblemId("征求意见台账")

# Word文件检查
NOT_A_DOCX: Final = ProblemId("不是docx")
NOT_MEASURED: Final = ProblemId("没有实测")
PAGE_MEASURES: Final = ProblemId("版面尺寸")
PAGE_SETUP: Final = ProblemId("页面设置")
DOCUMENT_GRID: Final = ProblemId("文档网格")
FACES_AND_SIZES: Final = ProblemId("字体字号")
LINE_PITCH: Final = ProblemId("行距")
PAGE_NUMBERS: Final = ProblemId("页码")
BLANK_PARAGRAPHS: Final = ProblemId("空段排版")
BLANKS_FOR_LAYOUT: Final = ProblemId("空格排版")
THEME_FONTS: Final = ProblemId("主题字体")
DIRECT_FORMATTING: Final = ProblemId("直接格式")

# 导入旧文件
UNSURE: Final = ProblemId("导入存疑")
LEFT_OUT: Final = ProblemId("导入有遗漏")
WRONG_NUMBER: Final = ProblemId("序数不连续")
TRACKED_CHANGES: Final = ProblemId("修订痕迹")
REMARKS: Final = ProblemId("批注和脚注")
