// Work whose errors are shown.

import { clearInfo } from './info.js';
import { clearProblem, showProblem } from './problem.js';
import { isAbort } from './service.js';

/**
 * Wraps work so that errors are shown.
 *
 * @template {unknown[]} Arguments
 * @param {(...given: Arguments) => Promise<void>} work
 */
export function guarded(work) {
  /** @param {Arguments} given */
  return async (...given) => {
    try {
      await work(...given);
    } catch (error) {
      if (!isAbort(error)) showProblem(error);
    }
  };
}

/**
 * Has what a user does begin with no problem shown.
 *
 * @param {() => Promise<void>} work
 */
export function handled(work) {
  /** @param {Event} event */
  return (event) => {
    event.preventDefault();
    clearProblem();
    clearInfo();
    return guarded(work)();
  };
}
