// The events of each table in SQL, as lib/Mimic/Trajectories/Mapping declares them: the same rows, codes, times, numbers and texts.
// Typed columns come typed from the csv reader, so that DuckDB parses them once. What only costs time and changes nothing in the
// measured data is left out in DuckDB's favour (runs of blanks within a code, for instance).
//
//   join, where   of a row (alias s)
//   hadm, stay    columns; 'e.hadm_id' where an ED table has the admission through its stay
//   events        the event of a row first, then those derived from it: time, code, and where there are any number, text, unit, available

const filled = (column) => `nullif(trim(s.${column}), '')`;
const part = (column) => `coalesce(${filled(column)}, 'UNK')`;
const unit = (column) => `nullif(nullif(trim(s.${column}), ''), 'None')`;
const join = (...parts) => parts.join(` || '//' || `);
const midnight = (column) => `date_trunc('day', s.${column})`;
const endOf = (time) => `(${time} + interval 86399 second)`;
const admission = 'left join admissions a on a.hadm_id = s.hadm_id and a.subject_id = s.subject_id';
const edStay = 'left join edstays e on e.stay_id = s.stay_id and e.subject_id = s.subject_id';

// Columns that people type into hold numbers in some rows only, a few of them with commas between the thousands.
const typed = (column) => `coalesce(try_cast(s.${column} as double),
  case when regexp_full_match(trim(s.${column}), '[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?') then try_cast(replace(s.${column}, ',', '') as double) end)`;
const words = (column) => `case when ${typed(column)} is null then ${filled(column)} end`;
const joined = (first, second) => `nullif(concat_ws(' ', ${first}, ${second}), '')`;

// A result's text: the value unless it only says the number again or was removed, else the comments.
const result = (comments) => `case
  when s.valuenum is not null and (${filled('value')} is null or trim(s.value) = '___' or try_cast(s.value as double) = s.valuenum) then null
  when ${filled('value')} is not null and trim(s.value) <> '___' then trim(s.value)
  else ${comments ? `coalesce(${filled(comments)}, ${filled('value')})` : filled('value')} end`;

const item = (kind, unitColumn) => join(`'${kind}'`, 's.itemid', `coalesce(${unit(unitColumn)}, 'UNK')`);
const given = (kind) => ({
  hadm: 's.hadm_id', stay: 's.stay_id', where: 's.itemid is not null',
  events: [{
    time: 's.starttime', code: item(kind, 'amountuom'), number: 's.amount', unit: unit('amountuom'),
    text: `case when ${filled('rate')} is not null then ${joined(filled('rate'), filled('rateuom'))} end`, available: 'greatest(s.storetime, s.endtime)',
  }],
});

const signs = { temperature: '°F', heartrate: 'bpm', resprate: 'insp/min', o2sat: '%', sbp: 'mmHg', dbp: 'mmHg' };
const signsOf = (kind, time) => [
  ...Object.entries(signs).map(([c, u]) => ({ time, code: `'${kind}//${c}'`, onlyIf: `s.${c} is not null`, number: `s.${c}`, unit: `'${u}'` })),
  { time, code: `'${kind}//pain'`, onlyIf: `${filled('pain')} is not null`, number: typed('pain'), text: words('pain') },
];
const ofAdmission = (kind, column) => ({ time: 's.admittime', code: join(`'${kind}'`, part(column)), onlyIf: `${filled(column)} is not null` });
const note = (kind, available, more = {}) => ({
  hadm: 's.hadm_id', ...more,
  events: [{ time: 's.charttime', code: join(`'NOTE//${kind}'`, part('note_type')), text: 's.text', available }],
});
const coded = (code, key, time) => ({
  join: admission, hadm: 's.hadm_id', where: `${filled(key)} is not null`, events: [{ time, code, number: 's.seq_num', available: 'a.dischtime' }],
});

export const events = {
  'hosp/patients': {
    join: 'left join deaths d on d.subject_id = s.subject_id',
    facts: true,
    events: [
      { code: join(`'GENDER'`, part('gender')) },
      { code: `'ANCHOR_AGE'`, onlyIf: 's.anchor_age is not null', number: 's.anchor_age', unit: `'years'` },
      { code: `'ANCHOR_YEAR'`, onlyIf: 's.anchor_year is not null', number: 's.anchor_year' },
      { code: join(`'ANCHOR_YEAR_GROUP'`, part('anchor_year_group')), onlyIf: `${filled('anchor_year_group')} is not null` },
      { time: 'make_timestamp(s.anchor_year - s.anchor_age, 1, 1, 0, 0, 0)', code: `'MEDS_BIRTH'`, onlyIf: 's.anchor_year - s.anchor_age > 0' },
      { time: 'd.death', code: `'MEDS_DEATH'`, onlyIf: 'd.death is not null' },
    ],
  },
  'hosp/admissions': {
    hadm: 's.hadm_id',
    events: [
      { time: 's.admittime', code: join(`'HOSPITAL_ADMISSION'`, part('admission_type'), part('admission_location')) },
      ofAdmission('RACE', 'race'), ofAdmission('INSURANCE', 'insurance'), ofAdmission('LANGUAGE', 'language'),
      ofAdmission('MARITAL_STATUS', 'marital_status'),
      { time: 's.dischtime', code: join(`'HOSPITAL_DISCHARGE'`, part('discharge_location')), onlyIf: 's.dischtime is not null' },
    ],
  },
  'hosp/transfers': {
    hadm: 's.hadm_id', events: [{ time: 's.intime', code: join(`'TRANSFER'`, part('eventtype'), part('careunit')) }],
  },
  'hosp/services': { hadm: 's.hadm_id', events: [{ time: 's.transfertime', code: join(`'SERVICE'`, part('curr_service')) }] },
  'hosp/diagnoses_icd': coded(join(`'DIAGNOSIS//ICD'`, 's.icd_version', filled('icd_code')), 'icd_code', 'a.dischtime'),
  'hosp/procedures_icd': {
    ...coded(join(`'PROCEDURE_ICD'`, 's.icd_version', filled('icd_code')), 'icd_code', midnight('chartdate')), day: true,
  },
  'hosp/drgcodes': {
    join: admission, hadm: 's.hadm_id', where: `${filled('drg_code')} is not null`,
    events: [{
      time: 'a.dischtime', code: join(`'DRG'`, part('drg_type'), filled('drg_code')), number: 's.drg_severity', text: filled('description'),
      available: 'a.dischtime',
    }],
  },
  'hosp/hcpcsevents': { ...coded(join(`'HCPCS'`, filled('hcpcs_cd')), 'hcpcs_cd', midnight('chartdate')), day: true },
  'hosp/labevents': {
    hadm: 's.hadm_id', where: 's.itemid is not null',
    events: [{
      time: 'coalesce(s.charttime, s.storetime)', code: item('LAB', 'valueuom'), number: 's.valuenum', unit: unit('valueuom'),
      text: result('comments'), available: 's.storetime',
    }],
  },
  'hosp/microbiologyevents': {
    hadm: 's.hadm_id', where: 's.test_itemid is not null',
    events: [{
      time: `coalesce(s.charttime, ${midnight('chartdate')})`, code: join(`'MICROBIOLOGY'`, 's.test_itemid'), number: 's.dilution_value',
      text: `case when ${filled('org_name')} is null then ${filled('comments')} when ${filled('ab_name')} is null then ${filled('org_name')}
        else concat(trim(s.org_name), ': ', trim(s.ab_name), ' ' || ${filled('interpretation')}, ' (' || ${filled('dilution_text')} || ')') end`,
      available: `coalesce(s.storetime, ${endOf(midnight('storedate'))}, case when s.charttime is null then ${endOf(midnight('chartdate'))} end)`,
    }],
  },
  'hosp/omr': {
    day: true, where: `${filled('result_name')} is not null`,
    events: [{ time: midnight('chartdate'), code: join(`'OMR'`, filled('result_name')), number: typed('result_value'), text: words('result_value') }],
  },
  'hosp/poe': {
    hadm: 's.hadm_id',
    events: [{ time: 's.ordertime', code: join(`'ORDER'`, part('order_type'), part('transaction_type')), text: filled('order_subtype') }],
  },
  'hosp/prescriptions': {
    hadm: 's.hadm_id',
    events: [{
      time: 's.starttime', code: join(`'PRESCRIPTION'`, part('drug')), number: typed('dose_val_rx'), text: words('dose_val_rx'),
      unit: unit('dose_unit_rx'),
    }],
  },
  'hosp/pharmacy': {
    hadm: 's.hadm_id',
    events: [{
      time: 'coalesce(s.starttime, s.entertime)', code: join(`'PHARMACY'`, part('medication')), number: 's.doses_per_24_hrs',
      text: `case when ${filled('route')} is not null then ${joined(filled('route'), filled('frequency'))} end`, available: 's.entertime',
    }],
  },
  'hosp/emar': {
    hadm: 's.hadm_id',
    events: [{ time: 's.charttime', code: join(`'MEDICATION'`, part('medication'), part('event_txt')), available: 's.storetime' }],
  },
  'ed/edstays': {
    hadm: 's.hadm_id', stay: 's.stay_id',
    events: [
      { time: 's.intime', code: join(`'ED_ADMISSION'`, part('arrival_transport')) },
      { time: 's.intime', code: join(`'RACE'`, part('race')), onlyIf: `${filled('race')} is not null` },
      { time: 's.outtime', code: join(`'ED_DISCHARGE'`, part('disposition')), onlyIf: 's.outtime is not null' },
    ],
  },
  'ed/triage': {
    join: edStay, hadm: 'e.hadm_id', stay: 's.stay_id',
    events: [
      { time: 'e.intime', code: `'ED_TRIAGE'`, number: 's.acuity', text: filled('chiefcomplaint') },
      ...signsOf('ED_TRIAGE', 'e.intime'),
    ],
  },
  'ed/vitalsign': {
    join: edStay, hadm: 'e.hadm_id', stay: 's.stay_id',
    events: [
      { time: 's.charttime', code: `'ED_VITALSIGN'` }, ...signsOf('ED_VITALSIGN', 's.charttime'),
      { time: 's.charttime', code: `'ED_VITALSIGN//rhythm'`, onlyIf: `${filled('rhythm')} is not null`, text: filled('rhythm') },
    ],
  },
  'ed/diagnosis': {
    join: edStay, hadm: 'e.hadm_id', stay: 's.stay_id', where: `${filled('icd_code')} is not null`,
    events: [{
      time: 'e.outtime', code: join(`'ED_DIAGNOSIS//ICD'`, 's.icd_version', filled('icd_code')), number: 's.seq_num', text: filled('icd_title'),
    }],
  },
  'ed/medrecon': {
    join: edStay, hadm: 'e.hadm_id', stay: 's.stay_id',
    events: [{ time: 's.charttime', code: join(`'ED_MEDRECON'`, part('name')), text: filled('etcdescription') }],
  },
  'ed/pyxis': {
    join: edStay, hadm: 'e.hadm_id', stay: 's.stay_id', events: [{ time: 's.charttime', code: join(`'ED_PYXIS'`, part('name')) }],
  },
  'icu/icustays': {
    hadm: 's.hadm_id', stay: 's.stay_id',
    events: [
      { time: 's.intime', code: join(`'ICU_ADMISSION'`, part('first_careunit')) },
      {
        time: 's.outtime', code: join(`'ICU_DISCHARGE'`, part('last_careunit')), onlyIf: 's.outtime is not null', number: 's.los', unit: `'days'`,
      },
    ],
  },
  'icu/chartevents': {
    hadm: 's.hadm_id', stay: 's.stay_id', where: 's.itemid is not null',
    events: [{
      time: 's.charttime', code: item('CHART', 'valueuom'), number: 's.valuenum', unit: unit('valueuom'), text: result(null),
      available: 's.storetime',
    }],
  },
  'icu/datetimeevents': {
    hadm: 's.hadm_id', stay: 's.stay_id', where: 's.itemid is not null',
    events: [{ time: 's.charttime', code: join(`'DATETIME'`, 's.itemid'), text: filled('value'), available: 's.storetime' }],
  },
  'icu/ingredientevents': given('INGREDIENT'),
  'icu/inputevents': given('INPUT'),
  'icu/outputevents': {
    hadm: 's.hadm_id', stay: 's.stay_id', where: 's.itemid is not null',
    events: [{ time: 's.charttime', code: item('OUTPUT', 'valueuom'), number: 's.value', unit: unit('valueuom'), available: 's.storetime' }],
  },
  'icu/procedureevents': {
    hadm: 's.hadm_id', stay: 's.stay_id', where: 's.itemid is not null',
    events: [{
      time: 's.starttime', code: item('PROCEDURE', 'valueuom'), number: 's.value', unit: unit('valueuom'), text: filled('location'),
      available: 'greatest(s.storetime, s.endtime)',
    }],
  },
  'cxr/metadata': {
    events: [{
      time: `strptime(cast(s.StudyDate as varchar), '%Y%m%d') + to_milliseconds(cast(least(floor(s.StudyTime / 10000) * 3600000
        + floor(s.StudyTime / 100) % 100 * 60000 + floor(s.StudyTime) % 100 * 1000
        + least(999, round((s.StudyTime - floor(s.StudyTime)) * 1000)), 86399999) as bigint))`,
      code: join(`'IMAGE//CXR'`, part('ViewPosition')),
      text: `printf('p%s/p%08d/s%08d/%s.jpg', left(printf('%08d', s.subject_id), 2), s.subject_id, s.study_id, trim(s.dicom_id))`,
    }],
  },
  'note/discharge': note('DISCHARGE', 'coalesce(s.storetime, a.dischtime)', { join: admission }),
  'note/radiology': note('RADIOLOGY', 's.storetime'),
};
