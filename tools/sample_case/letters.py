"""An e-mail message with an attachment, in two Cyrillic encodings."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def reply(body: str, attached_list: str) -> bytes:
    """The reply of the (invented) prison service: KOI8-R body, windows-1251 attachment."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Отдел специального учёта <records@colony94.example>"
    message["To"] = "Надия Величкив <n.velychkiv@mail.example>"
    message["Date"] = "Thu, 17 Apr 2025 10:12:00 +0300"
    message["Subject"] = "Ответ на обращение от 3 апреля 2025 года"
    message["Message-ID"] = "<20250417101200.94@colony94.example>"
    message.set_content(body, charset="koi8-r", cte="base64")
    message.add_attachment(
        attached_list.encode("windows-1251"),
        maintype="text",
        subtype="plain",
        filename="perechen.txt",
    )
    message.set_boundary("==habeas-sample-case==")
    return message.as_bytes()
