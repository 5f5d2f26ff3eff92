// Builds the vendored files of the workbench; with --check it compares them with what is committed.
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { patched } from "./patches.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const VENDOR = join(HERE, "../../src/habeas/web/static/vendor");
const PACKAGES = join(HERE, "node_modules");
const POLICY = 'import { policy as habeasPolicy } from "../js/trusted_types.js";\n';

// What each vendored file is made from: `before` is set in front of the source.
const FILES = [
  { file: "htmx.js", from: "htmx.org", source: "htmx.org/dist/htmx.esm.js", licence: "LICENSE" },
  {
    file: "maplibre-gl.js",
    from: "maplibre-gl",
    source: "maplibre-gl/dist/maplibre-gl.mjs",
    before: POLICY,
    licence: "LICENSE.txt",
  },
  {
    file: "maplibre-gl-worker.js",
    from: "maplibre-gl",
    source: "maplibre-gl/dist/maplibre-gl-worker.mjs",
  },
  { file: "maplibre-gl.css", from: "maplibre-gl", source: "maplibre-gl/dist/maplibre-gl.css" },
  {
    file: "cytoscape.js",
    from: "cytoscape",
    source: "cytoscape/dist/cytoscape.esm.min.mjs",
    licence: "LICENSE",
  },
];

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function bundled({ source, before = "" }) {
  const path = join(PACKAGES, source);
  const text = before + patched(source, await readFile(path, "utf8"));
  const result = await build({
    stdin: {
      contents: text,
      resolveDir: dirname(path),
      sourcefile: source,
      loader: path.endsWith(".css") ? "css" : "js",
    },
    bundle: true,
    external: ["../js/trusted_types.js"],
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "inline",
    write: false,
    logLevel: "error",
  });
  return Buffer.from(result.outputFiles[0].contents);
}

async function everything() {
  const lock = JSON.parse(await readFile(join(HERE, "package-lock.json"), "utf8"));
  const files = new Map();
  const record = {};
  for (const item of FILES) {
    const { version, integrity, license } = lock.packages[`node_modules/${item.from}`];
    const bytes = await bundled(item);
    files.set(item.file, bytes);
    record[item.file] = {
      package: `${item.from}@${version}`,
      integrity,
      licence: license,
      source: item.source,
      sha256: sha256(bytes),
    };
    if (item.licence) {
      const name = `${item.from}.LICENSE.txt`;
      files.set(name, await readFile(join(PACKAGES, item.from, item.licence)));
      record[name] = { package: `${item.from}@${version}`, sha256: sha256(files.get(name)) };
    }
  }
  return { files, record: `${JSON.stringify(record, null, 2)}\n` };
}

const { files, record } = await everything();
const targets = [...files].map(([name, bytes]) => [join(VENDOR, name), bytes]);
targets.push([join(HERE, "bundles.json"), Buffer.from(record)]);
if (process.argv.includes("--check")) {
  const stale = [];
  for (const [path, bytes] of targets) {
    const committed = await readFile(path).catch(() => Buffer.alloc(0));
    if (!committed.equals(bytes)) stale.push(path);
  }
  if (stale.length) {
    console.error(`Not what the sources give: ${stale.join(", ")}`);
    process.exit(1);
  }
  console.log(`${targets.length} files are what the sources give.`);
} else {
  await mkdir(VENDOR, { recursive: true });
  for (const [path, bytes] of targets) await writeFile(path, bytes);
  console.log(`Wrote ${targets.length} files.`);
}
