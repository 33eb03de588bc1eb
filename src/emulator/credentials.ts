/** The account everybody uses against the emulator; there is nothing secret about it. */
export const demoCredentials: EmulatorCredential = {
  accessKeyId: 'hcnet-emulator',
  accessKeySecret: 'hcnet-emulator-secret',
  accountId: '1234567890123456',
};

export interface EmulatorCredential {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Only for keys that stand for a temporary (STS) credential. */
  readonly securityToken?: string;
  /** Sixteen digits, as Alibaba Cloud account ids are. */
  readonly accountId: string;
}
