#!/usr/bin/env bash
# simplemma 2.0.0: the lemmas of "Iran won't sign" are "Iran will sign", and so for a refusal in Czech, Turkish and Swahili.
#
# English "n't" is a clitic to it, as French l' and Spanish -lo are, and "the clitic is not part of the lemma": it is stripped, and the
# lemma of the whole word is will, do, be, shall. "can't" is "cannot" with the straight apostrophe, which the list has, and "can" with the
# curly one of newspapers; couldn't is cannot too. Where the "not" is a part of the verb the list often has the verb without it: nepodepíše
# (will not sign) is podepsat in Czech, while Slovak keeps its ne; imzalamayacak and hatasaini are "to sign" in Turkish and Swahili. Counts,
# searches and likeness by lemmas put the party that refuses with the one that signs, and nothing is left to tell them apart.
# Common guess: a lemma is the same word in its basic form; what says not stays, as a word of its own or in the word.
# What helps: cut "wo" and "n't" apart before, as treebanks do, since both have their lemmas; elsewhere read the negation from the word
# itself.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --disable-pip-version-check simplemma==2.0.0
cd "$folder"
seen=$("$folder/env/bin/python" - <<'PYTHON'
from simplemma import lemmatize, simple_tokenizer, text_lemmatizer

for text in ("Iran won't sign.", "Iran will sign.", "Iran can't sign.", "Iran can’t sign.", "They didn't agree, and shouldn't."):
    print(f"{text} | {' '.join(simple_tokenizer(text))} | {' '.join(text_lemmatizer(text, lang='en'))}")
print("cut before:", " ".join(lemmatize(word, lang="en") for word in ("Iran", "wo", "n't", "sign")))
WORDS = {  # each: (will not sign, will sign), or as near as the list has it
    "en": ("couldn't", "cannot"),
    "cs": ("nepodepíše", "podepíše"),
    "sk": ("nepodpísal", "podpísal"),
    "tr": ("imzalamayacak", "imzalayacak"),
    "sw": ("hatasaini", "atasaini"),
}
for language, words in WORDS.items():
    print(f"{language}:", ", ".join(f"{word} = {lemmatize(word, lang=language)}" for word in words))
PYTHON
)
expected=$(cat <<'TEXT'
Iran won't sign. | Iran won't sign . | Iran will sign .
Iran will sign. | Iran will sign . | Iran will sign .
Iran can't sign. | Iran can't sign . | Iran cannot sign .
Iran can’t sign. | Iran can’t sign . | Iran can sign .
They didn't agree, and shouldn't. | They didn't agree , and shouldn't . | they do agree , and shall .
cut before: Iran will not sign
en: couldn't = cannot, cannot = cannot
cs: nepodepíše = podepsat, podepíše = podepsat
sk: nepodpísal = nepodpísať, podpísal = podpísať
tr: imzalamayacak = imzala, imzalayacak = imzala
sw: hatasaini = saini, atasaini = saini
TEXT
)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "It behaves differently now; expected:"; echo "$expected"; exit 1; }
