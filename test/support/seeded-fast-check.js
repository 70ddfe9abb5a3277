const fc = require('../../node_modules/fast-check/lib/cjs/fast-check.js');

/**
 * Stands in for `fast-check` in all tests: properties try the same values in each run, so that a change lands by what it
 * changed and not by luck. `PROPERTY_SEED=random` tries others, as `npm run test:properties` does; a number those of a failed
 * run again.
 */
const { PROPERTY_SEED = '20261123' } = process.env;
if (PROPERTY_SEED !== 'random') fc.configureGlobal({ seed: Number(PROPERTY_SEED) });

module.exports = fc;
