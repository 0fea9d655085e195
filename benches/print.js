// What a run says of itself, line by line.

import { digits, shown } from './table.js';

/** @param {import('./table.js').JudgedRow} row @param {string} unit */
export function rowLines(row, unit) {
  const { work, engine, contestants, best, overPeers, limit, ofLimit, goals } = row;
  const figures = contestants.map(({ name, median, spread }) => {
    const around = `± ${digits(100 * spread)} %`;
    const role = name === limit ? ' the limit' : '';
    return `    ${name.padEnd(36)}${shown(median, unit).padStart(18)}  ${around.padEnd(9)}${role}`;
  });
  const ratios = [];
  if (best) ratios.push(`${digits(overPeers ?? 0)} × ${best}`);
  if (limit) ratios.push(`${digits(ofLimit ?? 0)} × ${limit}`);
  return [
    `  ${work}, ${engine}`,
    ...figures.map((line) => line.trimEnd()),
    ...(ratios.length > 0 ? [`    ratio: ${ratios.join(', ')}`] : []),
    ...goals.map((goal) => `    ${goalLine(goal)}`),
  ];
}

/** What contestants leave out, once. @param {import('./table.js').JudgedRow[]} rows */
export function noteLines(rows) {
  const notes = rows.flatMap(({ note }) => (note ? [note] : []));
  return [...new Set(notes)].map((note) => `  ${note}`);
}

/** @param {import('./record.js').RecordedGrowth} growth */
export function growthLines({ series, goals, x: grows, unit }) {
  const slopes = series.map(({ name, points, slope }) => {
    const [from, to] = [points[0], points[points.length - 1]];
    const range = [from, to].map(({ x, y }) => `${shown(y, unit)} at ${x} ${grows}`).join(', ');
    return `    ${name}: slope ${slope.toFixed(2)}, ${range}`;
  });
  return [...slopes, ...goals.map((goal) => `    ${goalLine(goal)}`)];
}

/**
 * What all benches reached, and each goal that is missed.
 *
 * @param {import('./record.js').Recorded[]} benches
 */
export function closingLines(benches) {
  const goals = benches.flatMap((bench) =>
    'rows' in bench
      ? bench.rows.flatMap(({ work, engine, goals }) =>
          goals.map((goal) => ({ ...goal, of: `${work}, ${engine}` })),
        )
      : bench.goals.map((goal) => ({ ...goal, of: bench.title })),
  );
  const missed = goals.filter(({ met }) => !met);
  return [
    `${benches.length} benches with ${goals.length} goals, of which ${missed.length} are missed.`,
    ...missed.map((goal) => `  ${goal.of}: ${goalLine(goal)}`),
  ];
}

/** @param {import('./table.js').Reached} reached */
function goalLine({ goal, value, met }) {
  return `goal: ${goal}: ${digits(value)}, ${met ? 'met' : 'MISSED'}`;
}
