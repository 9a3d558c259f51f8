(() => {
  const form = document.getElementById('choices');
  if (!form) return;
  const fields = [...form.elements].filter((field) => field.name);
  const typed = (field) => field.value.trim();
  const fits = (field, word) => typed(field) === '' || word === undefined ||
    (field.tagName === 'SELECT' ? word === typed(field) : word.includes(typed(field)));
  const words = (row) => Object.fromEntries(row.dataset.choice.split('|').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  }));
  const choose = () => {
    const isChoosing = fields.some((field) => typed(field) !== '');
    let shown = 0;
    for (const row of document.querySelectorAll('tr[data-choice]')) {
      const word = words(row);
      row.hidden = !fields.every((field) => fits(field, word[field.name]));
      const isMeant = fields.every((field) => typed(field) === '' || word[field.name] !== undefined);
      if (!row.hidden && isMeant && !row.closest('.grid')) shown += 1;
    }
    for (const body of document.querySelectorAll('tbody')) {
      const rows = [...body.querySelectorAll('tr[data-choice]')];
      body.hidden = rows.length > 0 && rows.every((row) => row.hidden);
    }
    for (const grid of document.querySelectorAll('.grid')) {
      const field = fields.find((field) => field.name === grid.dataset.field);
      const marks = Object.fromEntries(grid.dataset.marks.split('|').map((pair) => pair.split('=').reverse()));
      for (const cell of grid.querySelectorAll('td')) {
        cell.classList.toggle('dim', field !== undefined && !fits(field, marks[cell.textContent] ?? ''));
      }
    }
    if (isChoosing) document.querySelectorAll('details').forEach((folded) => { folded.open = true; });
    document.querySelectorAll('tfoot').forEach((sum) => { sum.hidden = isChoosing; });
    form.querySelector('output').textContent = isChoosing ? `符合的有${shown}行` : '';
  };
  addEventListener('beforeprint', () => document.querySelectorAll('details').forEach((folded) => { folded.open = true; }));
  form.hidden = false;
  form.addEventListener('input', choose);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(choose));
})();
