import { DefaultTokenBuilder } from 'langium';
import { reservedWords } from '../model/reserved-words.ts';

/** Makes every word that is not reserved an identifier too, wherever an identifier is expected. */
export class HcnetTokenBuilder extends DefaultTokenBuilder {
  override buildTokens(...args: Parameters<DefaultTokenBuilder['buildTokens']>) {
    const tokens = super.buildTokens(...args);
    if (!Array.isArray(tokens)) throw new Error('the token builder of Langium gave no list of tokens');
    const identifier = tokens.find((token) => token.name === 'ID');
    if (identifier === undefined) throw new Error('the grammar has no terminal ID');
    for (const token of tokens) {
      const isWord = typeof token.PATTERN === 'string' && /^[A-Za-z_]/.test(token.PATTERN);
      if (isWord && !reservedWords.has(token.name)) token.CATEGORIES = [identifier];
    }
    return tokens;
  }
}
