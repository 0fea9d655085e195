// Browser side of the tests, bundled.

import { autofill } from 'iamsmart-autofill';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp, reactive } from 'vue/dist/vue.esm-bundler.js';

/** Fills a form with this HTML; returns the outcome and the events fired. */
globalThis.fillHtml = (html, fields, mapping) => {
  const form = document.createElement('form');
  form.innerHTML = html;
  document.body.replaceChildren(form);
  const events = [];
  for (const type of ['input', 'change']) {
    document.body.addEventListener(type, ({ target }) => events.push(`${type} ${target.name}`));
  }
  const result = autofill(form, fields, mapping);
  const values = {};
  for (const control of form.elements) {
    const key = control.name || control.autocomplete || control.id;
    const group = control.type === 'radio' || control.type === 'checkbox';
    if (!group) values[key] = control.value;
    else if (control.checked) values[key] = control.value;
    else values[key] ??= null;
  }
  return { ...result, values, events };
};

/** A controlled form: its values are those of the React state. */
globalThis.fillReact = async (fields) => {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  let state;
  function Form() {
    const [values, setValues] = useState({ enName: '', gender: '', prefix: '', agree: false });
    state = values;
    const set =
      (name) =>
      ({ target }) =>
        setValues((before) => ({
          ...before,
          [name]: target.type === 'checkbox' ? target.checked : target.value,
        }));
    const radio = (value) =>
      createElement('input', {
        key: value,
        type: 'radio',
        name: 'gender',
        value,
        checked: values.gender === value,
        onChange: set('gender'),
      });
    return createElement(
      'form',
      null,
      createElement('input', { name: 'enName', value: values.enName, onChange: set('enName') }),
      radio('M'),
      radio('F'),
      createElement(
        'select',
        { name: 'prefix', value: values.prefix, onChange: set('prefix') },
        ['', 'Mr', 'Ms'].map((value) => createElement('option', { key: value, value }, value)),
      ),
      createElement('input', {
        type: 'checkbox',
        name: 'carOwner',
        checked: values.agree,
        onChange: set('agree'),
      }),
    );
  }
  createRoot(root).render(createElement(Form));
  await settled(() => root.querySelector('form'));
  const result = autofill(root.querySelector('form'), fields);
  await settled(() => state.agree);
  return { ...result, state, shown: shown(root) };
};

globalThis.fillVue = async (fields) => {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const state = reactive({ enName: '', gender: '', prefix: '', agree: false });
  createApp({
    setup: () => ({ state }),
    template: `<form>
      <input name="enName" v-model="state.enName">
      <input type="radio" name="gender" value="M" v-model="state.gender">
      <input type="radio" name="gender" value="F" v-model="state.gender">
      <select name="prefix" v-model="state.prefix"><option>Mr</option><option>Ms</option></select>
      <input type="checkbox" name="carOwner" v-model="state.agree">
    </form>`,
  }).mount(root);
  const result = autofill(root.querySelector('form'), fields);
  await settled(() => state.agree);
  return { ...result, state: { ...state }, shown: shown(root) };
};

function shown(root) {
  return root.querySelector('[name=enName]').value;
}

async function settled(condition) {
  for (let i = 0; i < 100 && !condition(); i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
