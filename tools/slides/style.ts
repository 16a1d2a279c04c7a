/** How slides look: the figures' typeface and ink, what is seen on the left, what is said beside it. */
export const SLIDE_STYLE = `
html, body { margin: 0; height: 100%; background: #fff; }
.reveal, .reveal .slides { text-align: left; }
.reveal { font-family: Inter, "Helvetica Neue", Arial, sans-serif; font-size: 22px; line-height: 1.4;
  color: #1f2328; }
.reveal .slides > section { box-sizing: border-box; width: 1280px; height: 720px;
  padding: 36px 48px 44px; }
.reveal .slides > section:not([style*="none"]) { display: flex !important; flex-direction: column; }
html.reveal-print .reveal .slides section { width: 1280px; height: 720px;
  padding: 36px 48px 44px !important; display: flex !important; flex-direction: column; }
.reveal h1 { font-size: 54px; line-height: 1.15; font-weight: 600; margin: 150px 0 20px; }
.reveal h2 { font-size: 34px; line-height: 1.2; font-weight: 600; margin: 0 0 18px; }
.reveal h3 { font-size: 24px; font-weight: 600; margin: 0 0 6px; }
.reveal p { margin: 0 0 14px; }
.reveal ul, .reveal ol { margin: 0 0 14px; padding-left: 1.2em; }
.reveal li { margin-bottom: 8px; }
.reveal strong { font-weight: 600; }
.reveal code { font-size: .9em; }
.reveal .body { display: flex; gap: 32px; align-items: flex-start; flex: 1; min-height: 0; }
.reveal .seen-0 .said { flex: 1; }
.reveal .seen-1 .seen { flex: 0 0 740px; }
.reveal .seen-1 .said { flex: 1; min-width: 0; }
.reveal .seen-2 .body { flex-direction: column; gap: 14px; }
.reveal .seen-2 .seen { display: grid; grid-template-columns: 1fr 1fr; gap: 24px; width: 100%; }
.reveal figure { margin: 0; }
.reveal figure svg, .reveal figure img { display: block; width: 100%; height: auto;
  max-height: 560px; object-fit: contain; }
.reveal .said img { display: block; max-width: 100%; max-height: 540px; margin: 0; }
.reveal .seen-2 .said img { max-height: 160px; }
.reveal .seen-2 figure svg { max-height: 420px; }
.reveal table { border-collapse: collapse; font-size: 20px; width: 100%; }
.reveal caption { padding-bottom: 6px; }
.reveal th, .reveal td { border-bottom: 1px solid #d0d7de; padding: 8px 20px 8px 0; text-align: left;
  vertical-align: top; }
.reveal th { font-weight: 600; }
.reveal .katex-display { margin: 6px 0 12px; text-align: left; }
.reveal .katex-display > .katex { text-align: left; }
.reveal pre { white-space: pre-wrap; font-size: 16px; }
.reveal .slide-number { font-family: inherit; font-size: 14px; color: #57606a; background: none; }
.reveal .slide-number a { color: inherit; text-decoration: none; }
.reveal .progress { height: 2px; color: #57606a; }
@page { size: 1280px 720px; margin: 0; }
`;
