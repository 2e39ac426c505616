#!/usr/bin/env bash
# email-reply-parser 0.5.12, mail-parser-reply 1.36 and quotequail 0.5.4: in a release that comes by mail, "On Monday the minister wrote:" is
# taken for the line above an older mail, and what he wrote is thrown away.
#
# Mail programs write "On 6 May 2024 at 10:00, Ana wrote:" above what they quote. All three know such a line by its first and last words, ask
# for no address, no day and no marks ">" below it, and call all that follows old: what the minister wrote, and what the other side answered.
# The line may be two: "On Monday" begins a sentence, and "wrote:" ends the next line. With "said:" the text stays whole.
# Common guess: what is cut off bears the marks of a quoted mail, so that a text without ">" comes back whole.
# What helps: take a reply off only where ">" follows, and compare what came back with what was sent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check \
  email-reply-parser==0.5.12 mail-parser-reply==1.36 quotequail==0.5.4
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
import quotequail
from email_reply_parser import EmailReplyParser
from mailparser_reply import EmailReplyParser as MailReplyParser

RELEASE = """The two sides met in the port.

{}
The blockade is illegal, and we shall not sign.

The other side answered on Tuesday that it would wait until June.
"""


def tell(name, text):
    print(f"  {name}:", " / ".join(line for line in text.splitlines() if line))


for line in ("On Monday the minister wrote:", "On Monday they met again, and\nlate in the evening the minister wrote:", "On Monday the minister said:"):
    text = RELEASE.format(line)
    print(line.replace("\n", " "))
    tell("email-reply-parser", EmailReplyParser.parse_reply(text))
    tell("mail-parser-reply", MailReplyParser(languages=["en"]).read(text=text).latest_reply)
    unwrapped = quotequail.unwrap(text)
    tell("quotequail", unwrapped["text_top"] if unwrapped else text)
PYTHON
)
expected=$(cat <<'TEXT'
On Monday the minister wrote:
  email-reply-parser: The two sides met in the port.
  mail-parser-reply: The two sides met in the port.
  quotequail: The two sides met in the port.
On Monday they met again, and late in the evening the minister wrote:
  email-reply-parser: The two sides met in the port.
  mail-parser-reply: The two sides met in the port.
  quotequail: The two sides met in the port.
On Monday the minister said:
  email-reply-parser: The two sides met in the port. / On Monday the minister said: / The blockade is illegal, and we shall not sign. / The other side answered on Tuesday that it would wait until June.
  mail-parser-reply: The two sides met in the port. / On Monday the minister said: / The blockade is illegal, and we shall not sign. / The other side answered on Tuesday that it would wait until June.
  quotequail: The two sides met in the port. / On Monday the minister said: / The blockade is illegal, and we shall not sign. / The other side answered on Tuesday that it would wait until June.
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
