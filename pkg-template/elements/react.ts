// `iamsmart/elements/react`: all elements, and their types in JSX. React 19 sets properties of custom
// elements, and listens to their events.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { IamSmartElements } from './index.js';
import type { OwnEvents, OwnProps } from './props.js';

export * from './index.js';

type Listeners = { [Name in keyof OwnEvents as `on${Name}`]?: (event: OwnEvents[Name]) => void };

/** Attributes and properties of an element in JSX. */
export type IamSmartElementProps<Tag extends keyof IamSmartElements> = OwnProps<Tag> &
  Listeners &
  Omit<
    DetailedHTMLProps<HTMLAttributes<IamSmartElements[Tag]>, IamSmartElements[Tag]>,
    keyof OwnProps<Tag>
  >;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'iamsmart-button': IamSmartElementProps<'iamsmart-button'>;
      'iamsmart-identification-code': IamSmartElementProps<'iamsmart-identification-code'>;
      'iamsmart-report': IamSmartElementProps<'iamsmart-report'>;
      'iamsmart-waiting': IamSmartElementProps<'iamsmart-waiting'>;
    }
  }
}
