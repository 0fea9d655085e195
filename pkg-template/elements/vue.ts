// `iamsmart/elements/vue`: all elements, and their types in templates. Tell Vue's compiler, too:
// `isCustomElement: (tag) => tag.startsWith('iamsmart-')`.
import type { HTMLAttributes, PublicProps } from 'vue';
import type { IamSmartElements } from './index.js';
import type { OwnEvents, OwnProps } from './props.js';

export * from './index.js';

type Emit = <Name extends keyof OwnEvents>(name: Name, event: OwnEvents[Name]) => void;

/** Element as a component of Vue's templates. */
export type IamSmartVueElement<Tag extends keyof IamSmartElements> = new () => {
  $props: OwnProps<Tag> & Omit<HTMLAttributes, keyof OwnProps<Tag>> & PublicProps;
  $emit: Emit;
};

declare module 'vue' {
  interface GlobalComponents {
    'iamsmart-button': IamSmartVueElement<'iamsmart-button'>;
    'iamsmart-identification-code': IamSmartVueElement<'iamsmart-identification-code'>;
    'iamsmart-report': IamSmartVueElement<'iamsmart-report'>;
    'iamsmart-waiting': IamSmartVueElement<'iamsmart-waiting'>;
  }
}
