// Installs what the tests need (`npm ci`), unless it is there in the versions of package-lock.json.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const lock = readFileSync(here('package-lock.json'), 'utf8');
const mark = here('node_modules/.installed');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  // On Windows, npm is a command of the shell.
  const shell = process.platform === 'win32';
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: here(''), stdio: 'inherit', shell });
  writeFileSync(mark, lock);
}
