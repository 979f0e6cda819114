// Checks a trajectory store with DuckDB, which shares no code with the library that wrote it.
//
//   node check-store.mjs STORE            the data set by itself: schema, order, splits, codes, report
//   node check-store.mjs STORE DATASET    and its events against the csv files of the folder it was made from
//
// Prints a line per check, then "N passed, N failed"; ends with 1 if a check failed. Needs: npm install (in this folder).
import { DuckDBInstance } from '@duckdb/node-api';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { tables } from './tables.mjs';

const [store, dataset] = process.argv.slice(2);
if (!store || !existsSync(store)) {
  console.error(store ? `There is no folder ${store}.` : 'usage: node check-store.mjs STORE [DATASET]');
  process.exit(2);
}

let passed = 0;
let failed = 0;
const check = (name, good, detail = '') => {
  good ? passed++ : failed++;
  console.log(`${good ? 'ok  ' : 'FAIL'}  ${name}${detail === '' ? '' : `: ${detail}`}`);
};
const grouped = (n) => Number(n).toLocaleString('en-US');
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

const database = await (await DuckDBInstance.create(':memory:')).connect();
const rows = async (sql) => (await database.runAndReadAll(sql)).getRowObjectsJson();
const one = async (sql) => Object.values((await rows(sql))[0])[0];
const none = async (name, sql) => {
  const found = await one(sql);
  check(name, found === '0' || found === 0, found === '0' || found === 0 ? '' : `${grouped(found)} do not`);
};

const read = (name) => JSON.parse(readFileSync(join(store, 'metadata', name), 'utf8'));
const [manifest, meds, report] = [read('mimic.json'), read('dataset.json'), read('report.json')];

await checkFiles();
await checkOrderAndSplits();
await checkCodes();
if (report.tables) {
  await checkReport();
  if (dataset) {
    await checkSources();
  }
} else {
  check('the report lists the tables', !dataset, dataset ? 'without them nothing can be compared with the source' : '');
}

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function checkFiles() {
  const files = manifest.shards.map((s) => quoted(join(store, s.file.path)));
  check('dataset.json is of MEDS 0.4', /^0\.4\./.test(meds.meds_version ?? ''), meds.meds_version);
  check('there are shards', files.length > 0, `${files.length}`);
  await database.run(`create view events as
    select *, filename as shard, file_row_number as place from read_parquet([${files}], filename = true, file_row_number = true)`);
  const expected = {
    subject_id: 'INT64 REQUIRED', time: 'INT64 OPTIONAL TIMESTAMP', code: 'BYTE_ARRAY REQUIRED STRING', numeric_value: 'FLOAT OPTIONAL',
    text_value: 'BYTE_ARRAY OPTIONAL STRING', unit: 'BYTE_ARRAY OPTIONAL STRING', hadm_id: 'INT32 OPTIONAL', stay_id: 'INT32 OPTIONAL',
    table: 'BYTE_ARRAY REQUIRED STRING', available_time: 'INT64 OPTIONAL TIMESTAMP',
  };
  const columns = await rows(`select distinct name, type || ' ' || repetition_type || case when logical_type like 'String%' then ' STRING'
    when logical_type like 'Timestamp%' and logical_type like '%isAdjustedToUTC=0%' and logical_type like '%MICROS%' then ' TIMESTAMP'
    else '' end as is from parquet_schema([${files}]) where type is not null`);
  for (const [name, type] of Object.entries(expected)) {
    const found = columns.filter((c) => c.name === name).map((c) => c.is);
    check(`column ${name} is ${type} in every shard`, found.length === 1 && found[0] === type, found.join(' and '));
  }

  const counted = await rows(`select shard, count(*) as n from events group by shard`);
  const right = manifest.shards.every((s) => Number(counted.find((c) => c.shard === join(store, s.file.path))?.n ?? 0) === s.file.rows);
  check('every shard has the rows that the store states', right);
  check('the shards have all events', Number(await one('select count(*) from events')) === manifest.events, grouped(manifest.events));
}

async function checkOrderAndSplits() {
  await none('patients ascend within a shard', `select count(*) from (
    select subject_id, lag(subject_id) over (partition by shard order by place) as before from events) where subject_id < before`);
  await none('facts come first, then events by time', `select count(*) from (
    select time, lag(time) over w as before, row_number() over w as n from events
    window w as (partition by shard, subject_id order by place)) where before is not null and (time is null or time < before)`);
  await none('each patient is in one shard', `select count(*) from (
    select subject_id from events group by subject_id having count(distinct shard) > 1)`);
  await database.run(`create view splits as select * from ${quoted(join(store, 'metadata/subject_splits.parquet'))}`);
  const [listed, different] = [await one('select count(*) from splits'), await one('select count(distinct subject_id) from splits')];
  check('subject_splits.parquet lists each patient once', Number(listed) === manifest.patients && listed === different, grouped(listed));
  await none('splits are train, tuning or held_out', `select count(*) from splits where split not in ('train', 'tuning', 'held_out')`);
  await none('each patient lies in the folder of the split', `select count(*) from (select distinct subject_id, shard from events) e
    left join splits s using (subject_id) where s.split is distinct from split_part(replace(e.shard, '\\', '/'), '/', -2)`);
}

async function checkCodes() {
  await database.run(`create view codes as select * from ${quoted(join(store, 'metadata/codes.parquet'))}`);
  const types = (await rows('describe select code, description, parent_codes from codes')).map((c) => c.column_type).join(', ');
  check('codes.parquet has the columns of MEDS', types === 'VARCHAR, VARCHAR, VARCHAR[]', types);
  const described = Number(await one('select count(description) / count(*) from codes'));
  check('at least 95 % of the codes are described', !report.tables || described >= 0.95, `${(100 * described).toFixed(1)} %`);
  await none('codes are unique', 'select count(*) - count(distinct code) from codes');
  await none('every code that occurs is in codes.parquet',
    'select count(distinct code) from events where code not in (select code from codes)');
  await none('every code in codes.parquet occurs', 'select count(*) from codes where code not in (select distinct code from events)');
  await none('no code is empty', `select count(*) from events where trim(code) = ''`);
  await none('numbers are finite', 'select count(*) from events where not isfinite(numeric_value)');
}

async function checkReport() {
  for (const t of report.tables) {
    const refused = Object.values(t.refusedByReason).reduce((a, b) => a + b, 0);
    const stored = Number(await one(`select count(*) from events where "table" = ${quoted(t.table)}`));
    check(`${t.table}: rows in are row events and refused; all events are in the store`,
      t.rows === t.rowEvents + refused && stored === t.rowEvents + t.derivedEvents,
      `${grouped(t.rows)} = ${grouped(t.rowEvents)} + ${grouped(refused)}, ${grouped(stored)} events`);
  }
}

async function checkSources() {
  const csv = (table) => {
    const path = find(dataset, table);
    return path && `read_csv(${quoted(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', parallel = false,
      auto_detect = true, max_line_size = 16777216)`;
  };
  const key = async (name, table, columns) => {
    const source = csv(table);
    const selected = columns.map((c) => (/time$/.test(c) ? `try_cast(nullif(trim(${c}), '') as timestamp) as ${c}` : `trim(${c}) as ${c}`));
    await database.run(`create table ${name} as ${source ? `select ${selected} from ${source}`
      : `select ${columns.map((c) => `null::varchar as ${c}`)} where false`}`);
  };
  await key('patients', 'hosp/patients', ['subject_id']);
  await key('admissions', 'hosp/admissions', ['subject_id', 'hadm_id', 'dischtime']);
  await key('edstays', 'ed/edstays', ['subject_id', 'stay_id', 'intime', 'outtime']);

  for (const t of report.tables) {
    const [rule, source] = [tables[t.table], csv(t.table)];
    if (!rule || !source) {
      check(`${t.table}: can be compared`, false, rule ? 'its file is not below the data set' : 'tables.mjs does not know it');
      continue;
    }

    try {
      await compare(t, rule, source);
    } catch (e) {
      check(`${t.table}: can be compared`, false, e.message);
    }
  }
}

async function compare(t, rule, source) {
  const total = Number(await one(`select count(*) from ${source}`));
  check(`${t.table}: DuckDB counts the same rows`, total === t.rows, grouped(total));
  const date = rule.day ? '::date' : '';
  const number = rule.number ? `(${rule.number})::float` : 'null::float';
  const id = (column) => (column ? `try_cast(nullif(trim(s.${column}), '') as integer)` : 'null::integer');
  const expected = `select trim(s.subject_id)::bigint as subject_id, (${rule.time ?? 'null::timestamp'})${date} as time,
      ${number} as number, ${rule.key?.[1] ?? 'null'} as item, ${id(rule.hadm)} as hadm, ${id(rule.stay)} as stay,
      ${rule.available ?? 'null::timestamp'} as available, ${rule.words ?? (rule.text ? `s.${rule.text}` : 'null')} as words,
      ${rule.unit ? `case when ${number} is not null then ${rule.unit} end` : 'null'} as unit,
      ${rule.unit ? `coalesce(${rule.unit}, 'UNK')` : 'null'} as unit_of_code
    from ${source} s ${rule.join ?? ''} where trim(s.subject_id) in (select subject_id from patients)`;
  const wanted = `select * from (${expected}) where ${rule.time ? 'time is not null' : 'true'} ${rule.key ? `and item <> ''` : ''}`;
  const codes = rule.exact ? `code = ${quoted(rule.exact)}` : `starts_with(code, ${quoted(`${rule.rows}//`)})`;
  const found = `select subject_id, time${date} as time, ${rule.number ? 'numeric_value' : 'null::float'} as number,
      ${rule.key ? `split_part(code, '//', ${rule.key[0]})` : 'null'} as item, ${rule.hadm ? 'hadm_id' : 'null::integer'} as hadm,
      ${rule.stay ? 'stay_id' : 'null::integer'} as stay, ${rule.available ? 'available_time' : 'null::timestamp'} as available,
      ${rule.text || rule.words ? 'text_value' : 'null'} as words, ${rule.unit ? 'unit' : 'null'} as unit,
      ${rule.unit ? `split_part(code, '//', 3)` : 'null'} as unit_of_code
    from events where "table" = ${quoted(t.table)} and ${codes}`;
  const [a, b] = [await summary(wanted), await summary(found)];
  check(`${t.table}: its row events are the source's accepted rows`, a.n === b.n && Number(b.n) === t.rowEvents,
    `${grouped(a.n)} and ${grouped(b.n)}`);
  check(`${t.table}: first and last time agree`, a.first === b.first && a.last === b.last && a.times === b.times);
  if (rule.number) {
    check(`${t.table}: count, minimum, maximum and sum of the numbers agree`,
      a.numbers === b.numbers && a.least === b.least && a.most === b.most && near(a.sum, b.sum), `${grouped(b.numbers)} numbers`);
  }

  const differing = Object.keys(a).filter((c) => c.startsWith('bag_') && a[c] !== b[c]).map((c) => c.slice(4));
  const compared = ['time', 'number', 'unit', 'key', 'hadm', 'stay', 'available', 'text', 'words'].filter((c) => rule[c]);
  check(`${t.table}: row by row the same`, differing.length === 0,
    differing.length > 0 ? `differs in ${differing.join(', ')}` : `patient, ${compared.join(', ')}`);
}

// Bags of rows are equal when the sums of their hashes are: single columns beside the patient first, to name what differs.
async function summary(events) {
  const bag = (columns) => `sum(hash(${columns})::hugeint)`;
  const single = ['time', 'number', 'unit', 'unit_of_code', 'item', 'hadm', 'stay', 'available', 'words'].map((c) => `${bag(`subject_id, ${c}`)} as bag_${c}`);
  return (await rows(`select count(*) as n, min(time) as first, max(time) as last, count(time) as times, count(number) as numbers,
    min(number) as least, max(number) as most, sum(number::double order by number) as sum, ${single},
    ${bag('subject_id, time, number, unit, unit_of_code, item, hadm, stay, available, words')} as bag_rows from (${events})`))[0];
}

function near(a, b) {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
}

// The csv of a table, whatever the layout of the folder: in the folder of its module if there is one.
function find(folder, table) {
  const [module, name] = table.split('/');
  const wanted = new RegExp(`^${module === 'cxr' ? `mimic-cxr-.*-${name}` : name}\\.csv(\\.gz)?$`);
  const all = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile() && wanted.test(f.name) && !relative(folder, f.parentPath ?? f.path).includes('files'))
    .map((f) => join(f.parentPath ?? f.path, f.name))
    .sort();
  return all.find((path) => basename(dirname(path)) === module) ?? all[0];
}
