/**
 * What all elements have in common. In forced colours there are the system's alone. Otherwise colours follow the
 * page's `color-scheme`; where a browser does not know `light-dark()`, they are those of light.
 */
export const THEME = `
:host {
  --_accent: var(--iamsmart-accent, #0b6e63); --_on-accent: var(--iamsmart-on-accent, #fff);
  --_surface: var(--iamsmart-surface, #fff); --_ground: var(--iamsmart-ground, #f3f6f5);
  --_text: var(--iamsmart-text, #17201e); --_soft: var(--iamsmart-soft, #56635f);
  --_line: var(--iamsmart-line, #d5dfdc);
  --_good: var(--iamsmart-good, #146c3c); --_good-ground: var(--iamsmart-good-ground, #e3f4ea);
  --_bad: var(--iamsmart-bad, #b3261e); --_bad-ground: var(--iamsmart-bad-ground, #fce8e6);
  --_unsure: var(--iamsmart-unsure, #7a5600); --_unsure-ground: var(--iamsmart-unsure-ground, #fff3d6);
  --_note: var(--iamsmart-note, #1f5c99);
  --_radius: var(--iamsmart-radius, 0.75rem);
}
@supports (color: light-dark(#000, #fff)) {
  :host {
    --_accent: var(--iamsmart-accent, light-dark(#0b6e63, #5fd0c0));
    --_on-accent: var(--iamsmart-on-accent, light-dark(#fff, #06231f));
    --_surface: var(--iamsmart-surface, light-dark(#fff, #19211f));
    --_ground: var(--iamsmart-ground, light-dark(#f3f6f5, #101614));
    --_text: var(--iamsmart-text, light-dark(#17201e, #e9f0ee));
    --_soft: var(--iamsmart-soft, light-dark(#56635f, #a3b3ae));
    --_line: var(--iamsmart-line, light-dark(#d5dfdc, #33403c));
    --_good: var(--iamsmart-good, light-dark(#146c3c, #7ddba3));
    --_good-ground: var(--iamsmart-good-ground, light-dark(#e3f4ea, #12301f));
    --_bad: var(--iamsmart-bad, light-dark(#b3261e, #ff9a92));
    --_bad-ground: var(--iamsmart-bad-ground, light-dark(#fce8e6, #3a1613));
    --_unsure: var(--iamsmart-unsure, light-dark(#7a5600, #f0c463));
    --_unsure-ground: var(--iamsmart-unsure-ground, light-dark(#fff3d6, #362a0c));
    --_note: var(--iamsmart-note, light-dark(#1f5c99, #8fc4ff));
  }
}
@media (forced-colors: active) {
  :host {
    --_accent: LinkText; --_on-accent: Canvas; --_surface: Canvas; --_ground: Canvas; --_text: CanvasText;
    --_soft: CanvasText; --_line: CanvasText; --_good: CanvasText; --_good-ground: Canvas; --_bad: CanvasText;
    --_bad-ground: Canvas; --_unsure: CanvasText; --_unsure-ground: Canvas; --_note: CanvasText;
  }
}
:host { display: block; color: inherit; font: inherit; overflow-wrap: break-word; }
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
p { margin: 0; }
:focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
