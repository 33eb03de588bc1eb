/** `vpc.prod#1`: where something goes on until it is removed, while its successor has its address. */
import type { ResourceState } from './state.ts';

export function asideOf(address: string, known: ResourceState | undefined): string {
  return `${address}#${String(known?.generation ?? 0)}`;
}

export function isAside(address: string): boolean {
  return address.includes('#');
}

/** The address that it had before. */
export function originalOf(address: string): string {
  return address.replace(/#.*$/s, '');
}
