import { readFile } from 'node:fs/promises';
import {
  Document,
  isMap,
  isNode,
  isSeq,
  LineCounter,
  Node,
  parseAllDocuments,
} from 'yaml';
import { Finding } from './Finding';

/** One document of a file, as data and with the places in the text. */
export interface YamlDocument {
  file: YamlFile;
  /** Absent when the text is no YAML. */
  data?: unknown;
  /** Where the document or something in it begins, by its JSON Pointer. */
  finding(
    pointer: string,
    message: string,
    severity?: Finding['severity'],
  ): Finding;
}

/** A YAML or JSON file with one or several documents. */
export class YamlFile {
  readonly path: string;
  readonly documents: YamlDocument[] = [];
  /** Why the text is no YAML. */
  readonly findings: Finding[] = [];
  readonly #lines: LineCounter;

  private constructor(path: string, lines: LineCounter) {
    this.path = path;
    this.#lines = lines;
  }

  /** Reads a file. Rejects when it cannot be read; text that is no YAML is among the findings. */
  static async read(path: string): Promise<YamlFile> {
    return YamlFile.parse(path, await readFile(path, 'utf8'));
  }

  /** Takes the text of a file apart. */
  static parse(path: string, text: string): YamlFile {
    const lines = new LineCounter();
    const file = new YamlFile(path, lines);
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      merge: true,
      prettyErrors: false,
    });
    for (const document of Array.isArray(parsed) ? parsed : []) {
      file.#add(document);
    }
    return file;
  }

  #add(document: Document.Parsed): void {
    for (const { message, pos } of document.errors) {
      this.findings.push(this.#findingAt(pos[0], '', `no YAML: ${message}`));
    }
    if (document.errors.length || document.contents === null) {
      return;
    }
    const finding: YamlDocument['finding'] = (pointer, message, severity) =>
      this.#findingAt(offsetOf(document, pointer), pointer, message, severity);
    try {
      this.documents.push({ file: this, data: document.toJS(), finding });
    } catch (error) {
      // Such as anchors that would unfold to more than fits in memory.
      this.findings.push(
        finding('', `no YAML that can be read: ${(error as Error).message}`),
      );
    }
  }

  #findingAt(
    offset: number,
    pointer: string,
    message: string,
    severity: Finding['severity'] = 'error',
  ): Finding {
    const { line, col } = this.#lines.linePos(offset);
    return {
      file: this.path,
      line: Math.max(line, 1),
      column: Math.max(col, 1),
      severity,
      pointer,
      message,
    };
  }
}

/** Where a pointer leads to; where it leads nowhere, where it leaves the document. */
function offsetOf(document: Document.Parsed, pointer: string): number {
  let node: Node | null | undefined = document.contents;
  let offset = startOf(node) ?? 0;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replace(/~1/g, '/').replace(/~0/g, '~');
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(key) === name);
      // The name of a field is what one looks for, and what may be misspelt.
      offset = (isNode(pair?.key) && startOf(pair.key)) || offset;
      next = pair?.value;
    } else if (isSeq(node)) {
      next = node.items[Number(name)];
      offset = (isNode(next) && startOf(next)) || offset;
    }
    if (!isNode(next)) {
      break;
    }
    node = next;
  }
  return offset;
}

function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}
