/** A table's own name: the last part of that of its dataset. */
export function tableOf(dataset: string): string {
  return dataset.split(/[./]/).filter(Boolean).at(-1) ?? dataset;
}
