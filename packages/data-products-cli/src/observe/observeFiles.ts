import { Batch, makeBatches, splitBatch } from './Batch';
import { detectKind, isManifest } from './detectKind';
import { InputFile, InputFileError, Kind, readInputFile } from './InputFile';
import {
  ObservationClient,
  SendResult,
  ServerError,
} from './ObservationClient';
import { ObserveReport } from './ObserveReport';

/** What to send, and how. */
export interface ObserveOptions {
  paths: readonly string[];
  /** Of all files; else each is looked at. */
  kind: Kind | undefined;
  /** Path of dbt's `manifest.json`. */
  manifest: string | undefined;
  /** At most so many items a request. */
  batchSize: number;
}

/**
 * Sends what is in some files, and says what became of it. When the server
 * fails for good, the rest is not sent.
 *
 * @throws InputFileError when a file cannot be read or is of no known kind;
 *   then nothing has been sent
 */
export async function observeFiles(
  options: ObserveOptions,
  client: ObservationClient,
): Promise<ObserveReport> {
  const report: ObserveReport = {
    files: [],
    accepted: 0,
    unmapped: 0,
    refused: [],
    notSent: 0,
  };
  const batches: Batch[] = [];
  for (const { file, kind, manifest } of await readInputs(options)) {
    report.files.push({ file: file.path, kind, items: file.items.length });
    report.refused.push(
      ...file.broken.map(({ line, reason }) => ({
        file: file.path,
        line,
        reason: `it is no JSON: ${reason}`,
      })),
    );
    batches.push(
      ...makeBatches(kind, file, { size: options.batchSize, manifest }),
    );
  }
  while (batches.length) {
    const [batch] = batches;
    let result: SendResult;
    try {
      result = await client.send(batch);
    } catch (error) {
      if (!(error instanceof ServerError)) {
        throw error;
      }
      report.failure = error.message;
      report.notSent = batches.reduce(
        (sum, { items }) => sum + items.length,
        0,
      );
      return report;
    }
    batches.shift();
    if (result.type === 'too-large' && batch.items.length > 1) {
      batches.unshift(...splitBatch(batch));
    } else {
      record(batch, result, report);
    }
  }
  return report;
}

function record(
  { path, items, kind }: Batch,
  result: SendResult,
  report: ObserveReport,
): void {
  if (result.type !== 'answered') {
    report.refused.push(
      ...items.map(({ line, index }) => ({
        file: path,
        line,
        index,
        reason: result.reason,
      })),
    );
    return;
  }
  const { accepted, unmapped, items: answers } = result.answer;
  report.accepted += accepted;
  report.unmapped += unmapped;
  for (const { index, status, field, reason } of answers) {
    if (status === 'refused') {
      // The server counts what it read in an artifact, which has one place.
      const item = kind === 'dbt' ? items[0] : items.at(index);
      report.refused.push({
        file: path,
        line: item?.line,
        index: item?.index,
        field,
        reason: reason ?? 'the server gives no reason',
      });
    }
  }
}

interface Input {
  file: InputFile;
  kind: Kind;
  manifest?: unknown;
}

async function readInputs(options: ObserveOptions): Promise<Input[]> {
  const inputs: Input[] = [];
  let manifest = options.manifest
    ? await readManifest(options.manifest)
    : undefined;
  for (const path of options.paths) {
    const file = await readInputFile(path);
    if (file.items.length === 1 && isManifest(file.items[0].value)) {
      manifest ??= file.items[0].value;
      continue;
    }
    const kind = options.kind ?? kindOf(file);
    if (kind) {
      inputs.push({ file, kind });
    }
  }
  if (inputs.length === 0 && manifest !== undefined) {
    throw new InputFileError(
      'a manifest.json measures nothing: name run_results.json or sources.json too',
    );
  }
  return inputs.map(input => ({ ...input, manifest }));
}

async function readManifest(path: string): Promise<unknown> {
  const { items } = await readInputFile(path);
  const [item] = items;
  if (items.length !== 1 || !isManifest(item.value)) {
    throw new InputFileError(
      `${path}: it is no manifest.json of dbt, which has "metadata" and "nodes"`,
    );
  }
  return item.value;
}

/** Nothing when the file is empty. */
function kindOf({ path, items, broken }: InputFile): Kind | undefined {
  const [first] = items;
  const kind = first && detectKind(first.value);
  if ((first || broken.length) && !kind) {
    throw new InputFileError(
      `${path}: it cannot be told what it is: neither observations, nor an artifact of dbt, nor events of OpenLineage. If it is one of them, say which with --kind`,
    );
  }
  return kind;
}
