// The drawing library is fetched once and put into every page: the frame itself may fetch nothing.
let engine;
const library = () => {
  engine ??= fetch('/app/assets/vis-network.min.js').then((answer) => {
    if (!answer.ok) throw new Error('The drawing library did not come.');
    return answer.text();
  });
  return engine;
};

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = parentElement.querySelector('iframe');
  frame.title = data.title;
  const show = (near) => {
    frame.picked = data.selected;
    frame.contentWindow.postMessage({ assetmap: 'show', id: data.selected, near }, '*');
  };
  const hear = (event) => {
    if (event.source !== frame.contentWindow || !event.data) return;
    if (event.data.assetmap === 'drawn') {
      frame.dataset.drawn = 'yes';
      if (data.selected) show(true);
    }
    if (event.data.assetmap === 'picked' && typeof event.data.id === 'string') {
      frame.picked = event.data.id;
      setTriggerValue('picked', event.data.id);
    }
  };
  window.addEventListener('message', hear);
  if (frame.page !== data.page) {
    frame.page = data.page;
    frame.dataset.drawn = 'no';
    library().then((text) => {
      if (frame.page === data.page) {
        frame.srcdoc = data.page.replace('<!--engine-->', () => `<script>${text}</script>`);
      }
    });
  } else if (frame.dataset.drawn === 'yes' && frame.picked !== data.selected) {
    show(true);
  }
  return () => window.removeEventListener('message', hear);
}
