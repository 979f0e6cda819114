// Whether two sets of Parquet files hold the same events, in whatever order:   node compare.mjs GLOB GLOB
import { DuckDBInstance } from '@duckdb/node-api';

const [first, second] = process.argv.slice(2);
const database = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const columns = ['time', 'code', 'numeric_value', 'text_value', 'unit', 'hadm_id', 'stay_id', 'available_time'];
const sums = async (files) => {
  const bags = columns.map((c) => `sum(hash(subject_id, ${c})::hugeint) as ${c}`).join(', ');
  const found = await database.runAndReadAll(`select "table", count(*) as events, ${bags}, sum(hash(subject_id, ${columns})::hugeint) as rows
    from read_parquet('${files}') group by "table" order by "table"`);
  return new Map(found.getRowObjectsJson().map((r) => [r.table, r]));
};
const [a, b] = [await sums(first), await sums(second)];
let wrong = 0;
for (const table of new Set([...a.keys(), ...b.keys()])) {
  const [x, y] = [a.get(table) ?? {}, b.get(table) ?? {}];
  const differing = ['events', ...columns, 'rows'].filter((c) => x[c] !== y[c]);
  if (differing.length > 0) {
    wrong++;
    console.log(`${table}: ${x.events} and ${y.events} events, different in ${differing.join(', ')}`);
  }
}
console.log(wrong === 0 ? 'the same events' : `${wrong} tables differ`);
process.exit(wrong === 0 ? 0 : 1);
