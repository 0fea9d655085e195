// What docs/key.md takes for granted.

declare const EService: typeof import('iamsmart/server').EService;
declare const config: Omit<import('iamsmart/server').EServiceConfig, 'keyEncryptionKey'>;
declare const pem: string;
declare const hsm: {
  C_DecryptInit(session: unknown, mechanism: { mechanism: number }, handle: unknown): void;
  C_Decrypt(session: unknown, data: Buffer, out: Buffer): Buffer;
};
declare const session: unknown;
declare const handle: unknown;
declare module 'pkcs11js' {
  const constants: { CKM_RSA_X_509: number };
  export default constants;
}
