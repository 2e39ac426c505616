// The keyboard: one table of keys, asked only where nobody is typing.
const typing = (event) => event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input,textarea,select,[contenteditable]");
const claims = () => [...document.querySelectorAll("main a[data-claim]")].filter((link) => link.offsetParent !== null);

function walk(step) {
  const all = claims();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement);
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

export const keys = {
  j: () => walk(1),
  k: () => walk(-1),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || typing(event) || document.querySelector("dialog[open]")) return;
  const act = keys[event.key];
  if (act && act(event) !== false) event.preventDefault();
});
