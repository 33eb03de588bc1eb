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
  /** Who it is in that account; absent: the account itself. */
  readonly caller?: Caller;
}

export interface Caller {
  readonly type: 'AssumedRoleUser';
  readonly arn: string;
  readonly principalId: string;
  readonly roleId: string;
}
