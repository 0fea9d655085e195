'use client';

import { useEffect, useState } from 'react';
import { prove } from '../proof.js';

export default function Page() {
  const [proof, show] = useState();
  useEffect(() => {
    prove().then(show, (error) => show(`${error.stack}`));
  }, []);
  return proof && <pre id="proof">{proof}</pre>;
}
