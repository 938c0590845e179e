import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { skip } from './tools/installed.js';
import { CLIENT, tsc, writeTypes } from './tools/types.js';

const root = (path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const read = (path) => readFileSync(path, 'utf8');
const manifest = JSON.parse(read(`${CLIENT}package.json`));

describe('the package', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeline-package-'));
  const installed = join(folder, 'node_modules', manifest.name);
  const npm = (cwd, ...parameters) => execFileSync('npm', parameters, { cwd, encoding: 'utf8' });

  before(() => {
    const [{ filename }] = JSON.parse(npm(CLIENT, 'pack', '--json', '--pack-destination', folder));
    writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    npm(folder, 'install', '--offline', '--no-audit', '--no-fund', filename);
  });

  after(() => rmSync(folder, { recursive: true }));

  it('has the version of the server', () => {
    const [, version] = /<artifactId>lifeline<\/artifactId>\s*<version>([^<]+)</.exec(read(root('pom.xml')));
    assert.equal(manifest.version, version);
  });

  it('has the licence, and depends on nothing', () => {
    assert.equal(read(join(installed, 'LICENSE')), read(root('LICENSE')));
    const all = readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.'));
    assert.deepEqual(all, [manifest.name]);
  });

  it('holds every module, and every file that it exports', () => {
    const modules = (path) => readdirSync(path, { recursive: true }).filter((file) => file.endsWith('.js')).sort();
    assert.deepEqual(modules(installed), modules(CLIENT));
    const exported = Object.values(manifest.exports).flatMap((target) => Object.values(Object(target)));
    const files = exported.filter((file) => file.startsWith('./'));
    assert.deepEqual(files.filter((file) => !existsSync(join(installed, file))), []);
    assert.equal(files.length, 8);
  });

  it('is imported by its names', () => {
    const names = Object.keys(manifest.exports).filter((name) => !name.endsWith('.json'));
    const modules = names.map((name) => `import(${JSON.stringify(manifest.name + name.slice(1))})`);
    writeFileSync(join(folder, 'page.js'), `
      const modules = await Promise.all([${modules}]);
      console.log(modules.flatMap((module) => Object.keys(module)).join(' '));
    `);
    const found = execFileSync(process.execPath, ['page.js'], { cwd: folder, encoding: 'utf8' }).trim().split(' ');
    assert.deepEqual(found, ['Line', 'connect', 'layimLine', 'LifelineSocket', 'miniProgram']);
  });

  it('has types that fit a page', () => {
    const page = read(fileURLToPath(new URL('./types/page.ts', import.meta.url)));
    writeFileSync(join(folder, 'page.ts'), page);
    const language = ['--strict', '--target', 'es2022', '--lib', 'es2023,dom'];
    for (const resolution of [['nodenext', 'nodenext'], ['esnext', 'bundler']]) {
      const [module, moduleResolution] = resolution;
      tsc('--noEmit', ...language, '--module', module, '--moduleResolution', moduleResolution,
        join(folder, 'page.ts'));
    }
  });

  it('has the types of its comments', () => {
    const fresh = join(folder, 'types');
    writeTypes(fresh);
    const files = (path) => readdirSync(path, { recursive: true }).sort();
    const write = 'write them anew: node src/test/js/tools/types.js';
    assert.deepEqual(files(`${CLIENT}types`), files(fresh), write);
    files(fresh).filter((file) => file.endsWith('.ts')).forEach((file) => {
      assert.equal(read(`${CLIENT}types/${file}`), read(join(fresh, file)), `${file}: ${write}`);
    });
  });
});
