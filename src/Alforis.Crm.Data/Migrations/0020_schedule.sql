-- The schedule's tables live in a schema of their own; Quartz, whose they are, makes them when a host starts.

CREATE SCHEMA quartz;
