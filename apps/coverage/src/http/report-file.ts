import { StreamableFile } from '@nestjs/common';
import { reportAsPdf, reportAsWorkbook } from '../reporting/report-files.ts';
import type { WordedReport } from '../reporting/report-tables.ts';

export const REPORT_FORMATS = ['pdf', 'xlsx'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export const REPORT_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A report to be kept, under a name without its extension. */
export function reportFile(report: WordedReport, format: ReportFormat, name: string): StreamableFile {
  return new StreamableFile(format === 'pdf' ? reportAsPdf(report) : reportAsWorkbook(report), {
    type: REPORT_TYPES[format],
    disposition: `attachment; filename="${name}.${format}"`,
  });
}
