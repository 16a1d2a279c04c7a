import { FONT_FAMILY } from "../drawing/font.ts";

/** The style sheet of the report, for screen and print. */
export const REPORT_STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #f4f4f2; color: #1a1a1a; font: 16px/1.5 ${FONT_FAMILY}; }
main { max-width: 728px; margin: 0 auto; padding: 32px 24px 64px; background: #fff; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 12px; }
h2 { font-size: 20px; margin: 40px 0 12px; border-bottom: 1px solid #d9d9d9; }
.notice { background: #fdf3d6; border-left: 4px solid #e69f00; margin: 0; padding: 8px 12px; }
figure { margin: 0 0 20px; break-inside: avoid; }
figure svg { display: block; width: 100%; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 4px 12px 4px 0; }
tr { border-bottom: 1px solid #ececec; break-inside: avoid; }
th[scope="row"] { font-weight: 600; white-space: nowrap; }
.kpis td:nth-child(2) { text-align: right; white-space: nowrap; }
.kpis th[scope="row"] { white-space: normal; }
pre { background: #f4f4f2; padding: 12px; overflow-x: auto; font-size: 12px; line-height: 1.4; }
@media print { body { background: none; } main { max-width: none; padding: 0; } pre { white-space: pre-wrap; } }
`;
