// The places that the tests work with: the repository, the binary, the folder of built sites.
import { fileURLToPath } from 'node:url';
import path from 'node:path';

export const REPOSITORY = fileURLToPath(new URL('../../..', import.meta.url));

/** The dateline binary under test. */
export const DATELINE = path.resolve(process.env.DATELINE || path.join(REPOSITORY, 'target/debug/dateline'));
