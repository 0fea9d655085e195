// A whole by its parts, as one bar: the chart of a table whose rows are the parts.

import { escaped, fixed, MARGIN, svg, WIDTH } from './chart.js';
import { shown } from './table.js';

const BAR = 34;
const LINE = 20;
/** Classes of the charts' style, in turns. */
const COLOURS = 6;

/**
 * @param {string} title
 * @param {string} unit
 * @param {import('./table.js').JudgedRow[]} rows
 */
export function whole(title, unit, rows) {
  const parts = rows.map(({ work, contestants: [{ median }] }) => ({ work, median }));
  const sum = parts.reduce((sum, { median }) => sum + median, 0);
  const room = WIDTH - 2 * MARGIN;
  const top = 44;
  let left = MARGIN;
  const drawn = parts.map(({ work, median }, index) => {
    const width = (median / sum) * room;
    const y = top + BAR + 26 + index * LINE;
    const colour = `s${index % COLOURS}`;
    const text = `${work}: ${shown(median, unit)}, ${Math.round((100 * median) / sum)} %`;
    // A line as thick as the bar is high: its colour is that of a line.
    const line = (from, to, at, thick) =>
      `<path class="${colour}" fill="none" stroke-width="${thick}" d="M${fixed(from)} ${at}H${fixed(to)}"/>`;
    const part = [
      line(left, left + width, top + BAR / 2, BAR),
      line(MARGIN, MARGIN + 14, y - 4, 12),
      `<text x="${MARGIN + 22}" y="${y}">${escaped(text)}</text>`,
    ];
    left += width;
    return part.join('\n');
  });
  const said = parts.map(({ work, median }) => `${work}: ${shown(median, unit)}.`).join(' ');
  return svg(`${title}: ${shown(sum, unit)}`, said, top + BAR + 26 + parts.length * LINE, drawn);
}
