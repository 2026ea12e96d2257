// The summary as a page of the office: a button that prints it. Without a script there is no button that does nothing.

const nav = document.querySelector("[data-print]");
const button = document.createElement("button");
button.type = "button";
button.className = "btn";
button.textContent = nav.dataset.print;
button.addEventListener("click", () => window.print());
nav.append(button);
