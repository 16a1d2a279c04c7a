import { FONT_FAMILY } from "../drawing/font.ts";

/** The style sheet of the report, for screens from 360 px on and for print. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #f4f4f2; color: #1a1a1a; font: 16px/1.5 ${FONT_FAMILY}; }
main { max-width: 728px; margin: 0 auto; padding: 32px 24px 64px; background: #fff; overflow-wrap: anywhere; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 12px; }
h2 { font-size: 20px; margin: 40px 0 12px; border-bottom: 1px solid #d9d9d9; break-after: avoid; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 16px 0 0; padding: 0; list-style: none; }
a { color: #0067a8; }
.notice { background: #fdf3d6; border-left: 4px solid #e69f00; margin: 0; padding: 8px 12px; }
figure { margin: 0 0 20px; break-inside: avoid; }
figure svg { display: block; width: 100%; }
figure svg + svg { display: none; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
thead { display: table-header-group; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; }
tr { border-bottom: 1px solid #ececec; break-inside: avoid; }
th[scope="row"] { font-weight: 600; min-width: 7em; }
td[data-order] { text-align: right; white-space: nowrap; }
th button { all: unset; cursor: pointer; }
th button:focus-visible { outline: 2px solid #0067a8; }
th[aria-sort="ascending"] button::after { content: " ▲"; }
th[aria-sort="descending"] button::after { content: " ▼"; }
summary { cursor: pointer; margin: 12px 0; }
pre { background: #f4f4f2; padding: 12px; overflow-x: auto; font-size: 12px; line-height: 1.4; overflow-wrap: normal; }
#tip { position: fixed; z-index: 1; max-width: 280px; padding: 4px 8px; background: #1a1a1a; color: #fff; font-size: 13px; line-height: 1.4; white-space: pre-line; pointer-events: none; }
@media screen and (max-width: 560px) {
  main { padding: 16px 16px 48px; }
  h1 { font-size: 22px; }
  figure svg:has(+ svg) { display: none; }
  figure svg + svg { display: block; }
  th, td { padding-right: 8px; }
  .keys tr { display: grid; grid-template-columns: 1fr auto; }
  .keys tr > :nth-child(3) { grid-column: 1 / -1; }
}
@media print {
  body { background: none; font-size: 11pt; }
  main { max-width: none; padding: 0; }
  nav, #tip { display: none; }
  h2 + * { break-before: avoid; }
  figure { max-width: 145mm; margin: 0 auto 4mm; }
  pre { white-space: pre-wrap; }
}
`;
