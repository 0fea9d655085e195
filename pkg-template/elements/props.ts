import type { IamSmartElements } from './index.js';

/** Names of the members of an element that are its own, and not functions. */
type OwnNames<Element> = {
  [Name in Exclude<keyof Element, keyof HTMLElement>]: Element[Name] extends (
    ...args: never[]
  ) => unknown
    ? never
    : Name;
}[Exclude<keyof Element, keyof HTMLElement>];

/** What a template sets on an element: its own properties. */
export type OwnProps<Tag extends keyof IamSmartElements> = {
  [Name in OwnNames<IamSmartElements[Tag]>]?: IamSmartElements[Tag][Name] | undefined;
};

/** Events of the elements. */
export type OwnEvents = {
  [Name in keyof HTMLElementEventMap & `iamsmart-${string}`]: HTMLElementEventMap[Name];
};
