// What is wanted of the form's fields, by the page's own rules: who sends may be no page.

import { wantedOfText } from '../../www/field-rules.js';
import { isPdfOrPicture } from '../../www/file-kind.js';

/** A field that is not what is wanted; `failure` answers with status and code. */
class FieldProblem extends Error {
  status = 400;
  code = 'field-refused';
}

/**
 * Throws if what was sent is not what is wanted.
 *
 * @param {FormData} form
 */
export async function requireFields(form) {
  for (const [name, value] of form) {
    const isRight =
      typeof value === 'string' ? !wantedOfText(name, value) : await isPdfOrPicture(value);
    if (!isRight) throw new FieldProblem(`The field ${JSON.stringify(name)} has another form.`);
  }
}
