// Keys and comfort on top of what works as plain links and forms.
import "./keys.js";
