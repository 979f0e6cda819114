// Reads a store with DuckDB, run by Mimic.Benchmarks:   node read.mjs GLOB all|two|patients THREADS ROUNDS [SUBJECT...]
//
// "all" and "two" ask for sums that need every value of ten or of two columns, the same as EventSums.cs; "patients" for all events of
// each of some patients. A first run, which reads the footers and warms up, is not timed. Prints JSON.
import { DuckDBInstance } from '@duckdb/node-api';

const [glob, question, threads, rounds, ...subjects] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const database = await instance.connect();
await database.run('set enable_object_cache = true');
const files = `read_parquet('${glob.replaceAll("'", "''")}')`;
const bytes = (column) => `sum(strlen(${column}))::double`;
const seconds = (column) => `sum(epoch_us(${column}) // 1000000)::double`;
const id = (column) => `sum(${column})::double`;
const none = '0::double';
const two = ['code', 'numeric_value'];
const sums = [
  ['subject_id', id], ['time', seconds], ['code', bytes], ['numeric_value', (c) => `sum(${c}::double)`], ['text_value', bytes], ['unit', bytes],
  ['hadm_id', id], ['stay_id', id], ['"table"', bytes], ['available_time', seconds],
].map(([column, sum]) => (question === 'all' || two.includes(column) ? `coalesce(${sum(column)}, 0)` : none));

const timed = async (sql) => {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const rows = (await database.runAndReadAll(sql)).getRows();
  const used = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1e3, cpuSeconds: (used.user + used.system) / 1e6, result: rows[0] };
};

if (question === 'patients') {
  const one = (subject) => timed(`select * from ${files} where subject_id = ${Number(subject)} order by time nulls first`);
  await one(subjects[0]);
  const times = [];
  for (const subject of subjects) {
    times.push((await one(subject)).seconds * 1e3);
  }
  console.log(JSON.stringify(times));
} else {
  const sql = `select ${sums.join(', ')} from ${files}`;
  await timed(sql);
  const runs = [];
  for (let round = 0; round < Number(rounds); round++) {
    runs.push(await timed(sql));
  }
  console.log(JSON.stringify(runs.sort((a, b) => a.seconds - b.seconds)[runs.length >> 1]));
}
