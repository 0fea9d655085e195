// A place where a file is dropped or chosen.

import { byId, under } from './elements.js';

/**
 * Hands over a file that is dropped anywhere on the page while the place is shown, or chosen in it, and
 * others that were dropped with it.
 *
 * @param {string} id
 * @param {(file: File, others: File[]) => void} take
 */
export function takeFiles(id, take) {
  const place = byId(id, HTMLElement);
  const input = under(place, 'input', HTMLInputElement);
  const isShown = () => place.offsetParent !== null;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file) take(file, []);
  });
  // On the whole page, because the browser would open a file that misses the place.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    place.classList.add('over');
  });
  document.addEventListener('dragleave', () => place.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    place.classList.remove('over');
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (file && isShown()) take(file, others);
  });
}
