// Keys and comfort on top of what works as plain links and forms.
import "./marking.js";
import "./panes.js";
import "./keys.js";
import "./jobs.js";

document.documentElement.classList.add("scripted");

// The Back button shows a page as it was: one whose claim was judged since then is asked for again.
const back = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
const stale = () => document.querySelector("form.judge input[name=seen]") && location.reload();
if (back) stale();
addEventListener("pageshow", (event) => event.persisted && stale());
