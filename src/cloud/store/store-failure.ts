/** Why a bucket cannot keep states, for whoever has to mend it. */
import type { CloudError } from '../client/cloud-error.ts';
import { EngineError } from '../engine-error.ts';
import type { ObjectStore } from './object-store.ts';

export function storeFailure(store: Pick<ObjectStore, 'place' | 'page'>, error: CloudError): EngineError {
  return new EngineError('store', reasonOf(store, error), { cause: error });
}

function reasonOf({ place, page }: Pick<ObjectStore, 'place' | 'page'>, error: CloudError): string {
  const { region, code } = error;
  if (code === 'NoSuchBucket') {
    return `there is no bucket ${place} in ${region}; correct the address of the state, or create the bucket there, private and without versioning`;
  }
  if (isElsewhere(error)) {
    const where = page === undefined ? 'the OSS console' : `the page of the emulator, ${page},`;
    return `the address of the state says ${region}, and the bucket ${place} is in another region; ${where} shows which`;
  }
  // https://www.alibabacloud.com/help/en/oss/user-guide/map-custom-domain-names-5: accounts from 2025-03-20 on.
  if (code === 'PublicEndpointForbidden') {
    return `OSS serves newer accounts in ${region} on its internal endpoint only; run hcnet in that region with '&network=internal' in the address of the state, or use a bucket outside the Chinese mainland`;
  }
  if (error.class === 'permission') {
    return `the credentials may not do ${error.action} in ${place}; in RAM, allow oss:GetObject, oss:PutObject, oss:DeleteObject and oss:ListObjects for it (${code})`;
  }
  if (code === 'ENOTFOUND') {
    return `${place} cannot be used: its address in ${region} is not known; check the network, and the region in the address of the state`;
  }
  return `${place} cannot be used: ${error.message}`;
}

/** The same mistake has three answers, by which part of the request OSS looks at first. */
function isElsewhere({ code, detail = '' }: CloudError): boolean {
  return (
    code === 'PermanentRedirect' ||
    (code === 'AccessDenied' && detail.includes('specified endpoint')) ||
    (code === 'InvalidArgument' && /signing region/i.test(detail))
  );
}
