// What the code of docs/recipes.md takes for granted.

import type { FormFillingFields, LoginGrant } from 'iamsmart';

declare global {
  function grant(): Promise<LoginGrant>;
  const form: HTMLFormElement;
  const fields: FormFillingFields;
}
