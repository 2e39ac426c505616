// Adds keys to what already works as plain links.
(() => {
  const marks = [...document.querySelectorAll("#brief .mark")];
  let at = -1;
  const go = (i) => {
    if (i < 0 || i >= marks.length) return;
    at = i;
    marks[at].focus({ preventScroll: false });
    location.replace(marks[at].getAttribute("href"));
    marks[at].focus({ preventScroll: true });
  };
  for (const [i, mark] of marks.entries()) mark.addEventListener("focus", () => { at = i; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input,textarea,select")) return;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "b" && at >= 0) marks[at].scrollIntoView({ block: "center" });
    else return;
    event.preventDefault();
  });
})();
