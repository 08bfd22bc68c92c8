/** Has the browser save a text as a file. */
export function saveFile(
  content: string,
  options: {
    /** Media type. */
    type: string;
    name: string;
  },
): void {
  const url = URL.createObjectURL(new Blob([content], { type: options.type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = options.name;
  link.click();
  URL.revokeObjectURL(url);
}
