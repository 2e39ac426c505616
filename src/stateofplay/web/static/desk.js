// Keys and comfort on top of what works as plain links and forms.
import "./marking.js";
import "./panes.js";
import "./keys.js";
import "./jobs.js";

document.documentElement.classList.add("scripted");
