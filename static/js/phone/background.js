// Entry file of the page of the background questions: says when the forum has begun, because this page has no
// connection that could. Without it the page works too, and says so when it is loaded. Phone-safe.

// How often to ask; phones that came together do not ask together.
const ASK_EVERY_MS = 15000;
const SPREAD_MS = 10000;

const place = document.getElementById("begun");
const words = place.firstElementChild;

if (words.hidden) later();

function later() {
  setTimeout(ask, ASK_EVERY_MS + Math.random() * SPREAD_MS);
}

function ask() {
  fetch(place.getAttribute("data-ask"), { credentials: "same-origin", cache: "no-store" })
    .then(function (answer) {
      return answer.json();
    })
    .then(function (found) {
      if (found.begun) words.hidden = false;
      else later();
    })
    .catch(later);
}
