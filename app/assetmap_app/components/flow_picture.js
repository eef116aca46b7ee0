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

// Writes the label of a box beside it, lower down where other words stand already.
const write = (svg, box, { width, height, left, written }) => {
  const lines = width < NARROW ? [box.label, box.words] : [`${box.label}: ${box.words}`];
  const isLast = box.x === 1;
  const texts = lines.map((words) =>
    put(
      svg,
      'text',
      {
        x: isLast ? left - 5 : left + BOX + 5,
        'text-anchor': isLast ? 'end' : 'start',
        'aria-hidden': true,
      },
      words,
    ),
  );
  const across = Math.max(...texts.map((text) => text.getComputedTextLength()));
  const from = isLast ? left - 5 - across : left + BOX + 5;
  const place = { from, to: from + across };
  const middle = ((box.start + box.end) / 2) * height;
  place.top = Math.max(0, middle - (lines.length * LINE) / 2);
  const isOver = (other) =>
    other.from < place.to + 4 &&
    place.from < other.to + 4 &&
    other.top < place.top + lines.length * LINE &&
    place.top < other.bottom;
  for (let met = written.find(isOver); met; met = written.find(isOver)) place.top = met.bottom;
  place.bottom = place.top + lines.length * LINE;
  written.push(place);
  texts.forEach((text, number) => text.setAttribute('y', place.top + number * LINE + LINE - 3));
};

export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.flows');
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
    const written = []; // where words stand already
    for (const box of data.boxes) {
      put(svg, 'rect', {
        x: across(box.x),
        y: box.start * height,
        width: BOX,
        height: Math.max(1, (box.end - box.start) * height),
        fill: LOOKS[box.look],
      });
    }
    place.replaceChildren(svg); // words have a width only in the page
    for (const box of data.boxes) write(svg, box, { width, height, left: across(box.x), written });
    const lowest = Math.max(height, ...written.map((each) => each.bottom));
    svg.setAttribute('height', lowest + LINE);
    if (focused) place.querySelector(`[data-band="${CSS.escape(focused)}"]`)?.focus();
  };
  draw();
  const watcher = new ResizeObserver(draw);
  watcher.observe(place);
  return () => watcher.disconnect();
}
