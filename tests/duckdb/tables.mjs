// What the events of each table must look like, in SQL over the csv files: the event codes said a second time, apart from the
// code that builds them, so that a slip there shows. A new table of the builder needs a line here.
//
//   rows      how the codes begin that stand for a row, or "exact" the whole code (others of the table are derived)
//   time      when it happened; "day" compares the date alone
//   number    the number, cast to single precision on both sides
//   key       [part of the code, expression]: what identifies the item
//   unit      of the number, and the last part of the code
//   hadm, stay, available, text   columns that must come through as they are
//   words     an expression for the text, where it is not one column
//   join      tables that the time comes from

const admission = `join admissions a on a.hadm_id = trim(s.hadm_id) and a.subject_id = trim(s.subject_id)`;
const edStay = `join edstays e on e.stay_id = trim(s.stay_id) and e.subject_id = trim(s.subject_id)`;
const time = (column) => `try_cast(nullif(trim(s.${column}), '') as timestamp)`;
const day = (column) => `date_trunc('day', ${time(column)})`;
const number = (column) => `try_cast(nullif(trim(s.${column}), '') as double)`;
const unit = (column) => `nullif(nullif(trim(s.${column}), ''), 'None')`;
const item = (column) => `trim(s.${column})`;

// Columns that people type into hold numbers in some rows only, a few of them with commas between the thousands.
const typed = (column) => {
  const cell = `trim(s.${column})`;
  return `case when regexp_full_match(${cell}, '[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?') then try_cast(replace(${cell}, ',', '') as double)
    when regexp_full_match(${cell}, '[0-9+.eE-]+') then try_cast(${cell} as double) end`;
};

const hosp = { hadm: 'hadm_id' };
const icu = { hadm: 'hadm_id', stay: 'stay_id' };
const ed = { stay: 'stay_id' };
const given = (kind) => ({ ...icu, rows: kind, time: time('starttime'), number: number('amount'), key: [2, item('itemid')] });
const note = (kind) => ({ ...hosp, rows: `NOTE//${kind}`, time: time('charttime'), text: 'text' });

export const tables = {
  'hosp/patients': { rows: 'GENDER', key: [2, `coalesce(nullif(${item('gender')}, ''), 'UNK')`] },
  'hosp/admissions': { ...hosp, rows: 'HOSPITAL_ADMISSION', time: time('admittime') },
  'hosp/transfers': { ...hosp, rows: 'TRANSFER', time: time('intime'), key: [2, item('eventtype')] },
  'hosp/services': { ...hosp, rows: 'SERVICE', time: time('transfertime'), key: [2, item('curr_service')] },
  'hosp/diagnoses_icd': {
    ...hosp, rows: 'DIAGNOSIS//ICD', join: admission, time: 'a.dischtime', number: number('seq_num'), key: [4, item('icd_code')],
  },
  'hosp/procedures_icd': { ...hosp, rows: 'PROCEDURE_ICD', time: day('chartdate'), number: number('seq_num'), key: [3, item('icd_code')] },
  'hosp/drgcodes': {
    ...hosp, rows: 'DRG', join: admission, time: 'a.dischtime', number: number('drg_severity'), key: [3, item('drg_code')],
  },
  'hosp/hcpcsevents': { ...hosp, rows: 'HCPCS', time: day('chartdate'), number: number('seq_num'), key: [2, item('hcpcs_cd')] },
  'hosp/labevents': {
    ...hosp, rows: 'LAB', time: `coalesce(${time('charttime')}, ${time('storetime')})`, number: number('valuenum'),
    key: [2, item('itemid')], available: time('storetime'), unit: unit('valueuom'),
  },
  'hosp/microbiologyevents': {
    ...hosp, rows: 'MICROBIOLOGY', time: `coalesce(${time('charttime')}, ${day('chartdate')})`, number: number('dilution_value'),
    key: [2, item('test_itemid')],
  },
  'hosp/omr': { rows: 'OMR', time: day('chartdate'), number: typed('result_value'), key: [2, item('result_name')] },
  'hosp/poe': { ...hosp, rows: 'ORDER', time: time('ordertime') },
  'hosp/prescriptions': { ...hosp, rows: 'PRESCRIPTION', time: time('starttime'), number: typed('dose_val_rx') },
  'hosp/pharmacy': {
    ...hosp, rows: 'PHARMACY', time: `coalesce(${time('starttime')}, ${time('entertime')})`, number: number('doses_per_24_hrs'),
    available: time('entertime'),
  },
  'hosp/emar': { ...hosp, rows: 'MEDICATION', time: time('charttime'), available: time('storetime') },
  'icu/icustays': { ...icu, rows: 'ICU_ADMISSION', time: time('intime') },
  'icu/chartevents': {
    ...icu, rows: 'CHART', time: time('charttime'), number: number('valuenum'), key: [2, item('itemid')], available: time('storetime'),
    unit: unit('valueuom'),
  },
  'icu/datetimeevents': { ...icu, rows: 'DATETIME', time: time('charttime'), key: [2, item('itemid')], available: time('storetime') },
  'icu/ingredientevents': given('INGREDIENT'),
  'icu/inputevents': given('INPUT'),
  'icu/outputevents': {
    ...icu, rows: 'OUTPUT', time: time('charttime'), number: number('value'), key: [2, item('itemid')], available: time('storetime'),
  },
  'icu/procedureevents': { ...icu, rows: 'PROCEDURE', time: time('starttime'), number: number('value'), key: [2, item('itemid')] },
  'ed/edstays': { ...ed, hadm: 'hadm_id', rows: 'ED_ADMISSION', time: time('intime') },
  'ed/triage': { ...ed, exact: 'ED_TRIAGE', join: edStay, time: 'e.intime', number: number('acuity') },
  'ed/vitalsign': { ...ed, exact: 'ED_VITALSIGN', time: time('charttime') },
  'ed/diagnosis': {
    ...ed, rows: 'ED_DIAGNOSIS//ICD', join: edStay, time: 'e.outtime', number: number('seq_num'), key: [4, item('icd_code')],
  },
  'ed/medrecon': { ...ed, rows: 'ED_MEDRECON', time: time('charttime') },
  'ed/pyxis': { ...ed, rows: 'ED_PYXIS', time: time('charttime') },
  'note/discharge': note('DISCHARGE'),
  'note/radiology': note('RADIOLOGY'),
  'cxr/metadata': {
    rows: 'IMAGE//CXR', day: true, time: `try_strptime(split_part(trim(s.StudyDate), '.', 1), '%Y%m%d')`,
  },
  'ecg/record_list': { exact: 'ECG', time: time('ecg_time'), text: 'path' },
  'ecg/machine_measurements': {
    exact: 'ECG_MACHINE', time: time('ecg_time'),
    words: `nullif(concat_ws(chr(10), ${Array.from({ length: 18 }, (_, i) => `nullif(trim(s.report_${i}), '')`).join(', ')}), '')`,
  },
};
