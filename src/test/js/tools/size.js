// Tells how much a page loads of the client: `node src/test/js/tools/size.js`.
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { CLIENT } from './types.js';

/**
 * @returns {Promise<{core: number, lazy: Record<string, number>}>} bytes, minified and compressed: `core` is what
 *     `import { connect }` loads before anything is called; `lazy`, by file, what a line loads when it needs it
 */
export async function sizes() {
  const [core] = await outputs(['lifeline.js'], { plugins: [lazyOutside] });
  const parts = await outputs(['lifeline.js', 'queue.js', 'shared/remote.js'], { splitting: true });
  const workers = await outputs(['shared/worker.js', 'timer-worker.js']);
  const lazy = [...parts, ...workers].filter(({ file }) => file && file !== 'lifeline.js');
  return { core: core.bytes, lazy: Object.fromEntries(lazy.map(({ file, bytes }) => [file, bytes])) };
}

/** Leaves out what is loaded only when it is called for. */
const lazyOutside = {
  name: 'lazy-outside',
  setup: ({ onResolve }) => onResolve({ filter: /./ }, ({ kind }) => (kind === 'dynamic-import' ? OUTSIDE : null)),
};

const OUTSIDE = { path: './later.js', external: true };

async function outputs(files, more) {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: files.map((file) => CLIENT + file),
    absWorkingDir: CLIENT,
    outdir: 'out',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    metafile: true,
    ...more,
  });
  return outputFiles.map(({ path, contents }) => ({
    file: metafile.outputs[path.slice(CLIENT.length)].entryPoint,
    bytes: gzipSync(contents, { level: 9 }).length,
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { core, lazy } = await sizes();
  console.log(`import { connect }: ${core} bytes`);
  Object.entries(lazy).forEach(([file, bytes]) => console.log(`  later, ${file}: ${bytes} bytes`));
}
