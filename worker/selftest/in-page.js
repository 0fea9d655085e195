// What needs a document, and is run in the page itself.

import { Group, read } from './group.js';

export function inPage() {
  const group = new Group('page');
  const about = { formName: 'Parking permit', formNumber: 'TD-318' };
  const form = read('fixtures/form/parking-permit.json').toString();
  const sha256 = read('fixtures/form/parking-permit.sha256').toString().trim();
  group.add({
    name: 'a form of controls, with a file',
    call: 'formOfControls',
    input: {
      controls: [
        { type: 'text', name: 'fullName', value: '陳大文' },
        { type: 'checkbox', name: 'agree', checked: true },
        { type: 'checkbox', name: 'news', checked: false },
        { type: 'text', name: '', value: 'without a name' },
        { type: 'text', name: 'off', value: 'disabled', disabled: true },
      ],
      file: { field: 'proof', name: 'proof.pdf', text: 'abc' },
      about,
    },
    expected: `${sha256} ${form}`,
    by: 'Python',
  });
  group.add({
    name: 'lines of a text area',
    call: 'formOfControls',
    input: {
      controls: [{ type: 'textarea', name: 'remarks', value: 'one\r\ntwo\rthree\nfour' }],
      about: { formName: 'a' },
    },
    expected:
      'text {"fields":[["remarks","one\\ntwo\\nthree\\nfour"]],"files":[],"form":{"name":"a"},"version":"iamsmart-form-2"}',
    by: 'HTML, §4.10.11',
  });
  group.add({
    name: 'a login is kept in sessionStorage, and used once',
    call: 'loginOfTab',
    expected: 'code c+d, then state-used; a stranger’s: state-unknown; nothing is left',
    by: 'RFC 6749, §10.12',
  });
  group.add({
    name: 'what kind of browser this is',
    call: 'sourceOfBrowser',
    expected: 'one of PC_Browser, Android_*, iOS_*',
    by: 'iAM Smart API, source',
  });
  group.add({
    name: 'a form that a thousand people would send',
    call: 'largeForm',
    input: { count: 10_000 },
    expected: '10000 fields, and one more is refused: invalid-argument',
    by: 'docs/form.md',
  });
  return group;
}
