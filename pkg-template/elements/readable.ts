import type { Language } from '../texts/language.js';
import { inLanguage, type Sentence } from '../texts/sentence.js';
import { instantIn } from './dates.js';
import { make } from './dom.js';

/** Lists of the verification's input, as a report names their items. */
const LISTS: Record<string, Sentence> = {
  crls: ['revocation list {number}', '證書撤銷清單 {number}', '证书吊销列表 {number}'],
  ocspResponses: [
    "the issuing authority's answer {number}",
    '簽發機關的回應 {number}',
    '颁发机构的响应 {number}',
  ],
  intermediates: ['further certificate {number}', '附加證書 {number}', '附加证书 {number}'],
  trustAnchors: ['trusted certificate {number}', '信任的證書 {number}', '受信任的证书 {number}'],
  certificates: [
    'certificate {number} of the message',
    '訊息內的證書 {number}',
    '消息中的证书 {number}',
  ],
  x5c: ['certificate {number} of the header', '標頭內的證書 {number}', '头部中的证书 {number}'],
};

/** An instant as reports write it, or an item of a list of the input. */
const FOR_PROGRAMS =
  /(?<instant>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)|(?<![\w.])(?:[a-z]+\.)?(?<list>crls|ocspResponses|intermediates|trustAnchors|certificates|x5c)\[(?<index>\d+)\](?:\[(?<part>\d+)\])?/g;

const CHINESE = /[\p{Script=Han}，。：；、（）「」“”]/u;

/**
 * Returns a sentence of a report as people read it: instants as dates of Hong Kong, and items of the
 * input by what they are. What stands in the report remains in `datetime` and `title`.
 */
export function readable(text: string, language: Language): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const match of text.matchAll(FOR_PROGRAMS)) {
    const before = text.slice(end, match.index);
    end = match.index + match[0].length;
    const made = element(match, language);
    const isTight = language !== 'en';
    // Between two characters of Chinese there is no blank.
    parts.push(isTight ? withoutBlank(before) : before, made);
    if (isTight && text[end] === ' ' && CHINESE.test(text[end + 1] ?? '')) end += 1;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}

function withoutBlank(text: string): string {
  return text.endsWith(' ') && CHINESE.test(text.at(-2) ?? '') ? text.slice(0, -1) : text;
}

function element(match: RegExpMatchArray, language: Language): HTMLElement {
  const { instant, list = '', index = '', part } = match.groups ?? {};
  if (instant) return make('time', { datetime: instant }, instantIn(instant, language));
  const counted = [index, part].flatMap((place) => (place === undefined ? [] : Number(place) + 1));
  const words = LISTS[list];
  const name = words ? inLanguage(words, language, { number: counted.join('.') }) : match[0];
  return make('span', { title: match[0] }, name);
}
