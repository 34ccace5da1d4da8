// testkit: a certificate of its own for a server on 127.0.0.1.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SelfSignedCertificate extends Disposable {
  /** Where it lies; goes with it. */
  readonly folder: string;
  readonly cert_file: string;
  readonly key_file: string;
}

/** Nobody trusts it who is not told to. Needs `openssl`. */
export function selfSignedCertificate(): SelfSignedCertificate {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-tls-'));
  const [cert_file, key_file] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key_file, '-out', cert_file, ...subject], {
    stdio: 'ignore',
  });
  return {
    folder,
    cert_file,
    key_file,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
