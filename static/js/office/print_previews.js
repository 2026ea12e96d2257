// The pictures on the page of printables follow what is chosen in the form beside them. Without a script they show what
// the forms propose.

/** Binds every form that has a preview to the picture after it. */
export function followChoices(forms) {
  forms.forEach(function (form) {
    const link = form.nextElementSibling;
    form.addEventListener("change", function () {
      if (!form.checkValidity()) return;
      const address = form.dataset.preview + "?" + new URLSearchParams(new FormData(form));
      link.href = address;
      link.querySelector("img").src = address;
    });
  });
}
