/** How labels on lines are set. */
import type { TextStyle } from './measure.ts';

export const edgeLabelStyle: TextStyle = { size: 10.5, isBold: false };
