// Drives the notebook page of Jupyter in a real browser, with our kernel, as a student would.
//
//   node browser.mjs --root REPOSITORY [--python python3] [--chromium /usr/bin/chromium] [--out DIR] [--first-only]
//
// --out keeps the notebooks as the page saved them, and a picture of the page where something failed. Prints a line per check,
// then "N passed, N failed"; ends with 1 if a check failed. Needs: npm install (in this folder), lib/bin, Debian's jupyter-notebook.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { NotebookPage } from './page.mjs';
import { startServer } from './server.mjs';

const { values: options } = parseArgs({
  options: {
    root: { type: 'string' },
    python: { type: 'string', default: 'python3' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
    out: { type: 'string' },
    'first-only': { type: 'boolean', default: false },
  },
});
const root = resolve(options.root ?? '.');
const out = resolve(options.out ?? mkdtempSync(join(tmpdir(), 'browser-out-')));
mkdirSync(out, { recursive: true });
const patience = 60_000;
const notebookPatience = 300_000;
const stoppedWithin = 15_000;

let passed = 0;
let failed = 0;
let page;
const check = async (name, body) => {
  const start = Date.now();
  try {
    const detail = await body();
    passed++;
    console.log(`ok    ${name}${detail ? ` (${detail})` : ''}, ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return true;
  } catch (e) {
    failed++;
    const picture = join(out, `failed-${failed}.png`);
    await page?.screenshot({ path: picture }).catch(() => {});
    console.log(`FAIL  ${name}: ${e.message} (picture: ${picture})`);
    console.log(server.log().split('\n').slice(-30).join('\n'));
    return false;
  }
};
const expect = (condition, what) => {
  if (!condition) throw new Error(what);
};

const server = await startServer(root, options.python, patience);
const browser = await chromium.launch({ executablePath: options.chromium, args: ['--no-sandbox'] });
try {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const books = readdirSync(server.notebooks).filter((f) => f.endsWith('.ipynb')).sort();
  const notebook = new NotebookPage(page, patience);
  if (await check(`${books[0]} opens with our kernel, without a question`, () => opens(notebook, books[0]))) {
    await check('cells run one by one until a table and a figure are on the screen', () => firstFigure(notebook));
    await check('Stop ends an endless cell, and the next one knows the variables', () => stops(notebook));
    await check('Tab lists members, and Enter takes one', () => completes(notebook));
    await check('Tab completes a member of our own type', () => completesOwn(notebook));
    await check('Shift+Tab shows the signature and the documentation', () => explains(notebook));
    await check('a question of a cell is asked in the page and answered', () => asks(notebook));
    await check('Restart forgets the variables', () => restarts(notebook));
    await check('a kernel that dies is said so, comes back, and runs the next cell', () => diesAndComesBack(notebook));
    await notebook.close();
  }
  for (const book of options['first-only'] ? [] : books) {
    await check(`Run All on ${book}`, () => runsAll(notebook, book));
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

async function opens(notebook, book) {
  await notebook.open(server.url(`notebooks/${book}`));
  expect((await page.locator('.modal.in').count()) === 0, 'a dialog is open');
  return notebook.kernelName();
}

async function firstFigure(notebook) {
  const start = Date.now();
  let seen = { figures: 0, tables: 0 };
  for (const index of await notebook.codeCells()) {
    await notebook.run(index);
    seen = await notebook.summary();
    expect(seen.errors.length === 0, seen.errors.join('; '));
    if (seen.figures > 0 && seen.tables > 0) break;
  }
  expect(seen.figures > 0, 'no figure was seen');
  expect(seen.tables > 0, 'no table was seen');
  const figure = page.locator('.output_area svg').first();
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.boundingBox();
  expect(box.width > 300 && box.height > 100, `the figure is ${Math.round(box.width)} by ${Math.round(box.height)} pixels`);
  return `${seen.ran} cells, ${Math.round((Date.now() - start) / 1000)} s`;
}

async function stops(notebook) {
  await notebook.run(await notebook.write('var beforeStop = 41;'));
  const endless = await notebook.write('while (true) ;');
  await notebook.start(endless);
  await notebook.until('the cell is running', (i) => Jupyter.notebook.get_cell(i).input_prompt_number === '*', endless);
  await notebook.until('the kernel is busy', () => document.querySelector('#kernel_indicator_icon').className.includes('kernel_busy_icon'));
  const start = Date.now();
  await notebook.stop();
  await notebook.ended(endless, stoppedWithin);
  const seconds = (Date.now() - start) / 1000;
  expect((await notebook.cell(endless).locator('.output_error').count()) === 1, 'the stopped cell shows no error');
  const next = await notebook.write('beforeStop + 1');
  await notebook.run(next, stoppedWithin);
  expect((await notebook.outputs(next).innerText()).trim() === '42', 'the next cell does not show 42');
  return `after ${seconds.toFixed(1)} s`;
}

async function completes(notebook) {
  const index = await notebook.write('Math.Ma');
  await page.keyboard.press('Tab');
  const list = page.locator('#complete option');
  await list.first().waitFor({ timeout: patience });
  const words = await list.allInnerTexts();
  expect(words.includes('Max') && words.every((w) => w.startsWith('Ma')), `the list is ${words.join(', ')}`);
  await page.keyboard.press('Enter'); // the editor has the keys, the list only shows
  await notebook.until('a word is taken over', (i) => /^Math\.Ma\w+$/.test(Jupyter.notebook.get_cell(i).get_text()), index);
  return words.join(', ');
}

async function completesOwn(notebook) {
  const index = await notebook.write('new Chart("Beds").AddLi');
  await page.keyboard.press('Tab');
  await notebook.until('the member is written out', (i) => Jupyter.notebook.get_cell(i).get_text() === 'new Chart("Beds").AddLine', index);
}

async function explains(notebook) {
  await notebook.write('new Chart("Beds").AddLine');
  await page.keyboard.press('Shift+Tab');
  const tooltip = page.locator('#tooltip .tooltiptext');
  await notebook.until('the tooltip is there', () => document.querySelector('#tooltip .tooltiptext')?.innerText.includes('AddLine('));
  expect((await tooltip.innerText()).includes('Adds a line'), `the tooltip says ${await tooltip.innerText()}`);
  await page.keyboard.press('Escape');
}

async function asks(notebook) {
  const index = await notebook.write('var ward = Console.ReadLine(); $"it is {ward}"');
  await notebook.start(index);
  const field = notebook.cell(index).locator('input.raw_input');
  await field.waitFor({ timeout: patience });
  await field.fill('Ward 3');
  await field.press('Enter');
  await notebook.ended(index);
  expect((await notebook.outputs(index).last().innerText()).includes('it is Ward 3'), 'the answer did not arrive');
}

async function restarts(notebook) {
  await page.locator('#kernellink').click();
  await page.locator('#restart_clear_output a').click();
  await page.locator('.modal.in .btn-danger').click();
  await notebook.until('the kernel is new', () => Jupyter.notebook.kernel.is_connected() && document.querySelectorAll('.output_area').length === 0);
  await page.locator('.modal.in').waitFor({ state: 'detached', timeout: patience }).catch(() => {});
  const index = await notebook.write('beforeStop');
  await notebook.run(index);
  expect((await notebook.cell(index).locator('.output_error').innerText()).includes('CS0103'), 'the variable is still known');
}

async function diesAndComesBack(notebook) {
  await notebook.start(await notebook.write('Environment.Exit(3);'));
  const dialog = page.locator('.modal.in');
  await dialog.waitFor({ timeout: patience });
  expect((await dialog.innerText()).includes('appears to have died'), `the dialog says ${await dialog.innerText()}`);
  await dialog.locator('.btn-primary').click();
  await dialog.waitFor({ state: 'detached', timeout: patience });
  await notebook.until('the kernel is back', () => Jupyter.notebook.kernel.is_connected());
  const index = await notebook.write('6 * 7');
  await notebook.run(index);
  expect((await notebook.outputs(index).innerText()).trim() === '42', 'the next cell does not show 42');
}

async function runsAll(notebook, book) {
  // The file as it is in the repository: the checks above have written cells into the copy.
  copyFileSync(join(root, 'notebooks', book), join(server.notebooks, book));
  await notebook.open(server.url(`notebooks/${book}`));
  await notebook.runAll(notebookPatience);
  const seen = await notebook.summary();
  expect(seen.errors.length === 0, seen.errors.join('; '));
  expect(seen.ran === seen.cells, `${seen.ran} of ${seen.cells} cells ran`);
  expect(seen.figures > 0 && seen.outputs > 0, 'no figure is to be seen');
  await notebook.save();
  copyFileSync(join(server.notebooks, book), join(out, book));
  await notebook.close();
  return `${seen.cells} cells, ${seen.outputs} outputs, ${seen.figures} figures, ${seen.tables} tables`;
}
