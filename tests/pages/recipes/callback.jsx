// callback.jsx: React. StrictMode runs each effect twice; the login is completed once.

import { useEffect, useState } from 'react';
import { grant } from './login.js';
import { signIn } from './sign-in.js';

/** @type {Promise<string> | undefined} */
let user;

export function Callback() {
  const [shown, setShown] = useState('Logging in …');
  useEffect(() => {
    let isShown = true;
    // Outside of the component: what an effect begins is begun twice.
    user ??= grant().then(signIn);
    user.then(
      (name) => isShown && setShown(`Welcome, ${name}`),
      (error) => isShown && setShown(`Not logged in: ${error.code}`),
    );
    return () => {
      isShown = false;
    };
  }, []);
  return <p id="shown">{shown}</p>;
}
