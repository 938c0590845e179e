/** Why tests that need bundler and compiler are left out; false: they are there. In CI they must be. */
export const skip = await import('esbuild').then(() => false, (error) => {
  if (process.env.CI) throw error;
  return 'esbuild is not installed: npm ci in src/test/js, or ./test';
});
