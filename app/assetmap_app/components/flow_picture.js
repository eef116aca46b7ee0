const SVG = 'http://www.w3.org/2000/svg';
const LOOKS = { way: '#0b5a8f', lost: '#b3401f', open: '#6b6b6b' };
const BOX = 12; // pixels across
const LINE = 16; // pixels of a line of words
const NARROW = 600; // pixels below which a label takes two lines

const put = (parent, name, attributes, words) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (words !== undefined) element.textContent = words;
  parent.append(element);
  return element;
};

const outline = (band, left, right, height) => {
  const middle = (left + right) / 2;
  const [a, b, c, d] = [band.leaves[0], band.leaves[1], band.reaches[0], band.reaches[1]].map(
    (share) => share * height,
  );
  return (
    `M${left} ${a}C${middle} ${a} ${middle} ${c} ${right} ${c}` +
    `L${right} ${d}C${middle} ${d} ${middle} ${b} ${left} ${b}Z`
  );
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('div');
  const draw = () => {
    const width = Math.max(place.clientWidth, 240);
    const height = data.height;
    const focused = place.getRootNode().activeElement?.dataset?.band;
    const svg = document.createElementNS(SVG, 'svg');
    svg.setAttribute('width', width);
    svg.setAttribute('height', height + LINE);
    svg.setAttribute('role', 'group');
    svg.setAttribute('aria-label', data.title);
    const across = (x) => x * (width - BOX);
    for (const band of data.bands) {
      const isChosen = band.id === data.selected;
      const shape = put(svg, 'path', {
        d: outline(band, across(band.x[0]) + BOX, across(band.x[1]), height),
        fill: LOOKS[band.look],
        'fill-opacity': isChosen ? 0.85 : 0.4,
        class: isChosen ? 'chosen' : '',
        tabindex: 0,
        role: 'button',
        'aria-pressed': isChosen,
        'aria-label': band.sentence,
        'data-band': band.id,
      });
      put(shape, 'title', {}, band.sentence);
      const pick = () => setTriggerValue('picked', band.id);
      shape.addEventListener('click', pick);
      shape.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        pick();
      });
    }
    const ends = new Map(); // where the words of each column end
    for (const box of data.boxes) {
      const left = across(box.x);
      put(svg, 'rect', {
        x: left,
        y: box.start * height,
        width: BOX,
        height: Math.max(1, (box.end - box.start) * height),
        fill: LOOKS[box.look],
      });
      const lines = width < NARROW ? [box.label, box.words] : [`${box.label}: ${box.words}`];
      const middle = ((box.start + box.end) / 2) * height - ((lines.length - 1) * LINE) / 2 + 5;
      const top = Math.max(middle, LINE - 3, (ends.get(box.x) ?? 0) + LINE);
      const isLast = box.x === 1 && box.x !== 0;
      lines.forEach((words, number) => {
        put(
          svg,
          'text',
          {
            x: isLast ? left - 5 : left + BOX + 5,
            y: top + number * LINE,
            'text-anchor': isLast ? 'end' : 'start',
            'aria-hidden': true,
          },
          words,
        );
      });
      ends.set(box.x, top + (lines.length - 1) * LINE);
    }
    place.replaceChildren(svg);
    if (focused) place.querySelector(`[data-band="${CSS.escape(focused)}"]`)?.focus();
  };
  draw();
  const watcher = new ResizeObserver(draw);
  watcher.observe(place);
  return () => watcher.disconnect();
}
