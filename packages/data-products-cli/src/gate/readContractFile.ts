import {
  canonicalJson,
  readContract,
} from '@handoff/backstage-plugin-data-products-common';
import { YamlFile } from '../validate/YamlFile';
import { GateError } from './GateError';

/** A document as a parser gives it. */
export type ContractDocument = Record<string, unknown>;

/**
 * Reads a contract's file.
 *
 * @throws GateError when it cannot be read, or is no single ODCS contract
 */
export async function readContractFile(
  path: string,
): Promise<ContractDocument> {
  let file: YamlFile;
  try {
    file = await YamlFile.read(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new GateError(`${path} cannot be read (${code ?? message})`);
  }
  const [finding] = file.findings;
  if (finding) {
    throw new GateError(
      `${path}:${finding.line}: is no YAML: ${finding.message}`,
    );
  }
  if (file.documents.length !== 1) {
    throw new GateError(
      `${path} holds ${file.documents.length} documents; give a file with one contract`,
    );
  }
  const document = file.documents[0].data;
  const { contract, problems } = readContract(document);
  if (!contract) {
    const [problem] = problems;
    throw new GateError(
      `${path} is no ODCS data contract: ${problem?.pointer || '/'} ${
        problem?.message
      }`,
    );
  }
  try {
    canonicalJson(document as ContractDocument as never);
  } catch (error) {
    // YAML has more than JSON, in which it is sent: .nan, and what holds itself.
    throw new GateError(
      `${path} cannot be written as JSON: ${(error as Error).message}`,
    );
  }
  return document as ContractDocument;
}
