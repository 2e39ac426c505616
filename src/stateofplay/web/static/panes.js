// Claims open in place: beside their page without loading it anew, and on every other page in a sheet that can be closed.
const parser = new DOMParser();
const place = () => location.pathname + location.search;
let changed = false;
let shown = place();

async function load(address, options) {
  const answer = await fetch(address, { ...options, headers: { accept: "text/html" } });
  const found = parser.parseFromString(await answer.text(), "text/html");
  return { address: answer.url, found, ok: answer.ok };
}

const onEvidence = () => document.body.classList.contains("evidence");

function swap({ address, found }, push) {
  const main = found.querySelector("main");
  if (!main) return false;
  const top = document.querySelector(".page")?.getBoundingClientRect().top;
  document.querySelector("main").replaceWith(document.adoptNode(main));
  document.title = found.title;
  document.body.className = found.body.className;
  if (push) history.pushState({ pane: true }, "", address);
  shown = place();
  document.getElementById("claim")?.querySelector("h1")?.setAttribute("tabindex", "-1");
  const wide = matchMedia("(min-width: 56.01rem)").matches;
  if (wide) document.querySelector(".page .lit")?.scrollIntoView({ block: "nearest" });
  else if (top !== undefined) document.getElementById("claim")?.scrollIntoView({ block: "start" });
  document.querySelector("#claim h1")?.focus({ preventScroll: true });
  return true;
}

function sheet() {
  let made = document.getElementById("sheet");
  if (!made) {
    made = document.createElement("dialog");
    made.id = "sheet";
    made.className = "sheet";
    made.setAttribute("aria-label", "Claim");
    made.addEventListener("close", () => {
      if (history.state?.sheet) history.back(); // the entry that the sheet was opened with goes with it
      else if (changed) location.reload();
    });
    made.addEventListener("click", (event) => { if (event.target === made) made.close(); });
    document.body.append(made);
  }
  return made;
}

function fill(made, { address, found }) {
  const panel = found.getElementById("claim") ?? told(found.querySelector("main"));
  const notice = found.querySelector(".done");
  const open = document.createElement("p");
  open.className = "sheet-bar";
  const link = document.createElement("a");
  link.href = address;
  link.textContent = "Open beside its page";
  link.dataset.whole = "";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => made.close());
  open.append(...(found.getElementById("claim") ? [link] : []), close);
  made.replaceChildren(open, ...(notice ? [document.adoptNode(notice)] : []), document.adoptNode(panel));
  for (const list of found.querySelectorAll("datalist")) if (!document.getElementById(list.id)) made.append(document.adoptNode(list));
  if (made.open) return;
  history.pushState({ sheet: true }, "", location.href); // the Back button closes the sheet and leaves the page where it is
  made.showModal();
}

// What went wrong, in place of a claim: the content of that page, which has its own main part already.
function told(main) {
  const made = document.createElement("div");
  made.className = "told";
  made.append(...main.childNodes);
  return made;
}

async function open(address) {
  let got;
  try {
    got = await load(address);
  } catch {
    location.assign(address); // Nobody answers: the browser says so better than we could.
    return;
  }
  if (onEvidence()) swap(got, true) || location.assign(address);
  else fill(sheet(), got);
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest("a[data-claim], a.seg, .panel a[rel=next], .panel a[rel=prev]");
  if (!link || link.dataset.whole !== undefined) return;
  event.preventDefault();
  open(link.href);
});

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form.judge")) return;
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form, event.submitter));
  let got;
  try {
    got = await load(form.action, { method: "POST", body: data });
  } catch {
    unheard(form);
    return;
  }
  const made = form.closest("dialog");
  changed ||= got.ok;
  if (made) fill(made, got);
  else if (!got.ok || new URL(got.address).pathname.endsWith("/review")) {
    if (got.ok) location.assign(got.address);
    else fill(sheet(), got);
  } else { changed = false; swap(got, false); history.replaceState({ pane: true }, "", got.address); shown = place(); }
});

// Nobody answered: what was written stays in its form, and is told to be kept nowhere else yet.
function unheard(form) {
  const told = form.querySelector(".unheard") ?? document.createElement("p");
  told.className = "problem unheard";
  told.setAttribute("role", "alert");
  told.textContent = "The server does not answer, so this is not known to be kept. Your words are still here: start it again, and send them once more.";
  form.prepend(told);
}

addEventListener("popstate", async () => {
  const made = document.getElementById("sheet");
  if (made?.open && !history.state?.sheet) { made.close(); return; }
  if (place() === shown) { // To another place of the same page: the browser goes there by itself.
    if (changed) location.reload();
    return;
  }
  shown = place();
  if (onEvidence()) swap(await load(location.href), false); else location.reload();
});
