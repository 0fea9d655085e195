// The pages of the tests: a login's beginning, its end with React, and its end without.

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loginButton } from './recipes/button.js';
import { Callback } from './recipes/callback.jsx';
import { grant } from './recipes/login.js';

const show = (text) => {
  const shown = document.createElement('p');
  shown.id = 'shown';
  shown.textContent = text;
  document.body.append(shown);
};

/** Tells the test what a browser has seen that nobody drives. */
const report = (seen) =>
  localStorage.alone && fetch('/report', { method: 'POST', body: JSON.stringify(seen) });

if (location.pathname === '/') {
  loginButton(document.querySelector('button'));
  globalThis.restored = [];
  addEventListener('pageshow', ({ persisted }) => globalThis.restored.push(persisted));
  if (location.search === '?alone') {
    localStorage.alone = 'true';
    document.querySelector('button').click();
  }
} else if (location.pathname === '/back' && new URLSearchParams(location.search).has('react')) {
  createRoot(document.querySelector('main')).render(
    <StrictMode>
      <Callback />
    </StrictMode>,
  );
} else {
  const inAdvance = document.prerendering;
  // Long before the user comes.
  if (inAdvance) report({ kept: Object.values({ ...localStorage }).join() });
  const end = ({ code }) => {
    show(code);
    report({ inAdvance, code });
  };
  grant().then(end, end);
}
