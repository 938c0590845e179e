// Writes the client's types anew, out of its comments: `node src/test/js/tools/types.js`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const CLIENT = here('../../../main/webapp/lifeline/');
export const ENTRIES = ['lifeline', 'layim', 'socket', 'mini-program'];

/**
 * @param {...string} parameters of the compiler
 * @throws {Error} with what it says
 */
export function tsc(...parameters) {
  const compiler = here('../node_modules/typescript/lib/tsc.js');
  const { status, stdout } = spawnSync(process.execPath, [compiler, ...parameters]);
  if (status !== 0) throw new Error(`tsc: ${stdout}`);
}

/** @param {string} folder that the types are written to */
export function writeTypes(folder) {
  rmSync(folder, { recursive: true, force: true });
  const entries = ENTRIES.map((entry) => `${CLIENT}${entry}.js`);
  const language = ['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom', '--strict'];
  tsc('--allowJs', '--declaration', '--emitDeclarationOnly', ...language, '--outDir', folder, ...entries);
}

if (process.argv[1] === here('./types.js')) writeTypes(`${CLIENT}types`);
