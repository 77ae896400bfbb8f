// Drives Chromium as a phone. Reads tasks as lines of JSON on standard input, answers each with a line of JSON:
// {"open": URL}, {"fill": SELECTOR, "with": TEXT}, {"click": SELECTOR}, {"file": SELECTOR, "with": PATH}, {"look": PNG},
// {"text": true}, {"check": SCHEMES} (axe-core), {"zoom": FACTOR}, {"wait": TEXT}, {"press": KEY}, {"type": TEXT},
// {"enter": true} (the key that sends a form).
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [packages, options] = [process.argv[2], JSON.parse(process.argv[3])];
const require = createRequire(packages + '/');
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
const context = await browser.newContext({
  viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: !options.keys, hasTouch: !options.keys, bypassCSP: options.bypass ?? false,
  locale: options.language, javaScriptEnabled: options.scripts, colorScheme: options.scheme ?? 'light',
});
const page = await context.newPage();
const complaints = [];
page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
page.on('pageerror', error => complaints.push(String(error)));
if (options.slow) {
  const session = await context.newCDPSession(page);
  await session.send('Network.emulateNetworkConditions',
    { offline: false, latency: 40, downloadThroughput: 200_000, uploadThroughput: 90_000 });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

const tasks = {
  async open(url) { const answer = await page.goto(url); return { status: answer ? answer.status() : 0 }; },
  async fill(selector, task) { await page.fill(selector, task.with); },
  async click(selector) { await Promise.all([page.waitForNavigation(), options.keys ? page.click(selector) : page.tap(selector)]); },
  async file(selector, task) { await page.setInputFiles(selector, task.with); },
  async look(file) { await page.screenshot({ path: file, fullPage: true }); },
  async text() { return { text: await page.innerText('body'), title: await page.title(), complaints }; },
  async wait(text) { await page.getByText(text).first().waitFor({ timeout: 30000 }); },
  async zoom(factor) {
    await page.evaluate(by => { document.documentElement.style.fontSize = by * 100 + '%'; }, factor);
    return await page.evaluate(() => {
      const width = document.documentElement.scrollWidth;
      document.body.style.overflowWrap = 'normal';
      const unbroken = document.documentElement.scrollWidth;
      document.body.style.overflowWrap = '';
      return { width, unbroken };
    });
  },
  async check(schemes) {
    await page.evaluate(axe);
    const violations = [];
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(() => axe.run());
      violations.push(...found.violations.map(each => `${colorScheme} ${each.id}: ${each.nodes.map(node => node.html).join(' | ')}`));
    }
    return { violations };
  },
  // What has the focus says where the key went.
  async press(key) {
    await page.keyboard.press(key);
    return { focus: await page.evaluate(() => [document.activeElement.tagName, document.activeElement.id].join(' ').trim()),
      outline: await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle) };
  },
  async type(text) { await page.keyboard.type(text); },
  async enter() { await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]); },
  async paint() {
    return { ms: await page.evaluate(() => new Promise(told => {
      new PerformanceObserver(list => {
        const first = list.getEntriesByName('first-contentful-paint')[0];
        if (first) told(first.startTime);
      }).observe({ type: 'paint', buffered: true });
    })) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const task = JSON.parse(line);
  const name = Object.keys(tasks).find(each => each in task);
  try {
    console.log(JSON.stringify({ ok: true, ...await tasks[name](task[name], task) }));
  } catch (error) {
    console.log(JSON.stringify({ ok: false, error: String(error) }));
  }
}
await browser.close();
