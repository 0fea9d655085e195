// The app: shows the screens that the server streams, and posts the buttons pressed. Without it,
// the buttons submit forms.
import { followAuto } from './auto.js';

const screen = document.querySelector('#screen');
const KEPT = 'inputs';

function nameWindow() {
  const heading = screen.querySelector('h1')?.textContent;
  document.title = heading ? `${heading} – ${screen.dataset.title}` : screen.dataset.title;
}

// A request that came by itself is still there after a reload, and in another language.
function nameRequest() {
  const { request } = screen.firstElementChild.dataset;
  if (request) history.replaceState(null, '', `/app?requestID=${encodeURIComponent(request)}`);
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
    nameRequest();
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

// A page that frames the app gives the phone another language; only the demo's tour can frame it.
addEventListener('message', ({ source, data }) => {
  if (source !== parent || parent === window || !data?.lang) return;
  if (data.lang === document.querySelector('.device').dataset.phoneLang) return;
  keepInputs();
  const address = new URL(location);
  address.searchParams.set('lang', data.lang);
  location.replace(address);
});

fillAgain();

function keepInputs() {
  const values = inputs().map(({ type, checked, value }) =>
    type === 'checkbox' ? checked : value,
  );
  sessionStorage.setItem(KEPT, JSON.stringify({ shown: shown(), values }));
}

// What was typed and ticked is still there in the other language.
function fillAgain() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  sessionStorage.removeItem(KEPT);
  if (kept.shown !== shown()) return;
  for (const [index, input] of inputs().entries()) {
    const value = kept.values[index];
    if (input.type === 'checkbox') input.checked = value;
    else if (input.value !== value) {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}

function inputs() {
  return [...document.querySelectorAll('main :is(input, select, textarea)')];
}

// The page, and of requests which one.
function shown() {
  return `${location.pathname} ${screen?.firstElementChild.dataset.key ?? ''}`;
}
