// The border between the browser, which counts UTF-16 units, and the record, which counts code points. Nothing else converts.
export const codePoints = (text) => {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
};

// The code point of the page's text at which a place of the document lies; null where it lies outside of the text.
function pointAt(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const paragraph = element?.closest("p[data-start]");
  if (!paragraph) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + codePoints(before.toString());
}

// What is marked in the archived page: {start, end, words}, or null.
export function markedSpan() {
  const selection = document.getSelection();
  const text = document.getElementById("text");
  if (!selection || selection.isCollapsed || !selection.rangeCount || !text) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return null;
  let start = pointAt(range.startContainer, range.startOffset);
  let end = pointAt(range.endContainer, range.endOffset);
  if (start === null || end === null) {
    // Marked up to the gap between two paragraphs: take the paragraphs that are inside.
    const inside = [...text.querySelectorAll("p[data-start]")].filter((p) => range.intersectsNode(p));
    if (!inside.length) return null;
    if (start === null) start = Number(inside[0].dataset.start);
    if (end === null) {
      const last = inside.at(-1);
      end = Number(last.dataset.start) + codePoints(last.textContent);
    }
  }
  const raw = range.toString();
  const words = raw.trim();
  if (!words) return null;
  start += codePoints(raw.slice(0, raw.length - raw.trimStart().length));
  return { start, end: Math.max(start + 1, end - codePoints(raw.slice(raw.trimEnd().length))), words };
}
