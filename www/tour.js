// The tour: web page, phone and every call between them in one window, and attacks on what they made.

import { persistently } from './connection.js';
import { byId, element } from './elements.js';
import { currentLanguage, currentLocale, showLanguage, text } from './language.js';
import { call } from './service.js';
import { TEXTS } from './texts.js';
import { ATTACKS, lastSigned } from './tour-attacks.js';
import { showDiagram } from './tour-diagram.js';
import { focusPhone, scan, showFrames, showPageIn, showPhoneIn, viewOf } from './tour-frames.js';
import { Log } from './tour-log.js';
import { chooseTab, markNews, showTabs } from './tour-tabs.js';
import { TOUR_TEXTS } from './tour-texts.js';
import { showVerdict } from './tour-verdict.js';

/** @typedef {import('./tour-attacks.js').Material} Material */

const KEPT = 'tour';
const CALLBACK = '/iamsmart/callback';
/** So near its end, the list is read there: about half an arrow. */
const NEAR_END_PX = 24;

/**
 * What a reload keeps. Calls before `since` are cleared.
 *
 * @type {{ tab?: string, opened?: string[], attack?: string, material?: Material, since?: number }}
 */
const state = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
const opened = new Set(state.opened ?? []);

const arrows = byId('arrows', HTMLElement);
const scroller = byId('scroller', HTMLElement);
const verdict = byId('verdict', HTMLElement);
const next = byId('next', HTMLElement);
const nextAction = byId('next-action', HTMLButtonElement);

Object.assign(TEXTS, TOUR_TEXTS);
showLanguage();
start();

async function start() {
  showTabs(state.tab, (tab) => keep({ tab }));
  const service = await persistently(() => call('/api/service'));
  const log = new Log(service.gateway);
  /** @type {string | undefined} */
  let view;
  const showAll = () => {
    showLog(log);
    showNext(log);
  };
  log.addEventListener('change', showAll);
  addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && data?.call) log.add(data.call);
  });
  showFrames(service.gateway, currentLocale, {
    changed: () => {
      showNext(log);
      if (viewOf() === view) return;
      view = viewOf();
      allowAttacks(service);
    },
    staged: (outcome) => log.add(stageOf(outcome)),
  });
  nextAction.addEventListener('click', () => {
    const { address } = nextAction.dataset;
    if (!address) return;
    scan(address);
    chooseTab('phone');
    // The button goes, and where it was there is nothing to do.
    focusPhone();
  });
  byId('clear', HTMLElement).addEventListener('click', () => {
    arrows.replaceChildren();
    opened.clear();
    keep({ since: Date.now(), opened: [] });
    showAll();
  });
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('button[data-attack]');
  for (const button of buttons) {
    button.addEventListener('click', () => attack(button.dataset.attack ?? '', service, log));
  }
  document.addEventListener('languagechange', () => {
    showPageIn(currentLanguage());
    showPhoneIn(currentLocale());
    const { scrollTop } = scroller;
    arrows.replaceChildren();
    showAll();
    scroller.scrollTop = scrollTop;
    showKept(service);
  });
  showAll();
  await showKept(service);
}

/** @param {Log} log */
function showLog(log) {
  const before = arrows.childElementCount;
  // Follows what comes, unless somebody reads further up.
  const isFollowed = opened.size === 0 && isAtEnd();
  const { since = 0 } = state;
  const shown = log.exchanges.filter(({ at }) => at > since);
  showDiagram(arrows, shown, { opened, changed: () => keep({ opened: [...opened] }) });
  byId('no-arrows', HTMLElement).hidden = shown.length > 0;
  byId('no-sandbox', HTMLElement).hidden = log.isConnected;
  if (arrows.childElementCount === before) return;
  markNews('wire');
  if (isFollowed) scroller.scrollTop = scroller.scrollHeight;
}

function isAtEnd() {
  const { scrollTop, clientHeight, scrollHeight } = scroller;
  return scrollTop + clientHeight > scrollHeight - NEAR_END_PX;
}

/** Says what the person can do next. @param {Log} log */
function showNext(log) {
  const [step, address] = nextStep(log);
  const key = `tourNext ${step}`;
  const words = text(key);
  next.dataset.text = key;
  if (next.textContent !== words) next.textContent = words;
  if (next.dataset.step !== step && ['confirm', 'allow', 'sign'].includes(step)) markNews('phone');
  next.dataset.step = step;
  nextAction.hidden = !address;
  nextAction.dataset.address = address ?? '';
}

/**
 * @param {Log} log
 * @returns {[step: string, address?: string]}
 */
function nextStep(log) {
  const view = viewOf();
  if (view === 'sign') return ['sign'];
  if (view?.startsWith('result')) return ['result'];
  if (view === 'fill-in') {
    const asked = log.newest(({ path }) => path.endsWith('/eme/initiateRequest'));
    const answered = log.newest(({ path }) => path === CALLBACK);
    return asked && (answered?.at ?? 0) < asked.at ? ['allow'] : ['fill-in'];
  }
  if (view !== undefined) return ['log-in'];
  const page = log.newest(({ path }) => path === '/api/v1/auth/getQR');
  const { requestID, appLink } = page?.response.opened ?? {};
  const isScanned = log.newest(
    ({ path, query }) => path === '/app/login' && query.some(([, value]) => value === requestID),
  );
  return isScanned || !appLink ? ['confirm'] : ['scan', appLink];
}

/** @param {any} outcome @returns {Omit<import('./tour-log.js').Exchange, 'key'>} */
function stageOf({ stage, businessId, kind, settled }) {
  return {
    at: Date.now(),
    ms: 0,
    from: 'e-service',
    to: 'browser',
    method: 'event',
    path: settled ? `${stage} · ${settled.outcome}` : stage,
    query: [],
    request: { headers: [], opened: { businessId, kind, stage } },
    status: null,
    response: { headers: [] },
  };
}

/** @param {import('./service.js').Service} service */
async function allowAttacks(service) {
  const signed = await lastSigned(service).catch(() => undefined);
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('button[data-attack]');
  for (const button of buttons) button.disabled = !signed;
  byId('not-yet', HTMLElement).hidden = Boolean(signed);
  if (signed && !state.attack) markNews('attacks');
  return signed;
}

/**
 * @param {string} name
 * @param {import('./service.js').Service} service
 * @param {Log} log
 */
async function attack(name, service, log) {
  const signed = await allowAttacks(service);
  if (!signed) return;
  verdict.replaceChildren(element('p', { class: 'busy' }, text('tourTrying')));
  for (const name of ['data-indication', 'data-about']) verdict.removeAttribute(name);
  try {
    const material = await ATTACKS[name]?.make({
      signed,
      service,
      recorded: () => recordedIn(log),
      sent: (replayed) => log.add(attackOf(replayed)),
    });
    keep({ attack: name, material: material ?? {} });
    await showVerdict(verdict, name, signed, material ?? {});
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    verdict.replaceChildren(
      element('p', { class: 'problem' }, text('tourFailed', { reason: message })),
    );
  }
  pressed(name);
}

/** Shows what came of the last attack, in this language or after a reload. @param {import('./service.js').Service} service */
async function showKept(service) {
  const signed = await allowAttacks(service);
  const { attack: name, material } = state;
  if (!signed || !name || !material) return;
  await showVerdict(verdict, name, signed, material);
  pressed(name);
}

/** @param {string} name */
function pressed(name) {
  /** @type {NodeListOf<HTMLButtonElement>} */
  const buttons = document.querySelectorAll('button[data-attack]');
  for (const button of buttons) {
    button.setAttribute('aria-pressed', `${button.dataset.attack === name}`);
  }
}

/**
 * The newest callback with a signature, as it was sent.
 *
 * @param {Log} log
 */
function recordedIn(log) {
  const exchange = log.newest(
    ({ from, path, request }) =>
      from === 'gateway' && path === CALLBACK && Boolean(request.opened?.content?.signature),
  );
  const body = exchange?.request.body;
  if (!exchange || !body?.isWhole) return undefined;
  const contentType = new Map(exchange.request.headers).get('Content-Type') ?? '';
  return { path: exchange.path, body: body.text, contentType };
}

/**
 * @param {import('./tour-attacks.js').Replayed} replayed
 * @returns {Omit<import('./tour-log.js').Exchange, 'key'>}
 */
function attackOf({ at, ms, status, recorded: { path, body, contentType } }) {
  return {
    at,
    ms,
    from: 'attacker',
    to: 'e-service',
    method: 'POST',
    path,
    query: [],
    request: {
      headers: [['Content-Type', contentType]],
      body: { size: body.length, text: body, isWhole: true },
    },
    status,
    response: { headers: [] },
  };
}

/** @param {Partial<typeof state>} changes */
function keep(changes) {
  Object.assign(state, changes);
  sessionStorage.setItem(KEPT, JSON.stringify(state));
}
