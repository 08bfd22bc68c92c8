import { GateRule } from './GateRule';

/** Nothing is let pass of which too little is known. */
export const factsKnown: GateRule = {
  id: 'facts-known',
  title: 'What is changed, and what it affects, is known',
  judge({ failure, impactIncomplete, owners }) {
    return [
      ...(failure === undefined
        ? []
        : [
            {
              message: `The entity could not be read: ${failure}`,
              whoseTurn: [...owners],
              how: 'Mend its descriptor in the catalog; the gate is judged anew once it can be read.',
            },
          ]),
      ...(impactIncomplete === undefined
        ? []
        : [
            {
              message: `It is not known to the end what is affected: ${impactIncomplete}`,
              whoseTurn: [],
              how: 'Ask again in a minute.',
            },
          ]),
    ];
  },
};
