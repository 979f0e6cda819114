// A notebook in the page of Jupyter Notebook 6, as a person uses it: keys, clicks, and what is to be seen afterwards.
export class NotebookPage {
  constructor(page, patience) {
    this.page = page;
    this.patience = patience;
  }

  async open(url) {
    await this.page.goto(url, { waitUntil: 'domcontentloaded' });
    await this.until('the notebook is loaded and its kernel idle', () => {
      const kernel = globalThis.Jupyter?.notebook?.kernel;
      return Jupyter?.notebook?._fully_loaded === true && kernel?.is_connected() === true && kernel.info_reply.status === 'ok';
    }, undefined, 2 * this.patience).catch(async (e) => { // a busy server itself waits up to a minute for a kernel
      const state = await this.page.evaluate(() => ({
        loaded: globalThis.Jupyter?.notebook?._fully_loaded,
        connected: Jupyter?.notebook?.kernel?.is_connected(),
        answered: Jupyter?.notebook?.kernel?.info_reply?.status,
        says: document.querySelector('#notification_area')?.innerText,
        asks: document.querySelector('.modal.in')?.innerText,
      }));
      throw new Error(`${e.message}; the page is ${JSON.stringify(state)}`);
    });
  }

  /** Waits until something is true in the page; what is asked for stands in the error. */
  async until(what, condition, argument, patience = this.patience) {
    try {
      await this.page.waitForFunction(condition, argument, { timeout: patience, polling: 100 });
    } catch (e) {
      throw new Error(`waited ${patience / 1000} s in vain until ${what} (${e.message.split('\n')[0]})`);
    }
  }

  kernelName() {
    return this.page.locator('.kernel_indicator_name').innerText();
  }

  /** Indices of the code cells among all cells. */
  codeCells() {
    return this.page.evaluate(() => Jupyter.notebook.get_cells().flatMap((c, i) => (c.cell_type === 'code' ? [i] : [])));
  }

  cell(index) {
    return this.page.locator('#notebook-container > .cell').nth(index);
  }

  outputs(index) {
    return this.cell(index).locator('.output_wrapper .output_subarea');
  }

  /** Clicks into a cell and runs it with Shift+Enter; returns when it has its number. */
  async run(index, patience = this.patience) {
    await this.start(index);
    await this.ended(index, patience);
  }

  async start(index) {
    await this.cell(index).locator('.CodeMirror').click();
    await this.page.keyboard.press('Shift+Enter');
  }

  async ended(index, patience = this.patience) {
    await this.until(`cell ${index} has run`, (i) => typeof Jupyter.notebook.get_cell(i).input_prompt_number === 'number', index, patience);
    await this.idle();
  }

  idle() {
    return this.until('the kernel is idle', () => document.querySelector('#kernel_indicator_icon')?.className.includes('kernel_idle_icon'));
  }

  /** Adds an empty code cell at the end and writes into it as a person types; its index. */
  async write(code) {
    const index = await this.page.evaluate(() => {
      Jupyter.notebook.select(Jupyter.notebook.ncells() - 1);
      Jupyter.notebook.insert_cell_at_bottom('code');
      return Jupyter.notebook.ncells() - 1;
    });
    await this.cell(index).locator('.CodeMirror').click();
    await this.page.keyboard.type(code);
    return index;
  }

  code(index) {
    return this.page.evaluate((i) => Jupyter.notebook.get_cell(i).get_text(), index);
  }

  stop() {
    return this.page.locator('button[data-jupyter-action="jupyter-notebook:interrupt-kernel"]').click();
  }

  /** Cell > Run All, and waits until every code cell has run or one has failed. */
  async runAll(patience) {
    await this.page.locator('#celllink').click();
    await this.page.locator('#run_all_cells a').click();
    await this.until(
      'all cells have run',
      () => {
        const cells = Jupyter.notebook.get_cells().filter((c) => c.cell_type === 'code');
        return cells.every((c) => typeof c.input_prompt_number === 'number') || cells.some((c) => c.output_area.outputs.some((o) => o.output_type === 'error'));
      },
      undefined,
      patience,
    );
    await this.idle();
  }

  /** What the cells show: how many code cells ran, how many outputs, figures and tables there are, and the errors. */
  summary() {
    return this.page.evaluate(() => {
      const cells = Jupyter.notebook.get_cells().filter((c) => c.cell_type === 'code');
      const outputs = cells.flatMap((c) => c.output_area.outputs);
      const visible = (selector) => [...document.querySelectorAll(`.output_area ${selector}`)].filter((e) => e.getBoundingClientRect().width > 100).length;
      return {
        cells: cells.length,
        ran: cells.filter((c) => typeof c.input_prompt_number === 'number').length,
        outputs: outputs.length,
        figures: visible('svg'),
        tables: visible('table'),
        errors: outputs.filter((o) => o.output_type === 'error').map((o) => `${o.ename}: ${o.evalue}`),
      };
    });
  }

  async save() {
    await this.page.evaluate(() => Jupyter.notebook.save_notebook());
    await this.until('the notebook is saved', () => Jupyter.notebook.dirty === false);
  }

  /** Ends the kernel, so that the next notebook has the processors for itself. */
  async close() {
    await this.page.evaluate(() => new Promise((resolve) => Jupyter.notebook.session.delete(resolve, resolve)));
  }
}
