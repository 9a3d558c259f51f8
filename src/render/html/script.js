(() => {
  const form = document.getElementById('choices');
  if (!form) return;
  const fields = [...form.elements].filter((field) => field.name);
  const isActive = (field) => field.value.trim() !== '';
  // The places of the words that a field stands for: the one chosen, or all that contain what was typed.
  const meant = (field) => field.list
    ? new Set([...field.list.options].flatMap((option, place) => (option.value.includes(field.value.trim()) ? [String(place)] : [])))
    : new Set([field.value]);
  const choose = () => {
    const active = fields.filter(isActive).map((field) => [field.name, meant(field)]);
    let most = 0;
    for (const table of document.querySelectorAll('table')) {
      const rows = [...table.querySelectorAll('tr[data-choice]')];
      if (rows.length === 0) continue;
      const marks = table.dataset.field;
      let shown = 0;
      for (const row of rows) {
        const words = new Map(row.dataset.choice.split(' ').map((pair) => pair.split('=')));
        // A row that does not say what is asked for is not what is looked for; in a grid the marks say it.
        row.hidden = !active.every(([name, places]) => name === marks || places.has(words.get(name)));
        if (!row.hidden) shown += 1;
      }
      for (const body of table.tBodies) {
        body.hidden = ![...body.rows].some((row) => row.dataset.choice === undefined ? !row.classList.contains('part') : !row.hidden);
      }
      if (table.tFoot) table.tFoot.hidden = active.length > 0;
      table.hidden = shown === 0;
      if (marks === undefined) most = Math.max(most, shown);
      const chosen = active.find(([name]) => name === marks);
      const letters = (table.dataset.marks ?? '').split(' ');
      const lit = chosen && new Set([...chosen[1]].map((place) => letters[place]));
      if (marks !== undefined) {
        table.querySelectorAll('td').forEach((cell) => cell.classList.toggle('dim', lit !== undefined && !lit.has(cell.textContent)));
      }
    }
    if (active.length > 0) document.querySelectorAll('details').forEach((folded) => { folded.open = true; });
    form.querySelector('output').textContent = active.length > 0 ? (most > 0 ? `符合的有${most}行` : '没有符合的') : '';
  };
  form.hidden = false;
  form.addEventListener('input', choose);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(choose));
})();
