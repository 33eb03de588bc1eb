/** How a list action is read to its end. */

export type Paging =
  | { readonly style: 'pages'; readonly page: string; readonly size: string; readonly count: number }
  | { readonly style: 'tokens'; readonly token: string; readonly size: string; readonly count: number };

/** The old actions: pages from 1, at most 50 on one. */
export const pages: Paging = { style: 'pages', page: 'PageNumber', size: 'PageSize', count: 50 };

/** The newer actions: at most 100 on one page. */
export const tokens: Paging = { style: 'tokens', token: 'NextToken', size: 'MaxResults', count: 100 };

/** PrivateLink takes at most 50 on one page (aliyun-openapi-meta en-US/privatelink/ListVpcEndpointZones.json). */
export const tokensOf50: Paging = { ...tokens, count: 50 };

/** Spelled in the singular (aliyun-openapi-meta en-US/vpc/DescribeRouteEntryList.json). */
export const tokensMaxResult: Paging = { ...tokens, size: 'MaxResult' };

/** Cloud Monitor's rules: `Page` without "Number" (aliyun-openapi-meta en-US/cms/DescribeMetricRuleList.json). */
export const pagesOfRules: Paging = { style: 'pages', page: 'Page', size: 'PageSize', count: 100 };
