import { DatabaseTarget } from '../databases/BenchmarkDatabases';
import { ReportTable } from '../report/ReportTable';
import { SlaSize } from './SlaSize';

/** What is measured, and where. */
export interface SlaSubject {
  target: DatabaseTarget;
  size: SlaSize;
  table: ReportTable;
}
