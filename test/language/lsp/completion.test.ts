import { describe, expect, test } from 'vitest';
import { CompletionItemKind } from 'vscode-languageserver';
import { completion } from '../../../src/language/lsp/completion.ts';
import { toOffset } from '../../../src/language/lsp/convert.ts';
import { createHcnetServices } from '../../../src/language/module.ts';
import { applyEdits } from '../../../src/language/text-edits.ts';
import { atCursor } from '../../support/cursor.ts';

const services = createHcnetServices();

describe('words of the language', () => {
  test.each([
    ['<|>', ['import', 'network', 'site', 'circuit', 'vbr', 'drill']],
    ['site a { }\nvb<|>', ['vbr', 'vpc', 'service']],
    ['site a { <|> }', ['kind', 'tier', 'prefix', 'router']],
    ['site a { kind datacenter <|>', ['tier', 'asn']],
    ['site a { kind <|> }', ['datacenter', 'office', 'cloud']],
    ['circuit a from s to access-point p { bandwidth 10 <|> }', ['kbps', 'Mbps', 'Gbps']],
    ['expect a reaches b surviving any 1 <|>', ['circuit', 'access-point', 'zone']],
  ])('%s', (text, words) => {
    expect(labels(text)).toEqual(expect.arrayContaining(words));
  });

  test('only those that fit, each with what it means', () => {
    expect(labels('site a { kind da<|> }')).toEqual(['datacenter', 'office', 'cloud']);
    const [kind] = itemsAt('site a { k<|> }');
    expect(kind).toMatchObject({ label: 'kind', documentation: 'datacenter (the default), office or cloud' });
  });

  test.each(['site a { } // si<|>', 'site a "<|>" { }', 'site a { /* <|> */ }'])('none in %s', (text) => {
    expect(labels(text)).toEqual([]);
  });
});

describe('whole elements', () => {
  const snippetsIn = (text: string, takesSnippets = true) => {
    const at = atCursor(text);
    return completion(services, at.design, { ...at, takesSnippets })
      .filter(({ kind }) => kind === CompletionItemKind.Snippet)
      .map(({ label }) => label);
  };

  test('are offered where an element may stand, beside the word that it begins with', () => {
    const offered = ['network', 'site', 'circuit', 'circuit-hosted', 'circuit-pair', 'cen', 'service-vpc'];
    expect(snippetsIn('<|>')).toEqual(expect.arrayContaining(offered));
    expect(snippetsIn('site a { }\ncirc<|>')).toEqual(expect.arrayContaining(offered));
    expect(snippetsIn('<|>')).not.toContain('peering');
    const labelled = completionAt('<|>').filter(({ label }) => label === 'site');
    expect(labelled.map(({ kind }) => kind)).toEqual([
      CompletionItemKind.Keyword,
      CompletionItemKind.Snippet,
    ]);
    expect(labelled[1]?.labelDetails?.description).toBe('A data center, an office or another cloud');
  });

  test.each([
    'site a { <|> }',
    'site a { kind <|> }',
    'vbr a on <|>',
    'network n { region <|> }',
    'expect a reaches b surviving any 1 <|>',
    'vbr a on c { <|> }',
    '// <|>',
  ])('are not offered in %s', (text) => {
    expect(snippetsIn(text)).toEqual([]);
  });

  test('that belong into another one are offered there', () => {
    expect(snippetsIn('cen c { <|> }')).toEqual(['peering']);
  });

  test('are for editors that know what they are', () => {
    expect(snippetsIn('<|>', false)).toEqual([]);
  });

  function completionAt(text: string) {
    const at = atCursor(text);
    return completion(services, at.design, { ...at, takesSnippets: true });
  }
});

describe('names of the design', () => {
  const site = 'site dc { router cpe-1 router cpe-2 }';
  const vpc = 'vpc prod in cn-shanghai { vswitch app in z { } security-group web { } }';

  test.each([
    [`${site} circuit a from <|>`, ['dc']],
    [`${site} circuit a from dc.<|>`, ['cpe-1', 'cpe-2']],
    [`${site} circuit a from dc.cp<|> to access-point x { }`, ['cpe-1', 'cpe-2']],
    [`${vpc} service s { at prod.<|> }`, ['app']],
    [`${vpc} ecr core { } cen x { transit-router t in r { attach <|> } }`, ['prod', 'core']],
    [`${vpc} cen x { transit-router t in r { attach prod { vswitch <|> } } }`, ['app']],
    [`${vpc} service s { access privatelink in prod.<|> }`, ['app']],
    [`${vpc} service s { access privatelink in prod.app { security-group prod.<|> } }`, ['web']],
    [`${vpc} ${site} contact c { } monitoring m { notify <|> }`, ['c']],
    [`${site} demand // of today\n<|>`, ['dc']],
    [`${site} circuit a from /* the old one */ <|>`, ['dc']],
  ])('%s', (text, names) => {
    expect(labels(text)).toEqual(names);
  });

  test('from all files of the design', () => {
    const at = atCursor({
      'a.hcnet': 'import "./b.hcnet" vbr v on <|>',
      'b.hcnet': 'circuit c from s to access-point p { }',
    });
    expect(completion(services, at.design, at).map(({ label }) => label)).toEqual(['c']);
  });
});

describe('values of the catalog', () => {
  test.each([
    ['vpc p in <|>', 'cn-shanghai'],
    ['vpc p in cn-shanghai { vswitch a in <|> }', 'cn-shanghai-l'],
    ['circuit a from dc to access-point ap-cn-sh<|> { }', 'ap-cn-shanghai-pd-D'],
    ['circuit a from dc to access-point p { carrier <|> }', 'CT'],
    ['circuit a from dc to access-point p { port 10G<|> }', '10GBase-LR'],
    ['service s { product <|> }', 'model-studio'],
    ['monitoring m { event <|> }', 'bgp-peer-down'],
    ['monitoring m { alert a on v { metric <|> } }', 'VbrHealthyCheckLossRate'],
    ['vpn v from a to b { ike { group <|> } }', 'group14'],
  ])('%s', (text, value) => {
    expect(labels(text)).toContain(value);
  });
});

describe('what is still free', () => {
  test.each([
    ['circuit c from s to access-point p { } vbr a on c { vlan 100 } vbr b on c { vlan <|> }', '101'],
    ['circuit c from s to access-point p { } vbr a on c { vlan <|> } vbr b on d { vlan 100 }', '100'],
    [
      'vpc p in r { prefix 10.0.0.0/16 vswitch a in z { prefix 10.0.0.0/24 } vswitch b in z { prefix <|> } }',
      '10.0.1.0/24',
    ],
    ['vpc p in r { prefix 10.0.0.0/16 vswitch a in z { prefix 10.0.<|> } }', '10.0.0.0/24'],
    [
      'vbr a on c { peering 172.16.0.2/30 to 172.16.0.1 } vbr b on c { peering <|> }',
      '172.16.0.6/30 to 172.16.0.5',
    ],
    ['vpn v from s to t { tunnel a { inside 169.254.8.0/30 } tunnel b { inside <|> } }', '169.254.8.4/30'],
  ])('%s', (text, value) => {
    expect(labels(text)).toEqual([value]);
  });

  test('replaces what is typed already', () => {
    const text = 'vpc p in r { prefix 10.0.0.0/16 vswitch a in z { prefix 10.0.<|> } }';
    const { file } = atCursor(text);
    const edit = itemsAt(text)[0]?.textEdit;
    if (edit === undefined || !('range' in edit)) throw new Error('expected an edit with a range');
    const start = toOffset(file, edit.range.start);
    const end = toOffset(file, edit.range.end);
    expect(applyEdits(file.text, [{ uri: file.uri, start, end, text: edit.newText }])).toBe(
      'vpc p in r { prefix 10.0.0.0/16 vswitch a in z { prefix 10.0.0.0/24 } }',
    );
  });
});

function labels(text: string): readonly string[] {
  return itemsAt(text).map(({ label }) => label);
}

function itemsAt(text: string) {
  const at = atCursor(text);
  return completion(services, at.design, at);
}
