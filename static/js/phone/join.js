// The joining page switches to the chosen language without a reload. Without a script the language changes after
// joining. Phone-safe.

import { htmlLang, isOther, pick } from "../text/languages.js";
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
    sayLanguage(node.nextElementSibling, found, lang);
  });
}

// Beside a text that is no title: in which language it is, where that is not the reader's. Written as
// templates/parts/other_language.html writes it.
function sayLanguage(note, found, lang) {
  if (!note || !note.hasAttribute("data-in")) return;
  note.textContent = isOther(found, lang) ? " " + t("text.in." + found.lang) : "";
  note.lang = htmlLang(lang);
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
