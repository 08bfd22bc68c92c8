import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ContractReading,
  HANDOFF_KINDS,
  readContract,
  readPromises,
  validateHandoffEntity,
} from '@handoff/backstage-plugin-data-products-common';
import { Finding } from './Finding';
import { resolvePlaceholders } from './resolvePlaceholders';
import { YamlDocument } from './YamlFile';

/** What came of looking at one document. */
export interface DocumentCheck {
  /** `other`: nothing that this command knows. */
  type: 'entity' | 'contract' | 'other';
  /** Of an entity whose name could be read. */
  entityRef?: string;
  findings: Finding[];
}

/** Checks a document that is an entity of ours or an ODCS contract. */
export async function checkDocument(
  document: YamlDocument,
): Promise<DocumentCheck> {
  switch (typeOf(document.data)) {
    case 'entity':
      return checkEntity(document);
    case 'contract':
      return {
        type: 'contract',
        findings: contractFindings(readContract(document.data), document, ''),
      };
    default:
      return { type: 'other', findings: [] };
  }
}

function typeOf(data: unknown): DocumentCheck['type'] {
  const { apiVersion, kind } = (data ?? {}) as Record<string, unknown>;
  const version = typeof apiVersion === 'string' ? apiVersion : '';
  if (kind === 'DataContract') {
    return 'contract';
  }
  // A misspelt version is our concern; `kind: DataProduct` alone is not, for
  // Bitol's data products have it too.
  return version.startsWith('handoff/') ||
    (HANDOFF_KINDS.some(known => known === kind) &&
      (version === '' || version.includes('/')))
    ? 'entity'
    : 'other';
}

async function checkEntity(document: YamlDocument): Promise<DocumentCheck> {
  const { data, included, findings } = await resolvePlaceholders(document);
  /** Into the file that was put in, where a pointer leads there. */
  const locate = (pointer: string, message: string): Finding => {
    for (const [place, file] of included) {
      if (pointer === place || pointer.startsWith(`${place}/`)) {
        return file.finding(pointer.slice(place.length), message);
      }
    }
    return document.finding(pointer, message);
  };
  const problems = validateHandoffEntity(data);
  findings.push(
    ...problems.map(({ pointer, message }) => locate(pointer, message)),
  );
  if (
    problems.some(
      ({ pointer }) => pointer === '/apiVersion' || pointer === '/kind',
    )
  ) {
    return { type: 'entity', findings };
  }
  const entity = data as Entity;
  const contract = entity.spec?.contract;
  const isRead = contract !== undefined && !isPlaceholder(contract);
  const reading = isRead ? readContract(contract) : undefined;
  if (reading) {
    const place = '/spec/contract';
    const file = included.get(place);
    findings.push(
      ...(file
        ? contractFindings(reading, file, '')
        : contractFindings(reading, document, place)),
    );
  }
  // What is malformed has been said above.
  const said = new Set(findings.map(({ pointer }) => pointer));
  findings.push(
    ...readPromises(entity, reading)
      .problems.map(({ pointer, message }) => locate(pointer, message))
      .filter(({ pointer }) => !said.has(pointer)),
  );
  return { type: 'entity', entityRef: refOf(entity), findings };
}

function contractFindings(
  { problems }: ContractReading,
  document: YamlDocument,
  place: string,
): Finding[] {
  return problems.map(({ pointer, message, severity }) =>
    document.finding(place + pointer, message, severity),
  );
}

/** One that could not be put in. */
function isPlaceholder(value: unknown): boolean {
  const keys =
    typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return keys.length === 1 && keys[0].startsWith('$');
}

function refOf(entity: Entity): string | undefined {
  try {
    return stringifyEntityRef(entity);
  } catch {
    // Without a name; that has been said.
    return undefined;
  }
}
