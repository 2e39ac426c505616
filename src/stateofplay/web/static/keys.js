// The keyboard: one table of keys, asked only where nobody is typing.
import { moveEvidence } from "./marking.js";

const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select,[contenteditable]");
const scope = () => document.querySelector("dialog[open]") ?? document;
const seen = (element) => element.getClientRects().length > 0;
const claims = () => [...scope().querySelectorAll("main a[data-claim], .sheet a[data-claim]")].filter(seen);

function walk(step) {
  const entry = scope() === document && document.querySelector(".review .current");
  if (entry) {
    const link = (step > 0 ? entry.nextElementSibling : entry.previousElementSibling)?.querySelector("a");
    if (link) return link.click();
    return document.querySelector(`.review .page .pager a[rel=${step > 0 ? "next" : "prev"}]`)?.click();
  }
  const beside = scope().querySelector(`.panel a[rel=${step > 0 ? "next" : "prev"}]`);
  if (beside) return beside.click();
  if (document.querySelector(".panel a[data-key=Escape]")) return undefined;
  const all = claims();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return undefined;
}

const press = (key) => () => {
  const button = scope().querySelector(`.judge [data-key="${key}"]`);
  if (!button) return false;
  if (button.matches("input")) button.focus();
  else button.click();
  return undefined;
};

const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  a: press("a"),
  r: press("r"),
  u: press("u"),
  z: press("z"),
  n: press("n"),
  s: () => {
    const skip = document.querySelector("a[data-key=s]");
    if (!skip) return false;
    skip.click();
    return undefined;
  },
  c: () => {
    if (press("c")() === false) return false;
    scope().querySelector(".correct[open] .fields :is(input:not([type=hidden]),select)")?.focus();
    return undefined;
  },
  e: () => (moveEvidence() ? undefined : false),
  "/": () => {
    const field = document.querySelector("main input[type=search], .top input[type=search]");
    if (field) field.focus();
    else document.querySelector('.main-nav a[href$="/search"]')?.click();
    return undefined;
  },
  Escape: () => {
    if (document.querySelector("dialog[open]")) return false;
    const back = document.querySelector(".panel a[data-key=Escape]");
    if (!back) return false;
    back.click();
    return undefined;
  },
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("input,textarea,select") && !event.target.closest("dialog")) {
    event.target.blur();
    return;
  }
  if (event.defaultPrevented || typing(event) || document.getElementById("keys")?.open) return;
  const act = keys[event.key];
  if (act && act() !== false) event.preventDefault();
});
