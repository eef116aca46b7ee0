const put = (parent, name, attributes, words) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  parent.append(element);
  return element;
};

const STEPS = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

// One cell alone is met by the key Tab; from it arrows lead to the others.
const move = (table, from, [down, across]) => {
  const row = Number(from.dataset.row) + down;
  const column = Number(from.dataset.column) + across;
  const to = table.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.grid');
  const focused = place.getRootNode().activeElement?.dataset?.cell;
  const table = document.createElement('table');
  table.setAttribute('aria-label', data.title);
  const head = put(put(table, 'thead', {}), 'tr', {});
  put(head, 'td', {});
  for (const area of data.areas) put(head, 'th', { scope: 'col' }, area);
  const body = put(table, 'tbody', {});
  const hasChosen = data.rows.some((row) => row.cells.some((cell) => cell.id === data.selected));
  data.rows.forEach((row, down) => {
    const line = put(body, 'tr', {});
    put(line, 'th', { scope: 'row' }, row.name);
    row.cells.forEach((cell, across) => {
      const isChosen = cell.id === data.selected;
      const isFirst = hasChosen ? isChosen : down === 0 && across === 0;
      const button = put(
        put(line, 'td', {}),
        'button',
        {
          type: 'button',
          class: `shade-${cell.shade}${isChosen ? ' chosen' : ''}`,
          tabindex: isFirst ? 0 : -1,
          title: cell.sentence,
          'aria-label': cell.sentence,
          'aria-pressed': isChosen,
          'data-row': down,
          'data-column': across,
          'data-cell': cell.id,
        },
        cell.words,
      );
      button.addEventListener('click', () => setTriggerValue('picked', cell.id));
      button.addEventListener('keydown', (event) => {
        const step = STEPS[event.key];
        if (!step) return;
        event.preventDefault();
        move(table, button, step);
      });
    });
  });
  const left = place.scrollLeft;
  place.replaceChildren(table);
  place.scrollLeft = left;
  if (focused) place.querySelector(`[data-cell="${CSS.escape(focused)}"]`)?.focus();
}
