"""What a government's site says of a document before its text: 索引号, 发布机构, 有效性 ...

Only what the document says is there; nothing is made up for a site's form.
"""

from __future__ import annotations

from ..document.values import one_line
from .job import Job


def facts_of_page(job: Job) -> tuple[tuple[str, str], ...]:
    """Names and values in the order of the sites; what is not given is left out, as is the number
    that a draft does not have yet.
    """
    document = job.document
    web = document.web
    number = document.document_number or document.order_number or ""
    facts = (
        ("索引号", (web and web.index_number) or ""),
        ("信息分类", (web and web.category) or ""),
        ("发布机构", (web and web.publisher) or ""),
        ("发文机关", "、".join(job.issuers())),
        ("成文日期", str(document.issue_date) if document.issue_date and job.is_final else ""),
        ("文件名称", one_line(document.title)),
        ("发文字号", number if job.is_final else ""),
        ("发布日期", str(web.published_on) if web and web.published_on else ""),
        ("有效性", (web and web.validity) or ""),
    )
    return tuple((name, value) for name, value in facts if value)
