// The elements in Vue's templates, as its language tools see them.

import 'iamsmart/elements/vue';
import type { GlobalComponents } from 'vue';

type Props<Tag extends keyof GlobalComponents> = GlobalComponents[Tag] extends new () => {
  $props: infer Given;
}
  ? Given
  : never;

export const button: Props<'iamsmart-button'> = { action: 'sign', busy: true, class: 'a' };
export const code: Props<'iamsmart-identification-code'> = { code: '1234' };
export const waiting: Props<'iamsmart-waiting'> = { request: '/api/requests/1', lang: 'zh-HK' };
// @ts-expect-error there is no such action
export const pay: Props<'iamsmart-button'> = { action: 'pay' };
// @ts-expect-error a code is a text
export const number: Props<'iamsmart-identification-code'> = { code: 1234 };
