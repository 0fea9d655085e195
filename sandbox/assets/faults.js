// Fault page: submits rules, and shows the list that the server streams.
const page = document.querySelector('main');
const form = page.querySelector('form');
const problem = page.querySelector('[role=alert]');

const events = new EventSource(page.dataset.events);
events.addEventListener('state', (event) => {
  const next = document.createRange().createContextualFragment(event.data).firstElementChild;
  page.querySelector('#state').replaceWith(next);
});

async function send(method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method, headers, body });
  problem.textContent = response.ok ? '' : (await response.json()).message;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { at, fault, code, status, retryAfter, ms, count, times, handled } = form.elements;
  const number = (input) => (input.value === '' ? undefined : Number(input.value));
  const rule = {
    at: at.value,
    fault: fault.value,
    code: code.value || undefined,
    status: number(status),
    retryAfter: retryAfter.value || undefined,
    ms: number(ms),
    count: number(count),
    times: number(times) ?? null,
    handled: handled.checked,
  };
  send('POST', '/faults/api', JSON.stringify(rule));
});

page.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-path]');
  if (!button) return;
  const { method, path } = button.dataset;
  const reason = button.closest('li')?.querySelector('select')?.value;
  send(method, path, reason && JSON.stringify({ reason }));
});
