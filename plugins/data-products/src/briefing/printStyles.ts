/** Marks the document that is all that is printed. */
export const PRINTED = 'data-printed';

const DOCUMENT = `[${PRINTED}]`;

/**
 * How a page with a document on it is printed: the document without the portal
 * around it, black on white, over as many sheets as it needs.
 */
export const printStyles = {
  '@media print': {
    [`body *:not(:has(${DOCUMENT})):not(${DOCUMENT}):not(${DOCUMENT} *)`]: {
      display: 'none !important',
    },
    // What is around the document scrolls on screens, and cuts it off on paper.
    [`:has(${DOCUMENT})`]: {
      display: 'block !important',
      position: 'static !important',
      width: 'auto !important',
      maxWidth: 'none !important',
      height: 'auto !important',
      minHeight: '0 !important',
      maxHeight: 'none !important',
      margin: '0 !important',
      padding: '0 !important',
      overflow: 'visible !important',
      transform: 'none !important',
      background: '#fff !important',
    },
    [DOCUMENT]: {
      maxWidth: 'none !important',
      fontSize: '10pt',
    },
    [`${DOCUMENT}, ${DOCUMENT} *`]: {
      color: '#000 !important',
      background: '#fff !important',
      overflow: 'visible !important',
    },
    [`${DOCUMENT} :is(h2, h3, h4)`]: { pageBreakAfter: 'avoid' },
    [`${DOCUMENT} :is(tr, li, dt, dd, p)`]: { pageBreakInside: 'avoid' },
    [`${DOCUMENT} thead`]: { display: 'table-header-group' },
    // Those whose words are their address already say it.
    [`${DOCUMENT} [data-address]::after`]: {
      content: '" (" attr(data-address) ")"',
      overflowWrap: 'anywhere',
    },
  },
};
