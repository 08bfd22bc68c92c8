/** Has the browser save content as a file. */
export function saveFile(content: Blob, fileName: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** Has the browser save a document as a file. */
export function saveJson(content: object, fileName: string): void {
  saveFile(
    new Blob([`${JSON.stringify(content, undefined, 2)}\n`], {
      type: 'application/json',
    }),
    fileName,
  );
}
