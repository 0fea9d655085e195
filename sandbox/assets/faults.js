// Fault page: submits faults, and shows what the server streams.
import { followAuto } from './auto.js';

const page = document.querySelector('main');
const form = page.querySelector('form');
const problem = page.querySelector('[role=alert]');
const { at, fault } = form.elements;

const events = new EventSource(page.dataset.events);
followAuto(events);
events.addEventListener('state', (event) => {
  const parts = document.createRange().createContextualFragment(event.data);
  for (const part of [...parts.children]) {
    const current = page.querySelector(`#${part.id}`);
    // The reasons that are chosen, and the focus, outlive the change.
    if (current.outerHTML === part.outerHTML) continue;
    const path = current.contains(document.activeElement) && document.activeElement.dataset.path;
    current.replaceWith(part);
    if (path === false) continue;
    const next = path && part.querySelector(`[data-path="${CSS.escape(path)}"]`);
    const heading = part.querySelector('h2');
    heading.tabIndex = -1;
    (next || heading).focus();
  }
});

/** Offers the faults of the place, and the inputs of the fault. */
function offer() {
  const kinds = at.selectedOptions[0].dataset.kinds.split(' ');
  for (const option of fault.options) {
    option.hidden = !kinds.includes(option.value);
    option.disabled = option.hidden;
  }
  if (fault.selectedOptions[0]?.disabled ?? true) fault.value = kinds[0];
  const inputs = fault.selectedOptions[0].dataset.inputs.split(' ');
  const isBrowsers = ['callback', 'redirect'].includes(at.value.split('/')[0]);
  for (const label of form.querySelectorAll('[data-input]')) {
    const name = label.dataset.input;
    // Only a call can be carried out without its response.
    label.hidden = !inputs.includes(name) || (name === 'handled' && isBrowsers);
    label.querySelector('input, select').disabled = label.hidden;
  }
}

async function send(method, path, body) {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(path, { method, headers, body }).catch(() => undefined);
  if (response?.ok) {
    problem.textContent = '';
    return;
  }
  problem.textContent = response ? (await response.json()).message : page.dataset.failed;
}

form.addEventListener('change', offer);
offer();

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const rule = { times: null };
  for (const input of form.querySelectorAll('input, select')) {
    if (input.disabled) continue;
    if (input.type === 'checkbox') rule[input.name] = input.checked;
    else if (input.value !== '') {
      rule[input.name] = input.type === 'number' ? Number(input.value) : input.value;
    }
  }
  send('POST', '/faults/api', JSON.stringify(rule));
});

page.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-path]');
  if (!button) return;
  const { method, path } = button.dataset;
  const reason = button.closest('li')?.querySelector('select')?.value;
  send(method, path, reason && JSON.stringify({ reason }));
});
