/** Has the browser save a document as a file. */
export function saveJson(content: object, fileName: string): void {
  const url = URL.createObjectURL(
    new Blob([`${JSON.stringify(content, undefined, 2)}\n`], {
      type: 'application/json',
    }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
