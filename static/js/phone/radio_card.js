// The radio group on a card of a vote: it gives one person's mark for one target, and shows it. Phone-safe.

/** Makes the radio buttons of the card of a row {id, mark} call `give(id, mark)`, undefined for "none of them"; returns
 * the card, with the own mark shown. */
export function radioCard(node, row, give) {
  node.querySelectorAll("input").forEach(function (input) {
    input.name = "set:" + row.id;
    input.addEventListener("change", function () {
      give(row.id, input.value === "" ? undefined : Number(input.value));
    });
  });
  refresh(node, row);
  return node;
}

/** Shows the own mark of a row on its card, which stays as it is otherwise. */
export function refresh(node, row) {
  const wanted = row.mark === undefined ? "" : String(row.mark);
  node.querySelectorAll("input").forEach(function (input) {
    if (input.checked !== (input.value === wanted)) input.checked = input.value === wanted;
  });
  node.classList.toggle("has", row.mark !== undefined);
}
