import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describeFailure } from './findFiles';
import { Finding } from './Finding';
import { YamlDocument, YamlFile } from './YamlFile';

/** Deeper than any entity; a document can contain itself through its anchors. */
const MAX_DEPTH = 100;

const PLACEHOLDERS = ['$yaml', '$json', '$text'];

/** An entity with other files put in where it names them, as the catalog does. */
export interface ResolvedDocument {
  data: unknown;
  /** Documents that were put in, by the pointer of their place. */
  included: Map<string, YamlDocument>;
  findings: Finding[];
}

/**
 * Puts in the files that an entity names with `$yaml`, `$json` and `$text`,
 * relative to its own. What is named by an address stays as it is, because
 * nothing is fetched.
 */
export async function resolvePlaceholders(
  document: YamlDocument,
): Promise<ResolvedDocument> {
  const included = new Map<string, YamlDocument>();
  const findings: Finding[] = [];

  async function resolve(
    value: unknown,
    pointer: string,
    depth: number,
  ): Promise<unknown> {
    if (depth > MAX_DEPTH) {
      return value;
    }
    if (Array.isArray(value)) {
      return Promise.all(
        value.map((item, index) =>
          resolve(item, `${pointer}/${index}`, depth + 1),
        ),
      );
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const entries = Object.entries(value);
    const [[key, target] = []] = entries;
    if (entries.length === 1 && key && PLACEHOLDERS.includes(key)) {
      return include(key, target, value, pointer);
    }
    return Object.fromEntries(
      await Promise.all(
        entries.map(async ([name, item]) => [
          name,
          await resolve(item, `${pointer}/${escapeToken(name)}`, depth + 1),
        ]),
      ),
    );
  }

  async function include(
    key: string,
    target: unknown,
    placeholder: unknown,
    pointer: string,
  ): Promise<unknown> {
    const at = `${pointer}/${key}`;
    if (typeof target !== 'string') {
      findings.push(document.finding(at, `${key} must be the path of a file`));
      return placeholder;
    }
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
      findings.push(
        document.finding(
          at,
          `${target} was not checked, because nothing is fetched: check out the file and name it by a path`,
          'warning',
        ),
      );
      return placeholder;
    }
    const path = join(dirname(document.file.path), target);
    try {
      if (key === '$text') {
        return await readFile(path, 'utf8');
      }
      const file = await YamlFile.read(path);
      findings.push(...file.findings);
      const [first, ...more] = file.documents;
      if (more.length) {
        findings.push(
          document.finding(
            at,
            `${path} must hold one document, but holds ${more.length + 1}`,
          ),
        );
      }
      if (!first) {
        return placeholder;
      }
      included.set(pointer, first);
      return first.data;
    } catch (error) {
      findings.push(
        document.finding(
          at,
          `${path} cannot be read: ${describeFailure(error)}`,
        ),
      );
      return placeholder;
    }
  }

  return { data: await resolve(document.data, '', 0), included, findings };
}

function escapeToken(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1');
}
