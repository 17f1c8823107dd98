"use strict";
// Sorts and filters the tables, and filters the list of gaps. Without it the page reads the same; only this is missing.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  const sortValue = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.v ?? cell.textContent.trim();
  };

  const compare = (left, right) => {
    if (left === right) return 0;
    if (left === "") return 1;
    if (right === "") return -1;
    const difference = Number(left) - Number(right);
    return Number.isNaN(difference) ? collator.compare(left, right) : difference;
  };

  const sortBy = (table, header, column) => {
    const descending = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const keyed = Array.from(table.tBodies[0].rows, (row) => [sortValue(row, column), row]);
    // Rows without a figure stay last in either direction.
    keyed.sort(([left], [right]) => {
      const order = compare(left, right);
      return descending && left !== "" && right !== "" ? -order : order;
    });
    table.tBodies[0].append(...keyed.map(([, row]) => row));
  };

  const makeSortable = (table) => {
    Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...header.childNodes);
      header.append(button);
      button.addEventListener("click", () => sortBy(table, header, column));
    });
  };

  const makeFilterable = (box, rows) => {
    const selects = Array.from(box.querySelectorAll("select[data-filter]"));
    const status = box.querySelector("[role=status]");
    const groups = Array.from(box.querySelectorAll(".group"));
    const apply = () => {
      let shown = 0;
      for (const row of rows) {
        const fits = selects.every((select) => {
          const values = (row.dataset[select.dataset.filter] ?? "").split("|");
          return select.value === "" || values.includes(select.value);
        });
        row.hidden = !fits;
        shown += fits ? 1 : 0;
      }
      // A group that is not listed in full stays: what fits may be among the rest.
      for (const group of groups) group.hidden = !group.querySelector("li:not([hidden]), .more");
      status.textContent = box.dataset.shown.replace("{0}", shown).replace("{1}", rows.length);
    };
    for (const select of selects) select.addEventListener("change", apply);
    // A browser may bring back what was chosen before the page was reloaded.
    if (selects.some((select) => select.value !== "")) apply();
  };

  for (const box of document.querySelectorAll("[data-shown]")) {
    const table = box.querySelector("table");
    if (table) makeSortable(table);
    makeFilterable(box, Array.from(table ? table.tBodies[0].rows : box.querySelectorAll("li")));
    box.querySelector(".controls").hidden = false;
  }
})();
