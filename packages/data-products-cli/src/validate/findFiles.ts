import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file to check. */
export interface FoundFile {
  path: string;
  /** Whether the user named this very file, and not a folder around it. */
  isNamed: boolean;
}

/** Why a path of the user cannot be read. */
export interface Unreadable {
  path: string;
  reason: string;
}

/**
 * The files at some paths; of folders, all YAML and JSON files in them and
 * below, sorted, but not those of dependencies and hidden folders.
 */
export async function findFiles(
  paths: readonly string[],
): Promise<{ files: FoundFile[]; unreadable: Unreadable[] }> {
  const files = new Map<string, FoundFile>();
  const unreadable: Unreadable[] = [];
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) {
        for (const found of await filesBelow(path)) {
          files.set(found, files.get(found) ?? { path: found, isNamed: false });
        }
      } else {
        files.set(path, { path, isNamed: true });
      }
    } catch (error) {
      unreadable.push({ path, reason: describeFailure(error) });
    }
  }
  return { files: [...files.values()], unreadable };
}

/** What the file system says, in words. */
export function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return message;
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const found: string[] = [];
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((first, second) => (first.name < second.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') {
      continue;
    }
    if (entry.isDirectory()) {
      found.push(...(await filesBelow(path)));
    } else if (entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name)) {
      found.push(path);
    }
  }
  return found;
}
