// What a drop holds: files as they are, folders walked to their ends. Names are relative paths.

/** All files of a DataTransfer as [{name, file}], in the order of their names. */
export async function droppedFiles(transfer) {
  // Entries must be taken at once: after the first wait the list is empty.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const roots = items.map((item) => ({ entry: item.webkitGetAsEntry?.(), file: item.getAsFile() }));
  const found = await Promise.all(
    roots.map(({ entry, file }) => (entry ? walked(entry) : file ? [{ name: file.name, file }] : [])),
  );
  return found.flat().sort((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}

async function walked(entry) {
  const name = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) return [{ name, file: await new Promise((yes, no) => entry.file(yes, no)) }];
  const inside = await Promise.all((await children(entry.createReader())).map(walked));
  return inside.flat();
}

/** A reader gives at most a hundred entries a time. */
async function children(reader) {
  const all = [];
  for (;;) {
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) return all;
    all.push(...some);
  }
}
