-- That a workflow was suspended belongs in the trail, whoever or whatever suspended it. Who removes a user need not be allowed to write the trail.

CREATE FUNCTION workflow.audit_suspension() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.audit_log (actor, via, action, subject_type, subject_id, detail)
  VALUES ('system', 'system', 'workflow.suspend', 'workflow', NEW.id,
    jsonb_build_object('version', NEW.current_version, 'reason', left(NEW.suspended_reason #>> '{0,message}', 1000)));
  RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION workflow.audit_suspension() FROM PUBLIC;
CREATE TRIGGER workflows_audit_suspension AFTER UPDATE OF suspended_at ON public.workflows
  FOR EACH ROW WHEN (OLD.suspended_at IS NULL AND NEW.suspended_at IS NOT NULL) EXECUTE FUNCTION workflow.audit_suspension();
