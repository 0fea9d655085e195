// The notice that requests are answered without a person: it changes with what the server streams.

/** @param {EventSource} events */
export function followAuto(events) {
  events.addEventListener('auto', ({ data }) => {
    const notice = document.querySelector('[data-auto]');
    const text = JSON.parse(data);
    if (notice.textContent === text) return;
    notice.textContent = text;
    notice.hidden = text === '';
  });
}
