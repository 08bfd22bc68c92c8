import {
  CHANGE_BODY_LIMIT,
  readContract,
} from '@handoff/backstage-plugin-data-products-common';

/** A contract as somebody pasted or chose it. */
export type ContractReadout =
  | {
      document: Record<string, unknown>;
      version?: string;
      schemas: number;
      columns: number;
      /** What in it is not as the standard wants it. */
      problems: ReturnType<typeof readContract>['problems'];
    }
  | {
      /** Why it cannot be proposed: too large, no YAML or JSON, or no contract. */
      wrong: 'too-large' | 'unreadable' | 'no-contract';
      /** What the parser says, with the line. */
      reason?: string;
    };

/**
 * Reads a contract that is written in YAML or JSON. Nothing is sent anywhere.
 *
 * @returns `undefined` when there is no text.
 */
export async function readContractText(
  text: string,
): Promise<ContractReadout | undefined> {
  if (text.trim() === '') {
    return undefined;
  }
  if (new Blob([text]).size > CHANGE_BODY_LIMIT) {
    return { wrong: 'too-large' };
  }
  // Only who proposes a contract needs a parser.
  const { parse } = await import('yaml');
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    return { wrong: 'unreadable', reason: firstLine(error) };
  }
  const { contract, problems } = readContract(document);
  return contract
    ? {
        document: document as Record<string, unknown>,
        version: contract.version,
        schemas: contract.schemas.length,
        columns: contract.schemas.flatMap(({ columns }) => columns).length,
        problems,
      }
    : { wrong: 'no-contract', reason: problems[0]?.message };
}

/** Below it, the parser draws the place. */
function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split(
    '\n',
  )[0];
}
