/** Every word that the page itself says. */
export const texts = {
  diagram: 'Network topology',
  search: 'Search',
  searchHint: 'Search (/)',
  nothingFound: 'Nothing found',
  zoomIn: 'Zoom in (+)',
  zoomOut: 'Zoom out (-)',
  fit: 'Fit to the window (F)',
  legend: 'Legend (L)',
  emptyTitle: 'Nothing to draw yet',
  emptyText: 'Describe a site and its circuit, and they appear here:',
  partial: 'The text has errors. This is the last complete picture.',
  firstPartial: 'The text has errors, so the picture may lack something.',
  failed: (reason: string) => `The diagram could not be drawn: ${reason}`,
  selected: (what: string) => `${what}, selected`,
  drawn: (count: number) => `Diagram updated, ${count} elements`,
  clearOverlay: 'Take this off the diagram',
  legendOfOverlay: 'What the signs mean',
  asides: 'Not on the diagram',
  found: (count: number) => (count === 1 ? '1 match' : `${count} matches`),
};

/** The shortest text that draws something. */
export const exampleText = `site dc {
  prefix 10.10.0.0/16
  asn 65010
  router cpe-1
}

circuit telecom from dc.cpe-1
    to access-point ap-cn-shanghai-pd-D {
  carrier CT
  bandwidth 1 Gbps
}`;
