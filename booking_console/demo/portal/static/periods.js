"use strict";
const form = document.getElementById("reserve");
const shown = (name) => form.elements[name].selectedOptions[0].text;
form?.addEventListener("submit", (event) => {
  const from = shown("first").split(" - ")[0], until = shown("last").split(" - ")[1];
  if (!confirm(`Reserve ${form.dataset.resource} from ${from} to ${until}?`)) event.preventDefault();
});
document.getElementById("delete")?.addEventListener("submit", (event) => {
  if (!confirm("Delete this reservation for good?")) event.preventDefault();
});
