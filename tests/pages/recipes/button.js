// button.js: a button that is pressed once, also after the user came back with "Back".

import { logIn } from './login.js';

/** @param {HTMLButtonElement} button */
export function loginButton(button) {
  button.addEventListener('click', () => {
    button.disabled = true;
    logIn();
  });
  // From the back/forward cache, the page comes as it was left: with the button disabled.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) button.disabled = false;
  });
}
