module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What is measured is inside of packages, and nobody depends on this one.
    '@backstage/no-forbidden-package-imports': 'off',
    '@backstage/no-undeclared-imports': 'off',
    '@backstage/no-relative-monorepo-imports': 'off',
    '@backstage/no-mixed-plugin-imports': 'off',
    // A benchmark prints.
    'no-console': 'off',
    // Repetitions must not overlap.
    'no-await-in-loop': 'off',
  },
});
