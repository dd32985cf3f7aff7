"""Web archives (.mht), which Word also saves under the name .doc: the page inside."""

from __future__ import annotations

import email
import email.policy

from graph_builder.errors import UnreadableNotice
from graph_builder.read import html


def text_of(data: bytes, name: str) -> str:
    """The text of the first web page in the archive."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        body = None if page is None else page.get_payload(decode=True)
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
        raise UnreadableNotice(f"{name}:网页归档损坏;请用 Word 或 WPS 打开后另存为 docx。") from error
    if not isinstance(body, bytes) or not body:
        raise UnreadableNotice(f"{name}:网页归档里没有网页;请用 Word 或 WPS 打开后另存为 docx。")
    return html.text_of(body, name)
