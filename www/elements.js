/**
 * The element with this ID; throws if it is absent.
 *
 * @template {HTMLElement} Type
 * @param {string} id
 * @param {new () => Type} type
 */
export function byId(id, type) {
  const found = document.getElementById(id);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${type.name} '${id}'.`);
}

/**
 * The first descendant that matches a selector; throws if there is none.
 *
 * @template {HTMLElement} Type
 * @param {ParentNode} place
 * @param {string} selector
 * @param {new () => Type} type
 */
export function under(place, selector, type) {
  const found = place.querySelector(selector);
  if (found instanceof type) return found;
  throw new Error(`The page has no ${type.name} '${selector}'.`);
}

/**
 * An element with attributes and children.
 *
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
