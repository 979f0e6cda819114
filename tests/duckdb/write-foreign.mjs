// Writes the small MEDS files of another program that Mimic.Tests reads: invented rows, made by DuckDB, as base64 text.
//
//   node write-foreign.mjs [FOLDER]      default: ../Mimic.Tests/Trajectories/Foreign
//
// The rows are those of ForeignRows.cs, which must be changed together with this file. Needs: npm install (in this folder).
import { DuckDBInstance } from '@duckdb/node-api';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../Mimic.Tests/Trajectories/Foreign');
const work = mkdtempSync(join(tmpdir(), 'foreign-'));
const database = await (await DuckDBInstance.create(':memory:')).connect();

// Twenty rows a patient; the first has no time. Texts, numbers and codes are absent, repeated and unique in turn.
const rows = (count, { subject = 'bigint', time = 'timestamp', number = 'float' } = {}) => `
  select (1001 + 3 * (i // 20))::${subject} as subject_id,
    (case when i % 20 > 0 then timestamp '2150-01-01' + to_seconds((i // 20) * 86400 + (i % 20) * 3607) end)::${time} as time,
    case when i % 3 = 0 then 'LAB//' || i % 7 || '//mg/dL' when i % 3 = 1 then 'VITAL//PULSE' else 'NOTE//' || i end as code,
    (case when i % 3 = 0 then i / 8.0 when i % 3 = 1 then 60 + i % 40 end)::${number} as numeric_value,
    case when i % 3 = 2 then 'invented text ' || i || ' °' when i % 20 = 1 then '' end as text_value
  from range(${count}) t(i) order by i`;

const files = {
  'v1-uncompressed': [rows(200), `codec 'uncompressed', parquet_version v1`],
  'v1-snappy': [rows(200), `codec 'snappy', parquet_version v1`],
  'v1-gzip-groups': [rows(2100), `codec 'gzip', parquet_version v1, row_group_size 2048`],
  'v1-brotli': [rows(200), `codec 'brotli', parquet_version v1`],
  'v2-uncompressed': [rows(200), `codec 'uncompressed', parquet_version v2, dictionary_size_limit 1`],
  'v2-snappy': [rows(200), `codec 'snappy', parquet_version v2`],
  'v2-gzip': [rows(200), `codec 'gzip', parquet_version v2, dictionary_size_limit 1`],
  'v2-brotli': [rows(200), `codec 'brotli', parquet_version v2`],
  'other-types-ms': [rows(200, { subject: 'integer', time: 'timestamp_ms', number: 'double' }), `codec 'snappy', parquet_version v2`],
  'other-types-ns': [rows(200, { subject: 'integer', time: 'timestamp_ns', number: 'double' }), `codec 'snappy', parquet_version v1`],
  zstd: [rows(20), `codec 'zstd'`],
  lz4: [rows(20), `codec 'lz4_raw'`],
  codes: [`select code, 'an invented ' || code as description, ['ALL'] as parent_codes from (
    select 'LAB//' || range || '//mg/dL' as code from range(7) union all select 'VITAL//PULSE') order by code`, `codec 'snappy'`],
  splits: [`select 1001 + 3 * range as subject_id, ['train', 'tuning', 'held_out'][1 + range % 3] as split from range(10)`, `codec 'snappy'`],
};

mkdirSync(folder, { recursive: true });
try {
  for (const [name, [query, options]] of Object.entries(files)) {
    const path = join(work, `${name}.parquet`);
    await database.run(`copy (${query}) to '${path}' (format parquet, ${options})`);
    const text = readFileSync(path).toString('base64').replace(/.{1,120}/g, '$&\n');
    writeFileSync(join(folder, `${name}.txt`), text);
    console.log(`${name}: ${text.length.toLocaleString('en-US')} characters`);
  }
} finally {
  rmSync(work, { recursive: true });
}
