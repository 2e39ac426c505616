// Marking words of the archived page: add a claim from them, or move the evidence of the open claim there.
import { markedSpan } from "./offsets.js";

let last = null;

function show() {
  const bar = document.getElementById("marked");
  if (!bar) return;
  const span = markedSpan();
  if (!span) {
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  last = span;
  for (const name of ["start", "end", "words"]) bar.elements[name].value = span[name];
  bar.hidden = false;
}

export function moveEvidence() {
  const form = document.querySelector("form.judge");
  const span = markedSpan() ?? last;
  if (!form || !span) return false;
  const details = form.querySelector("details.correct");
  if (details) details.open = true;
  for (const name of ["start", "end", "words"]) form.elements[name].value = span[name];
  form.querySelector("details.correct button").focus();
  return true;
}

document.addEventListener("selectionchange", show);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-move]")) moveEvidence();
  // A click that ends a mark must not follow the link under it.
  const link = event.target.closest("a.seg");
  if (link && markedSpan()) event.preventDefault();
}, true);
document.addEventListener("input", (event) => {
  // Words that were typed over are looked for by the server: the marked place is not theirs any more.
  if (event.target.matches("form.judge textarea[name=words]")) {
    event.target.form.elements.start.value = "";
    event.target.form.elements.end.value = "";
  }
});
