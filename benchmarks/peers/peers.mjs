// Evaluates the condition of five leaves with other rule engines. Reads {contexts, expected} from standard input, checks each engine's
// answers against the expected ones, times it, and writes one JSON line per engine: {name, version, ns} or {name, problem}.
import { readFileSync } from 'node:fs';

const { contexts, expected } = JSON.parse(readFileSync(0, 'utf8'));
const rounds = 15;
const roundNs = 100e6;

const engines = {
  'json-logic-engine': async () => {
    const { LogicEngine } = await import('json-logic-engine');
    const run = new LogicEngine().build({
      and: [
        { '>': [{ var: 'deal.montant' }, 50000] },
        { or: [{ '==': [{ var: 'deal.stage' }, 'proposition'] }, { '>=': [{ var: 'deal.probabilite' }, 60] }] },
        { '!': [{ '<': [{ var: 'deal.date_cloture_prevue' }, '2026-03-31'] }] },
        { '==': [{ var: 'organisation.is_active' }, true] },
      ],
    });
    return { run: (context) => run(context) };
  },
  'json-rules-engine': async () => {
    const { Engine, Rule } = await import('json-rules-engine');
    const engine = new Engine([], { allowUndefinedFacts: true });
    engine.addOperator('before', (a, b) => typeof a === 'string' && a < b);
    engine.addRule(new Rule({
      conditions: {
        all: [
          { fact: 'deal', path: '$.montant', operator: 'greaterThan', value: 50000 },
          {
            any: [
              { fact: 'deal', path: '$.stage', operator: 'equal', value: 'proposition' },
              { fact: 'deal', path: '$.probabilite', operator: 'greaterThanInclusive', value: 60 },
            ],
          },
          { not: { fact: 'deal', path: '$.date_cloture_prevue', operator: 'before', value: '2026-03-31' } },
          { fact: 'organisation', path: '$.is_active', operator: 'equal', value: true },
        ],
      },
      event: { type: 'holds' },
    }));
    return { isAsync: true, run: async (context) => (await engine.run(context)).events.length > 0 };
  },
  '@gorules/zen-engine': async () => {
    const { ZenEngine } = await import('@gorules/zen-engine');
    const condition = '(deal.montant ?? 0) > 50000 and (deal.stage == "proposition" or (deal.probabilite ?? 0) >= 60)'
      + ' and not (date(deal.date_cloture_prevue ?? "9999-12-31") < date("2026-03-31")) and organisation.is_active == true';
    const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify({
      nodes: [
        { id: 'in', name: 'in', type: 'inputNode', content: {} },
        { id: 'rule', name: 'rule', type: 'expressionNode', content: { expressions: [{ id: 'e', key: 'holds', value: condition }] } },
        { id: 'out', name: 'out', type: 'outputNode', content: {} },
      ],
      edges: [{ id: 'a', sourceId: 'in', targetId: 'rule', type: 'edge' }, { id: 'b', sourceId: 'rule', targetId: 'out', type: 'edge' }],
    })));
    return { isAsync: true, run: async (context) => (await decision.evaluate(context)).result.holds };
  },
};

for (const [name, load] of Object.entries(engines)) {
  try {
    const { run, isAsync } = await load();
    for (let i = 0; i < contexts.length; i++) {
      const answer = isAsync ? await run(contexts[i]) : run(contexts[i]);
      if (answer !== expected[i]) throw new Error(`it answers ${answer}, not ${expected[i]}, to ${JSON.stringify(contexts[i])}`);
    }
    const version = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url), 'utf8')).version;
    console.log(JSON.stringify({ name, version, ns: isAsync ? await timeAsync(run) : time(run) }));
  } catch (error) {
    console.log(JSON.stringify({ name, problem: String(error.message ?? error).split('\n')[0] }));
  }
}

function time(run) {
  return median(() => {
    const start = process.hrtime.bigint();
    let asked = 0;
    let held = 0;
    let taken = 0;
    do {
      for (const context of contexts) if (run(context)) held++;
      asked += contexts.length;
      taken = Number(process.hrtime.bigint() - start);
    } while (taken < roundNs);
    return taken / asked + (held < 0 ? 1 : 0);
  });
}

async function timeAsync(run) {
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = process.hrtime.bigint();
    let asked = 0;
    let taken = 0;
    do {
      for (const context of contexts) await run(context);
      asked += contexts.length;
      taken = Number(process.hrtime.bigint() - start);
    } while (taken < roundNs);
    times.push(taken / asked);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

function median(measure) {
  return Array.from({ length: rounds }, measure).sort((a, b) => a - b)[rounds >> 1];
}
