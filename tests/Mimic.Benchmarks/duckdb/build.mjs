// Does the work of `mimic trajectories build` with DuckDB: reads every event table, makes the same events, orders them by patient and
// time and writes them as Parquet. Run by Mimic.Benchmarks, which writes the plan:
//
//   node build.mjs PLAN.json      { tables: [{ table, path, columns: [{ name, type }] }], threads, memory, temp, output }
//
// The columns of the csv files are named with their types, so that nothing is guessed.
import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';
import { events } from './events.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const sources = new Map(plan.tables.map((t) => [t.table, t]));

const csv = (table) => {
  const { path, columns } = sources.get(table);
  const types = columns.map((c) => `${quoted(c.name)}: '${c.type}'`).join(', ');
  return `read_csv(${quoted(path)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
    max_line_size = 4194304, columns = {${types}})`;
};

const field = (name, value, type) => `'${name}': cast(${value ?? 'null'} as ${type})`;

// The columns of an event; they are cast so that all tables have the same types.
const fields = (rule, e) => {
  const available = rule.day ? `coalesce(${e.available ?? 'null'}, ${e.time} + interval 86399 second)` : e.available;
  return [
    ['time', e.time, 'timestamp'], ['code', e.code, 'varchar'], ['numeric_value', e.number, 'float'], ['text_value', e.text, 'varchar'],
    ['unit', e.unit && e.number && !e.unit.startsWith(`'`) ? `case when ${e.number} is not null then ${e.unit} end` : e.unit, 'varchar'],
    ['available_time', available, 'timestamp'],
  ];
};

const select = (table) => {
  const rule = events[table];
  const [row, ...derived] = rule.events;
  const keys = `s.subject_id, ${rule.hadm ?? 'null::integer'} as hadm_id, ${rule.stay ?? 'null::integer'} as stay_id, '${table}' as "table"`;
  const conditions = ['s.subject_id in (select subject_id from patients)', rule.where, rule.facts ? null : `${row.time} is not null`];
  const from = `from ${csv(table)} s ${rule.join ?? ''} where ${conditions.filter(Boolean).join(' and ')}`;
  if (derived.length === 0) {
    return `select ${keys}, ${fields(rule, row).map(([name, value, type]) => `cast(${value ?? 'null'} as ${type}) as ${name}`).join(', ')} ${from}`;
  }

  const structs = rule.events.map((e) => {
    const struct = `{${fields(rule, e).map((f) => field(...f)).join(', ')}}`;
    return e.onlyIf ? `case when ${e.onlyIf} then ${struct} end` : struct;
  });
  return `select subject_id, hadm_id, stay_id, "table", e.time, e.code, e.numeric_value, e.text_value, e.unit, e.available_time
    from (select ${keys}, unnest([${structs.join(',\n')}]) as e ${from}) where e is not null`;
};

const instance = await DuckDBInstance.create(':memory:', { threads: String(plan.threads), ...(plan.memory && { memory_limit: plan.memory }) });
const database = await instance.connect();
await database.run(`set temp_directory = ${quoted(plan.temp)}`);
await database.run('set preserve_insertion_order = false');

const key = async (name, table, columns) => database.run(`create table ${name} as select ${columns.map(([c, type]) =>
  (sources.has(table) ? c : `null::${type} as ${c}`)).join(', ')} ${sources.has(table) ? `from ${csv(table)}` : 'where false'}`);
const [id, time] = ['integer', 'timestamp'];
await key('patients', 'hosp/patients', [['subject_id', id], ['dod', time]]);
await key('admissions', 'hosp/admissions', [['subject_id', id], ['hadm_id', id], ['dischtime', time], ['deathtime', time]]);
await key('edstays', 'ed/edstays', [['subject_id', id], ['stay_id', id], ['hadm_id', id], ['intime', time], ['outtime', time]]);
await database.run(`create table deaths as select p.subject_id, coalesce(min(a.deathtime), any_value(p.dod) + interval 86399 second) as death
  from patients p left join admissions a using (subject_id) group by p.subject_id`);

const unknown = plan.tables.filter((t) => !events[t.table]).map((t) => t.table);
if (unknown.length > 0) {
  throw new Error(`events.mjs does not know ${unknown.join(', ')}`);
}

const all = plan.tables.map((t) => select(t.table)).join('\nunion all\n');
const result = await database.runAndReadAll(`copy (select subject_id::bigint as subject_id, time, code, numeric_value, text_value, unit, hadm_id,
    stay_id, "table", available_time from (${all}) order by subject_id, time nulls first)
  to ${quoted(plan.output)} (format parquet, compression zstd)`);
console.log(`${result.getRows()[0][0]} events`);
