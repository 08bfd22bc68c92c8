/**
 * What the team that receives a release has to know, as a document: for screens,
 * paper and Markdown alike.
 *
 * @public
 */
export interface Briefing {
  title: string;
  /** What it is about, and as of when. */
  facts: readonly BriefingFact[];
  sections: readonly BriefingSection[];
}

/** One part of a briefing under a heading. @public */
export interface BriefingSection {
  /** Unique within the briefing, in kebab-case. */
  id: string;
  title: string;
  blocks: readonly BriefingBlock[];
  /** Parts of this part, one level deep. */
  sections?: readonly BriefingSection[];
}

/**
 * What a section consists of. `unreadable` stands in the place of what could
 * not be read, and says why.
 *
 * @public
 */
export type BriefingBlock =
  | { type: 'paragraph'; text: BriefingText }
  | { type: 'unreadable'; reason: string }
  | { type: 'facts'; facts: readonly BriefingFact[] }
  | {
      type: 'table';
      /** What the rows are, for those who cannot see the heading above. */
      label: string;
      columns: readonly string[];
      /** As many cells in each as there are columns. */
      rows: readonly (readonly BriefingText[])[];
    }
  | { type: 'list'; ordered: boolean; items: readonly BriefingText[] };

/** A labelled value. @public */
export interface BriefingFact {
  label: string;
  value: BriefingText;
}

/** Text in one line or cell, in parts. @public */
export type BriefingText = readonly BriefingSpan[];

/**
 * A part of a text: words as they are, never markup; a link; a user, a group or
 * another entity of the catalog; or that something is missing.
 *
 * @public
 */
export type BriefingSpan =
  | string
  | {
      text: string;
      /** As somebody wrote it: check it before making a link of it. */
      url: string;
    }
  | {
      text: string;
      /** Full entity ref. */
      ref: string;
    }
  | {
      /** In a sentence, or as a word in a table. */
      missing: string;
    };
