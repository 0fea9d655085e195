// Browser side of the tests, bundled.

import { autofill } from 'iamsmart-autofill';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { createApp, reactive } from 'vue/dist/vue.esm-bundler.js';
import './angular.js';

/** Fills a form with this HTML; returns the outcome and the events fired. */
globalThis.fillHtml = async (html, fields, mapping, options) => {
  const form = document.createElement('form');
  form.innerHTML = html;
  document.body.replaceChildren(form);
  for (const script of form.querySelectorAll('script')) new Function(script.textContent)();
  const events = [];
  for (const type of ['input', 'change', 'focusout']) {
    document.body.addEventListener(type, ({ target }) => events.push(`${type} ${target.name}`));
  }
  const { settled, ...result } = autofill(form, fields, mapping, options);
  const values = {};
  for (const control of form.querySelectorAll('input, select, textarea, button, output')) {
    const key = control.name || control.autocomplete || control.id;
    const group = control.type === 'radio' || control.type === 'checkbox';
    if (!group) values[key] = control.value;
    else if (control.checked) values[key] = control.value;
    else values[key] ??= null;
  }
  return { ...result, values, events, settled: await settled };
};

/** Fills a form that is in a frame. */
globalThis.fillFrame = async (html, fields) => {
  const frame = document.createElement('iframe');
  document.body.replaceChildren(frame);
  frame.contentDocument.body.innerHTML = `<form>${html}</form>`;
  const form = frame.contentDocument.querySelector('form');
  const events = [];
  form.addEventListener('input', (event) => {
    events.push(event instanceof frame.contentWindow.Event);
  });
  const { filled } = autofill(form, fields);
  return { filled, events, value: form.querySelector('input').value };
};

/** Fills a form in a shadow tree; returns what its host has heard. */
globalThis.fillShadow = (fields) => {
  const host = document.createElement('div');
  document.body.replaceChildren(host);
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<form><input name="chName"></form>';
  const heard = [];
  for (const type of ['input', 'focusout']) host.addEventListener(type, () => heard.push(type));
  autofill(root.querySelector('form'), fields);
  return heard;
};

/** Calls with anything; returns the code of the error. */
globalThis.codeOfAutofill = (which) => {
  const hostile = {
    nothing: [],
    null: [null, null],
    number: [5, {}],
    noForm: [{}, {}],
    noFields: [document.createElement('form')],
    throws: [
      document.createElement('form'),
      new Proxy(
        {},
        {
          ownKeys() {
            throw new TypeError('mine');
          },
        },
      ),
    ],
  };
  try {
    autofill(...hostile[which]);
    return undefined;
  } catch (error) {
    return `${error.name} ${error.code}`;
  }
};

// A customized built-in, as component libraries derive them.
customElements.define('x-input', class extends HTMLInputElement {}, { extends: 'input' });

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
  const { settled: later, ...result } = autofill(root.querySelector('form'), fields);
  await settled(() => state.agree);
  return { ...result, settled: await later, state, shown: shown(root) };
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
  const { settled: later, ...result } = autofill(root.querySelector('form'), fields);
  await settled(() => state.agree);
  return { ...result, settled: await later, state: { ...state }, shown: shown(root) };
};

/** A controlled input of React's with a mask in its handler, and a validator on blur. */
globalThis.fillReactMask = async (fields) => {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const blurred = [];
  function Form() {
    const [phone, setPhone] = useState('');
    const mask = (value) =>
      value
        .replace(/\D/g, '')
        .slice(0, 8)
        .replace(/^(\d{4})(\d)/, '$1 $2');
    return createElement(
      'form',
      null,
      createElement('input', {
        name: 'mobileNumber',
        value: phone,
        onChange: ({ target }) => setPhone(mask(target.value)),
        onBlur: ({ target }) => blurred.push(target.name),
      }),
    );
  }
  createRoot(root).render(createElement(Form));
  await settled(() => root.querySelector('form'));
  const { settled: later, ...result } = autofill(root.querySelector('form'), fields);
  return {
    ...result,
    settled: await later,
    blurred,
    shown: root.querySelector('input').value,
  };
};

/** Vue renders in a later task: what a watcher makes of the value is there only then. */
globalThis.fillVueMask = async (fields) => {
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const state = reactive({ chName: '', enName: '' });
  createApp({
    setup: () => ({ state, upper: (text) => text.toUpperCase().slice(0, 6) }),
    template: `<form>
      <input name="enName" :value="state.enName" @input="state.enName = upper($event.target.value)">
      <input name="chName" v-model.lazy="state.chName">
    </form>`,
  }).mount(root);
  const { settled: later, ...result } = autofill(root.querySelector('form'), fields);
  return { ...result, settled: await later, state: { ...state }, shown: shown(root) };
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
