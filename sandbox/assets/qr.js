// getQR page: follows the request and redirects when it ends.
const page = document.querySelector('main');
const { events: address, cancel, seconds } = page.dataset;
const deadline = Date.now() + Number(seconds) * 1000;

const events = new EventSource(address);
events.addEventListener('waiting', () => {
  page.dataset.state = 'waiting';
});
events.addEventListener('scanned', () => {
  page.dataset.state = 'scanned';
});
events.addEventListener('finished', (event) => {
  events.close();
  page.dataset.state = 'finished';
  location.replace(event.data);
});

page.querySelector('[data-action=cancel]').addEventListener('click', () => {
  fetch(cancel, { method: 'POST' });
});

const countdown = page.querySelector('[data-countdown]');
function count() {
  const left = Math.max(0, Math.round((deadline - Date.now()) / 1000));
  countdown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}
count();
setInterval(count, 1000);
