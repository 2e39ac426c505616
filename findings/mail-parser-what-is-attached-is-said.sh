#!/usr/bin/env bash
# mail-parser 4.8.0: the words of a mail that is attached to a mail are in the body of the one who sent it on, and no attachment is told.
#
# A desk forwards an ultimatum as an attachment (message/rfc822, as mail programs do on "forward as attachment"): body joins "See attached."
# and the ultimatum, with "--- mail_boundary ---" between, the same line that stands between the plain and the HTML form of one text.
# attachments is empty, and sender, subject and day of what was attached are nowhere: what a minister wrote is what the desk wrote. The
# standard library's walk() goes into the attached mail as well, while its get_body(), with policy.default, stops before it. In passing: a
# date without a zone (7 May 2024 10:00) is None, and one with a zone is moved to UTC, so that a mail of the evening of the 7th is of the 8th.
# Common guess: an attached mail is an attachment; body is what the sender wrote.
# What helps: email.message_from_string(text, policy=policy.default).get_body(), and iter_attachments() for the mails inside.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check mail-parser==4.8.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from email import message_from_string, policy

import mailparser


def mail(sender, subject, day, body, kind="text/plain; charset=utf-8"):
    return f"From: {sender}\nTo: a@desk.example\nSubject: {subject}\nDate: {day}\nContent-Type: {kind}\n\n{body}\n"


inner = mail("Minister <m@gov.example>", "Ultimatum", "Mon, 06 May 2024 09:00:00 +0300", "We accept nothing.")
parts = f"--B\nContent-Type: text/plain\n\nSee attached.\n--B\nContent-Type: message/rfc822\n\n{inner}\n--B--"
outer = mail("Desk <d@desk.example>", "Fw", "Tue, 07 May 2024 23:30:00 -0500", parts, 'multipart/mixed; boundary="B"')

read = mailparser.parse_from_string(outer)
print("mail-parser:", read.from_[0][0], read.subject, "|", *read.body.split(), "| attachments:", len(read.attachments))
print("says who or of what the attached mail is:", "Minister" in str(read.mail_json) or "Ultimatum" in str(read.mail_json))
print("day:", read.date.date(), "| without a zone:", mailparser.parse_from_string(mail("a", "b", "7 May 2024 10:00", "c")).date)
message = message_from_string(outer, policy=policy.default)
print("email:", message.get_body().get_content().strip(), "|", *(a.get_content()["from"] for a in message.iter_attachments()))
PYTHON
)
expected=$(cat <<'TEXT'
mail-parser: Desk Fw | See attached. --- mail_boundary --- We accept nothing. | attachments: 0
says who or of what the attached mail is: False
day: 2024-05-08 | without a zone: None
email: See attached. | Minister <m@gov.example>
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
