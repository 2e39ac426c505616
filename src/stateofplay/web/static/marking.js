// Marking words of the archived page: add a claim from them, or move the evidence of the open claim there.
import { markedSpan } from "./offsets.js";

let last = null;
let moved = null; // The span that the evidence of the open claim was moved to: the bar has done its work.

function show() {
  const bar = document.getElementById("marked");
  if (!bar) return;
  const span = markedSpan();
  if (!span) {
    moved = null;
    if (!bar.contains(document.activeElement)) bar.hidden = true;
    return;
  }
  last = span;
  if (moved && moved.start === span.start && moved.end === span.end) return;
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
  moved = span;
  document.getElementById("marked").hidden = true; // It would cover the button that is next.
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
