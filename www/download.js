/**
 * Has the browser save a file.
 *
 * @param {Blob} file
 * @param {string} name
 */
export function save(file, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Delayed, because the download may not have started.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
