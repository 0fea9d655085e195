// The package's bill of materials against the schema of CycloneDX, by its own library.

import { readFile } from 'node:fs/promises';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';

const path = new URL('sbom.cdx.json', import.meta.resolve('iamsmart/package.json'));
const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
console.log(JSON.stringify(await validator.validate(await readFile(path, 'utf8'))));
