// The app: shows the screens that the server streams, and posts the buttons pressed. Without it,
// the buttons submit forms.
import { followAuto } from './auto.js';

const screen = document.querySelector('#screen');

function nameWindow() {
  const heading = screen.querySelector('h1')?.textContent;
  document.title = heading ? `${heading} – ${screen.dataset.title}` : screen.dataset.title;
}

// Pages that show no requests are told of answers without a person, too.
const events = new EventSource(screen?.dataset.events ?? '/app/events');
followAuto(events);

if (screen) {
  nameWindow();
  events.addEventListener('screen', (event) => {
    const next = document.createRange().createContextualFragment(event.data).firstElementChild;
    const current = screen.firstElementChild;
    if (next.dataset.key === current.dataset.key) return;
    current.replaceWith(next);
    nameWindow();
    // An app in a frame does not take the focus from the pages around it.
    if (parent === window || document.hasFocus()) next.querySelector('h1')?.focus();
  });
}

// A group that is closed says what is in it now.
document.addEventListener('input', ({ target }) => {
  let group = target.closest('details');
  for (; group; group = group.parentElement.closest('details')) {
    const inside = [...group.querySelectorAll('input')].map(({ value }) => value.trim());
    const value = group.querySelector('summary .value');
    value.textContent = inside.filter(Boolean).join(' · ') || value.dataset.none;
  }
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-post]');
  if (!button) return;
  event.preventDefault();
  button.disabled = true;
  const { post } = button.dataset;
  // Approving a form sends the fields that the person allows.
  const boxes = [...document.querySelectorAll('input[data-field]')];
  const fields = boxes.filter((box) => box.checked).map((box) => box.dataset.field);
  const isAllowed = button.dataset.action === 'approve' && boxes.length > 0;
  const body = isAllowed ? JSON.stringify({ fields }) : button.dataset.body;
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(post, { method: 'POST', headers, body: body ?? '{}' });
  const isStale = button.dataset.reload !== undefined || !response.ok;
  // Not a reload, which would send a form again.
  if (isStale) location.replace(location.pathname + location.search);
});
