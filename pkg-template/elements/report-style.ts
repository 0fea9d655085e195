import { DATED_STYLE } from './dated.js';

/** Style sheet of the report. */
export const STYLE = `${DATED_STYLE}
/* Names, digests and addresses may have no space; they widen neither a column nor the page. */
:host { overflow-wrap: anywhere; }
/* Where there is little room, the seal stands above. */
.verdict { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; padding: 1rem 1.25rem; border: 1px solid var(--_unsure);
  border-radius: var(--_radius); background: var(--_unsure-ground); color: var(--_text); }
.verdict > div { display: grid; flex: 1 1 9rem; gap: 0.35rem; min-width: 0; }
.verdict > .seal { display: grid; place-items: center; flex: none; width: 3.5rem; height: 3.5rem; border: 2px solid transparent;
  border-radius: 50%; background: var(--_unsure); color: var(--_surface); font-size: 2rem; font-weight: 700; line-height: 1; }
.verdict[data-indication="TOTAL-PASSED"] { border-color: var(--_good); background: var(--_good-ground); }
.verdict[data-indication="TOTAL-PASSED"] > .seal { background: var(--_good); }
.verdict[data-indication="TOTAL-FAILED"] { border-color: var(--_bad); background: var(--_bad-ground); }
.verdict[data-indication="TOTAL-FAILED"] > .seal { background: var(--_bad); }
.verdict .headline, .verdict p { margin: 0; }
/* A sentence, not a title. */
.verdict .headline { font-size: 1.2rem; line-height: 1.3; text-wrap: pretty; }
.verdict .headline:focus { outline: none; }
/* What was not asked for is no small print. */
.verdict:not([data-revocation="hard"]) .summary { font-weight: 600; }
.verdict .noted { color: var(--_note); }
.verdict .noted::before { content: "!"; content: "!" / ""; margin-inline-end: 0.4em; font-weight: 700; }
.help { margin-block: 0.75rem 0; padding: 0.75rem 1.25rem; border-inline-start: 4px solid var(--_unsure); background: var(--_ground); color: var(--_text); }
.help strong { display: block; }
.code { font: 0.85rem/1.4 ui-monospace, monospace; color: var(--_soft); }
.heading { margin: 1.5rem 0 0.5rem; font-size: 1.1rem; line-height: 1.3; }
.hint { color: var(--_soft); font-size: 0.9rem; }
dl { display: grid; grid-template-columns: minmax(0, auto) minmax(min-content, 1fr); gap: 0.35rem 1rem; margin-block: 1rem 0.35rem; }
dt { color: var(--_soft); }
dd { margin: 0; }
.facts { container-type: inline-size; }
/* Where a date would leave its name no room. */
@container (max-width: 17rem) {
  .facts dl { grid-template-columns: minmax(0, 1fr); row-gap: 0; }
  .facts dt { font-size: 0.85rem; }
  .facts dd { margin-block-end: 0.35rem; }
}
[data-outcome="passed"] { --_outcome: var(--_good); }
[data-outcome="failed"] { --_outcome: var(--_bad); }
[data-outcome="indeterminate"] { --_outcome: var(--_unsure); }
[data-outcome="warning"] { --_outcome: var(--_note); }
[data-outcome="skipped"] { --_outcome: var(--_soft); }
.of-signer { margin-block-start: 2rem; padding-block-start: 0.5rem; border-block-start: 1px solid var(--_line); }
.chain { margin: 0; padding: 0; list-style: none; }
.certificate { position: relative; display: flex; gap: 0.75rem; padding: 0.75rem 1rem; border: 1px solid var(--_line);
  border-inline-start: 5px solid var(--_outcome); border-radius: var(--_radius); }
.certificate > div { min-width: 0; }
.certificate + .certificate { margin-block-start: 1.75rem; }
.certificate + .certificate::before { content: "↓"; content: "↓" / ""; position: absolute; inset-block-start: -1.7rem; inset-inline-start: 1rem; color: var(--_soft); }
.chain .role { color: var(--_soft); font-size: 0.85rem; }
.chain .name, .checks .name { font-weight: 600; }
.fields { margin-block-start: 0.35rem; }
.fields summary { cursor: pointer; }
.fields dl { grid-template-columns: minmax(0, 1fr); margin: 0.35rem 0 0; }
.fields dt { font-size: 0.85rem; }
.fields dl dl { padding-inline-start: 0.75rem; border-inline-start: 1px solid var(--_line); }
.difference { margin: 0.5rem 0; color: var(--_note); font-weight: 600; }
.certificate > .mark, .checks .mark { flex: none; width: 1.2em; font-weight: 700; text-align: center; color: var(--_outcome); }
.checks { margin-block: 0.75rem; border: 1px solid var(--_line); border-radius: var(--_radius); }
.checks summary { display: flex; gap: 0.6rem; align-items: center; padding: 0.7rem 1rem; border-radius: inherit; cursor: pointer; font-weight: 600; list-style: none; }
.checks summary::-webkit-details-marker { display: none; }
.checks summary::after { content: "▾"; content: "▾" / ""; margin-inline-start: auto; color: var(--_soft); }
.checks[open] > summary::after { content: "▴"; content: "▴" / ""; }
.checks .group { display: flex; flex: 1; flex-wrap: wrap; gap: 0 0.6rem; min-width: 0; }
.checks ul { margin: 0 1rem 0.75rem; padding: 0; list-style: none; }
.checks li { display: flex; gap: 0.6rem; padding-block: 0.4rem; }
.checks li > div { min-width: 0; }
.checks li + li { border-block-start: 1px solid var(--_line); }
.count { color: var(--_soft); font-weight: 400; font-variant-numeric: tabular-nums; white-space: nowrap; }
@media (forced-colors: active) { .seal { border-color: CanvasText !important; } }
@media print { .checks { break-inside: avoid-page; } }
`;
