// The app: shows the screen that the server sends, and sends back what is pressed.
const screen = document.querySelector('#screen');

const events = new EventSource(screen.dataset.events);
events.addEventListener('screen', (event) => {
  const next = document.createRange().createContextualFragment(event.data).firstElementChild;
  const current = screen.firstElementChild;
  if (next.dataset.key === current.dataset.key) return;
  current.replaceWith(next);
  next.querySelector('h1')?.focus();
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button[data-post]');
  if (!button) return;
  button.disabled = true;
  const { post, body } = button.dataset;
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(post, { method: 'POST', headers, body: body ?? '{}' });
  if (button.dataset.reload !== undefined || !response.ok) location.reload();
});
