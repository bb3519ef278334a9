-- "What did this execution set off?" The last link of a chain is the execution right behind the event. Few executions have one: those without pay nothing.
CREATE INDEX workflow_executions_cause_index ON public.workflow_executions (((cause -> -1 ->> 'execution_id')::bigint), id) WHERE cause <> '[]';
CREATE INDEX live_executions_cause_index ON workflow.live_executions (((cause -> -1 ->> 'execution_id')::bigint), id) WHERE cause <> '[]';
