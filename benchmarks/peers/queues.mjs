// Works off jobs with other job queues over PostgreSQL, each job with the same three inserts in one transaction. Reads {uri, jobs, one, many} from
// standard input, where `one` is the statement of one job ($1: its number) and `many` that of a batch ($1: their numbers); writes one JSON line per
// mode: {name, version, mode, isPerJob, perSecond} or {name, mode, problem}.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const { uri, jobs, one, many } = JSON.parse(readFileSync(0, 'utf8'));
const version = (name) => createRequire(import.meta.url)(`${name}/package.json`).version;
const numbers = Array.from({ length: jobs }, (_, i) => i + 1);
const pool = new pg.Pool({ connectionString: uri, max: 25 });
const rows = async (sql) => Number((await pool.query(sql)).rows[0].count);
const executions = () => rows('SELECT count(*) FROM public.workflow_executions');

async function until(isDone) {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await wait(10)) if (await isDone()) return;
  throw new Error('it did not finish within two minutes');
}

// As its documentation sets it up for throughput: https://worker.graphile.org/docs/performance
const tuned = { concurrentJobs: 24, maxPoolSize: 25, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };

async function graphile(worker) {
  const { run, makeWorkerUtils, Logger } = await import('graphile-worker');
  const logger = new Logger(() => () => {});
  const utils = await makeWorkerUtils({ connectionString: uri, logger });
  await utils.migrate();
  await pool.query(
    "SELECT graphile_worker.add_jobs(array(SELECT json_populate_record(null::graphile_worker.job_spec, json_build_object('identifier', 'act', 'payload', json_build_object('n', n))) FROM generate_series(1, $1::int) n))",
    [jobs],
  );
  await utils.release();
  const act = async ({ n }, helpers) => { await helpers.query({ name: 'act', text: one, values: [n] }); };
  const started = performance.now();
  const runner = await run({ connectionString: uri, logger, noHandleSignals: true, taskList: { act }, preset: { worker } });
  await until(async () => (await rows('SELECT count(*) FROM (SELECT FROM graphile_worker._private_jobs LIMIT 1) x')) === 0);
  const seconds = (performance.now() - started) / 1000;
  await runner.stop();
  return jobs / seconds;
}

async function boss({ batchSize, loops, perform }) {
  const { default: PgBoss } = await import('pg-boss');
  const queue = new PgBoss({ connectionString: uri, max: 25, supervise: false, schedule: false });
  queue.on('error', (error) => process.stderr.write(`${error}\n`));
  await queue.start();
  await queue.createQueue('act');
  for (let i = 0; i < jobs; i += 1000) await queue.insert(numbers.slice(i, i + 1000).map((n) => ({ name: 'act', data: { n } })));
  const started = performance.now();
  await Promise.all(Array.from({ length: loops }, async () => {
    for (let batch; (batch = await queue.fetch('act', { batchSize })).length > 0;) {
      await perform(batch.map((job) => job.data.n));
      await queue.complete('act', batch.map((job) => job.id));
    }
  }));
  const seconds = (performance.now() - started) / 1000;
  await queue.stop({ graceful: false });
  return jobs / seconds;
}

const oneByOne = (batch) => Promise.all(batch.map((n) => pool.query({ name: 'one', text: one, values: [n] })));
const atOnce = (batch) => pool.query({ name: 'many', text: many, values: [batch] });
// The last is no job any more, but what is left of a queue when a handler writes 500 jobs at once by hand, all or none: told, not compared with.
const modes = [
  ['graphile-worker', 'default-8-at-once', () => graphile({ concurrentJobs: 8 }), true],
  ['graphile-worker', 'local-queue', () => graphile(tuned), true],
  ['pg-boss', 'batches-of-500', () => boss({ batchSize: 500, loops: 2, perform: oneByOne }), true],
  ['pg-boss', 'batches-of-500-as-one-insert', () => boss({ batchSize: 500, loops: 2, perform: atOnce }), false],
];

for (const [name, mode, run, isPerJob] of modes) {
  try {
    await pool.query('DROP SCHEMA IF EXISTS graphile_worker CASCADE; DROP SCHEMA IF EXISTS pgboss CASCADE');
    const before = await executions();
    const perSecond = await run();
    const made = (await executions()) - before;
    if (made !== jobs) throw new Error(`${jobs} jobs made ${made} executions`);
    console.log(JSON.stringify({ name, mode, version: version(name), isPerJob, perSecond }));
  } catch (error) {
    console.log(JSON.stringify({ name, mode, problem: error.message }));
  }
}
await pool.end();
process.exit(0);
