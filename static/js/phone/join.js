// The joining page switches to the chosen language without a reload. Without a script the language changes after
// joining. Phone-safe.

import { htmlLang, pick } from "../text/text.js";
import { setWords, t } from "../text/words.js";

function all(selector, visit) {
  Array.prototype.forEach.call(document.querySelectorAll(selector), visit);
}

function translatePage(lang) {
  document.documentElement.lang = htmlLang(lang);
  all("[data-t]", function (node) {
    const n = node.getAttribute("data-n");
    node.textContent = t(node.getAttribute("data-t"), {}, n === null ? undefined : Number(n));
  });
  all("a[href]", function (node) {
    node.setAttribute("href", node.getAttribute("href").replace(/lang=[a-z-]+/, "lang=" + lang));
  });
  all("[data-texts]", function (node) {
    const found = pick(JSON.parse(node.getAttribute("data-texts")), lang);
    node.textContent = found.text;
    node.lang = found.lang;
  });
}

function choose(input) {
  fetch(input.getAttribute("data-words"))
    .then((answer) => answer.json())
    .then(function (catalogue) {
      if (!input.checked) return;
      setWords(catalogue);
      translatePage(input.value);
    })
    .catch(function () {
      // Without the catalogue the page stays as it is; after joining it is in the chosen language.
    });
}

all("input[name=language]", function (input) {
  input.addEventListener("change", function () {
    choose(input);
  });
  // The language was chosen before the script ran, or restored by the browser.
  if (input.checked && !input.defaultChecked) choose(input);
});
