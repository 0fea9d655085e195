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

if (location.pathname === '/') {
  loginButton(document.querySelector('button'));
  globalThis.restored = [];
  addEventListener('pageshow', ({ persisted }) => globalThis.restored.push(persisted));
} else if (location.pathname === '/back' && new URLSearchParams(location.search).has('react')) {
  createRoot(document.querySelector('main')).render(
    <StrictMode>
      <Callback />
    </StrictMode>,
  );
} else {
  globalThis.prerendered = document.prerendering;
  grant().then(
    ({ code }) => show(code),
    ({ code }) => show(code),
  );
}
