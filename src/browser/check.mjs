// Opens HTML reports in a real Chromium, light and dark, at 360 and 1600 pixels, with all details unfolded, with the page's
// own style sheet and without any, and takes a screenshot of each. Fails on a console message, on a page that scrolls
// horizontally, on text in a picture that is cut off or overlaps other text, on a link to a missing anchor, and on text with
// a contrast below 4.5.
//
//   src/browser/run.sh REPORT.html...
import { chromium } from 'playwright-core';
import { basename, dirname, join, resolve } from 'node:path';
import { mkdirSync } from 'node:fs';

const [folder, ...reports] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
let failures = 0;

function fail(where, what) {
  failures++;
  console.log(`${where}: ${what}`);
}

/** Runs in the page; returns what is wrong with it. */
function look() {
  const wrong = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) wrong.push(`scrolls to ${root.scrollWidth} of ${innerWidth}`);
  for (const text of document.querySelectorAll('svg text')) {
    const at = text.getBoundingClientRect();
    const picture = text.closest('svg').getBoundingClientRect();
    if (at.width > 0 && (at.left < picture.left - 1 || at.right > picture.right + 1 || at.bottom > picture.bottom + 1)) {
      wrong.push(`"${text.textContent}" is cut off`);
    }
  }
  for (const picture of document.querySelectorAll('svg')) {
    const level = [...picture.querySelectorAll('text:not([transform])')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (let i = 0; i < level.length; i++) {
      for (let j = 0; j < i; j++) {
        const [a, b] = [level[i][1], level[j][1]];
        const [across, down] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
        // The box of a line is taller than its letters.
        if (across > 1 && down > 0.4 * Math.min(a.height, b.height)) wrong.push(`"${level[i][0]}" overlaps "${level[j][0]}"`);
      }
    }
  }
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const id = link.getAttribute('href').slice(1);
    if (!document.getElementById(id)) wrong.push(`no place for the link ${id}`);
  }
  const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const pale = new Set();
  for (const element of document.querySelectorAll('body *:not(svg *), svg text')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
    const style = getComputedStyle(element);
    const ink = light(channels(element.closest('svg') ? style.fill : style.color));
    const paper = light(behind(element));
    const contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast < 4.5) pale.add(`contrast ${contrast.toFixed(2)} of ${element.tagName} ${element.getAttribute('class') ?? ''}`);
  }
  return [...wrong, ...pale];
}

for (const report of reports) {
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [360, 1600]) {
      for (const styled of [true, false]) {
        const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
        const where = `${report} ${colorScheme} ${width}${styled ? '' : ' without style'}`;
        page.on('console', (message) => fail(where, message.text()));
        page.on('pageerror', (error) => fail(where, error.message));
        page.on('requestfailed', (request) => fail(where, `asks for ${request.url()}`));
        await page.goto('file://' + resolve(report));
        const name = `${basename(dirname(resolve(report)))}-${basename(report, '.html')}-${colorScheme}-${width}`;
        if (styled) {
          await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
        } else {
          await page.evaluate(() => document.querySelectorAll('style').forEach((style) => style.remove()));
        }
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
        // Without a style sheet wide tables scroll with the page.
        const wrong = (await page.evaluate(look)).filter((what) => styled || !what.startsWith('scrolls'));
        wrong.forEach((what) => fail(where, what));
        await page.close();
      }
    }
  }
}
await browser.close();
console.log(`${reports.length} reports, ${failures} failures`);
process.exit(failures ? 1 : 0);
