// Adds a print button to the summary page of the office. Without a script there is no button that does nothing.

const nav = document.querySelector("[data-print]");
const button = document.createElement("button");
button.type = "button";
button.className = "btn";
button.textContent = nav.dataset.print;
button.addEventListener("click", () => window.print());
nav.append(button);
