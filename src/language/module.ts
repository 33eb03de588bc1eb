/** The services of the language: those of Langium, and ours in place of theirs. */
import type { LangiumCoreServices, Module, PartialLangiumCoreServices } from 'langium';
import { createDefaultCoreModule, createDefaultSharedCoreModule, EmptyFileSystem, inject } from 'langium';
import { HcnetGeneratedModule, HcnetGeneratedSharedModule } from './generated/module.ts';
import { HcnetParserMessages } from './parser-messages.ts';
import { HcnetScopeProvider } from './scoping.ts';
import { HcnetTokenBuilder } from './token-builder.ts';
import { HcnetValueConverter } from './value-converter.ts';

export interface HcnetServices extends LangiumCoreServices {
  readonly references: LangiumCoreServices['references'] & { readonly ScopeProvider: HcnetScopeProvider };
}

/** Files reach the language as text (`parseFile`), so it needs no file system of its own. */
export function createHcnetServices(): HcnetServices {
  const shared = inject(createDefaultSharedCoreModule(EmptyFileSystem), HcnetGeneratedSharedModule);
  const services = inject(createDefaultCoreModule({ shared }), HcnetGeneratedModule, hcnetModule);
  shared.ServiceRegistry.register(services);
  return services;
}

const hcnetModule: Module<HcnetServices, PartialLangiumCoreServices & OwnServices> = {
  parser: {
    ParserErrorMessageProvider: () => new HcnetParserMessages(),
    TokenBuilder: () => new HcnetTokenBuilder(),
    ValueConverter: () => new HcnetValueConverter(),
  },
  references: {
    ScopeProvider: (services) => new HcnetScopeProvider(services),
  },
};

interface OwnServices {
  readonly references: { readonly ScopeProvider: HcnetScopeProvider };
}
