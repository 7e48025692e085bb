const BAR = { left: 190, width: 360, height: 22, gap: 14 };
const TOP = 44;

/** Answers a second of each bot, as bars. */
export function drawBench(rows: readonly { name: string; perSecond: number }[]): string {
  const most = Math.max(...rows.map(({ perSecond }) => perSecond));
  const width = BAR.left + BAR.width + 80;
  const height = TOP + rows.length * (BAR.height + BAR.gap) + 10;
  const bars = rows.flatMap(({ name, perSecond }, index) => {
    const y = TOP + index * (BAR.height + BAR.gap);
    const length = Math.max(2, Math.round((perSecond / most) * BAR.width));
    const fill = index === 0 ? "#3390ec" : "#a9b4c0";
    return [
      `<text x="${BAR.left - 10}" y="${y + 16}" text-anchor="end">${name}</text>`,
      `<rect x="${BAR.left}" y="${y}" width="${length}" height="${BAR.height}" rx="3" fill="${fill}"/>`,
      `<text x="${BAR.left + length + 8}" y="${y + 16}">${perSecond.toFixed(0)}</text>`,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    "<title>Answers a second: Verbatim beside echo bots on the same server</title>",
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    `<g font-family="-apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif" font-size="13" fill="#222b35">`,
    `<text x="16" y="26" font-weight="600">Answers a second, 60 people at once</text>`,
    ...bars,
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}
