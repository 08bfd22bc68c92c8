import { Contract, ContractReading } from './Contract';
import { describeValue, DocumentObject } from './DocumentObject';
import { CONTRACT_FIELDS, DESCRIPTION_FIELDS } from './odcsFields';
import { ReadingLog } from './ReadingLog';
import { readCustomProperties, readLinks } from './readLinks';
import { readSchemas } from './readSchemas';
import { readServers } from './readServers';
import { readRoles, readSupport, readTeam } from './readTeam';
import { readPrice, readSlaProperties } from './readTerms';

/**
 * Reads an Open Data Contract Standard 3.0 or 3.1 document: leniently, so that
 * everything usable arrives in the {@link Contract}, and strictly, so that
 * everything that is malformed, missing or unknown is among the problems.
 *
 * Errors are fields and words that the declared version of the standard does
 * not know, what it requires and is missing, and values that were lost;
 * warnings are what was understood all the same. Every problem's pointer
 * resolves in the document. Documents of another version are read as
 * far as they agree with 3.x.
 *
 * @param document - plain data, as a YAML or JSON parser gives it
 * @returns the contract, absent when the document is no ODCS data contract,
 *   and the problems in document order of the standard's sections. It never
 *   throws.
 * @public
 */
export function readContract(document: unknown): ContractReading {
  const log = new ReadingLog();
  const root = DocumentObject.root(document, '', log);
  if (!root || !isDataContract(root)) {
    return { problems: log.problems() };
  }
  const apiVersion = readApiVersion(root);
  root.expectFields(CONTRACT_FIELDS, 'a data contract');
  if (log.unknownFields && apiVersion.startsWith('v3.0.')) {
    // Up to 3.0 the standard closes the document itself, but no part of it.
    log.unknownFields = 'warning';
  }
  const customProperties = readCustomProperties(root);
  const { schemas, quality } = readSchemas(root);
  const contract: Contract = {
    apiVersion,
    id: root.requiredText('id', 'a data contract'),
    name: root.text('name'),
    version: root.requiredText('version', 'a data contract'),
    status: root.requiredText('status', 'a data contract'),
    domain: root.text('domain'),
    dataProduct: root.text('dataProduct'),
    tenant: root.text('tenant'),
    ...readDescription(root),
    schemas,
    quality,
    team: readTeam(root),
    support: readSupport(root),
    roles: readRoles(root),
    slaProperties: readSlaProperties(root),
    servers: readServers(root),
    price: readPrice(root),
    tags: root.texts('tags'),
    customProperties,
  };
  return {
    contract,
    problems: log.problems(),
    ...(log.isIncomplete && { incomplete: true }),
  };
}

/** Tells a data contract from everything else that YAML can hold. */
function isDataContract(root: DocumentObject): boolean {
  const kind = root.raw('kind');
  if (kind === 'DataContract') {
    return true;
  }
  if (kind === undefined) {
    if (root.has('dataContractSpecification')) {
      root.log.error(
        root.at('dataContractSpecification'),
        'is a document of the Data Contract Specification, not of the Open Data Contract Standard: convert it to ODCS 3.1 and give kind: DataContract',
      );
      return false;
    }
    root.log.error(
      '',
      'kind is missing: an ODCS contract has kind: DataContract',
    );
    return /^v?\d/.test(String(root.scalar('apiVersion') ?? ''));
  }
  root.log.error(
    root.at('kind'),
    `must be DataContract, but is ${describeValue(kind)}`,
  );
  return false;
}

/** Reads the version of the standard, and how far our field lists apply to it. */
function readApiVersion(root: DocumentObject): string {
  const given = root.requiredText('apiVersion', 'a data contract');
  if (given === undefined) {
    return '';
  }
  const [, prefix, major, minor] =
    /^(v?)(\d+)\.(\d+)(?:\.|$)/.exec(given) ?? [];
  if (major !== '3') {
    // Another standard's fields are not wrong, only not ours.
    root.log.unknownFields = undefined;
    root.log.error(
      root.at('apiVersion'),
      `${describeValue(
        given,
      )} is not a supported version of the standard: use v3.1.0, or v3.0.0 to v3.0.2; what 3.x knows is read all the same`,
    );
    return given;
  }
  if (Number(minor) > 1) {
    root.log.unknownFields = 'warning';
    root.log.error(
      root.at('apiVersion'),
      `${describeValue(
        given,
      )} is newer than v3.1, the latest that is supported: it is read as v3.1`,
    );
  } else if (!prefix) {
    root.log.warning(root.at('apiVersion'), `should be "v${given}"`);
  }
  return prefix ? given : `v${given}`;
}

/** Reads `description`, an object in the standard and often a plain text. */
function readDescription(
  root: DocumentObject,
): Pick<Contract, 'description' | 'links'> {
  const links = readLinks(root);
  if (typeof root.raw('description') === 'string') {
    root.log.warning(
      root.at('description'),
      'should be an object with purpose, limitations and usage; the text is read as the purpose',
    );
    return { description: { purpose: root.text('description') }, links };
  }
  const description = root.object('description');
  if (!description) {
    return { links };
  }
  description.expectFields(DESCRIPTION_FIELDS, 'the description');
  readCustomProperties(description);
  return {
    description: {
      purpose: description.text('purpose'),
      limitations: description.text('limitations'),
      usage: description.text('usage'),
    },
    links: [...links, ...readLinks(description)],
  };
}
