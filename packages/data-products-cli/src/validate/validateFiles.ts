import { checkDocument } from './checkDocument';
import { describeFailure, findFiles, Unreadable } from './findFiles';
import { Finding } from './Finding';
import { YamlFile } from './YamlFile';

/** What came of validating some files. */
export interface Validation {
  files: number;
  entities: number;
  contracts: number;
  /** By file and place. */
  findings: Finding[];
  unreadable: Unreadable[];
}

/** Validates the entities and contracts in files and folders. */
export async function validateFiles(
  paths: readonly string[],
): Promise<Validation> {
  const { files, unreadable } = await findFiles(paths);
  const validation: Validation = {
    files: files.length,
    entities: 0,
    contracts: 0,
    findings: [],
    unreadable,
  };
  const declared = new Map<string, Finding>();
  for (const { path, isNamed } of files) {
    let file: YamlFile;
    try {
      file = await YamlFile.read(path);
    } catch (error) {
      unreadable.push({ path, reason: describeFailure(error) });
      continue;
    }
    validation.findings.push(...file.findings);
    let isKnown = file.findings.length > 0;
    for (const document of file.documents) {
      const { type, entityRef, findings } = await checkDocument(document);
      isKnown = isKnown || type !== 'other';
      validation.entities += type === 'entity' ? 1 : 0;
      validation.contracts += type === 'contract' ? 1 : 0;
      validation.findings.push(...findings);
      if (entityRef) {
        const here = document.finding('/metadata/name', '');
        const first = declared.get(entityRef);
        declared.set(entityRef, first ?? here);
        if (first) {
          validation.findings.push({
            ...here,
            message: `${entityRef} is declared in ${first.file}:${first.line} already: give one of them another name`,
          });
        }
      }
    }
    if (isNamed && !isKnown) {
      unreadable.push({
        path,
        reason:
          'it holds no entity of DataProduct, DecisionPath or GlossaryTerm, and no ODCS contract',
      });
    }
  }
  validation.findings = sortUnique(validation.findings);
  return validation;
}

/** A contract that is named by an entity is met twice when its folder is checked. */
function sortUnique(findings: readonly Finding[]): Finding[] {
  const unique = new Map(
    findings.map(finding => [
      JSON.stringify([finding.file, finding.pointer, finding.message]),
      finding,
    ]),
  );
  return [...unique.values()].sort(
    (first, second) =>
      compare(first.file, second.file) ||
      first.line - second.line ||
      first.column - second.column,
  );
}

function compare(first: string, second: string): number {
  if (first === second) {
    return 0;
  }
  return first < second ? -1 : 1;
}
