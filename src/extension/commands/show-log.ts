import type { AppCommand } from '../parts.ts';

export const showLogCommand: AppCommand = {
  id: 'hcnet.showLog',
  run: ({ log }) => {
    log.show();
    return Promise.resolve();
  },
};
