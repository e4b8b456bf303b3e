import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { runSimulations, writeReports } from '../../simulation/run.ts';
import { referenceApplication } from '../simulation/subject.ts';
import { environmentWith } from '../support/environment.ts';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A guard against what hangs; Playwright's own is 30 s, which a slow machine needs to start Chromium. */
const timeout = 240_000;

let browser: Browser;
let folder: string;
let url: string;
beforeAll(async () => {
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'], timeout });
  const environment = environmentWith({ applications: { web: referenceApplication } });
  folder = mkdtempSync(join(tmpdir(), 'slipway-page-'));
  const reports = runSimulations({ environment, file: 'e.ts', pattern: 'spike', mode: 'both', startup: 30 });
  const page = writeReports(folder, reports).find(file => file.endsWith('.html'));
  url = pathToFileURL(page ?? '').href;
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** The page without a network, what its console said, and every other file that it asked for. */
async function open(colorScheme: 'light' | 'dark'): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ colorScheme, offline: true });
  context.setDefaultTimeout(timeout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', message => complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(error.message));
  page.on('request', request => {
    if (request.url() !== url && !request.url().startsWith('data:')) complaints.push(request.url());
  });
  await page.goto(url);
  return { page, complaints };
}

test('opens without a network, an error or a request', async () => {
  const { page, complaints } = await open('light');
  expect(await page.title()).toBe('production/web: spike');
  expect(complaints).toEqual([]);
});

test('plots every machine in every panel, inside the picture', async () => {
  const { page } = await open('light');
  const panels = await page.locator('.panel').all();
  expect(panels).toHaveLength(4);
  const chart = await page.locator('.chart svg').boundingBox();
  for (const panel of panels) {
    for (const machine of [0, 1, 2]) {
      const box = await panel.locator(`path.line.run-${machine}`).boundingBox();
      expect(box?.width).toBeGreaterThan((chart?.width ?? 0) * 0.8);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual((chart?.y ?? 0) + (chart?.height ?? 0));
    }
  }
});

test('tells what each machine saw and thought at the time under the pointer', async () => {
  const { page } = await open('light');
  const chart = await page.locator('.chart svg').boundingBox();
  if (chart === null) throw new Error('the page has no chart');
  // 00:35, seven twenty-fourths of the plot: after the second step, while the load is still too high.
  const x = chart.x + ((56 + (35 / 120) * (960 - 56 - 16)) / 960) * chart.width;
  await page.mouse.move(x, chart.y + 60);
  expect(await page.locator('#now caption').textContent()).toMatch(/^2026-01-05 00:3[45]:\d\d UTC$/);
  expect(await page.locator('#now tbody tr').allTextContents()).toEqual([
    'reference7790102.91285.7the rules that fire are cooling down',
    'target7790102.91285.7wants more, the policies allow no more yet',
    'step7790102.91285.7the rules that fire are cooling down',
  ]);
});

test('leads from a dot to the reason of the change', async () => {
  const { page } = await open('light');
  await page.locator('#mark-target-1800 circle').click({ force: true, position: { x: 1, y: 5 } });
  const chosen = page.locator('tr:target');
  expect(await chosen.locator('td').nth(1).textContent()).toBe('3 → 5');
  expect(await chosen.locator('td').nth(2).textContent()).toContain(
    'CPUUtilization 200 % (target 70 %) asks for 9',
  );
});

test('is dark where the reader wants it dark, with readable text', async () => {
  const luminance = async (scheme: 'light' | 'dark', selector: string, property: string): Promise<number> => {
    const { page } = await open(scheme);
    const style = `getComputedStyle(document.querySelector('${selector}')).getPropertyValue('${property}')`;
    const color = String(await page.evaluate(style));
    const [red = 0, green = 0, blue = 0] = (color.match(/\d+/g) ?? []).map(Number);
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  expect(await luminance('light', 'body', 'background-color')).toBeGreaterThan(0.9);
  expect(await luminance('dark', 'body', 'background-color')).toBeLessThan(0.1);
  expect(await luminance('dark', 'body', 'color')).toBeGreaterThan(0.7);
  expect(await luminance('dark', '.paper', 'fill')).toBeLessThan(0.1);
  expect(await luminance('dark', 'path.line.run-1', 'stroke')).toBeGreaterThan(0.4);
});
