export { type Row, rowsOf } from './rows.ts';
export { type ReadPart, readWorkbook, type Sheet, type Workbook, WORKBOOK } from './workbook.ts';
export { type Listing, type Value, writeWorkbook } from './write-workbook.ts';
export { Zip } from './zip.ts';
