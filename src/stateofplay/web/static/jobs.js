// A job page brings itself up to date until its job is over.
const parser = new DOMParser();

async function look() {
  const job = document.getElementById("job");
  if (!job || job.dataset.over === "yes") return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    const next = parser.parseFromString(await answer.text(), "text/html").getElementById("job");
    if (next && next.innerHTML !== job.innerHTML) job.replaceWith(document.adoptNode(next));
  } catch {
    // The server is away for a moment: look again.
  }
  setTimeout(look, 800);
}

look();
