import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { InputError, isError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { LocationSpec } from '@backstage/plugin-catalog-common';
import {
  CatalogProcessor,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { isHandoffEntity } from '@handoff/backstage-plugin-data-products-common';
import { parseAllDocuments } from 'yaml';

const PARSERS: Record<string, (content: string) => JsonValue> = {
  $yaml: parseYaml,
  $json: content => JSON.parse(content),
};

/**
 * Reads the contract that `spec.contract: { $yaml: ./file }` or `{ $json: … }`
 * names, for entities from locations of type `file`.
 *
 * Backstage's own PlaceholderProcessor does this for locations of type `url`;
 * it makes a URL of every path, which fails on paths of the file system. This
 * one runs before it and leaves nothing for it to do.
 */
export class ContractFileProcessor implements CatalogProcessor {
  static create(): ContractFileProcessor {
    return new ContractFileProcessor();
  }

  private constructor() {}

  getProcessorName(): string {
    return 'HandoffContractFileProcessor';
  }

  getPriority(): number {
    return 10;
  }

  async preProcessEntity(
    entity: Entity,
    location: LocationSpec,
    emit: CatalogProcessorEmit,
    originLocation: LocationSpec,
  ): Promise<Entity> {
    const placeholder = placeholderOf(entity);
    if (!placeholder || location.type !== 'file') {
      return entity;
    }
    const { keyword, path } = placeholder;
    const where = `spec.contract names ${path} with ${keyword}, in ${location.target}`;

    const file = resolveWithin(
      originLocation.type === 'file'
        ? rootOf(originLocation.target)
        : undefined,
      dirname(location.target),
      path,
      where,
    );
    let content: string;
    try {
      content = await readFile(file, 'utf8');
    } catch (error) {
      throw new InputError(
        `${where}; the file ${file} could not be read (${
          isError(error) && error.code === 'ENOENT'
            ? 'it does not exist'
            : String(error)
        })`,
      );
    }
    // The same key that the catalog gives the files that it reads itself.
    emit(processingResult.refresh(`file:${file}`));
    try {
      return {
        ...entity,
        spec: { ...entity.spec, contract: PARSERS[keyword](content) },
      };
    } catch (error) {
      throw new InputError(`${where}; the file cannot be parsed: ${error}`);
    }
  }
}

function placeholderOf(
  entity: Entity,
): { keyword: string; path: string } | undefined {
  // Nothing has been validated yet.
  const contract = entity.spec?.contract;
  if (
    !isHandoffEntity(entity) ||
    typeof contract !== 'object' ||
    contract === null
  ) {
    return undefined;
  }
  const entries = Object.entries(contract);
  if (entries.length !== 1) {
    return undefined;
  }
  const [keyword, path] = entries[0];
  return Object.hasOwn(PARSERS, keyword) &&
    typeof path === 'string' &&
    // Backstage reads URLs by itself.
    !URL.canParse(path)
    ? { keyword, path }
    : undefined;
}

// An entity may name files of the tree that its location was registered with,
// and no others: the text of a file that it names can be read in the catalog.
function resolveWithin(
  root: string | undefined,
  folder: string,
  path: string,
  where: string,
): string {
  const base = root ?? folder;
  try {
    return resolveSafeChildPath(base, relative(base, resolve(folder, path)));
  } catch (error) {
    throw new InputError(
      `${where}; must be a file in ${base} or below, which is the folder of the registered location`,
      error,
    );
  }
}

// The target of a location may be a glob: its folder ends where that begins.
function rootOf(target: string): string {
  const parts = target.split(sep);
  const glob = parts.findIndex(part => /[*?[\]{}]/.test(part));
  return glob === -1 ? dirname(target) : parts.slice(0, glob).join(sep) || sep;
}

function parseYaml(content: string): JsonValue {
  const documents = parseAllDocuments(content);
  const [document] = documents;
  if (documents.length !== 1 || !document) {
    throw new InputError(
      `it has ${documents.length} YAML documents; must be one`,
    );
  }
  if (document.errors.length) {
    throw document.errors[0];
  }
  return document.toJSON();
}
