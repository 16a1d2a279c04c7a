/**
 * What the report does beside being read: values where the pointer rests, tables sorted by a click on a
 * head. Without it (a viewer that runs no scripts) browsers show the values in their own way.
 */
export const REPORT_SCRIPT = `
const tip = document.createElement("div");
tip.id = "tip";
tip.hidden = true;
document.body.append(tip);
const told = new Map();
for (const svg of document.querySelectorAll("figure svg")) {
  svg.setAttribute("aria-label", [...svg.querySelectorAll(":scope > title, :scope > desc")].at(-1).textContent);
  svg.removeAttribute("aria-labelledby");
  for (const title of svg.querySelectorAll("title")) {
    if (title.parentNode !== svg) told.set(title.parentNode, title.textContent);
    title.remove();
  }
  svg.addEventListener("pointermove", ({ target, clientX, clientY }) => {
    const text = told.get(target);
    tip.hidden = text === undefined;
    if (text === undefined) return;
    tip.textContent = text;
    const { width, height } = tip.getBoundingClientRect();
    tip.style.left = Math.max(4, Math.min(clientX + 14, innerWidth - width - 4)) + "px";
    tip.style.top = (clientY + 18 + height > innerHeight ? clientY - height - 10 : clientY + 18) + "px";
  });
  svg.addEventListener("pointerleave", () => tip.hidden = true);
}
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.order === undefined ? cell.textContent : Number(cell.dataset.order);
  };
  const compare = (a, b) => typeof a === "string" ? a.localeCompare(b, "en") : Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b;
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const rows = [...table.tBodies[0].rows].sort((a, b) => compare(keyOf(a, column), keyOf(b, column)));
      table.tBodies[0].append(...(down ? rows.reverse() : rows));
    });
  });
}
`;
